import { EventIdTaken, InvalidAppend } from '#eventing/event-store';
import type { Appended, NewAnswer, NewEvent, Recorded, Write } from '#eventing/event-store';
import type { Statement } from '#stores/postgres/postgres-rows';

/** An append that waits for its answer. */
export interface Member {
  readonly writes: readonly Write[];
  readonly answer: NewAnswer;
  /** The answer as its object: what comes after it names it so. */
  readonly given: NewAnswer;
  /** What it comes after: see `AppendOptions`. */
  readonly after: readonly NewAnswer[];
  /** The instant that a copy keeps. */
  readonly recordedAt: string | undefined;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** What the server says of one append: see `append.sql.ts`. */
export interface Verdict {
  readonly verdict: 'appended' | 'already-answered' | 'unfounded' | 'conflict' | 'id-taken' | 'too-early';
  readonly place: string | null;
  readonly at: string | null;
  readonly detail: number | null;
}

const types = [
  'text[]',
  'text[]',
  'int[]',
  'int[]',
  'int[]',
  'int[]',
  'bigint[]',
  'int[]',
  'int[]',
  'uuid[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text',
  'boolean',
];

export const appendBatch: Statement = {
  name: 'append',
  text: `SELECT verdict, place, at, detail FROM tallystick.append(${types
    .map((type, index) => `$${index + 1}::${type}`)
    .join(', ')})`,
};

/** Appends that are sent in one call. Bounded, so that one commit stays short. */
export class Batch {
  readonly members: readonly Member[];
  private readonly writes: readonly Write[];
  private readonly events: readonly NewEvent[];

  constructor(members: readonly Member[]) {
    this.members = members;
    this.writes = members.flatMap((member) => member.writes);
    this.events = this.writes.flatMap((write) => write.events);
  }

  /**
   * The parameters of `appendBatch`.
   *
   * @param now the time of the caller's own clock, where it has one
   * @param written the answers that this store has written
   */
  parameters(now: string | undefined, careful: boolean, written: WeakSet<NewAnswer>): unknown[] {
    const { members, writes, events } = this;
    const streams = [...new Set(writes.map((write) => write.stream))].toSorted();
    const numberOf = new Map(streams.map((stream, index) => [stream, index + 1]));
    const answers = members.map((member) => member.answer);
    return [
      streams,
      beginningIn(writes),
      ...this.dependencies(written),
      members.map((member) => member.writes.length),
      writes.map((write) => numberOf.get(write.stream)),
      writes.map(({ expected }) => (expected === 'no-stream' ? -1 : expected)),
      writes.map((write) => write.events.length),
      writes.flatMap((write, index) => write.events.map(() => index + 1)),
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.body),
      answers.map((answer) => answer.command),
      answers.map((answer) => answer.hash),
      answers.map((answer) => answer.outcome),
      answers.map((answer) => answer.body),
      members[0]?.recordedAt === undefined ? null : members.map((member) => member.recordedAt),
      now ?? null,
      careful,
    ];
  }

  /** How many each append has, and which: those in this batch by their number, 0 for what was not written. */
  private dependencies(written: WeakSet<NewAnswer>): [number[], number[]] {
    const numberOf = new Map(this.members.map(({ given }, index) => [given, index + 1]));
    const afters = this.members.map((member) =>
      member.after.filter((one) => !written.has(one)).map((one) => numberOf.get(one) ?? 0),
    );
    return [afters.map((numbers) => numbers.length), afters.flat()];
  }

  /** What a member is answered that had no answer before. @throws EventIdTaken, InvalidAppend */
  answerOf(member: Member, { verdict, place, at, detail }: Verdict): Appended {
    switch (verdict) {
      case 'appended':
        return appendedOf(member, Number(place), String(at));
      case 'conflict':
        return { outcome: 'conflict', stream: nth(this.writes, detail).stream };
      case 'unfounded':
        return { outcome: 'unfounded' };
      case 'id-taken':
        throw new EventIdTaken(nth(this.events, detail).id);
      case 'too-early':
        throw new InvalidAppend(`${member.recordedAt} lies before ${at}, which is recorded already.`);
      default:
        throw new Error(`The server answered an append with "${verdict}".`);
    }
  }
}

/** The server counts from 1. */
function nth<Item>(items: readonly Item[], number: number | null): Item {
  const item = items[(number ?? 0) - 1];
  if (item === undefined) throw new Error(`The server named number ${number} of ${items.length}.`);
  return item;
}

/** The streams that some write expects not to be there. */
function beginningIn(writes: readonly Write[]): string[] {
  const beginning = writes.filter((write) => write.expected === 'no-stream');
  return [...new Set(beginning.map((write) => write.stream))].toSorted();
}

/** The events of one append have positions without a gap, up to the one that the server says. */
function appendedOf(member: Member, position: number, recordedAt: string): Appended {
  const count = member.writes.reduce((sum, write) => sum + write.events.length, 0);
  let place = position - count;
  const events: Recorded[] = member.writes.flatMap(({ stream, expected, events: own }) => {
    const first = expected === 'no-stream' ? 0 : expected + 1;
    return own.map(({ id, type, body }, index) => {
      place += 1;
      return { id, stream, version: first + index, position: place, recordedAt, type, body };
    });
  });
  return { outcome: 'appended', position, recordedAt, events };
}
