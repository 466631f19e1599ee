import type { KeptAnswer } from '#eventing/event-store';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import { answerIn, positionOf } from '#stores/kurrentdb/kurrent-records';
import type { KurrentRecord } from '#stores/kurrentdb/read-call';

/**
 * The answers among records of events and answers. An answer's position is that of the event before it.
 *
 * @param eventBefore finds the event before the first of them
 */
export async function* answersAmong(
  records: AsyncIterable<KurrentRecord>,
  names: KurrentNames,
  eventBefore: (sequence: number) => Promise<number>,
): AsyncGenerator<KeptAnswer> {
  let lastEvent: number | undefined;
  for await (const record of records) {
    if (names.isEvent(record.stream)) {
      lastEvent = positionOf(record);
      continue;
    }
    lastEvent ??= await eventBefore(positionOf(record));
    yield answerAt(record, lastEvent);
  }
}

/** The same of records that come the newest first: an answer waits for the event before it, which follows. */
export async function* answersAmongBack(
  records: AsyncIterable<KurrentRecord>,
  names: KurrentNames,
): AsyncGenerator<KeptAnswer> {
  let waiting: KurrentRecord[] = [];
  for await (const record of records) {
    if (!names.isEvent(record.stream)) {
      waiting.push(record);
      continue;
    }
    for (const one of waiting) yield answerAt(one, positionOf(record));
    waiting = [];
  }
  for (const one of waiting) yield answerAt(one, 0);
}

function answerAt(record: KurrentRecord, position: number): KeptAnswer {
  const { attempt: _, ...answer } = answerIn(record);
  return { ...answer, position };
}
