import { commandKeyOf } from '#eventing/command-envelope';
import type { CommandEnvelope } from '#eventing/command-envelope';
import type { Desk } from '#eventing/desk';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { Envelope } from '#eventing/envelope';
import type { NewEvent, Write } from '#eventing/event-store';
import type { AnsweredEvent, Decided } from '#eventing/answers';
import type { StreamsRead } from '#eventing/streams-read';
import type { AnyAsk, EventOf, Plan } from '#kernel/asking';
import { isRefused } from '#kernel/decider';
import type { Decider, Refused } from '#kernel/decider';

/** What a command is put to, on what was read for it. */
export interface Planned {
  readonly asks: readonly AnyAsk[] | Refused;
  /** Every stream that is asked. */
  readonly streams: readonly string[];
  readonly read: StreamsRead;
}

/** What a command comes to on what was read: its answer, and the writes that it rests on. */
export interface Decision {
  readonly decided: Decided;
  readonly writes: readonly Write[];
  /** The events of each write, as they will be read back. */
  readonly told: ReadonlyMap<string, readonly EventOf[]>;
}

/**
 * Runs the plan, which only reads. Throws what the plan throws.
 *
 * @param read what was read for the command before and is still as it was
 */
export async function putToNouns(plan: Plan, read: StreamsRead): Promise<Planned> {
  const asks = await plan((stream, decider) => read.fold(stream, decider));
  const streams = isRefused(asks) ? [] : [...new Set(asks.map((part) => part.stream))];
  return { asks, streams, read };
}

/**
 * Asks each part in turn, on states of the same moment as the plan: a stream that is read twice is read at
 * one revision.
 *
 * Writes nothing. Throws what the deciders throw.
 */
export async function decide(desk: Desk, command: CommandEnvelope, planned: Planned): Promise<Decision> {
  const { asks, read } = planned;
  if (isRefused(asks)) return refusal(asks);
  const told = new Telling(desk, command);
  for (const part of asks) {
    const outcome = await askOne(part, read, told);
    if (isRefused(outcome)) return refusal(outcome);
    told.add(part.stream, outcome);
  }
  return { decided: told.decided(read), writes: told.writes(read), told: told.decoded };
}

function refusal(refused: Refused): Decision {
  return { decided: { outcome: 'refused', refused }, writes: [], told: new Map() };
}

/** A noun that is asked twice sees, the second time, what it said the first. */
async function askOne(part: AnyAsk, read: StreamsRead, told: Telling): Promise<readonly EventOf[] | Refused> {
  const { stream } = part;
  const decider = part.decider as Decider<unknown, unknown, EventOf, string>;
  let state = await read.fold(stream, decider);
  for (const event of told.decoded.get(stream) ?? []) state = decider.evolve(state, event);
  return decider.decide(part.command, state);
}

/** The events of one command so far, stream by stream, numbered across all of them. */
class Telling {
  private readonly desk: Desk;
  private readonly command: CommandEnvelope;
  private readonly byStream = new Map<string, NewEvent[]>();
  /**
   * As they will be read back, so that a decision never rests on something that the stored text does not say.
   */
  readonly decoded = new Map<string, EventOf[]>();
  private count = 0;

  constructor(desk: Desk, command: CommandEnvelope) {
    this.desk = desk;
    this.command = command;
  }

  add(stream: string, events: readonly EventOf[]): void {
    if (events.length === 0) return;
    const told = events.map((event) => this.newEvent(stream, event));
    const decoded = told.map(({ type, body }) => ({ type, ...readBack(body) }));
    this.byStream.set(stream, [...(this.byStream.get(stream) ?? []), ...told]);
    this.decoded.set(stream, [...(this.decoded.get(stream) ?? []), ...decoded]);
  }

  writes(read: StreamsRead): Write[] {
    return [...this.byStream].map(([stream, events]) => ({
      stream,
      expected: read.expectedOf(stream),
      events,
    }));
  }

  decided(read: StreamsRead): Decided {
    if (this.count === 0) return { outcome: 'unchanged' };
    const events = [...this.byStream].flatMap(([stream, told]) =>
      answered(stream, told, read.versionOf(stream) + 1),
    );
    return { outcome: 'accepted', events };
  }

  private newEvent(stream: string, event: EventOf): NewEvent {
    const { command } = this;
    const key = commandKeyOf(command);
    const id = eventIdOf(key, this.count);
    this.count += 1;
    const body = bodyOf({
      id,
      stream,
      type: event.type,
      schema: this.desk.decoding.schemaOf(event.type),
      effectiveOn: command.on,
      partnership: command.partnership,
      actor: { person: command.actor.person, role: command.actor.role },
      command: key,
      causation: command.causation ?? key,
      correlation: command.correlation ?? key,
      data: event.data,
    });
    return { id, type: event.type, body };
  }
}

function readBack(body: string): Pick<Envelope, 'data' | 'effectiveOn'> {
  const { data, effectiveOn } = JSON.parse(body) as Envelope;
  return { data, effectiveOn };
}

function answered(stream: string, told: readonly NewEvent[], first: number): AnsweredEvent[] {
  return told.map(({ id, type }, index) => ({ id, type, stream, version: first + index }));
}
