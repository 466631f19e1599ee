import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readOnlyDisk, runOnDisk, smallDisk } from './disks.ts';
import { complaintsAbout } from './oracle.ts';
import { run, writerCommand } from './writing.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-disk-'));
  file = join(folder, 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('A full disk', () => {
  it('is said in words, loses nothing, and is gone on from when there is room', async () => {
    const { lines, errors } = await runOnDisk(smallDisk(4096), folder, 'full-disk.main.ts', folder);
    expect(errors).toBe('');
    const outcome = JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
    expect(outcome).toMatchObject({ complaints: [] });
    expect(outcome['refusals']).toEqual(
      Array(3).fill(expect.stringMatching(/^Nothing was written: the disk is full/)),
    );
    expect(outcome['beforeRoom']).toBeGreaterThan(5);
    expect(outcome['kept']).toBe((outcome['beforeRoom'] as number) + 20);
  });

  it('is said in words when a store cannot even be made', async () => {
    const { lines } = await runOnDisk(smallDisk(8), folder, 'open.main.ts', file);
    expect(lines).toEqual([
      expect.stringMatching(/^StoreUnusable: Cannot keep events in .*: the disk is full/),
    ]);
  });
});

describe('A disk that can only be read', () => {
  it('is said in words, and leaves the store as it was', async () => {
    await run(writerCommand(file, '--last', '3'));
    const before = readFileSync(file);
    const { lines } = await runOnDisk(readOnlyDisk, folder, 'open.main.ts', file);
    expect(lines).toEqual([
      expect.stringMatching(
        /^StoreUnusable: Cannot keep events in .*: the disk or the folder .* can only be read/,
      ),
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await complaintsAbout(file, [1, 2, 3])).toEqual([]);
  });

  it('is said in words where there is no store yet', async () => {
    const { lines } = await runOnDisk(readOnlyDisk, folder, 'open.main.ts', file);
    expect(lines).toEqual([
      expect.stringMatching(
        /^StoreUnusable: Cannot keep events in .*: the disk or the folder .* can only be read/,
      ),
    ]);
  });
});
