import { readAnswerBody } from '#eventing/answers';
import { envelopeOf } from '#eventing/decoding';
import type { EventStore, KeptAnswer, Recorded } from '#eventing/event-store';
import { keyOf, purse } from './purses.ts';
import type { Paid, PurseEvent, Seen } from './purses.ts';

/** What those who decided were told: the outcome of each decision, by its number. */
export type Told = readonly { readonly n: number; readonly outcome: string }[];

export interface Verdict {
  readonly events: number;
  readonly accepted: number;
  readonly refused: number;
  readonly complaints: readonly string[];
}

/**
 * Replays the whole log and says what is wrong with it: a decision that did not see what was there when it
 * was written, a sum below nothing at any point, a gap or a step back, an acknowledged command that is lost,
 * is there twice or is half there, a refusal that was wrong when it was made.
 */
export async function judge(store: EventStore, told: Told): Promise<Verdict> {
  const events = await Array.fromAsync(store.readAll(0));
  const answers = await Array.fromAsync(store.readAnswers(0));
  const states = new Map<string, Seen[]>();
  const complaints = [
    ...events.flatMap((event) => unseen(event, states)),
    ...backwards(events),
    ...answers.flatMap((answer) => wronglyRefused(answer, states)),
    ...unwhole(events, answers),
    ...wronglyTold(told, answers),
  ];
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted').length;
  return { events: events.length, accepted, refused: answers.length - accepted, complaints };
}

/** Folds an event onto its stream, and compares what its writer saw with what was there. */
function unseen(recorded: Recorded, states: Map<string, Seen[]>): string[] {
  const { id, stream, version, type, body } = recorded;
  const history = states.get(stream) ?? [purse.initialState];
  states.set(stream, history);
  const there = history.at(-1) ?? purse.initialState;
  const { data } = JSON.parse(body) as { readonly data: Paid };
  const after = purse.evolve(there, { type, data } as PurseEvent);
  history.push(after);
  return [
    ...(version === there.events
      ? []
      : [`${id} is version ${version} of ${stream}, after ${there.events} events`]),
    ...(isSame(data.seen, there) ? [] : [`${id} was decided on ${inWords(data.seen)}, at ${inWords(there)}`]),
    ...(after.balancePence >= 0 ? [] : [`${stream} is below nothing after ${id}: ${after.balancePence}`]),
  ];
}

function backwards(events: readonly Recorded[]): string[] {
  return events.flatMap((event, index) => {
    const before = events[index - 1];
    if (before === undefined) return [];
    const isAfter = before.position < event.position && before.recordedAt <= event.recordedAt;
    return isAfter ? [] : [`${event.id} at ${event.position} does not come after ${before.id}`];
  });
}

/** A refusal names what it saw: that must have been so at that point of the stream, and not enough. */
function wronglyRefused(answer: KeptAnswer, states: ReadonlyMap<string, readonly Seen[]>): string[] {
  if (answer.outcome === 'accepted') return [];
  const { stream, seen, askedPence } = refusalOf(answer);
  const there = (states.get(stream) ?? [purse.initialState])[seen.events];
  const isRight = there?.balancePence === seen.balancePence && askedPence > seen.balancePence;
  return isRight ? [] : [`${answer.command} was refused for ${inWords(seen)} in ${stream}`];
}

interface Refusal {
  readonly stream: string;
  readonly seen: Seen;
  readonly askedPence: number;
}

function refusalOf(answer: KeptAnswer): Refusal {
  const { stream = '', events, balance, asked } = readAnswerBody(answer).facts ?? {};
  return {
    stream,
    seen: { events: Number(events), balancePence: Number(balance) },
    askedPence: Number(asked),
  };
}

/** Every event is one of those that its command's answer names, and every one of those is there once. */
function unwhole(events: readonly Recorded[], answers: readonly KeptAnswer[]): string[] {
  const recorded = Map.groupBy(events, (event) => envelopeOf(event).command);
  const twice = [...Map.groupBy(answers, ({ command }) => command)].filter(([, kept]) => kept.length > 1);
  const wrong = answers.flatMap((answer) => {
    const named = (readAnswerBody(answer).events ?? []).map(({ id }) => id).toSorted();
    const found = (recorded.get(answer.command) ?? []).map(({ id }) => id).toSorted();
    recorded.delete(answer.command);
    return named.join() === found.join() ? [] : [`${answer.command} has the events ${found.join()}`];
  });
  const without = [...recorded.keys()].map((command) => `${command} has events and no answer`);
  return [...twice.map(([command]) => `${command} is answered twice`), ...wrong, ...without];
}

function wronglyTold(told: Told, answers: readonly KeptAnswer[]): string[] {
  const outcomes = new Map(answers.map(({ command, outcome }) => [command, outcome as string]));
  const wrong = told.filter(({ n, outcome }) => outcomes.get(keyOf(n)) !== outcome);
  return wrong.map(({ n, outcome }) => `${keyOf(n)} was told ${outcome} and is ${outcomes.get(keyOf(n))}`);
}

function isSame(one: Seen, other: Seen): boolean {
  return one.events === other.events && one.balancePence === other.balancePence;
}

function inWords({ events, balancePence }: Seen): string {
  return `${balancePence} after ${events} events`;
}
