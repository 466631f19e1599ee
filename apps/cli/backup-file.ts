import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncFile, syncFolder } from '#stores/sqlite/sqlite-file';
import { CannotBeDone, WrongUse } from './wrong-use.js';

/** "TalB" in ASCII: the mark of a backup in the header of the SQLite file. */
const backupApplicationId = 0x54616c42;
const backupVersion = 1;
const pieceBytes = 1024 * 1024;

const tables = `
  CREATE TABLE about (
    one INTEGER PRIMARY KEY CHECK (one = 1), kind TEXT NOT NULL, made_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE files (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT;
  CREATE TABLE pieces (
    name TEXT NOT NULL REFERENCES files, number INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (name, number)
  ) STRICT;
  PRAGMA application_id = ${backupApplicationId};
  PRAGMA user_version = ${backupVersion};`;

/** What a backup says of itself. */
export interface BackupAbout {
  readonly kind: string;
  /** An instant. */
  readonly madeAt: string;
}

/**
 * Packs whole files into one: a SQLite file of 1 MiB pieces with a SHA-256 of each file. It has its name only
 * when it is whole and synced, so that a backup which was cut short cannot be taken for one.
 *
 * @param files the files to pack, by the names under which they are unpacked
 * @throws WrongUse when the backup is there already
 */
export function packBackup(path: string, about: BackupAbout, files: Readonly<Record<string, string>>): void {
  if (existsSync(path))
    throw new WrongUse(`${path} is there already, and a backup never writes over anything.`);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  try {
    const backup = new DatabaseSync(partial);
    try {
      backup.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; ${tables}`);
      backup.prepare('INSERT INTO about VALUES (1, ?, ?)').run(about.kind, about.madeAt);
      for (const [name, file] of Object.entries(files)) packFile(backup, name, file);
      backup.exec('COMMIT');
    } finally {
      backup.close();
    }
    syncFile(partial);
    renameSync(partial, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Unpacks a backup: each file is written, checked against its SHA-256 and synced.
 *
 * @param placeOf where each file goes; a name that it does not know is an error
 * @throws WrongUse when it is not a backup; CannotBeDone when it is damaged or of a newer version
 */
export function unpackBackup(path: string, placeOf: Readonly<Record<string, string>>): BackupAbout {
  const backup = openBackup(path);
  try {
    const names = backup
      .prepare('SELECT name, bytes, sha256 FROM files ORDER BY name')
      .all() as unknown as PackedFile[];
    for (const file of names) unpackFile(backup, file, placeOf[file.name], path);
    return backup.prepare('SELECT kind, made_at AS madeAt FROM about').get() as unknown as BackupAbout;
  } catch (error) {
    if (error instanceof CannotBeDone) throw error;
    throw new CannotBeDone(`${path} is damaged and was not restored: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    backup.close();
  }
}

interface PackedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

function packFile(backup: DatabaseSync, name: string, path: string): void {
  const hash = createHash('sha256');
  const insertPiece = backup.prepare('INSERT INTO pieces VALUES (?, ?, ?)');
  backup.prepare('INSERT INTO files VALUES (?, ?, ?)').run(name, statSync(path).size, '');
  let number = 0;
  for (const piece of piecesOf(path)) {
    hash.update(piece);
    insertPiece.run(name, number, piece);
    number += 1;
  }
  backup.prepare('UPDATE files SET sha256 = ? WHERE name = ?').run(hash.digest('hex'), name);
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(pieceBytes);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function openBackup(path: string): DatabaseSync {
  if (!existsSync(path)) throw new WrongUse(`There is no backup ${path}.`);
  const backup = new DatabaseSync(path, { readOnly: true });
  const mark = numberOf(backup, 'application_id');
  const version = numberOf(backup, 'user_version');
  if (mark === backupApplicationId && version === backupVersion) return backup;
  backup.close();
  if (mark === backupApplicationId)
    throw new CannotBeDone(`${path} was made by a newer Tallystick. Use that one.`);
  throw new WrongUse(`${path} is not a backup that Tallystick made.`);
}

/** A file that is no database at all is no backup either. */
function numberOf(backup: DatabaseSync, pragma: string): number | undefined {
  try {
    return Object.values(backup.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] as number;
  } catch {
    return undefined;
  }
}

function unpackFile(
  backup: DatabaseSync,
  { name, bytes, sha256 }: PackedFile,
  place: string | undefined,
  path: string,
): void {
  if (place === undefined) throw new CannotBeDone(`${path} holds ${name}, which this version does not know.`);
  const hash = createHash('sha256');
  let length = 0;
  const file = openSync(place, 'wx', 0o600);
  try {
    for (const row of backup
      .prepare('SELECT content FROM pieces WHERE name = ? ORDER BY number')
      .iterate(name)) {
      const content = row['content'] as Uint8Array;
      hash.update(content);
      length += content.length;
      writeFileSync(file, content);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (length !== bytes || hash.digest('hex') !== sha256) {
    throw new CannotBeDone(`${path} is damaged: its ${name} is not what was packed. Nothing was restored.`);
  }
}
