import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import { GroupCommit } from '#stores/sqlite/group-commit';

let folder: string;
let file: string;
let database: DatabaseSync;
let fatal: OutcomeUnknown[];
let commits: GroupCommit;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-commit-'));
  file = join(folder, 'numbers.db');
  database = new DatabaseSync(file, { timeout: 50 });
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (n INTEGER PRIMARY KEY, CHECK (n < 1000))');
  fatal = [];
  commits = new GroupCommit(database, (error) => fatal.push(error));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const insert = async (n: number, bytes = 10): Promise<number> =>
  commits.submit(bytes, () => {
    database.prepare('INSERT INTO numbers VALUES (?)').run(n);
    return n;
  });

const insertAll = async (count: number, bytes?: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, async (_, n) => insert(n, bytes)));

const numbers = (): unknown[] =>
  database
    .prepare('SELECT n FROM numbers')
    .all()
    .map((row) => row['n']);

/**
 * A frame of the log that ends a transaction has the size of the database in it
 * (https://www.sqlite.org/fileformat2.html#walformat).
 */
function commitsInLog(): number {
  const [log, header, frame] = [readFileSync(`${file}-wal`), 32, 24 + 4096];
  const frames = Math.floor((log.length - header) / frame);
  return Array.from({ length: frames }, (_, index) => log.readUInt32BE(header + index * frame + 4)).filter(
    Boolean,
  ).length;
}

/** As SQLite fails: with a result code of its own (1034 is SQLITE_IOERR_FSYNC, 13 is SQLITE_FULL). */
function failNextCommit(errcode: number): void {
  const { end } = commits as unknown as { end: { run(): unknown } };
  jest.spyOn(end, 'run').mockImplementationOnce(() => {
    throw Object.assign(new Error('disk I/O error'), { errcode });
  });
}

async function insertTwice(n: number): Promise<void> {
  await insert(n);
  await insert(n + 100);
}

describe('Committing in groups', () => {
  it('shares one commit among all that is asked at once', async () => {
    const before = commitsInLog();
    expect(await insertAll(64)).toEqual(Array.from({ length: 64 }, (_, n) => n));
    expect(commitsInLog() - before).toBe(1);
  });

  it('shares the next commit among those who were answered together', async () => {
    const before = commitsInLog();
    await Promise.all(Array.from({ length: 64 }, async (_, n) => insertTwice(n)));
    expect(commitsInLog() - before).toBe(2);
  });

  it('commits what is asked alone at once', async () => {
    const before = commitsInLog();
    for (let n = 0; n < 5; n += 1) await insert(n);
    expect(commitsInLog() - before).toBe(5);
  });

  it.each([
    ['members', 600, 10, 2],
    ['bytes', 20, 4 * 1024 * 1024, 5],
  ])('bounds a commit by its %s', async (_, count, bytes, expected) => {
    const before = commitsInLog();
    await insertAll(count, bytes);
    expect(commitsInLog() - before).toBe(expected);
  });

  it('answers no one before the commit', async () => {
    const seen: unknown[] = [];
    const other = new DatabaseSync(file);
    await Promise.all(
      [insert(1), insert(2)].map(async (inserting) => {
        await inserting;
        seen.push(other.prepare('SELECT count(*) AS count FROM numbers').get()?.['count']);
      }),
    );
    other.close();
    expect(seen).toEqual([2, 2]);
  });

  it('lets a member fail alone before it has written', async () => {
    const failing = commits.submit(10, () => {
      throw new Error('a bug');
    });
    const outcomes = await Promise.allSettled([insert(1), failing, insert(2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(numbers()).toEqual([1, 2]);
  });

  it('lets a member that SQLite refuses fail alone, and leaves the others whole', async () => {
    const outcomes = await Promise.allSettled([insert(1), insert(1000), insert(2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(NotWritten) });
    expect(numbers()).toEqual([1, 2]);
  });

  it('says that nothing was written while another process holds on, and goes on afterwards', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(insert(1)).rejects.toThrow('Nothing was written: another process is holding on to the file');
    other.exec('ROLLBACK');
    other.close();
    expect(await insert(1)).toBe(1);
    expect(fatal).toEqual([]);
  });
});

describe('A commit that fails', () => {
  it('is unknown to the whole group, and nothing more is written', async () => {
    failNextCommit(1034);
    const outcomes = await Promise.allSettled([insert(1), insert(2)]);
    const unknown = { status: 'rejected', reason: expect.any(OutcomeUnknown) };
    expect(outcomes).toEqual([unknown, unknown]);
    expect(fatal).toHaveLength(1);
    expect(fatal[0]?.message).toContain('The disk failed while it was asked to keep a commit');
    await expect(insert(3)).rejects.toThrow(NotWritten);
    await expect(insert(3)).rejects.toThrow('because the disk failed before');
    expect(numbers()).toEqual([]);
  });

  it('leaves those in line unwritten, and tells them so', async () => {
    failNextCommit(1034);
    const inserting = Array.from({ length: 600 }, async (_, n) => insert(n));
    const outcomes = await Promise.allSettled(inserting);
    const reasons = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as Error);
    expect(reasons.filter((reason) => reason instanceof OutcomeUnknown)).toHaveLength(512);
    expect(reasons.filter((reason) => reason instanceof NotWritten)).toHaveLength(88);
  });

  it('for want of room is known to be unwritten, and may be tried again', async () => {
    failNextCommit(13);
    await expect(insert(1)).rejects.toThrow('Nothing was written: the disk is full');
    expect(fatal).toEqual([]);
    expect(await insert(1)).toBe(1);
    expect(numbers()).toEqual([1]);
  });
});
