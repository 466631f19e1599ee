import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hasDataFolder, makeDataFolder, readFolderMark } from '#settings/folder-mark';

describe('A data folder', () => {
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tallystick-mark-'));
    folder = join(parent, 'deep', 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('says whether it is an example, and is for its owner alone', () => {
    expect(hasDataFolder(folder)).toBe(false);
    makeDataFolder(folder, { kind: 'example' });
    expect(readFolderMark(folder)).toEqual({ kind: 'example' });
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, 'tallystick.json'), 'utf8')).toBe('{"kind":"example","version":1}\n');
  });

  it('is not made where there is data already, marked or not', () => {
    makeDataFolder(folder, { kind: 'real' });
    expect(() => makeDataFolder(folder, { kind: 'example' })).toThrow('holds data already (tallystick.json)');
    writeFileSync(join(parent, 'events.db'), '');
    expect(() => makeDataFolder(parent, { kind: 'real' })).toThrow('holds data already (events.db)');
  });

  it.each([
    ['{"kind":"example","version":2}', 'was made by a newer Tallystick'],
    ['{"kind":"other","version":1}', 'is damaged'],
    ['{"kind":', 'is damaged'],
    ['null', 'is damaged'],
  ])('is not used with the mark %s', (mark, message) => {
    makeDataFolder(folder, { kind: 'real' });
    writeFileSync(join(folder, 'tallystick.json'), mark);
    expect(() => readFolderMark(folder)).toThrow(message);
  });

  it('is not guessed at where there is none', () => {
    expect(() => readFolderMark(folder)).toThrow('There is no data folder at');
  });
});
