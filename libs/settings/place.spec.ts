import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAnswer, aWrite } from '#eventing/conformance-fixture';
import { CopyTarget, openHistory } from '#settings/copy-target';
import type { PlaceKind } from '#settings/folder-mark';
import { Place } from '#settings/place';
import { folderSettings, settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

let folder: string;
let server: PostgresServer;
let standIn: StandInForKurrentDb;
let databases = 0;

beforeAll(async () => {
  server = await startPostgres();
  standIn = await StandInForKurrentDb.start();
});
afterAll(async () => {
  await server.stop();
  await standIn.stop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-place-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

/** Somewhere new on each engine. */
const settingsOn: Readonly<Record<string, () => Promise<Settings>>> = {
  SQLite: async () => folderSettings(at('data')),
  PostgreSQL: async () => {
    const url = await server.createDatabase(`test_place_${(databases += 1)}`);
    return settingsFrom({ TALLYSTICK_STORE: url });
  },
  'a stand-in for KurrentDB': async () => {
    standIn.forget();
    return settingsFrom({ TALLYSTICK_STORE: standIn.url, TALLYSTICK_DATA: at('beside') });
  },
};

async function openedAs(kind: PlaceKind, settings: Settings): Promise<Place> {
  return Place.open(settings, { whenAbsent: () => kind });
}

/** Opens it for as long as it is used. */
async function using<Result>(
  opening: Promise<Place>,
  use: (place: Place) => Result | Promise<Result>,
): Promise<Result> {
  const place = await opening;
  try {
    return await use(place);
  } finally {
    await place.close();
  }
}

async function record({ store }: Place): Promise<string> {
  const appended = await store.append([aWrite('project-p.a', 'no-stream')], anAnswer({ command: 'p/a' }));
  return 'recordedAt' in appended ? appended.recordedAt : appended.outcome;
}

describe.each(Object.keys(settingsOn))('A place on %s', (engine) => {
  let settings: Settings;
  beforeEach(async () => {
    settings = (await settingsOn[engine]?.()) ?? folderSettings('');
  });

  it('is not made unless someone says for what', async () => {
    await expect(Place.open(settings)).rejects.toThrow(expect.objectContaining({ name: 'SettingsWrong' }));
    await using(openedAs('real', settings), ({ kind }) => expect(kind).toBe('real'));
    await using(Place.open(settings), ({ kind }) => expect(kind).toBe('real'));
  });

  it('lets the clock be set in an example alone, whatever is said later', async () => {
    const [then, later] = ['2011-04-01T09:00:00.000Z', '2011-05-01T09:00:00.000Z'];
    const told = await using(openedAs('example', settings), async (place) => {
      place.clock.setTo?.(then);
      return record(place);
    });
    expect(told).toBe(then);
    await using(openedAs('real', settings), ({ kind, clock }) => {
      expect([kind, clock.now()]).toEqual(['example', then]);
      clock.setTo?.(later);
      expect(clock.now()).toBe(later);
    });
  });

  it('has the clock of the machine, or of its server, when it is real', async () => {
    const before = Date.now() - 5_000;
    await using(openedAs('real', settings), async (place) => {
      expect(place.clock.setTo).toBeUndefined();
      expect(Date.parse(await record(place))).toBeGreaterThan(before);
    });
    await using(openedAs('example', settings), ({ kind, clock }) => {
      expect([kind, clock.setTo]).toEqual(['real', undefined]);
    });
  });

  it('is not opened as a copy that was not finished', async () => {
    const source = await openedAs('real', folderSettings(at('source')));
    const target = await CopyTarget.open(settings.store, source);
    await target.store.append([aWrite('project-p.a', 'no-stream')], anAnswer({ command: 'p/a' }));
    await expect(openedAs('real', settings)).rejects.toThrow(/was not copied to its end|holds data already/);
    await expect(openHistory(settings.store)).rejects.toThrow('There is no');
    await target.finish();
    await target.close();
    await (await openHistory(settings.store)).close();
    await using(Place.open({ ...settings, keys: source.settings.keys }), ({ kind }) =>
      expect(kind).toBe('real'),
    );
    await source.close();
  });

  it('is not opened with keys that are not its own', async () => {
    const apart = { ...settings, keys: { engine: 'sqlite', file: at('keys/a.db') } } as const;
    await using(openedAs('real', apart), record);
    expect(existsSync(at('keys/a.db'))).toBe(true);
    await using(
      openedAs('real', { ...folderSettings(at('other')), keys: { engine: 'sqlite', file: at('keys/b.db') } }),
      record,
    );
    const wrong = { ...settings, keys: { engine: 'sqlite', file: at('keys/b.db') } } as const;
    await expect(Place.open(wrong)).rejects.toThrow('are not those of');
    renameSync(at('keys/a.db'), at('keys/c.db'));
    await expect(Place.open(apart)).rejects.toThrow('Say in TALLYSTICK_KEYS where they are.');
    await using(Place.open({ ...settings, keys: { engine: 'sqlite', file: at('keys/c.db') } }), record);
  });

  it('takes no copy of what is of another kind, nor of itself', async () => {
    await using(openedAs('example', settings), record);
    await using(openedAs('real', folderSettings(at('source'))), async (source) => {
      await expect(CopyTarget.open(settings.store, source)).rejects.toThrow(
        'is an example, and what is to be copied is real',
      );
      await expect(CopyTarget.open(source.settings.store, source)).rejects.toThrow('Name another with --to.');
    });
  });
});

describe('A place in a folder', () => {
  it('is made as it ever was, and tells of keys only when they lie apart', async () => {
    await using(openedAs('real', folderSettings(at('data'))), record);
    expect(readFileSync(at('data/tallystick.json'), 'utf8')).toBe('{"kind":"real","version":1}\n');
    const apart = settingsFrom({ TALLYSTICK_DATA: at('apart'), TALLYSTICK_KEYS: `sqlite:${at('safe')}` });
    await using(openedAs('real', apart), record);
    expect(readFileSync(at('apart/tallystick.json'), 'utf8')).toMatch(
      /^\{"kind":"real","version":1,"keys":"[0-9a-f]{32}"\}\n$/,
    );
    expect(existsSync(at('apart/keys.db'))).toBe(false);
  });

  it('is not opened with two sets of keys', async () => {
    await using(openedAs('real', folderSettings(at('data'))), record);
    const both = settingsFrom({ TALLYSTICK_DATA: at('data'), TALLYSTICK_KEYS: `sqlite:${at('safe.db')}` });
    await expect(Place.open(both)).rejects.toThrow('has keys of its own');
  });

  it('lends its read models to no server', async () => {
    await using(openedAs('real', folderSettings(at('data'))), record);
    const mixed = settingsFrom({ TALLYSTICK_STORE: standIn.url, TALLYSTICK_DATA: at('data') });
    await expect(openedAs('real', mixed)).rejects.toThrow('is a data folder with events of its own');
  });
});

describe('A server that is not there', () => {
  it.each([
    ['postgres://tally:s3cret@127.0.0.1:1/d', 'd on 127.0.0.1:1'],
    ['kurrentdb://tally:s3cret@127.0.0.1:1?tls=false', 'KurrentDB'],
  ])('is told of without its password: %s', async (url, words) => {
    const opening = Place.open(settingsFrom({ TALLYSTICK_STORE: url }));
    await expect(opening).rejects.toThrow(words);
    await expect(opening).rejects.not.toThrow('s3cret');
    await expect(opening).rejects.toThrow(expect.objectContaining({ name: 'StoreUnusable' }));
  });
});
