import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#eventing/event-store';
import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { readModels } from '#projections/read-models';
import type { ReadModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import { Memory } from '#stores/memory/memory-store';
import { DeskStory, finance, foundPartnership } from '#testing/desk-story';

export const decoding = decodingOf(eventSchemas);

/** A story with what people read of it. */
export class ReadStory extends DeskStory {
  /** What is stored, as it lies there. */
  readonly memory: Memory;
  private readonly db: ReadModels = emptyModels();
  private readonly runner: ProjectionRunner;

  constructor(memory: Memory = new Memory()) {
    super(memory);
    this.memory = memory;
    this.runner = runnerOf(this.store, this.db);
  }

  /** The read models, up with everything that was told. */
  async read(): Promise<ReadModels> {
    await this.runner.catchUp();
    return this.db;
  }
}

/** Read models in memory, of nothing yet. They go with the test that holds them. */
export function emptyModels(): ReadModels {
  return openSqliteReadModels({ file: ':memory:', temporary: true });
}

function runnerOf(store: EventStore, db: ReadModels): ProjectionRunner {
  return new ProjectionRunner({ store, decoding, db, projections: readModels });
}

/** The partnership of the stories, on 12 April 2011, with £10,000 of revenue for 2011/12. */
export async function aPartnership(): Promise<ReadStory> {
  const story = new ReadStory();
  await foundPartnership(story);
  return story;
}

/** A partnership in which every command was given once at least, and every event happened. */
export async function everyCommandPlayed(): Promise<ReadStory> {
  const story = new ReadStory();
  const path = join(import.meta.dirname, '..', '..', 'test', 'journeys', 'every-command.ndjson');
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n'))
    await story.desk.send(JSON.parse(line));
  return story;
}

/** Pays this much for a project from the revenue of one source, in pence, on this day of the story. */
export async function pay(
  story: DeskStory,
  project: string,
  amountPence: number,
  { paidOn, payment = 'p-1', source = 'home-office' }: { paidOn: string; payment?: string; source?: string },
): Promise<void> {
  story.on(paidOn);
  await story.do(finance, 'RecordExpenditure', {
    payment,
    project,
    paidOn,
    payee: 'Bus Hire Ltd',
    reference: `INV-${payment}`,
    netPence: amountPence,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    charges: [
      {
        source,
        fundingType: 'revenue',
        amountPence,
      },
    ],
  });
}
