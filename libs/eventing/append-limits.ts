import { isInstant } from '#eventing/clock';
import { InvalidAppend } from '#eventing/event-store';
import type { AppendOptions, NewAnswer, NewEvent, Write } from '#eventing/event-store';

/** The most bytes of a body in UTF-8: 1 MiB. */
export const maximumBodyBytes = 1024 * 1024;

/** The most events of one append, over all its streams. */
export const maximumEventsOfAppend = 10_000;

const id = '[a-z0-9][a-z0-9-]{0,63}';
const streamName = new RegExp(`^[a-z]{1,32}-${id}(\\.${id})?$`);
const eventType = /^[A-Z][A-Za-z0-9]{0,99}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const commandKey = /^[\x21-\x7e]{1,250}$/;
const hexadecimal = /^[0-9a-f]{1,128}$/;

/**
 * What every adapter refuses before it writes, so that what one store takes each other one takes too.
 *
 * A stream is `<noun>-<id>` or `<noun>-<partnership>.<id>`, ids being `[a-z0-9][a-z0-9-]{0,63}`.
 *
 * @throws InvalidAppend with a sentence that names the first thing wrong.
 */
export function checkAppend(writes: readonly Write[], answer: NewAnswer, options: AppendOptions = {}): void {
  checkAnswer(answer);
  const streams = new Set<string>();
  const ids = new Set<string>();
  for (const write of writes) {
    insist(!streams.has(write.stream), () => `The stream ${write.stream} is written to twice in one append.`);
    streams.add(write.stream);
    checkWrite(write, ids);
  }
  insist(
    ids.size <= maximumEventsOfAppend,
    () => `An append has at most ${maximumEventsOfAppend} events, not ${ids.size}.`,
  );
  const at = options.recordedAt;
  insist(
    at === undefined || isInstant(at),
    () => `"${at}" is not an instant such as 2011-04-12T09:00:00.000Z.`,
  );
}

function checkWrite(write: Write, ids: Set<string>): void {
  insist(streamName.test(write.stream), () => `"${write.stream}" is not the name of a stream.`);
  insist(isRevision(write.expected), () => `"${write.expected}" is not a revision of ${write.stream}.`);
  insist(write.events.length > 0, () => `The write to ${write.stream} has no event.`);
  for (const event of write.events) checkEvent(event, ids);
}

function isRevision(expected: Write['expected']): boolean {
  return expected === 'no-stream' || (Number.isSafeInteger(expected) && expected >= 0);
}

function checkEvent(event: NewEvent, ids: Set<string>): void {
  insist(uuid.test(event.id), () => `"${event.id}" is not the id of an event.`);
  insist(!ids.has(event.id), () => `The event id ${event.id} appears twice in one append.`);
  ids.add(event.id);
  insist(eventType.test(event.type), () => `"${event.type}" is not the type of an event.`);
  checkBody(event.body, `the ${event.type} ${event.id}`);
}

function checkAnswer(answer: NewAnswer): void {
  insist(commandKey.test(answer.command), () => `"${answer.command}" is not the key of a command.`);
  insist(
    hexadecimal.test(answer.hash),
    () => `The hash of the command ${answer.command} is not hexadecimal.`,
  );
  const known =
    answer.outcome === 'accepted' || answer.outcome === 'unchanged' || answer.outcome === 'refused';
  insist(known, () => `"${answer.outcome}" is not an outcome.`);
  checkBody(answer.body, `the answer to ${answer.command}`);
}

/**
 * A lone surrogate has no bytes in UTF-8, and some databases end a text at NUL: neither would come back as it
 * went in.
 */
function checkBody(body: string, of: string): void {
  insist(body.length > 0, () => `The body of ${of} is empty.`);
  insist(body.length <= maximumBodyBytes, () => `The body of ${of} is larger than 1 MiB.`);
  insist(Buffer.byteLength(body) <= maximumBodyBytes, () => `The body of ${of} is larger than 1 MiB.`);
  insist(body.isWellFormed(), () => `The body of ${of} has half a character (a lone surrogate).`);
  insist(!body.includes('\0'), () => `The body of ${of} has a NUL character.`);
}

/** The sentence is a function, since it is hardly ever needed. */
function insist(condition: boolean, otherwise: () => string): void {
  if (!condition) throw new InvalidAppend(otherwise());
}
