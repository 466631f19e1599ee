import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { Clock } from '#eventing/clock';
import { openDesk } from '#eventing/desk';
import type { EventStore, Recorded } from '#eventing/event-store';
import { keyBytes } from '#eventing/key-vault';
import { parseStream } from '#kernel/ids';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
import { MemoryStore } from '#stores/memory/memory-store';
import type { DataPlace } from '#reads/data-place';

/**
 * A desk at a copy in memory of a partnership as it stands, at which a batch of commands can be tried: what
 * it answers is what the real one would, and nothing of it is ever written.
 *
 * Between a rehearsal and the real thing another process may write, so what passed here can still be refused
 * there.
 */
export async function rehearsalDesk(place: DataPlace, partnership: string): Promise<CommandDesk> {
  const { decoding, clock, overdueEvaluationsOf } = place;
  const store = await copyOf(place.store, partnership, clock.now);
  const desk = openDesk({ store, decoding, commandKey: new Uint8Array(keyBytes) });
  const planDeps = planDepsOf(new MemoryKeyVault(clock.now), overdueEvaluationsOf);
  return new CommandDesk((given) => carryOut({ desk, clock, planDeps }, given), clock);
}

/** The partnership's streams, event by event and with the moments that they were recorded at. */
async function copyOf(from: EventStore, partnership: string, clock: Clock): Promise<EventStore> {
  const store = new MemoryStore(clock);
  const versions = new Map<string, number>();
  for await (const event of from.readAll(0)) {
    if (concerns(event, partnership)) await copyEvent(event, store, versions);
  }
  return store;
}

function concerns({ stream }: Recorded, partnership: string): boolean {
  const name = parseStream(stream);
  return (name.partnership ?? name.id) === partnership;
}

async function copyEvent(event: Recorded, store: EventStore, versions: Map<string, number>): Promise<void> {
  const { id, stream, type, body, recordedAt } = event;
  const expected = versions.get(stream) ?? 'no-stream';
  const answer = { command: `copy/${id}`, hash: '00', outcome: 'accepted', body: '{}' } as const;
  await store.append([{ stream, expected, events: [{ id, type, body }] }], answer, { recordedAt });
  versions.set(stream, event.version);
}
