import type { KeptAnswer, Outcome, Recorded } from '#eventing/event-store';

const eventColumns = 'id, stream, version, position, recorded_at, type, body';
const answerColumns = 'command, hash, outcome, body, sequence, position, recorded_at';

/**
 * A page ends when its bodies together pass this many bytes, whatever the page size: five hundred bodies of
 * the largest size would not fit in memory. The length of a body is known without fetching it.
 */
const maximumBytesOfPage = 8 * 1024 * 1024;

/** A statement that the server prepares once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * Of each stream `$1` at most `$3` events after the version `$2`, the first of them whatever its size, and
 * of all streams together not much more than fits a page. The last columns are the number of the stream and
 * how many events there were before they were counted in bytes.
 */
export const eventsOfStreams: Statement = {
  name: 'events-of-streams',
  text: `SELECT ${eventColumns}, number, there
         FROM (SELECT e.*, given.number, count(*) OVER (PARTITION BY given.number) AS there,
                      sum(octet_length(e.body)) OVER (PARTITION BY given.number ORDER BY e.version)
                        - octet_length(e.body) AS bytes_before
               FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS given (stream, after, number)
               CROSS JOIN LATERAL (
                 SELECT ${eventColumns} FROM tallystick.events
                 WHERE events.stream = given.stream AND version > given.after ORDER BY version LIMIT $3
               ) AS e) AS measured
         WHERE bytes_before < ${maximumBytesOfPage} / cardinality($1) ORDER BY number, version`,
};

export const eventsAfter = pageOf('events-after', {
  columns: eventColumns,
  place: 'position',
  rows: 'tallystick.events WHERE position > $1 AND position <= $2',
});

export const answersAfter = pageOf('answers-after', {
  columns: answerColumns,
  place: 'sequence',
  rows: 'tallystick.answers WHERE sequence > $1 AND sequence <= $2',
});

/** Backwards, `$2` is where it ends, exclusive. */
export const answersBefore = pageOf('answers-before', {
  columns: answerColumns,
  place: 'sequence DESC',
  rows: 'tallystick.answers WHERE sequence < $1 AND sequence > $2',
});

export const answersTo: Statement = {
  name: 'answers-to',
  text: `SELECT ${answerColumns} FROM tallystick.answers WHERE command = ANY ($1)`,
};

export const lastPosition: Statement = {
  name: 'last-position',
  text: 'SELECT position FROM tallystick.events ORDER BY position DESC LIMIT 1',
};

interface PageOf {
  readonly columns: string;
  /** In which order: `position`, or `sequence DESC`. */
  readonly place: string;
  readonly rows: string;
}

/** At most `$3` rows after the place `$1`, the first of them whatever its size. */
function pageOf(name: string, { columns, place, rows }: PageOf): Statement {
  const bounded = `SELECT ${columns} FROM ${rows} ORDER BY ${place} LIMIT $3`;
  const before = `sum(octet_length(body)) OVER (ORDER BY ${place}) - octet_length(body)`;
  return {
    name,
    text: `SELECT ${columns}
           FROM (SELECT *, ${before} AS bytes_before FROM (${bounded}) AS bounded) AS measured
           WHERE bytes_before < ${maximumBytesOfPage} ORDER BY ${place}`,
  };
}

type EventRow = [
  id: string,
  stream: string,
  version: string,
  position: string,
  recordedAt: string,
  type: string,
  body: string,
];

/** The driver gives a bigint as text, since it may be larger than a number can tell. Ours never are. */
export function eventOf(row: unknown[]): Recorded {
  const [id, stream, version, position, recordedAt, type, body] = row as EventRow;
  return { id, stream, version: Number(version), position: Number(position), recordedAt, type, body };
}

/** What there is of one stream after a version: the next page, and whether that is all. */
export interface PageOfStream {
  readonly events: readonly Recorded[];
  readonly isLast: boolean;
}

/** The pages of so many streams, from the rows of `eventsOfStreams`. */
export function pagesOf(streams: number, pageSize: number, found: readonly unknown[][]): PageOfStream[] {
  const events = Array.from({ length: streams }, (): Recorded[] => []);
  const there = Array.from({ length: streams }, () => 0);
  for (const row of found) {
    const [number, count] = row.slice(-2).map(Number);
    const index = (number ?? 0) - 1;
    events[index]?.push(eventOf(row));
    there[index] = count ?? 0;
  }
  return events.map((page, index) => {
    const before = there[index] ?? 0;
    return { events: page, isLast: page.length === before && before < pageSize };
  });
}

type AnswerRow = [
  command: string,
  hash: string,
  outcome: Outcome,
  body: string,
  sequence: string,
  position: string,
  recordedAt: string,
];

export function answerOfRow(row: unknown[]): KeptAnswer {
  const [command, hash, outcome, body, sequence, position, recordedAt] = row as AnswerRow;
  return { command, hash, outcome, body, sequence: Number(sequence), position: Number(position), recordedAt };
}
