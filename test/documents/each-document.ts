import { countyView, joinedTo } from '#documents/county-view';
import { documentNames, documentOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import { ledgerBatchDocument } from '#documents/general-ledger';
import type { Document, EventBehind, Moment } from '#documents/model/document';
import type { NameOf } from '#documents/people';
import { lineKey } from '#funding/ledger/batch-lines';
import type { BatchLine } from '#funding/ledger/batch-lines';

/** Whose history a document is made of in these tests, when, and about what. */
interface Made {
  readonly of: 'thurrock' | 'thurrock-2008' | 'basildon' | 'waltham-forest' | 'essex' | 'open' | 'meeting';
  readonly moment: Moment;
  readonly about: Omit<Subject, 'nameOf'>;
}

const onDay = (day: string): Moment => ({ asAt: day, knownAt: `${day}T22:00:00.000Z` });
const made = (of: Made['of'], day: string, about: Made['about']): Made => ({
  of,
  moment: onDay(day),
  about,
});

const open = made('open', '2012-04-13', { year: '2011-12' });
const essex = made('essex', '2010-04-30', { year: '2009-10' });
const meeting = made('meeting', '2011-07-20', {
  year: '2011-12',
  project: 'youth-bus',
  source: 'police-fund',
  meeting: 'tasking-2011-07-14',
});
const october = made('waltham-forest', '2008-10-29', {
  year: '2008-09',
  report: 'october',
  from: '2008-04-01',
  to: '2008-10-27',
});

/** A document that is new does not compile until it is here. */
const ofTheRegistry: Readonly<Record<DocumentName, Made>> = {
  'value-for-money': made('thurrock', '2012-04-13', { year: '2011-12' }),
  'partnership-plan': made('basildon', '2010-03-31', { year: '2010-11' }),
  'performance-report': made('thurrock-2008', '2008-11-03', { year: '2008-09', period: 'first-half' }),
  'annual-report': essex,
  'year-end-confirmation': essex,
  'highlight-draft': october,
  'highlight-report': october,
  '360giving': open,
  'grants-register': open,
  'spending-over-500': open,
  'award-letter': meeting,
  'virement-letter': meeting,
  'agenda-pack': meeting,
  minutes: meeting,
  'action-log': meeting,
};

/** Those that are made by commands of their own, and are in no registry. */
const apart: Readonly<Record<string, (facts: Facts) => Document>> = {
  'county-view': (facts) => {
    const { moment } = facts;
    return countyView({ county: 'essex', partnerships: joinedTo('essex', [facts]), moment }, '2011-12');
  },
  'ledger-batch': ({ partnership: { name }, moment, events }) =>
    ledgerBatchDocument(name, moment, {
      events: behindBatch([...events.values()]),
      batch: 1,
      hash: 'a0'.repeat(32),
      lines: batchLines,
      balancing: { costCentre: '9000', subjective: '0001' },
      standing: 'It was sent.',
    }),
};

const codes = { costCentre: '0043', subjective: '4100', analysis: '-7' };
const batchLines: readonly BatchLine[] = ['bus-1', 'bus-2'].map((payment, at) => ({
  source: 'home-office',
  at: at + 3,
  on: '2011-07-01',
  account: 'spent',
  fundingType: 'revenue',
  project: 'youth-bus',
  payment,
  category: 'services',
  amountPence: 26_000,
  codes,
}));

/** The events behind those lines, as the record of their source has them. */
function behindBatch(events: readonly EventBehind[]): ReadonlyMap<string, EventBehind> {
  const ofSource = events.filter(({ stream }) => stream === 'source-riverside.home-office');
  const keyed = ofSource.map(
    (event, nth) => [lineKey({ source: 'home-office', at: nth + 1 }), event] as const,
  );
  return new Map(keyed);
}

/** Those for the public, written as a standard has it: they look for the names of people, and show none. */
export const forThePublic: ReadonlySet<string> = new Set([
  '360giving',
  'grants-register',
  'spending-over-500',
]);

/** The name of every document that can be made. */
export const everyName: readonly string[] = [...documentNames, ...Object.keys(apart)];

export function momentFor(name: string): Moment {
  return placed(name).moment;
}

/** The history that a document is made of. */
export function historyFor(name: string): Made['of'] {
  return placed(name).of;
}

function placed(name: string): Made {
  return ofTheRegistry[name as DocumentName] ?? open;
}

const theOfficer: NameOf = (person) => `The officer ${person}`;

/** A document of these facts, about what these tests make it of. */
export function madeOf(name: string, facts: Facts, nameOf = theOfficer): Document {
  const make = apart[name];
  if (make !== undefined) return make(facts);
  const { about } = placed(name);
  return documentOf(name as DocumentName, facts, { ...about, nameOf });
}
