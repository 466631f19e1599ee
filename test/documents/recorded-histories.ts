import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import type { Moment } from '#documents/model/document';
import type { Recorded } from '#eventing/event-store';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { decoding } from '#testing/read-story';
import { draftsOf } from '../histories/histories.ts';
import type { KindedStep } from '../histories/histories.ts';
import type { Sent } from '../histories/naive-money.ts';
import { partnershipId, today } from '../histories/partnership.ts';
import { Tally } from '../histories/tally.ts';
import { World } from '../histories/world.ts';
import type { Beginning } from '../histories/world.ts';

/** What happened in a history, told second by second, so that each moment knows more than the one before. */
export async function recordedIn(beginning: Beginning, history: readonly KindedStep[]): Promise<Recorded[]> {
  const world = new World(beginning, new Tally());
  for (const step of history) {
    for (const draft of draftsOf(step, world.money)) if (!(await world.send(draft))) break;
  }
  const desk = world['desk'];
  // Whatever else happened; what is refused, as a confirmation of a year that is open, is left out.
  for (const [at, told] of atTheEnd.entries())
    await desk.send({ id: `end-${at}`, partnership: partnershipId, at: `${today}T10:00:00.000Z`, ...told });
  return secondsApart(desk.memory.events);
}

const texts = { budget: 'So.', progress: 'So.', performanceAndRisk: 'So.', nextPeriod: 'So.' };
const months = { report: 'march', from: '2012-03-01', to: '2012-03-31' };
const input = { project: 'bus', entry: 'room', from: 'Volunteers', description: 'A room', valuePence: 500 };
const expected = { project: 'bus', year: '2012-13', amountPence: 90 };
const renamed = {
  source: 'police',
  name: 'Police and crime fund',
  reason: 'So it is called.',
  on: '2012-03-30',
};
const commented = { source: 'police', comment: 'Paid in halves.', reason: 'So it is paid.' };
const confirming = { year: '2011-12', preparation: 1, statement: 'In line.' };

/** What is told at the end of each history, so that every document has something to tell. */
const atTheEnd: readonly Sent[] = [
  { command: 'RecordForecast', ...by('finance-1', 'finance-officer'), ...expected },
  { command: 'RecordForecast', ...by('finance-1', 'finance-officer'), ...expected, year: '2013-14' },
  { command: 'RecordInKindInput', ...by('lead-1', 'lead-officer'), ...input },
  { command: 'PrepareYearEnd', ...by('finance-1', 'finance-officer'), ...confirming },
  { command: 'RenameFundingSource', ...by('finance-1', 'finance-officer'), ...renamed },
  { command: 'SetFundingSourceComment', ...by('finance-1', 'finance-officer'), ...commented },
  { command: 'SubmitHighlightReport', ...by('support-1', 'support-officer'), ...months, ...texts },
];

function by(person: string, role: string): Pick<Sent, 'actor'> {
  return { actor: { person, role } };
}

/** What one command made happen is recorded at one moment, as in a store. */
function secondsApart(events: readonly Recorded[]): Recorded[] {
  let at = Date.parse('2012-04-10T08:00:00.000Z');
  let last = '';
  return events.map((event) => {
    const { command } = JSON.parse(event.body) as { command: string };
    if (command !== last) at += 1000;
    last = command;
    return { ...event, recordedAt: new Date(at).toISOString() };
  });
}

/** What every step of a history has, whatever its kind. */
const ofTheBus = {
  project: 'bus',
  other: 'bus',
  source: 'grant',
  second: 'grant-next',
  fundingType: 'revenue',
  number: 1,
  size: 'some',
  pence: 1,
  meeting: 'march',
  manner: 'agreed',
  hand: 1,
  choice: false,
  odd: false,
  astray: false,
} as const;

/** Money that a variation of March freed covers an award that was taken on in April: so in March, too. */
export const coveredBeforeItsDay: readonly KindedStep[] = [
  { ...ofTheBus, kind: 'fund' },
  { ...ofTheBus, kind: 'takeOn', source: 'grant-next', second: 'grant' },
  { ...ofTheBus, kind: 'vary', second: 'grant', number: 2 },
];

/** A store in which these events are. */
export function storeOf(events: readonly Recorded[]): MemoryStore {
  const memory = new Memory();
  memory.events.push(...events);
  return new MemoryStore(() => '2012-06-01T09:00:00.000Z', memory);
}

/** The facts of these events at a moment. */
export async function factsOf(events: readonly Recorded[], moment: Moment): Promise<Facts> {
  return factsAt({ store: storeOf(events), decoding }, partnershipId, moment);
}
