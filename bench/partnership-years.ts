import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { Envelope } from '#eventing/envelope';
import type { EventStore, NewEvent } from '#eventing/event-store';
import { eventsOfMonth } from './partnership-story.ts';
import { dayOf } from './telling.ts';
import type { Told } from './telling.ts';

/** About how many events one partnership has in one year. */
const eventsAYear = 2900;

/** Appends at least so many events to an empty store, in the order of months. Answers with how many. */
export async function tellYears(store: EventStore, atLeast: number): Promise<number> {
  const years = Math.min(5, Math.max(1, Math.ceil(atLeast / eventsAYear)));
  const partnerships = Math.max(1, Math.ceil(atLeast / (eventsAYear * years)));
  const teller = new Teller(store);
  for (let month = 0; teller.told < atLeast; month += 1) {
    for (let number = 0; number < partnerships; number += 1) {
      const partnership = `partnership-${number}`;
      await teller.append(partnership, dayOf(month, 12), eventsOfMonth(partnership, month));
    }
  }
  return teller.told;
}

/** Appends what is told of partnerships that never were, each telling in one append. */
export class Teller {
  told = 0;
  private readonly store: EventStore;
  private readonly commandsAre: string;
  private readonly versions = new Map<string, number>();
  private commands = 0;

  /** @param commandsAre what its commands are called, for a store to which several tell */
  constructor(store: EventStore, commandsAre = 'command') {
    this.store = store;
    this.commandsAre = commandsAre;
  }

  /** What is told on one day; days only rise. */
  async append(partnership: string, effectiveOn: string, events: readonly Told[]): Promise<void> {
    this.commands += 1;
    const command = `${partnership}/${this.commandsAre}-${this.commands}`;
    const byStream = new Map<string, NewEvent[]>();
    for (const [index, { stream, type, data, person, role }] of events.entries()) {
      const id = eventIdOf(command, index);
      const actor = { person, role };
      const links = { command, causation: command, correlation: command };
      const envelope: Envelope = {
        id,
        stream,
        type,
        schema: 1,
        effectiveOn,
        partnership,
        actor,
        ...links,
        data,
      };
      byStream.set(stream, [...(byStream.get(stream) ?? []), { id, type, body: bodyOf(envelope) }]);
    }
    const writes = Array.from(byStream, ([stream, added]) => {
      const expected = this.versions.get(stream) ?? ('no-stream' as const);
      this.versions.set(stream, (this.versions.get(stream) ?? -1) + added.length);
      return { stream, expected, events: added };
    });
    const answer = { command, hash: 'a0'.repeat(32), outcome: 'accepted' as const, body: '{}' };
    const appended = await this.store.append(writes, answer, { recordedAt: `${effectiveOn}T09:00:00.000Z` });
    if (appended.outcome !== 'appended') throw new Error(`The events of ${command} were not appended.`);
    this.told += events.length;
  }
}
