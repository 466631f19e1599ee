import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Contestant } from './benchmark.ts';
import { nextOf } from './sample-appends.ts';
import type { SampleAppend } from './sample-appends.ts';

/** Inserts one sample and commits it. */
type Insert = (append: SampleAppend) => void;

/** Outside a transaction each statement is one of its own. */
export function insertEvent(database: DatabaseSync): Insert {
  const events = database.prepare(
    'INSERT INTO events (id, stream, version, type, body, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return ({ stream, version, event: { id, type, body } }) => {
    events.run(id, stream, version, type, body, new Date().toISOString());
  };
}

export function insertEventAndAnswer(database: DatabaseSync): Insert {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const events = database.prepare(
    'INSERT INTO events (id, stream, version, type, body, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const answers = database.prepare(
    'INSERT INTO answers (command, hash, outcome, body, position, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return ({ stream, version, event, answer }) => {
    const now = new Date().toISOString();
    begin.run();
    const { lastInsertRowid } = events.run(event.id, stream, version, event.type, event.body, now);
    answers.run(answer.command, answer.hash, answer.outcome, answer.body, lastInsertRowid, now);
    commit.run();
  };
}

/**
 * The driver of SQLite with nothing of ours around it, committing one sample after another for so long a
 * portion. It blocks while it commits, so several callers would have to wait for each other too.
 */
export async function driverAt(
  file: string,
  samples: readonly SampleAppend[],
  portionMs: number,
  prepare: (database: DatabaseSync) => Insert,
): Promise<Contestant> {
  const database = openAsTheStoreDoes(file);
  const insert = prepare(database);
  const left = samples.values();
  return {
    async portion() {
      const start = performance.now();
      let inserted = 0;
      for (; performance.now() - start < portionMs; inserted += 1) insert(nextOf(left));
      return inserted;
    },
    async close() {
      database.close();
    },
  };
}

/** The store's tables, keys and settings, without its triggers. */
function openAsTheStoreDoes(file: string): DatabaseSync {
  removeDatabase(file);
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA cache_size = -65536;
    CREATE TABLE events (
      position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL,
      version INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, recorded_at TEXT NOT NULL,
      UNIQUE (stream, version)
    ) STRICT;
    CREATE TABLE answers (
      sequence INTEGER PRIMARY KEY, command TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, outcome TEXT NOT NULL,
      body TEXT NOT NULL, position INTEGER NOT NULL, recorded_at TEXT NOT NULL
    ) STRICT;`);
  return database;
}

/** Removes a database with its log. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
}
