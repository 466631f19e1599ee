import { InvalidAppend } from '#eventing/event-store';
import type {
  AppendOptions,
  EventStore,
  KeptAnswer,
  NewAnswer,
  NewEvent,
  Recorded,
  Write,
} from '#eventing/event-store';

/** So many appends are sent without waiting for the first of them, so that they share their commits. */
const sentAtOnce = 256;

/** One append as it was made: the answer that was kept, and the events that it came with, in their order. */
export interface Step {
  readonly answer: KeptAnswer;
  readonly events: readonly Recorded[];
}

export interface CopyOptions {
  /** Called after each append, with the position in the store that is read from. */
  readonly onStep?: (position: number) => void;
}

/** What a copy came to. */
export interface Copied {
  readonly events: number;
  readonly answers: number;
  /** How many of the answers were there before, from a copy that was stopped. */
  readonly answersThereBefore: number;
}

/** What a comparison came to. */
export interface Compared {
  /** How many are in both, in the same order and equal to the last byte. */
  readonly events: number;
  readonly answers: number;
  /** The first thing that is not the same, as a sentence; undefined when both hold the same. */
  readonly difference: string | undefined;
}

/** The store that was to be copied to holds something else. The message is a sentence for the operator. */
export class CopyRefused extends Error {
  override name = 'CopyRefused';
}

/**
 * Whether a kept answer tells of the place that a store is, and not of what happened. Such an answer is no
 * part of the history: a copy leaves it where it is. A command's key begins with its partnership, and so
 * never with a full stop.
 */
export function isOfThePlace(command: string): boolean {
  return command.startsWith('.');
}

/**
 * The whole history of a store, append by append, in the order of commit. Every append keeps one answer, so
 * the events up to an answer's position, and after those of the answer before it, are that answer's own.
 *
 * @throws CopyRefused when an event and its answer contradict each other, by their time or by the command
 *   that the event names
 */
export async function* historyOf(store: EventStore): AsyncGenerator<Step> {
  const events = new EventsInOrder(store);
  for await (const answer of store.readAnswers(0)) {
    const step = { answer, events: await events.upTo(answer.position) };
    for (const event of step.events) insistOwn(event, answer);
    if (!isOfThePlace(answer.command)) yield step;
  }
}

/**
 * Copies a whole history into another store: every event with its bytes, id, version and time, every answer
 * with its bytes and time, in the same order and with the same appends. Positions are the other store's own.
 *
 * May be stopped at any moment and given again: what is there already is compared to the last byte, and what
 * is missing follows. Whatever stops it, what is there is the beginning of the history without a gap, since
 * each append comes after the one before it.
 *
 * @throws CopyRefused when the other store holds anything that is not the beginning of this history, or
 *   someone else writes to it meanwhile; what `append` throws
 */
export async function copyHistory(
  from: EventStore,
  to: EventStore,
  { onStep = () => undefined }: CopyOptions = {},
): Promise<Copied> {
  const copied = { events: 0, answers: 0, answersThereBefore: 0 };
  const sending = new Sending(to);
  const there = historyOf(to);
  let next = await there.next();
  for await (const step of historyOf(from)) {
    if (next.done === true) await sending.send(step);
    else {
      insistSame(step, next.value);
      next = await there.next();
      copied.answersThereBefore += 1;
    }
    copied.answers += 1;
    copied.events += step.events.length;
    onStep(step.answer.position);
  }
  await sending.end();
  if (next.done !== true)
    throw new CopyRefused(`The other store goes on with ${next.value.answer.command}, which is not here.`);
  return copied;
}

/** Compares two stores, append by append, byte for byte, up to the first thing that is not the same. */
export async function compareHistories(
  one: EventStore,
  other: EventStore,
  { onStep = () => undefined }: CopyOptions = {},
): Promise<Compared> {
  const same = { events: 0, answers: 0 };
  const others = historyOf(other);
  for await (const step of historyOf(one)) {
    const next = await others.next();
    const difference = next.done === true ? endsBefore(step, 'other') : differenceOf(step, next.value);
    if (difference !== undefined) return { ...same, difference };
    same.answers += 1;
    same.events += step.events.length;
    onStep(step.answer.position);
  }
  const next = await others.next();
  return { ...same, difference: next.done === true ? undefined : endsBefore(next.value, 'first') };
}

/** Reads all events once, in the pieces that are asked for. */
class EventsInOrder {
  private readonly store: EventStore;
  private events: AsyncIterator<Recorded> | undefined;
  private waiting: Recorded | undefined;
  private place = 0;

  constructor(store: EventStore) {
    this.store = store;
  }

  /** What follows the piece before, up to a position (inclusive). */
  async upTo(position: number): Promise<readonly Recorded[]> {
    const piece: Recorded[] = [];
    while (this.place < position) {
      const event = this.waiting ?? (await this.read());
      this.waiting = event;
      if (event === undefined || event.position > position) break;
      this.waiting = undefined;
      this.place = event.position;
      piece.push(event);
    }
    return piece;
  }

  /** Reading ends at what was the end when it came there, and more may have been recorded since. */
  private async read(): Promise<Recorded | undefined> {
    this.events ??= this.store.readAll(this.place)[Symbol.asyncIterator]();
    const next = await this.events.next();
    if (next.done !== true) return next.value;
    this.events = undefined;
    return undefined;
  }
}

function insistOwn({ id, recordedAt, body }: Recorded, answer: KeptAnswer): void {
  const command = commandIn(body);
  if (recordedAt === answer.recordedAt && (command === undefined || command === answer.command)) return;
  throw new CopyRefused(
    `The event ${id} stands with the answer to ${answer.command}, which is not its own. Nothing more is copied.`,
  );
}

/** The command that an event's envelope names; undefined for a body that is no envelope. */
function commandIn(body: string): string | undefined {
  try {
    const { command } = Object(JSON.parse(body)) as { readonly command?: unknown };
    return typeof command === 'string' ? command : undefined;
  } catch {
    return undefined;
  }
}

/** Sends appends in their order, many at once. */
class Sending {
  private readonly to: EventStore;
  private readonly underWay: Promise<void>[] = [];
  private last: NewAnswer | undefined;

  constructor(to: EventStore) {
    this.to = to;
  }

  /** Returns when it is sent, and not many are under way. @throws what one of those before it came to */
  async send(step: Step): Promise<void> {
    const { command, hash, outcome, body, recordedAt } = step.answer;
    const answer = { command, hash, outcome, body };
    const after = this.last === undefined ? {} : { after: [this.last] };
    this.last = answer;
    const sent = this.append(step, answer, { recordedAt, ...after });
    // What it comes to is heard when its turn has come; until then it is no error that nobody listens to.
    sent.catch(() => undefined);
    this.underWay.push(sent);
    if (this.underWay.length >= sentAtOnce) await this.underWay.shift();
  }

  /** Returns when all of them are written. */
  async end(): Promise<void> {
    for (const sent of this.underWay) await sent;
  }

  private async append({ events }: Step, answer: NewAnswer, options: AppendOptions): Promise<void> {
    const appended = await this.to.append(writesOf(events), answer, options).catch(orInvalid);
    if (appended.outcome === 'appended') return;
    throw new CopyRefused(
      `Someone else wrote to the other store meanwhile: ${answer.command} was not expected there. Give nobody the store before the copy is done.`,
    );
  }
}

/** What this history may not be written after, as when its moment lies before what someone else recorded. */
function orInvalid(error: unknown): { readonly outcome: 'invalid' } {
  if (error instanceof InvalidAppend) return { outcome: 'invalid' };
  throw error;
}

/** The events of an append lie together by their streams. */
function writesOf(events: readonly Recorded[]): Write[] {
  const writes = new Map<string, Omit<Write, 'events'> & { readonly events: NewEvent[] }>();
  for (const { stream, version, id, type, body } of events) {
    const expected = version === 0 ? 'no-stream' : version - 1;
    const write = writes.get(stream) ?? { stream, expected, events: [] };
    writes.set(stream, write);
    write.events.push({ id, type, body });
  }
  return [...writes.values()];
}

function insistSame(here: Step, there: Step): void {
  const difference = differenceOf(here, there);
  if (difference !== undefined)
    throw new CopyRefused(`The other store holds something else. ${difference} Nothing more was copied.`);
}

function differenceOf(one: Step, other: Step): string | undefined {
  const { command } = one.answer;
  if (command !== other.answer.command)
    return `Where the one has the answer to ${command}, the other has that to ${other.answer.command}.`;
  const field = fieldsOfAnswer.find((name) => one.answer[name] !== other.answer[name]);
  if (field !== undefined) return `The answer to ${command} has another ${field}.`;
  if (one.events.length !== other.events.length)
    return `The command ${command} has ${one.events.length} events in the one and ${other.events.length} in the other.`;
  for (const [index, event] of one.events.entries()) {
    const name = fieldsOfEvent.find((part) => event[part] !== other.events[index]?.[part]);
    if (name !== undefined) return `The event ${event.id} of ${event.stream} has another ${name}.`;
  }
  return undefined;
}

const fieldsOfAnswer = ['hash', 'outcome', 'body', 'recordedAt'] as const;
const fieldsOfEvent = ['id', 'stream', 'version', 'recordedAt', 'type', 'body'] as const;

function endsBefore({ answer }: Step, which: 'first' | 'other'): string {
  return `The ${which} ends before the answer to ${answer.command}.`;
}
