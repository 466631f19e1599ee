import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#projections/digest';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import type { RunnerOptions } from '#projections/runner';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { decoding, emptyModels } from '#testing/read-story';
import { expectRowsAsFolded } from '#testing/rows-as-folded';
import { aHistory, draftsOf } from './histories.ts';
import { Tally } from './tally.ts';
import { begin, World } from './world.ts';

const many = fc.integer({ min: 1, max: 40 });
const few = fc.integer({ min: 1, max: 5 });

describe('What people read of any history', () => {
  it('is what the rules fold from it, and the same to the last byte when it is built anew', async () => {
    const tally = new Tally();
    const beginning = await begin();
    await fc.assert(
      fc.asyncProperty(aHistory, many, few, async (history, pageSize, ownersAtHand) => {
        const world = new World(beginning, tally);
        for (const step of history) {
          for (const draft of draftsOf(step, world.money)) if (!(await world.send(draft))) break;
        }
        // What is stored is the world's own affair, but for this.
        const { memory } = world['desk'];
        const live = await readOf(memory, pageSize);
        await expectRowsAsFolded(live, memory.events);
        const anew = await readOf(memory, 1000);
        const built = await builtOf(memory, { pageSize, eventsOfBuilding: 50, ownersAtHand });
        for (const projection of readModels) {
          const digest = await digestOf(live, projection);
          expect([await digestOf(anew, projection), await digestOf(built, projection)]).toEqual([
            digest,
            digest,
          ]);
        }
        await Promise.all([live.destroy(), anew.destroy(), built.destroy()]);
      }),
      { numRuns: 30 },
    );
  });
});

/** The read models as a rebuild makes them. */
async function builtOf(memory: Memory, options: Partial<RunnerOptions>): Promise<ReadModels> {
  const db = emptyModels();
  const store = new MemoryStore(() => '2012-06-01T09:00:00.000Z', memory);
  await new ProjectionRunner({ store, decoding, db, projections: readModels, ...options }).catchUp();
  return db;
}

/** The read models of the first event, and then of the others as they would come live, in pages. */
async function readOf(memory: Memory, pageSize: number): Promise<ReadModels> {
  const db = emptyModels();
  const store = new MemoryStore(() => '2012-06-01T09:00:00.000Z', memory);
  const runner = new ProjectionRunner({ store, decoding, db, projections: readModels, pageSize });
  await runner.catchUp(1);
  await runner.catchUp();
  return db;
}
