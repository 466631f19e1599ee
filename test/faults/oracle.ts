import { readAnswerBody } from '#eventing/answers';
import { envelopeOf } from '#eventing/decoding';
import type { EventStore, KeptAnswer, Recorded } from '#eventing/event-store';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { keyOf } from './numbered-commands.ts';
import type { Numbered } from './numbered-commands.ts';

/**
 * Opens a store after a fault and says everything that is wrong with it: an acknowledged command that is
 * lost, a command that is half there or there twice, an answer without its events, a gap in the versions, an
 * order that goes back, damage in the file.
 *
 * @param kept the commands that were acknowledged before the fault
 * @param unwritten the commands of which was said that nothing was written
 * @returns the complaints, none when all is well
 */
export async function complaintsAbout(
  file: string,
  kept: Iterable<number>,
  unwritten: Iterable<number> = [],
): Promise<string[]> {
  const store = SqliteStore.open({ file });
  try {
    return [...(await complaintsIn(store, kept, unwritten)), ...damage(store)];
  } finally {
    await store.close();
  }
}

/** The same of any store that is open, but for damage in a file. */
export async function complaintsIn(
  store: EventStore,
  kept: Iterable<number>,
  unwritten: Iterable<number> = [],
): Promise<string[]> {
  const events = await Array.fromAsync(store.readAll(0));
  const answers = await Array.fromAsync(store.readAnswers(0));
  const positions = events.map((event) => event.position);
  const instants = events.map((event) => event.recordedAt);
  return [
    ...lost(answers, kept),
    ...written(answers, unwritten),
    ...unwhole(events, answers),
    ...gapsIn(events),
    ...backwards(positions, 'position'),
    ...backwards(instants, 'instant', true),
  ];
}

function lost(answers: readonly KeptAnswer[], kept: Iterable<number>): string[] {
  const known = new Set(answers.map((answer) => answer.command));
  return [...kept]
    .filter((n) => !known.has(keyOf(n)))
    .map((n) => `command ${n} was acknowledged and is lost`);
}

function written(answers: readonly KeptAnswer[], unwritten: Iterable<number>): string[] {
  const known = new Set(answers.map((answer) => answer.command));
  return [...unwritten]
    .filter((n) => known.has(keyOf(n)))
    .map((n) => `command ${n} was said not to be written and is there`);
}

/** A command is whole when it has as many events as its events say, and the answer that names just those. */
function unwhole(events: readonly Recorded[], answers: readonly KeptAnswer[]): string[] {
  const eventsByCommand = Map.groupBy(events, (event) => envelopeOf(event).command);
  const answerByCommand = new Map(answers.map((answer) => [answer.command, answer]));
  const commands = new Set([...eventsByCommand.keys(), ...answerByCommand.keys()]);
  return [...commands].flatMap((command) => {
    const own = eventsByCommand.get(command) ?? [];
    const named = namedBy(answerByCommand.get(command));
    if (named === undefined) return [`${command} has events and no answer`];
    const isWhole =
      own.length === countOf(own) && own.every(({ id }) => named.has(id)) && named.size === own.length;
    return isWhole
      ? []
      : [`${command} has ${own.length} of ${countOf(own)} events, and an answer that names ${named.size}`];
  });
}

function namedBy(answer: KeptAnswer | undefined): Set<string> | undefined {
  return answer && new Set(readAnswerBody(answer).events?.map((event) => event.id));
}

function countOf([first]: readonly Recorded[]): number {
  return first === undefined ? -1 : (envelopeOf(first).data as Numbered).of;
}

function gapsIn(events: readonly Recorded[]): string[] {
  return [...Map.groupBy(events, (event) => event.stream)].flatMap(([stream, own]) => {
    const isDense = own.every((event, index) => event.version === index);
    return isDense ? [] : [`${stream} has the versions ${own.map((event) => event.version).join(' ')}`];
  });
}

function backwards(values: readonly (string | number)[], what: string, mayStay = false): string[] {
  return values.flatMap((value, index) => {
    const before = values[index - 1];
    if (before === undefined || before < value || (mayStay && before === value)) return [];
    return [`the ${what} ${value} follows ${before}`];
  });
}

function damage(store: SqliteStore): string[] {
  const found = store.check();
  return found.length === 0 ? [] : found.map((words) => `the file is damaged: ${words}`);
}
