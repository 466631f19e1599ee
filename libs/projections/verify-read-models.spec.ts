import { sql } from 'kysely';
import { describe, expect, it } from '@jest/globals';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { verifyReadModels } from '#projections/verify-read-models';
import { fund, openSource } from '#testing/desk-story';
import { aPartnership, decoding, emptyModels, everyCommandPlayed } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

/** The complaints by read model, of those that have any. */
async function complaints({ store }: ReadStory, live: ReadModels): Promise<readonly string[]> {
  const verdicts = await verifyReadModels({ store, decoding, live, scratch: emptyModels() });
  expect(verdicts).toHaveLength(readModels.length);
  return verdicts.flatMap((verdict) => verdict.complaints);
}

const budgetIsWrong = 'What people read in "budget" is not what its events say. Run "tallystick rebuild".';

describe('The check of the read models', () => {
  it('has no complaint where they are what the events say, and says how many tables it looked at', async () => {
    const story = await everyCommandPlayed();
    const live = await story.read();
    expect(await complaints(story, live)).toEqual([]);
    const verdicts = await verifyReadModels({ store: story.store, decoding, live, scratch: emptyModels() });
    expect(verdicts.find(({ check }) => check.includes('"budget"'))).toMatchObject({ counted: 7 });
  });

  it('complains of a row that was changed by hand, and of its read model alone', async () => {
    const story = await aPartnership();
    const live = await story.read();
    await sql`UPDATE sources SET name = 'Another name' WHERE source = 'home-office'`.execute(live);
    expect(await complaints(story, live)).toEqual([budgetIsWrong]);
  });

  it('complains of a penny', async () => {
    const story = await aPartnership();
    const live = await story.read();
    await sql`UPDATE postings SET amount_pence = amount_pence + 1 WHERE account = 'uncommitted'`.execute(
      live,
    );
    expect(await complaints(story, live)).toEqual([budgetIsWrong]);
  });

  it('complains of a row that was taken out, and of one that was put in', async () => {
    for (const change of [
      sql`DELETE FROM source_versions`,
      sql`INSERT INTO swaps_asked SELECT partnership, source, 'made-up', 1 FROM sources`,
    ]) {
      const story = await aPartnership();
      const live = await story.read();
      await change.execute(live);
      expect(await complaints(story, live)).toEqual([budgetIsWrong]);
    }
  });

  it('compares at the position of what people read, and leaves later events to the next time', async () => {
    const story = await aPartnership();
    const live = await story.read();
    await openSource(story, 'council', 100_000);
    await fund(story, 'bus', 300_000);
    expect(await complaints(story, live)).toEqual([]);
    expect(await complaints(story, await story.read())).toEqual([]);
  });
});
