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
): Promise<readonly (AnswerGiven & { readonly sequence: number })[]> {
  const prefix = `${partnership}/`;
  const answers: (AnswerGiven & { readonly sequence: number })[] = [];
  for await (const kept of store.readAnswers(after)) {
    if (!kept.command.startsWith(prefix)) continue;
    const answer = given(kept, kept.command.slice(prefix.length));
    if (isAskedFor(answer, asked)) answers.push({ ...answer, sequence: kept.sequence });
    if (answers.length === limit) break;
  }
  return answers;
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
