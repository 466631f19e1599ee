import { commandKeyOf } from '#eventing/command-envelope';
import type { CommandEnvelope } from '#eventing/command-envelope';
import { fitBody } from '#eventing/envelope';
import type { KeptAnswer, NewAnswer, Outcome } from '#eventing/event-store';
import type { Actor } from '#kernel/asking';
import type { Refused } from '#kernel/decider';

/** An event of an accepted command: where to find it. */
export interface AnsweredEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
}

/**
 * The body of a kept answer: for every command, who asked, in what role, on what screen or file, and what
 * came of it.
 */
export interface AnswerBody {
  readonly type: string;
  readonly partnership: string;
  readonly actor: Actor;
  readonly via: string;
  readonly effectiveOn: string;
  readonly outcome: Outcome;
  readonly refusal?: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly events?: readonly AnsweredEvent[];
}

interface Answered {
  /** Whether it was answered before, and this is that answer. */
  readonly repeated: boolean;
  readonly recordedAt: string;
  /** Up to where a reader must have come to see what this command did, or saw. */
  readonly position: number;
}

/** A final answer as the caller gets it: the same each time the same command is sent, but for `repeated`. */
export type FinalAnswer =
  | (Answered & { readonly outcome: 'accepted'; readonly events: readonly AnsweredEvent[] })
  | (Answered & { readonly outcome: 'unchanged' })
  | (Answered & {
      readonly outcome: 'refused';
      readonly refusal: string;
      readonly facts?: Readonly<Record<string, string>>;
    });

/** What a command came to, before it is written down. */
export type Decided =
  | { readonly outcome: 'accepted'; readonly events: readonly AnsweredEvent[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly refused: Refused };

/** The answer to keep. @throws UnfitContent when a fact or the screen's name could not be kept. */
export function answerOf(command: CommandEnvelope, hash: string, decided: Decided): NewAnswer {
  const { type, partnership, via } = command;
  const actor = { person: command.actor.person, role: command.actor.role };
  const surroundings = { type, partnership, actor, via, effectiveOn: command.on };
  const body: AnswerBody = { ...surroundings, outcome: decided.outcome, ...partsOf(decided) };
  return {
    command: commandKeyOf(command),
    hash,
    outcome: decided.outcome,
    body: fitBody(body, `the answer to ${type}`),
  };
}

/** The answer as the caller gets it: what was answered, and where the store put it. */
export function finalAnswerOf(
  answer: Pick<KeptAnswer, 'body'>,
  place: Pick<KeptAnswer, 'position' | 'recordedAt'>,
  repeated: boolean,
): FinalAnswer {
  const { outcome, events = [], refusal = '', facts } = readAnswerBody(answer);
  const answered = { repeated, recordedAt: place.recordedAt, position: place.position };
  if (outcome === 'accepted') return { outcome, ...answered, events };
  if (outcome === 'unchanged') return { outcome, ...answered };
  return { outcome, ...answered, refusal, ...(facts === undefined ? {} : { facts }) };
}

/** The body of a kept answer, as `answerOf` wrote it. */
export function readAnswerBody(kept: Pick<KeptAnswer, 'body'>): AnswerBody {
  return JSON.parse(kept.body) as AnswerBody;
}

function partsOf(decided: Decided): Pick<AnswerBody, 'events' | 'refusal' | 'facts'> {
  if (decided.outcome === 'accepted') return { events: decided.events };
  if (decided.outcome === 'unchanged') return {};
  const { refused, facts } = decided.refused;
  return facts === undefined ? { refusal: refused } : { refusal: refused, facts };
}
