import { bodyOf, eventIdOf } from '../../libs/eventing/envelope.ts';
import type { Envelope } from '../../libs/eventing/envelope.ts';

/** What the lines of a table are about: an event store, or what one is held against. */
export interface Peer {
  readonly name: string;
  /** What it does for one append: round trips, statements and locks, in words. */
  readonly does: string;
  /** Makes its tables in an empty database, or in the folder of a file. */
  prepare(place: string): Promise<void>;
  /**
   * Leaves what appending would have left of the first events of so many streams: the same tables, with the
   * same indexes.
   */
  fill?(place: string, filled: Filled): Promise<void>;
  /** Opens it for so many clients of one process at once. */
  open(place: string, clients: number): Promise<OpenPeer>;
}

export interface Filled {
  readonly streams: number;
  readonly eventsOfStream: number;
}

export interface OpenPeer {
  /**
   * Appends one event to a stream that has `count` events already.
   *
   * @returns false when the stream has another count, and nothing was written
   */
  append(stream: number, count: number, sample: Sample): Promise<boolean>;
  /** How many events a stream has, read as a client would after a conflict. */
  countOf(stream: number, known: number): Promise<number>;
  close(): Promise<void>;
}

/** An event as it is given to each peer: about 700 bytes of JSON. */
export type Sample = Envelope<{
  readonly month: string;
  readonly rag: string;
  readonly progress: string;
  readonly number: number;
}>;

const partnership = 'riverside';
const progress =
  'Four Friday nights with the bus on three estates; 112 young people came, 31 of them for the first time. ' +
  'Two youth workers a night, one volunteer. Calls about the parade fell from nine in June to four in July.';

/** What makes the ids of this run unlike those of any other that a database has seen. */
const run = Date.now().toString(36);

/** An event to append. It is made in the time that is measured, as a command would make it. */
export function sampleOf(stream: number, number: number): Sample {
  const command = `${partnership}/register-2011-12-row-${run}-${digits(number)}`;
  return {
    id: eventIdOf(command, 0),
    stream: nameOf(stream),
    type: 'PerformanceUpdateSubmitted',
    schema: 1,
    effectiveOn: '2011-08-31',
    partnership,
    actor: { person: 'support-officer', role: 'partnership-support' },
    command,
    causation: command,
    correlation: command,
    data: { month: '2011-08', rag: 'green', progress, number },
  };
}

export function nameOf(stream: number): string {
  return `project-${partnership}.register-2011-12-${digits(stream)}`;
}

export function digits(number: number): string {
  return String(number).padStart(8, '0');
}

/**
 * The same event in SQL, for filling a store: text of JSON, of the same size. `number` and `stream` are
 * expressions of SQL.
 */
export function sampleInSql(number: string, stream: string): string {
  // Numbers that nothing else in the text has.
  const [ofStream, ofEvent] = [77_777_777, 88_888_888];
  const body = bodyOf(sampleOf(ofStream, ofEvent)).replaceAll("'", "''");
  const inSql = body
    .replaceAll(`${run}-${ofEvent}`, `' || lpad((${number})::text, 8, '0') || '`)
    .replaceAll(`${ofEvent}`, `' || (${number})::text || '`)
    .replaceAll(`${ofStream}`, `' || lpad((${stream})::text, 8, '0') || '`);
  return `('${inSql}')`;
}

/** The number of the stream and the count of its events before it, of the event `i` in SQL, from 0. */
export function filledInSql({ streams }: Filled): { readonly stream: string; readonly count: string } {
  return { stream: `(i % ${streams})`, count: `(i / ${streams})` };
}
