import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { documentNames, subjectOf } from '#documents/documents';
import { systemClock } from '#eventing/clock';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import type { Made } from './document-once.main.ts';
import { eventsOfMonth } from './partnership-story.ts';
import { Teller } from './partnership-years.ts';
import { dayOf } from './telling.ts';

const partnership = 'partnership-0';
// The story begins five projects a month: 2,000 of them.
const months = 400;
const lastDay = dayOf(months - 1, 12);

/** Each document of a year, of a partnership with 2,000 projects behind it. */
export const documents: Benchmark = {
  name: 'documents',
  about:
    'Each document of the last year of a partnership with 2,000 projects behind it, as a PDF and as JSON, from ' +
    'the events to the bytes. Each is made by a process of its own: the memory is the most that it ever held.',
  against: '10 seconds a document',
  async run(folder) {
    const file = join(folder, 'events.db');
    const told = await tell(file);
    const figures: Figure[] = [];
    for (const name of documentNames.filter((one) => subjectOf(one) === 'year')) {
      for (const format of ['pdf', 'json']) figures.push(await measure(file, told, name, format));
    }
    return figures;
  },
};

async function tell(file: string): Promise<number> {
  const store = SqliteStore.open({ file, clock: systemClock });
  try {
    const teller = new Teller(store);
    for (let month = 0; month < months; month += 1)
      await teller.append(partnership, dayOf(month, 12), eventsOfMonth(partnership, month));
    return teller.told;
  } finally {
    await store.close();
  }
}

const run = promisify(execFile);

async function measure(file: string, told: number, name: string, format: string): Promise<Figure> {
  const program = join(import.meta.dirname, 'document-once.main.ts');
  const { stdout } = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    program,
    file,
    partnership,
    lastDay,
    name,
    format,
  ]);
  const { seconds, processorSeconds, mebibytes, projects } = JSON.parse(stdout) as Made;
  const of = `${projects.toLocaleString('en-GB')} projects, ${told.toLocaleString('en-GB')} events`;
  const took = `${seconds.toFixed(1)} s (${processorSeconds.toFixed(1)} s of processor time), ${mebibytes} MB`;
  return {
    measured: `${name} as ${format}, ${of}: ${took}`,
    perSecond: spreadOf([1 / seconds]),
    goal: { perSecond: 0.1 },
  };
}
