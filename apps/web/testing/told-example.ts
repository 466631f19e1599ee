import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { batchText, nextBatch } from '#funding/ledger/batch-lines';
import { DeskStory } from '#testing/desk-story';
import type { PagesUnderTest } from './pages-under-test.js';

const root = join(import.meta.dirname, '..', '..', '..');

/** The example's year, and after it a meeting that is open with a bid before it: something in every state. */
export async function toldExample(): Promise<DeskStory> {
  const story = new DeskStory();
  story.partnership = 'thurrock';
  const year = readFileSync(join(root, 'examples/thurrock-2011-12/year.ndjson'), 'utf8');
  for (const line of year.trimEnd().split('\n')) {
    const reply = await story.desk.send(JSON.parse(line));
    expect(reply).toMatchObject({ outcome: 'accepted' });
  }
  await openMeeting(story.on('2012-04-16'));
  await keepLedger(story);
  return story;
}

const support = 'support-officer/support-officer';
const administrator = 'administrator/administrator';
const finance = 'finance-officer/finance-officer';
const lead = 'lead-asb/lead-officer';
const fund = 'partners-2012-13';
/** What stands at the meeting, and how much of it is awarded; the last is not decided yet. */
const bids = [
  ['in-part', 50_000],
  ['not-begun', 80_000],
  ['at-work', 80_000],
  ['to-be-evaluated', 80_000],
  ['undecided', undefined],
] as const;

/** A new year's money, a meeting, and what follows from it for one lead officer. */
async function openMeeting(story: DeskStory): Promise<void> {
  const source = { source: fund, name: 'Partners’ fund', provider: 'Essex Police', year: '2012-13' };
  await story.do(finance, 'OpenFundingSource', { ...source, mayCrossYear: true });
  const grant = { source: fund, entry: 'grant', fundingType: 'revenue', amountPence: 5_000_000 };
  await story.do(finance, 'ConfirmFunding', { ...grant, reason: 'Agreed.', reference: 'P/1' });
  await story.do(lead, 'DraftBid', {
    project: 'drafted',
    bid: { title: 'Drafted', leadOfficer: 'lead-asb' },
  });
  // On no agenda yet, so that the chair can act on it.
  await story.do(lead, 'ProposeProject', { project: 'waiting', bid: bidFor('waiting') });
  await story.do(support, 'CallMeeting', { meeting: 'april-2012', group: 'tasking', heldOn: '2012-04-16' });
  for (const [project] of bids) {
    await story.do(lead, 'ProposeProject', { project, bid: bidFor(project) });
    const item = { meeting: 'april-2012', item: project, kind: 'bid', project };
    await story.do(support, 'PutOnAgenda', item);
  }
  const late = { meeting: 'april-2012', item: 'longer', kind: 'variation', project: 'at-work' };
  await story.do(support, 'CallMeeting', { meeting: 'may-2012', group: 'tasking', heldOn: '2012-05-21' });
  await story.do(support, 'OpenMeeting', { meeting: 'april-2012' });
  for (const person of ['tasking-chair', 'tasking-deputy', 'member-fire', 'member-health'])
    await story.do(support, 'RecordAttendance', { meeting: 'april-2012', person, capacity: 'member' });
  for (const [project, awardPence] of bids)
    if (awardPence !== undefined) await decide(story, project, awardPence);
  await deliver(story);
  await measure(story);
  await remind(story);
  await publish(story);
  await story.do(support, 'PutOnAgenda', late);
}

/** A reminder of which nobody knows whether it has gone. */
async function remind(story: DeskStory): Promise<void> {
  const clock = 'tallystick/clock';
  const [message, project, dueOn] = ['m-1', 'to-be-evaluated', '2012-06-01'];
  const rung = { project, obligation: 'evaluation', dueOn, told: 'lead-officer', days: [-28] };
  await story.do(clock, 'ClaimMessage', { message, person: 'lead-asb', carries: [rung] });
  await story.do(clock, 'BeginSending', { message, worker: 'worker-1', channel: 'smtp' });
  await story.do(clock, 'RecordSending', { message, attempt: 1, outcome: 'unknown', why: 'The line broke.' });
}

/** A batch is sent for the general ledger, and something is paid that goes in the next. */
async function keepLedger(story: DeskStory): Promise<void> {
  const codes = { costCentre: 'R2041', subjective: '4000' };
  await story.do(finance, 'AdoptLedgerMapping', { version: 1, rules: [codes], balancing: codes });
  const next = await nextBatch(async (stream, decider) => story.state(stream, decider), story.partnership);
  const hash = story.tools.planDeps.digestOf(batchText(next));
  await story.do(finance, 'SendLedgerBatch', { batch: 1, hash });
  await story.do(finance, 'RecordExpenditure', {
    project: 'at-work',
    payment: 'stall',
    payee: 'Market Stalls Limited',
    reference: 'INV-8',
    paidOn: '2012-05-03',
    netPence: 4_000,
    irrecoverableVatPence: 0,
    purpose: 'A stall',
    category: 'hire',
    charges: [{ source: fund, fundingType: 'revenue', amountPence: 4_000 }],
  });
}

/** Something is published, held back and to be read: an agency is described, and a text has a number. */
async function publish(story: DeskStory): Promise<void> {
  await story.do(administrator, 'DescribePublisher', {
    name: 'Riverside Council',
    identifier: 'GB-LAE-RVS',
    prefix: '360G-riverside',
    department: 'Community safety',
    areaCode: 'E22000999',
  });
  await story.do(administrator, 'DescribeAgency', { agency: 'victim-support', kind: 'voluntary' });
  await story.do(administrator, 'HoldProjectBack', { project: 'at-work', reason: 'Its place is secret.' });
  await story.do(administrator, 'JoinCounty', { county: 'essex', name: 'Safer Essex' });
}

async function measure(story: DeskStory): Promise<void> {
  await story.do(support, 'DefineIndicator', {
    indicator: 'bicycles',
    name: 'Bicycles that were stolen',
    unit: 'number',
    better: 'lower',
    priority: 'asb',
    suppliedBy: 'Essex Police',
  });
  await story.do(support, 'RegisterRisk', {
    risk: 'rain',
    description: 'Rain may keep people from market days.',
    owner: 'lead-asb',
    impact: 'low',
    likelihood: 'high',
    countermeasure: 'A stall inside the station.',
  });
}

function bidFor(project: string): object {
  return {
    title: `Bicycle marking, ${project}`,
    description: 'Marking bicycles at the railway station on market days. Ask at 01632 960123.',
    priorities: ['asb'],
    leadOfficer: 'lead-asb',
    leadAgency: 'victim-support',
    thematicGroup: 'anti-social-behaviour',
    startsOn: '2012-04-17',
    finishesOn: '2012-09-30',
    costs: [{ year: '2012-13', fundingType: 'revenue', amountPence: 80_000, heading: 'Marking kits' }],
    expectedOutputs: [{ text: 'Bicycles marked', quantity: 200, measure: 'bicycles' }],
  };
}

async function decide(story: DeskStory, project: string, awardPence: number): Promise<void> {
  const allocations = [{ source: fund, fundingType: 'revenue', amountPence: awardPence }];
  const terms = { when: 'in-delivery', text: 'Say how many were marked by July.', dueOn: '2012-07-31' };
  const conditions = [{ condition: 'count', ...terms }];
  const decision = {
    meeting: 'april-2012',
    item: project,
    reasons: 'It serves the priority at a fair cost.',
  };
  await story.do(support, 'FundProject', {
    project,
    decision,
    award: { awardPence, allocations, conditions },
  });
}

async function deliver(story: DeskStory): Promise<void> {
  story.on('2012-04-20');
  for (const project of ['not-begun', 'at-work', 'to-be-evaluated'])
    await story.do(lead, 'AcceptAward', { project });
  for (const project of ['at-work', 'to-be-evaluated']) await story.do(lead, 'StartProject', { project });
  await story.do(lead, 'ClaimExpenditure', {
    project: 'at-work',
    claim: 'kits',
    payee: 'Marking Supplies Limited',
    reference: 'INV-7',
    netPence: 12_000,
    irrecoverableVatPence: 0,
    purpose: 'Marking kits',
    category: 'equipment',
    charges: [{ source: fund, fundingType: 'revenue', amountPence: 12_000 }],
  });
  story.on('2012-05-04');
  await story.do(lead, 'FinishProject', {
    project: 'to-be-evaluated',
    manner: 'completed',
  });
}

/** A project in each state, by what the read models say of them, and those of the lead. */
export async function oneOfEachState(pages: PagesUnderTest): Promise<readonly string[]> {
  const rows = await (
    await pages.models()
  )
    .selectFrom('projects')
    .select(['project', 'status'])
    .where('partnership', '=', pages.story.partnership)
    .orderBy('project')
    .execute();
  const first = [...Map.groupBy(rows, ({ status }) => status).values()].flatMap(
    ([one]) => one?.project ?? [],
  );
  return [...new Set([...first, 'drafted', 'longer', ...bids.map(([project]) => project)])];
}
