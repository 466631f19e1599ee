import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#projections/digest';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { administrator, fund } from '#testing/desk-story';
import { aPartnership, decoding, emptyModels, everyCommandPlayed } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { expectRowsAsFolded } from '#testing/rows-as-folded';

let story: ReadStory;
let opened: ReadModels[] = [];

beforeAll(async () => {
  story = await everyCommandPlayed();
});

afterEach(async () => {
  for (const db of opened) await db.destroy();
  opened = [];
});

function empty(): ReadModels {
  const db = emptyModels();
  opened.push(db);
  return db;
}

function runnerOn(db: ReadModels, pageSize = 1000): ProjectionRunner {
  return new ProjectionRunner({ store: story.store, decoding, db, projections: readModels, pageSize });
}

async function digests(db: ReadModels): Promise<readonly string[]> {
  return Promise.all(readModels.map(async (projection) => digestOf(db, projection)));
}

describe('The read models', () => {
  it('are the same to the last byte, whatever the pages, the stops and the restarts they came by', async () => {
    const all = await story.store.lastPosition();
    const built = empty();
    await runnerOn(built).catchUp();
    const expected = await digests(built);
    const stop = fc.record({
      to: fc.nat(all),
      pageSize: fc.integer({ min: 1, max: 60 }),
      restart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stop, { maxLength: 12 }), async (stops) => {
        const db = emptyModels();
        let runner = runnerOn(db);
        for (const { to, pageSize, restart } of stops.toSorted((a, b) => a.to - b.to)) {
          if (restart) runner = runnerOn(db, pageSize);
          await runner.catchUp(to);
        }
        await runner.catchUp();
        expect(await digests(db)).toEqual(expected);
        await db.destroy();
      }),
      { numRuns: 25 },
    );
  });

  it('say of every project and source what its own rules fold, after each event', async () => {
    const events = await Array.fromAsync(story.store.readAll(0));
    const db = empty();
    const runner = runnerOn(db);
    for (const { position } of events) {
      await runner.catchUp(position);
      await expectRowsAsFolded(db, events.slice(0, position));
    }
    expect(events.length).toBeGreaterThan(100);
  });

  it('reckon what every project owes anew under a new policy, also for a runner that knows none of them', async () => {
    const partnership = await aPartnership();
    await fund(partnership, 'youth-bus', 300_000);
    const { store } = partnership;
    const db = empty();
    await new ProjectionRunner({ store, decoding, db, projections: readModels }).catchUp();
    const nextRung = db.selectFrom('obligations').select('next_days').where('kind', '=', 'evaluation');
    expect(await nextRung.execute()).toEqual([{ next_days: -28 }]);
    const evaluationLadder = [{ days: -10, tells: [{ who: 'lead-officer' }] }];
    await partnership.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-05-12', evaluationLadder });
    await new ProjectionRunner({ store, decoding, db, projections: readModels }).catchUp();
    expect(await nextRung.execute()).toEqual([{ next_days: -10 }]);
  });
});
