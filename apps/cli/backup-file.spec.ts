import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packBackup, unpackBackup } from './backup-file.js';

describe('A backup in one file', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const about = { kind: 'real', madeAt: '2012-03-31T17:00:00.000Z' };
  // More than one piece, with bytes of every value.
  const events = Buffer.alloc(
    2_500_000,
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-backup-'));
    writeFileSync(at('events'), events);
    writeFileSync(at('keys'), 'keys');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const pack = (): void => packBackup(at('b'), about, { 'events.db': at('events'), 'keys.db': at('keys') });
  const unpack = (): unknown => unpackBackup(at('b'), { 'events.db': at('e'), 'keys.db': at('k') });

  it('gives back every file, byte for byte, and what it says of itself', () => {
    pack();
    expect(unpack()).toEqual(about);
    expect(readFileSync(at('e')).equals(events)).toBe(true);
    expect(readFileSync(at('k'), 'utf8')).toBe('keys');
    expect(statSync(at('k')).mode & 0o077).toBe(0);
  });

  it('is never written over, and leaves nothing behind when it fails', () => {
    pack();
    expect(pack).toThrow('is there already');
    expect(() => packBackup(at('c'), about, { 'events.db': at('missing') })).toThrow('ENOENT');
    expect(readdirSync(folder).toSorted()).toEqual(['b', 'events', 'keys']);
  });

  it.each([
    [
      'a changed byte',
      "UPDATE pieces SET content = zeroblob(length(content)) WHERE name = 'keys.db'",
      'is damaged: its keys.db',
    ],
    [
      'a lost piece',
      "DELETE FROM pieces WHERE name = 'events.db' AND number = 1",
      'is damaged: its events.db',
    ],
    [
      'a file that is not known',
      "UPDATE files SET name = 'other' WHERE name = 'keys.db'",
      'holds other, which this version does not know',
    ],
    ['a newer version', 'PRAGMA user_version = 9', 'was made by a newer Tallystick'],
    ['the mark of another program', 'PRAGMA application_id = 7', 'is not a backup'],
    ['no table of files', 'DROP TABLE files', 'is damaged and was not restored'],
  ])('is not believed with %s', (_, sql, message) => {
    pack();
    const backup = new DatabaseSync(at('b'), { enableForeignKeyConstraints: false });
    backup.exec(sql);
    backup.close();
    expect(unpack).toThrow(message);
  });

  it('is not taken for one when it is missing, or no database at all', () => {
    expect(unpack).toThrow('There is no backup');
    writeFileSync(at('b'), 'a letter');
    expect(unpack).toThrow('is not a backup');
  });

  it('is never unpacked over a file', () => {
    pack();
    writeFileSync(at('e'), 'mine');
    expect(unpack).toThrow('EEXIST');
    expect(readFileSync(at('e'), 'utf8')).toBe('mine');
  });
});
