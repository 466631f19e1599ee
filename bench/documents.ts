import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { documentNames } from '#documents/documents';
import { documentFormats } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import { systemClock } from '#eventing/clock';
import type { FundingSourceEvent, VirementTerms } from '#funding/funding-source/funding-source.events';
import type { HighlightEvent, ReportTerms } from '#funding/highlight/highlight.events';
import type { LedgerEvent, MappingTerms } from '#funding/ledger/ledger.events';
import { decisionIdOf } from '#funding/project/project.asks';
import { financialYearOf } from '#kernel/financial-year';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { spreadOf } from './benchmark.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import type { About, Made } from './document-once.main.ts';
import { eventsOfMonth } from './partnership-story.ts';
import { Teller } from './partnership-years.ts';
import { apart, publisherOf } from './publisher-story.ts';
import { dayOf } from './telling.ts';
import type { Told } from './telling.ts';

const partnership = 'partnership-0';
// The story begins five projects a month: 2,000 of them.
const months = 400;
const lastDay = dayOf(months - 1, 12);

/** What documents are about that are not of a year: all are of the last months of the story. */
const about: About = {
  project: `project-${months - 10}-0`,
  source: `fund-0-${financialYearOf(lastDay)}`,
  meeting: `tasking-${months - 1}`,
  report: 'last',
};

/** Each document, in each format, of a partnership with 2,000 projects behind it. */
export const documents: Benchmark = {
  name: 'documents',
  about:
    'Each document of the last year of a partnership with 2,000 projects behind it, in each format, from the ' +
    'events to the bytes. Each is made by a process of its own, as the command line makes it: the memory is ' +
    'the most that it ever held. The publisher is described, so that open data has its grants; the batch for ' +
    'the general ledger is the first, of all that was ever paid.',
  against: '10 seconds a document',
  async run(folder) {
    const file = join(folder, 'events.db');
    const told = await tell(file);
    const figures: Figure[] = [];
    for (const name of [...documentNames, ...apart])
      for (const format of formatsOf(name)) figures.push(await measure(file, told, name, format));
    return figures;
  },
};

async function tell(file: string): Promise<number> {
  const store = SqliteStore.open({ file, clock: systemClock });
  try {
    const teller = new Teller(store);
    for (let month = 0; month < months; month += 1)
      await teller.append(partnership, dayOf(month, 12), eventsOfMonth(partnership, month));
    await teller.append(partnership, lastDay, [
      lastReport(),
      mapping,
      ...lastVirement(),
      ...publisherOf(partnership),
    ]);
    return teller.told;
  } finally {
    await store.close();
  }
}

const run = promisify(execFile);

/** By which payments have their codes in the general ledger. */
const terms: MappingTerms = {
  version: 1,
  rules: [{ costCentre: '0043', subjective: '4100' }],
  balancing: { costCentre: '9000', subjective: '0001' },
};
const mapped: LedgerEvent['type'] = 'LedgerMappingAdopted';
const mapping: Told = {
  stream: `ledger-${partnership}.general`,
  type: mapped,
  data: terms,
  person: `finance-1-of-${partnership}`,
  role: 'finance-officer',
};

function lastReport(): Told {
  const data: ReportTerms = {
    from: dayOf(months - 3, 1),
    to: lastDay,
    budget: 'On track.',
    progress: '- Thirty nights.\n- Complaints fell by a third.',
    performanceAndRisk: 'Nothing is at risk.',
    nextPeriod: 'The next thirty nights.',
  };
  const stream = `highlight-${partnership}.last`;
  const type: HighlightEvent['type'] = 'HighlightReportSubmitted';
  return { stream, type, data, person: `support-1-of-${partnership}`, role: 'support-officer' };
}

/** From one fund of the last year to another, as the last meeting decided. */
function lastVirement(): readonly Told[] {
  const year = financialYearOf(lastDay);
  const ends = { from: { source: `fund-0-${year}` }, to: { source: `fund-1-${year}` } };
  const virement: VirementTerms = { virement: 'v-1', fundingType: 'revenue', amountPence: 100, ...ends };
  const decision = decisionIdOf({ meeting: `tasking-${months - 1}`, item: 'virement' });
  const atSource = (source: string, type: FundingSourceEvent['type'], data: object): Told => {
    const stream = `source-${partnership}.${source}`;
    return { stream, type, data, person: `finance-1-of-${partnership}`, role: 'finance-officer' };
  };
  const asked = {
    ...virement,
    reason: 'More is asked for there.',
    requestedBy: `finance-2-of-${partnership}`,
  };
  return [
    atSource(ends.from.source, 'VirementRequested', asked),
    atSource(ends.from.source, 'VirementAuthorised', { virement: 'v-1', decision }),
    atSource(ends.from.source, 'VirementSent', { ...virement, lines: [] }),
    atSource(ends.to.source, 'VirementReceived', { ...virement, lines: [] }),
  ];
}

/** A batch is had as a table alone: that is what a general ledger takes in. */
function formatsOf(name: string): readonly DocumentFormat[] {
  return name === 'ledger-batch' ? ['csv', 'xlsx', 'ods'] : documentFormats;
}

/** As the launcher `tallystick` runs it. */
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--heap-growing-percent=40',
  '--max-semi-space-size=8',
];

async function measure(file: string, told: number, name: string, format: DocumentFormat): Promise<Figure> {
  const program = join(import.meta.dirname, 'document-once.main.ts');
  const args = [program, file, partnership, lastDay, name, format, JSON.stringify(about)];
  const { stdout } = await run(process.execPath, [...flags, ...args]);
  const { seconds, bytes, processorSeconds, mebibytes, projects } = JSON.parse(stdout) as Made;
  const of = `${projects.toLocaleString('en-GB')} projects, ${told.toLocaleString('en-GB')} events`;
  const took = `${seconds.toFixed(1)} s (${processorSeconds.toFixed(1)} of processor time), ${mebibytes} MB`;
  return {
    measured: `${name} as ${format}, ${of}: ${took}, ${Math.ceil(bytes / 1024)} KiB`,
    perSecond: spreadOf([1 / seconds]),
    goal: { perSecond: 0.1 },
  };
}
