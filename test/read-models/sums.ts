import { decodingOf } from '#eventing/decoding';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { EventStore } from '#eventing/event-store';
import type { Projection } from '#projections/projection';
import { integer, pence, standing, text } from '#projections/table';

const partnership = 'riverside';
const type = 'ForecastRecorded';
export const decoding = decodingOf({ [type]: 1 });

const expected = standing(
  'expected',
  { partnership: text, project: text, amount_pence: pence, told: integer },
  { owner: 'project' },
);

/** Adds up what was ever forecast: a sum that shows when an event was applied twice, or not at all. */
export const sums: Projection = {
  name: 'sums',
  version: 1,
  tables: [expected],
  on: {
    project: {
      ForecastRecorded({ stream, subject: project, data }, write) {
        const { amount_pence = 0, told = 0 } = write.one(expected, stream) ?? {};
        const sum = { amount_pence: amount_pence + data.amountPence, told: told + 1 };
        write.put(expected, { partnership, project, ...sum });
      },
    },
  },
};

/** Records forecasts of three projects in turn: of one penny, of two, and so on. */
export class Teller {
  private readonly store: EventStore;
  private told = 0;

  constructor(store: EventStore) {
    this.store = store;
  }

  /** Tells so many more. Answers with how many there are now. */
  async tell(more: number): Promise<number> {
    for (let number = 0; number < more; number += 1) await this.tellNext();
    return this.told;
  }

  private async tellNext(): Promise<void> {
    this.told += 1;
    const stream = `project-${partnership}.project-${this.told % 3}`;
    const command = `${partnership}/command-${this.told}`;
    const id = eventIdOf(command, 0);
    const links = { command, causation: command, correlation: command };
    const actor = { person: 'finance-1', role: 'finance-officer' };
    const data = { year: '2011-12', amountPence: this.told };
    const place = { id, stream, type, schema: 1, effectiveOn: '2011-05-12', partnership };
    const turn = Math.ceil(this.told / 3) - 1;
    const write = { stream, expected: turn === 0 ? ('no-stream' as const) : turn - 1 };
    const event = { id, type, body: bodyOf({ ...place, actor, ...links, data }) };
    const answer = { command, hash: 'a0'.repeat(32), outcome: 'accepted' as const, body: '{}' };
    const appended = await this.store.append([{ ...write, events: [event] }], answer);
    if (appended.outcome !== 'appended') throw new Error(`The forecast ${this.told}: ${appended.outcome}.`);
  }
}
