import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { Reply } from '#desk/reply';
import { decodingOf } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { Recorded } from '#eventing/event-store';
import { eventSchemas } from '#funding/event-schemas';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
import { Memory, MemoryStore } from '#stores/memory/memory-store';

const root = join(import.meta.dirname, '..', '..');

/** One line of a file of commands: flat JSON, as it is sent. */
export type SentCommand = Readonly<Record<string, unknown>> & {
  readonly command: string;
  readonly id: string;
};

/** The commands of a file with one on each line; its path is from the root of the project. */
export function commandsIn(path: string): readonly SentCommand[] {
  const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as SentCommand);
}

/** A data folder in memory, made as an example: its clock stands where the last `at` has put it. */
export class Played {
  private readonly memory = new Memory();
  private readonly vault = new MemoryKeyVault(() => this.now);
  private now = '';

  /** Sends each command in turn, to a desk that knows nothing but what is stored. */
  async send(commands: readonly SentCommand[]): Promise<readonly Reply[]> {
    const desk = this.openDesk();
    const replies: Reply[] = [];
    for (const command of commands) replies.push(await desk.send(command));
    return replies;
  }

  /** Every event that is stored, in the order of recording. */
  get events(): readonly Recorded[] {
    return this.memory.events;
  }

  private openDesk(): CommandDesk {
    const clock = { now: () => this.now, setTo: (instant: string) => void (this.now = instant) };
    const store = new MemoryStore(clock.now, this.memory);
    const desk = openDesk({ store, decoding: decodingOf(eventSchemas), commandKey: new Uint8Array(32) });
    const tools = { desk, clock, planDeps: planDepsOf(this.vault, async () => []) };
    return new CommandDesk((given) => carryOut(tools, given), clock);
  }
}
