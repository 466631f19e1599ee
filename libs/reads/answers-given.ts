import { wordsFor } from '#desk/refusal-words';
import { readAnswerBody } from '#eventing/answers';
import type { AnswerBody } from '#eventing/answers';
import type { EventStore, KeptAnswer, Outcome } from '#eventing/event-store';
import { londonDateOf } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';

/** Which answers are asked for; what is left out leaves nothing out. */
export interface AnswersAsked {
  readonly outcome?: Outcome | undefined;
  readonly person?: string | undefined;
  /** The first and the last day, in London, on which the command was answered. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** A command and its answer: who gave it, in what role, when, on what screen or file (rule 24). */
export interface AnswerGiven extends AnswerBody {
  readonly id: string;
  readonly recordedAt: Instant;
  /** Why it was refused, for a person. */
  readonly words?: string;
}

/** The answers that were asked for, in the order in which they were given. */
export interface AnswersFound {
  readonly found: number;
  /** The newest of them. */
  readonly answers: readonly AnswerGiven[];
}

/**
 * The answers to a partnership's commands, refusals too, as the store keeps them.
 *
 * @param atMost how many of the newest are wanted; the others are counted
 */
export async function answersGiven(
  store: Pick<EventStore, 'readAnswers'>,
  partnership: string,
  asked: AnswersAsked,
  atMost: number,
): Promise<AnswersFound> {
  const prefix = `${partnership}/`;
  const answers: AnswerGiven[] = [];
  let found = 0;
  for await (const kept of store.readAnswers(0)) {
    if (!kept.command.startsWith(prefix)) continue;
    const answer = given(kept, kept.command.slice(prefix.length));
    if (!isAskedFor(answer, asked)) continue;
    found += 1;
    answers.push(answer);
    if (answers.length > atMost) answers.shift();
  }
  return { found, answers };
}

/** An answer with its place among all that the store keeps. */
export type AnswerPlaced = AnswerGiven & { readonly sequence: number };

/**
 * The same from a place among the answers on, the oldest first: what a program reads that keeps up with them.
 *
 * @param after the `sequence` of the last that it has
 */
export async function answersAfter(
  store: Pick<EventStore, 'readAnswers'>,
  partnership: string,
  asked: AnswersAsked,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly AnswerPlaced[]> {
  const isOver = (day: LocalDate): boolean => asked.to !== undefined && day > asked.to;
  return firstOf(store.readAnswers(after), { partnership, asked, limit, isOver });
}

/**
 * The same from a place back, the newest first. It reads no further than it has to, so that a page of the
 * newest costs the same however many there ever were.
 *
 * @param before the `sequence` of the one that follows; of all when not given
 */
export async function answersBefore(
  store: Pick<EventStore, 'readAnswersBack'>,
  partnership: string,
  asked: AnswersAsked,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly AnswerPlaced[]> {
  const isOver = (day: LocalDate): boolean => asked.from !== undefined && day < asked.from;
  return firstOf(store.readAnswersBack(before), { partnership, asked, limit, isOver });
}

interface Wanted {
  readonly partnership: string;
  readonly asked: AnswersAsked;
  readonly limit: number;
  /** Whether none that is asked for comes any more once the answers have come to a day. */
  readonly isOver: (day: LocalDate) => boolean;
}

async function firstOf(
  kept: AsyncIterable<KeptAnswer>,
  { partnership, asked, limit, isOver }: Wanted,
): Promise<readonly AnswerPlaced[]> {
  const prefix = `${partnership}/`;
  const answers: AnswerPlaced[] = [];
  for await (const one of kept) {
    if (isOver(londonDateOf(one.recordedAt))) break;
    if (!one.command.startsWith(prefix)) continue;
    const answer = given(one, one.command.slice(prefix.length));
    if (isAskedFor(answer, asked)) answers.push({ ...answer, sequence: one.sequence });
    if (answers.length === limit) break;
  }
  return answers;
}

/** What of the answers a page shows, the newest first. */
export interface AnswersPart {
  readonly answers: readonly AnswerPlaced[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/**
 * A part of the answers that were asked for: those next to a place, or the newest of all, also where no more
 * than those are newer.
 *
 * @param place the `sequence` than which they are older, or newer
 */
export async function answersPart(
  store: Pick<EventStore, 'readAnswers' | 'readAnswersBack'>,
  partnership: string,
  asked: AnswersAsked,
  place: {
    readonly olderThan?: number | undefined;
    readonly newerThan?: number | undefined;
    readonly limit: number;
  },
): Promise<AnswersPart> {
  const { olderThan, newerThan, limit } = place;
  // One more than is shown tells whether there are others.
  if (newerThan === undefined) {
    const older = await answersBefore(store, partnership, asked, { before: olderThan, limit: limit + 1 });
    const hasOlder = older.length > limit;
    return { answers: older.slice(0, limit), hasNewer: olderThan !== undefined, hasOlder };
  }
  const newer = await answersAfter(store, partnership, asked, { after: newerThan, limit: limit + 1 });
  if (newer.length <= limit) return answersPart(store, partnership, asked, { limit });
  return { answers: newer.slice(0, limit).toReversed(), hasNewer: true, hasOlder: true };
}

function given(kept: KeptAnswer, id: string): AnswerGiven {
  const body = readAnswerBody(kept);
  const words = body.refusal === undefined ? {} : { words: wordsFor(body.refusal, body.facts).words };
  return { id, recordedAt: kept.recordedAt, ...body, ...words };
}

function isAskedFor({ outcome, actor, recordedAt }: AnswerGiven, asked: AnswersAsked): boolean {
  if (asked.outcome !== undefined && outcome !== asked.outcome) return false;
  if (asked.person !== undefined && actor.person !== asked.person) return false;
  const day = londonDateOf(recordedAt);
  return day >= (asked.from ?? day) && day <= (asked.to ?? day);
}
