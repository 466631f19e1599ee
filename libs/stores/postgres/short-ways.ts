import type { NewAnswer, Write } from '#eventing/event-store';
import { plainArray, textArray } from '#stores/postgres/arrays';
import {
  arraysOfAnswers,
  arraysOfEvents,
  beginningIn,
  countEvents,
  versionBefore,
} from '#stores/postgres/batch';
import type { Batch, Member, Verdict } from '#stores/postgres/batch';
import { callOf } from '#stores/postgres/calls';
import type { Call } from '#stores/postgres/calls';

const appendOne = callOf('append_one', 'place, at', [
  'text',
  'bigint',
  'uuid',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
]);

const appendAll = callOf('append_all', 'place, at', [
  'text[]',
  'text[]',
  'bigint[]',
  'int[]',
  'bigint[]',
  'uuid[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'text[]',
  'int[]',
  'text',
]);

/** What the server says of a batch that was written whole: see `append-all.sql.ts`. */
export interface WrittenWhole {
  readonly place: string;
  readonly at: string;
}

/**
 * The call that writes a batch whole, or finds that it cannot. Undefined for a batch of which that is known
 * before: writes that do not fit together, an append that comes after one that was not written, and copies.
 *
 * @param now the time of the caller's own clock, where it has one
 * @param written the answers that this store has written
 */
export function shortWay(
  batch: Batch,
  now: string | undefined,
  written: WeakSet<NewAnswer>,
): Call | undefined {
  const heads = headsOf(batch.writes);
  if (heads === undefined || !areFounded(batch.members, written)) return undefined;
  const isOne = batch.members.length === 1 && batch.events.length === 1;
  return isOne ? callOfOne(batch, now) : { ...appendAll, values: parametersOf(batch, heads, now) };
}

function callOfOne({ members, writes, events }: Batch, now: string | undefined): Call {
  const answers = members.flatMap(({ answer: { command, hash, outcome, body } }) => [
    command,
    hash,
    outcome,
    body,
  ]);
  const streams = writes.flatMap((write) => [write.stream, versionBefore(write)]);
  const told = events.flatMap(({ id, type, body }) => [id, type, body]);
  return { ...appendOne, values: [...streams, ...told, ...answers, now ?? null] };
}

/** What each append of a batch comes to that was written whole. */
export function verdictsOfWhole(batch: Batch, { place, at }: WrittenWhole): Verdict[] {
  return endsOf(batch).map((end) => ({ verdict: 'appended', place: Number(place) + end, at, detail: null }));
}

function parametersOf(batch: Batch, heads: ReadonlyMap<string, number>, now: string | undefined): unknown[] {
  const { members, writes, events } = batch;
  const streams = [...heads.keys()].toSorted();
  const numberOf = new Map(streams.map((stream, index) => [stream, index + 1]));
  const streamOfEach = writes.flatMap((write) => write.events.map(() => numberOf.get(write.stream) ?? 0));
  const versions = writes.flatMap((write) =>
    write.events.map((_, index) => versionBefore(write) + 1 + index),
  );
  return [
    textArray(streams),
    textArray(beginningIn(writes)),
    plainArray(streams.map((stream) => heads.get(stream) ?? -1)),
    plainArray(streamOfEach),
    plainArray(versions),
    ...arraysOfEvents(events),
    ...arraysOfAnswers(members),
    plainArray(endsOf(batch)),
    now ?? null,
  ];
}

/** How many events there are up to and with each append. */
function endsOf({ members }: Batch): number[] {
  let end = 0;
  return members.map((member) => (end += countEvents(member)));
}

/** The version at which each stream is to stand before the batch, when its writes go on from one another. */
function headsOf(writes: readonly Write[]): ReadonlyMap<string, number> | undefined {
  const heads = new Map<string, number>();
  const reached = new Map<string, number>();
  for (const write of writes) {
    const before = versionBefore(write);
    if (!heads.has(write.stream)) heads.set(write.stream, before);
    else if (reached.get(write.stream) !== before) return undefined;
    reached.set(write.stream, before + write.events.length);
  }
  return heads;
}

/**
 * Whether each comes after nothing but what was written, or is before it in the batch. Copies bring instants.
 */
function areFounded(members: readonly Member[], written: WeakSet<NewAnswer>): boolean {
  const before = new Set<NewAnswer>();
  return members.every(({ after, given, recordedAt }) => {
    const isFounded = after.every((one) => written.has(one) || before.has(one));
    before.add(given);
    return isFounded && recordedAt === undefined;
  });
}
