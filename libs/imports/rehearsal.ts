import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { Clock } from '#eventing/clock';
import { openDesk } from '#eventing/desk';
import type { EventStore, Recorded } from '#eventing/event-store';
import { keyBytes } from '#eventing/key-vault';
import type { DataPlace } from '#reads/data-place';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
import { Memory, MemoryStore } from '#stores/memory/memory-store';

/**
 * A desk at a copy in memory of what is recorded, at which a batch of commands can be tried: what it answers
 * is what the real one would, and nothing of it is ever written.
 *
 * Between a rehearsal and the real thing another process may write, so what passed here can still be refused
 * there.
 */
export function rehearsalDesk(place: DataPlace): CommandDesk {
  const { decoding, clock, overdueEvaluationsOf } = place;
  const store = new CopiedAsRead(place.store, clock.now);
  const desk = openDesk({ store, decoding, commandKey: new Uint8Array(keyBytes) });
  const planDeps = planDepsOf(new MemoryKeyVault(clock.now), overdueEvaluationsOf);
  return new CommandDesk((given) => carryOut({ desk, clock, planDeps }, given), clock);
}

/** A store in memory to which each stream is copied from another when it is first asked for. */
class CopiedAsRead extends MemoryStore {
  private readonly from: EventStore;
  private readonly copies: Memory;
  private readonly brought = new Map<string, Promise<void>>();

  constructor(from: EventStore, clock: Clock) {
    const copies = new Memory();
    super(clock, copies);
    this.copies = copies;
    this.from = from;
  }

  override async *readStream(stream: string, from = 0): AsyncIterable<Recorded> {
    let bringing = this.brought.get(stream);
    if (bringing === undefined) {
      bringing = this.bring(stream);
      this.brought.set(stream, bringing);
    }
    await bringing;
    yield* super.readStream(stream, from);
  }

  private async bring(stream: string): Promise<void> {
    const events = await Array.fromAsync(this.from.readStream(stream));
    if (events.length === 0) return;
    this.copies.streams.set(stream, events);
    for (const { id } of events) this.copies.eventIds.add(id);
  }
}
