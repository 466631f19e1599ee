import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { complaintsAbout } from './oracle.ts';
import { nodeCommand, run, writerCommand } from './writing.ts';

describe('Two processes on one file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-two-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['one by one', '1'],
    ['eight at once', '8'],
  ])('append to the same streams %s, and nothing is lost or doubled', async (_, atOnce) => {
    const file = join(folder, 'events.db');
    const writing = [1, 2].map(async (first) =>
      run(writerCommand(file, '--first', `${first}`, '--last', '300', '--step', '2', '--at-once', atOnce)),
    );
    const [odd, even] = await Promise.all(writing);
    expect([odd?.kept.length, even?.kept.length]).toEqual([150, 150]);
    expect(await complaintsAbout(file, [...(odd?.kept ?? []), ...(even?.kept ?? [])])).toEqual([]);
  });

  it('make one store when they open it for the first time at once', async () => {
    const file = join(folder, 'events.db');
    const opening = Array.from({ length: 6 }, async () => run(nodeCommand('open.main.ts', file)));
    const lines = (await Promise.all(opening)).flatMap((opened) => opened.lines);
    expect(lines).toEqual(Array.from({ length: 6 }, () => 'opened'));
    expect(await complaintsAbout(file, [])).toEqual([]);
  });

  it('send the same commands, and each happens once', async () => {
    const file = join(folder, 'events.db');
    const writing = [1, 2, 3].map(async () => run(writerCommand(file, '--last', '100', '--at-once', '4')));
    const writers = await Promise.all(writing);
    expect(writers.map((writer) => writer.kept.length)).toEqual([100, 100, 100]);
    expect(await complaintsAbout(file, writers[0]?.kept ?? [])).toEqual([]);
  });
});
