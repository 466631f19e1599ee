import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { DeskTools } from '#desk/desk-tools';
import type { GivenCommand } from '#desk/given-command';
import type { Reply } from '#desk/reply';
import { decodingOf } from '#eventing/decoding';
import type { DecodedEvent } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { FoldedStates } from '#eventing/folded-states';
import type { Recorded } from '#eventing/event-store';
import { eventSchemas } from '#funding/event-schemas';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import type { Sent } from './naive-money.ts';

const decoding = decodingOf(eventSchemas);

/** What one sending came to: the answer, and the events that are in the store since. */
export interface Came {
  readonly reply: Reply;
  readonly events: readonly DecodedEvent[];
}

/** The desk as it is, on a memory store. */
export class RealDesk {
  readonly memory: Memory;
  private readonly desk: CommandDesk;
  private readonly tools: DeskTools;
  private readonly given = new Map<string, GivenCommand>();
  private now = '';

  /** @param before a desk that has told what happened before: what it stored and folded is taken over */
  constructor(before?: RealDesk) {
    this.memory = remembering(before?.memory.events ?? []);
    const clock = { now: () => this.now, setTo: (instant: string) => void (this.now = instant) };
    const store = new MemoryStore(clock.now, this.memory);
    const desk = openDesk({ store, decoding, commandKey: new Uint8Array(32) });
    const vault = new MemoryKeyVault(clock.now);
    this.tools = { desk, clock, planDeps: planDepsOf(vault, async () => []) };
    this.desk = new CommandDesk((given) => this.carry(given), clock);
    if (before !== undefined) this.takeOverFolded(before.tools.desk.folded);
  }

  /**
   * Sends a command: in front of the desk, where its shape is checked, or once that is known to be right, to
   * it.
   */
  async send(sent: Sent): Promise<Came> {
    return this.came(() => (isShapeKnown(sent) ? this.carry(givenOf(sent)) : this.desk.send(sent)));
  }

  /** Sends one again whose shape was found right before, under its own id or another. */
  async sendAgain(id: string, as = id): Promise<Came> {
    const given = this.given.get(id);
    if (given === undefined) throw new Error(`${id} was never sent`);
    return this.came(() => this.carry({ ...given, id: as }));
  }

  /**
   * Folded states are values that nobody changes, and folding them anew takes most of a short history's time.
   */
  private takeOverFolded(folded: FoldedStates): void {
    for (const stream of this.memory.streams.keys()) {
      for (const [decider, state] of folded.of(stream)) this.tools.desk.folded.set(stream, decider, state);
    }
  }

  private async came(send: () => Promise<Reply>): Promise<Came> {
    const before = this.memory.events.length;
    const reply = await send();
    return { reply, events: this.memory.events.slice(before).map((event) => decoding.decode(event)) };
  }

  private async carry(given: GivenCommand): Promise<Reply> {
    this.given.set(given.id, given);
    this.now = given.at ?? this.now;
    return carryOut(this.tools, given);
  }
}

const shapesChecked = new Map<string, number>();

/**
 * To check shapes takes a third of the time, and each command has few of them: a hundred of each are checked.
 */
function isShapeKnown({ command }: Sent): boolean {
  const times = shapesChecked.get(command) ?? 0;
  shapesChecked.set(command, times + 1);
  return times >= 100;
}

function givenOf({ command: name, ...fields }: Sent): GivenCommand {
  const { id, partnership, actor, on, at, ...content } = fields as unknown as Omit<GivenCommand, 'name'>;
  return { name, id, partnership, actor, on, at, via: 'command', content } as GivenCommand;
}

function remembering(events: readonly Recorded[]): Memory {
  const memory = new Memory();
  for (const event of events) {
    memory.events.push(event);
    memory.eventIds.add(event.id);
    const stream = memory.streams.get(event.stream) ?? [];
    stream.push(event);
    memory.streams.set(event.stream, stream);
  }
  return memory;
}
