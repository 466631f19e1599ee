import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeptAnswer, Recorded } from '#eventing/event-store';

const eventColumns = 'id, stream, version, position, recorded_at, type, body';
const answerColumns = 'command, hash, outcome, body, sequence, position, recorded_at';

/** The statements of a store, prepared once for its connection. */
export interface Statements {
  readonly insertEvent: StatementSync;
  readonly insertAnswer: StatementSync;
  readonly lastAnswer: StatementSync;
  readonly versionOf: StatementSync;
  readonly eventId: StatementSync;
  readonly answerTo: StatementSync;
  readonly eventsOfStream: StatementSync;
  readonly eventsAfter: StatementSync;
  readonly answersAfter: StatementSync;
  readonly answersBefore: StatementSync;
}

export function prepareStatements(database: DatabaseSync): Statements {
  return {
    insertEvent: database.prepare(
      'INSERT INTO events (id, stream, version, type, body, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertAnswer: database.prepare(
      'INSERT INTO answers (command, hash, outcome, body, position, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    lastAnswer: database.prepare(
      'SELECT position, recorded_at AS recordedAt FROM answers ORDER BY sequence DESC LIMIT 1',
    ),
    versionOf: database.prepare('SELECT max(version) AS version FROM events WHERE stream = ?'),
    eventId: database.prepare('SELECT 1 AS found FROM events WHERE id = ?'),
    answerTo: prepareRows(database, `SELECT ${answerColumns} FROM answers WHERE command = ?`),
    eventsOfStream: prepareRows(
      database,
      `SELECT ${eventColumns} FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?`,
    ),
    eventsAfter: prepareEventsAfter(database),
    answersAfter: prepareRows(
      database,
      `SELECT ${answerColumns} FROM answers WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`,
    ),
    answersBefore: prepareRows(
      database,
      `SELECT ${answerColumns} FROM answers WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`,
    ),
  };
}

/** The events after a position, up to another (inclusive), so many at most. */
export function prepareEventsAfter(database: DatabaseSync): StatementSync {
  return prepareRows(
    database,
    `SELECT ${eventColumns} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,
  );
}

/**
 * Rows as lists of columns take two thirds of the time of rows as objects, and reading is most of a rebuild.
 */
function prepareRows(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

type EventRow = [
  id: string,
  stream: string,
  version: number,
  position: number,
  recordedAt: string,
  type: string,
  body: string,
];

export function eventOf(row: unknown): Recorded {
  // The columns are those of `eventColumns`, of a STRICT table.
  const [id, stream, version, position, recordedAt, type, body] = row as EventRow;
  return { id, stream, version, position, recordedAt, type, body };
}

type AnswerRow = [
  command: string,
  hash: string,
  outcome: KeptAnswer['outcome'],
  body: string,
  sequence: number,
  position: number,
  recordedAt: string,
];

export function answerOfRow(row: unknown): KeptAnswer {
  const [command, hash, outcome, body, sequence, position, recordedAt] = row as AnswerRow;
  return { command, hash, outcome, body, sequence, position, recordedAt };
}

/** Fetched in one go. A hundred bodies of the largest size are 100 MiB. */
export const rowsOfBatch = 100;

/**
 * A page ends after the batch in which its bodies together pass this many UTF-16 units, whatever the page
 * size.
 */
const maximumUnitsOfPage = 8 * 1024 * 1024;

/** A page in batches: five hundred bodies of the largest size would not fit in memory. */
export function pageInBatches<Row extends { readonly body: string }>(
  pageSize: number,
  fetch: (after: Row | undefined, limit: number) => readonly Row[],
): Row[] {
  const page: Row[] = [];
  let units = 0;
  while (page.length < pageSize && units < maximumUnitsOfPage) {
    const limit = Math.min(rowsOfBatch, pageSize - page.length);
    const batch = fetch(page.at(-1), limit);
    for (const row of batch) units += row.body.length;
    page.push(...batch);
    if (batch.length < limit) break;
  }
  return page;
}
