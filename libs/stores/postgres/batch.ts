import { EventIdTaken, InvalidAppend } from '#eventing/event-store';
import type { Appended, NewAnswer, NewEvent, Recorded, Write } from '#eventing/event-store';
import { plainArray, textArray } from '#stores/postgres/arrays';
import { callOf } from '#stores/postgres/calls';
import type { Call } from '#stores/postgres/calls';

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
  readonly place: string | number | null;
  readonly at: string | null;
  readonly detail: number | null;
}

const append = callOf('append', 'verdict, place, at, detail', [
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
]);

/** Appends that are sent in one call. Bounded, so that one commit stays short. */
export class Batch {
  readonly members: readonly Member[];
  readonly writes: readonly Write[];
  readonly events: readonly NewEvent[];

  constructor(members: readonly Member[]) {
    this.members = members;
    this.writes = members.flatMap((member) => member.writes);
    this.events = this.writes.flatMap((write) => write.events);
  }

  /** The append that the server answers at an index, from 0. */
  memberAt(index: number): Member {
    return nth(this.members, index + 1);
  }

  /**
   * The call in which each append is checked and answered alone.
   *
   * @param now the time of the caller's own clock, where it has one
   * @param written the answers that this store has written
   */
  callOfEach(now: string | undefined, careful: boolean, written: WeakSet<NewAnswer>): Call {
    const { members, writes, events } = this;
    const streams = [...new Set(writes.map((write) => write.stream))].toSorted();
    const numberOf = new Map(streams.map((stream, index) => [stream, index + 1]));
    const isCopy = members[0]?.recordedAt !== undefined;
    const values = [
      textArray(streams),
      textArray(beginningIn(writes)),
      ...this.dependencies(written).map(plainArray),
      plainArray(members.map((member) => member.writes.length)),
      plainArray(writes.map((write) => numberOf.get(write.stream) ?? 0)),
      plainArray(writes.map(versionBefore)),
      plainArray(writes.map((write) => write.events.length)),
      plainArray(writes.flatMap((write, index) => write.events.map(() => index + 1))),
      ...arraysOfEvents(events),
      ...arraysOfAnswers(members),
      isCopy ? textArray(members.map((member) => member.recordedAt ?? '')) : null,
      now ?? null,
      careful,
    ];
    return { ...append, values };
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

/** The ids, types and bodies of events, as the calls take them. */
export function arraysOfEvents(events: readonly NewEvent[]): unknown[] {
  return [
    plainArray(events.map((event) => event.id)),
    textArray(events.map((event) => event.type)),
    textArray(events.map((event) => event.body)),
  ];
}

/** The commands, hashes, outcomes and bodies of answers, as the calls take them. */
export function arraysOfAnswers(members: readonly Member[]): unknown[] {
  return [
    textArray(members.map(({ answer }) => answer.command)),
    textArray(members.map(({ answer }) => answer.hash)),
    textArray(members.map(({ answer }) => answer.outcome)),
    textArray(members.map(({ answer }) => answer.body)),
  ];
}

/** The version of the last event of its stream before a write, as the server counts: -1 without one. */
export function versionBefore({ expected }: Write): number {
  return expected === 'no-stream' ? -1 : expected;
}

/** The streams that some write expects not to be there. */
export function beginningIn(writes: readonly Write[]): string[] {
  const beginning = writes.filter((write) => write.expected === 'no-stream');
  return [...new Set(beginning.map((write) => write.stream))].toSorted();
}

/** The server counts from 1. */
function nth<Item>(items: readonly Item[], number: number | null): Item {
  const item = items[(number ?? 0) - 1];
  if (item === undefined) throw new Error(`The server named number ${number} of ${items.length}.`);
  return item;
}

/** The events of one append have positions without a gap, up to the one that the server says. */
function appendedOf(member: Member, position: number, recordedAt: string): Appended {
  const count = countEvents(member);
  let place = position - count;
  const events: Recorded[] = member.writes.flatMap((write) => {
    const first = versionBefore(write) + 1;
    return write.events.map(({ id, type, body }, index) => {
      place += 1;
      return { id, stream: write.stream, version: first + index, position: place, recordedAt, type, body };
    });
  });
  return { outcome: 'appended', position, recordedAt, events };
}

export function countEvents(member: Member): number {
  return member.writes.reduce((sum, write) => sum + write.events.length, 0);
}
