import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bodyOf } from '#eventing/envelope';
import { makeDataFolder } from '#settings/folder-mark';
import type { PlaceKind } from '#settings/folder-mark';
import { folderSettings } from '#settings/settings';
import { openSignIn } from '#sign-in/database';
import { checkUp } from './check-up.js';
import { withData } from './data-place.js';
import type { Finding } from '#settings/finding';

describe('A check-up of a data folder', () => {
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tallystick-check-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  async function make(kind: PlaceKind): Promise<void> {
    makeDataFolder(folder, { kind });
    // What the command line sees to with its umask, a test run by anyone does for itself.
    await withData(async () => undefined, folderSettings(folder));
    for (const name of ['events.db', 'keys.db']) chmodSync(join(folder, name), 0o600);
  }

  async function findings(): Promise<Record<string, Finding['state']>> {
    const found = await withData(checkUp, folderSettings(folder));
    return Object.fromEntries(found.map(({ check, state }) => [check, state]));
  }

  /** Records an event, at a moment of the test's choosing. */
  async function record(type: string, stream: string, recordedAt?: string): Promise<void> {
    await withData(async ({ store }) => {
      const id = '00000000-0000-8000-8000-000000000001';
      const who = { partnership: 'p', actor: { person: 'a', role: 'administrator' } };
      const led = { command: 'p/c', causation: 'p/c', correlation: 'p/c' };
      const body = bodyOf({
        id,
        stream,
        type,
        schema: 1,
        effectiveOn: '2011-04-12',
        ...who,
        ...led,
        data: { reason: 'r' },
      });
      const answer = { command: 'p/c', hash: '00', outcome: 'accepted', body: '{}' } as const;
      const options = recordedAt === undefined ? {} : { recordedAt };
      await store.append([{ stream, expected: 'no-stream', events: [{ id, type, body }] }], answer, options);
    }, folderSettings(folder));
  }

  it('finds a new one well', async () => {
    await make('real');
    const found = await findings();
    expect(Object.keys(found)).toEqual([
      'Node',
      'events.db',
      'keys.db',
      'sign-in.db',
      'Disk',
      'Forgotten people',
      'Keys of names',
      'Read models',
      'Clock',
      'Bank holidays',
    ]);
    expect(found).toMatchObject({
      Node: 'well',
      'events.db': 'well',
      'keys.db': 'well',
      'Forgotten people': 'well',
      Clock: 'well',
    });
  });

  it('sees that others can read the keys', async () => {
    await make('real');
    chmodSync(join(folder, 'keys.db'), 0o644);
    expect(await findings()).toMatchObject({ 'keys.db': 'soon', 'events.db': 'well' });
  });

  it('looks at who can sign in as well, once pages have been served', async () => {
    await make('real');
    await (await openSignIn(folderSettings(folder))).destroy();
    chmodSync(join(folder, 'sign-in.db'), 0o600);
    expect(await findings()).toMatchObject({ 'sign-in.db': 'well' });
    chmodSync(join(folder, 'sign-in.db'), 0o644);
    expect(await findings()).toMatchObject({ 'sign-in.db': 'soon' });
  });

  it('sees a clock that is behind what is recorded, but not in an example', async () => {
    await make('real');
    await record('PersonSwitchedOff', 'person-p.lead', '2999-01-01T00:00:00.000Z');
    expect(await findings()).toMatchObject({ Clock: 'wrong' });
  });

  it('destroys a key that is left of someone who is forgotten, and says so once', async () => {
    await make('real');
    await withData(({ vault }) => vault.keyFor('person-p.lead'), folderSettings(folder));
    await record('PersonForgotten', 'person-p.lead');
    expect(await findings()).toMatchObject({ 'Forgotten people': 'soon' });
    expect(await findings()).toMatchObject({ 'Forgotten people': 'well' });
    expect(
      await withData(({ vault }) => vault.find('person-p.lead'), folderSettings(folder)),
    ).toBeUndefined();
  });

  it('sees that the key of somebody who was registered is lost', async () => {
    await make('real');
    await record('PersonRegistered', 'person-p.lead');
    expect(await findings()).toMatchObject({ 'Keys of names': 'wrong', 'Forgotten people': 'well' });
    await withData(({ vault }) => vault.destroy('person-p.lead'), folderSettings(folder));
    expect(await findings()).toMatchObject({ 'Keys of names': 'well' });
  });

  it('sees that the bank holidays run out, by the day of the folder', async () => {
    await make('example');
    await record('PersonSwitchedOff', 'person-p.lead', '2028-06-01T00:00:00.000Z');
    expect(await findings()).toMatchObject({ 'Bank holidays': 'soon', Clock: 'well' });
    rmSync(folder, { recursive: true });
    await make('example');
    await record('PersonSwitchedOff', 'person-p.lead', '2029-06-01T00:00:00.000Z');
    expect(await findings()).toMatchObject({ 'Bank holidays': 'wrong' });
  });
});
