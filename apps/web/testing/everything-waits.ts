import {
  administrator,
  awardOf,
  bidOf,
  decisionAt,
  DeskStory,
  finance,
  foundPartnership,
  lead,
  openMeetingOn,
  openSource,
  propose,
  support,
  thematicChair,
} from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

const otherLead = 'lead-2/lead-officer';
const awardPence = 50_000;

/** Who leads a project of the story, and what its bid and its award have beyond the usual. */
interface Told {
  readonly ledBy?: string;
  readonly bid?: Fields;
  readonly source?: string;
  readonly conditions?: readonly Fields[];
}

const untilDecember: Fields = { finishesOn: '2012-12-31' };
const withoutGroup: Fields = { thematicGroup: undefined };

const projects: Readonly<Record<string, Told>> = {
  evaluated: {},
  'handed-in': {},
  finished: {},
  orphan: { ledBy: 'lead-2', bid: withoutGroup },
  alone: { ledBy: 'lead-2', bid: withoutGroup },
  'of-the-chair': { ledBy: 'chair-1', bid: withoutGroup },
  running: { bid: untilDecember },
  overrun: {},
  idle: { bid: untilDecember, source: 'police-fund' },
  conditional: {
    bid: { ...untilDecember, startsOn: '2012-06-01' },
    conditions: [{ condition: 'c-1', when: 'in-delivery', text: 'Say how many came.', dueOn: '2012-04-30' }],
  },
};

/** Who says something of a project: whoever leads it. */
function leadOf(project: string): string {
  return `${projects[project]?.ledBy ?? 'lead-1'}/lead-officer`;
}

/** A partnership in which a thing of every kind waits for somebody, on 20 April 2012. */
export async function everythingWaits(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  await seatOthers(story);
  await closeEarlierYears(story);
  await decideAll(story);
  await deliver(story);
  await failToRemind(story.on('2012-01-13'));
  await moveMoney(story);
  await callMeetings(story);
  await measure(story);
  return story;
}

/** A partnership that has been founded, with a finance officer and nothing else. */
export async function nothingSetUp(): Promise<DeskStory> {
  const story = new DeskStory();
  await story.do(administrator, 'FoundPartnership', { name: 'Riverside', example: true });
  await seat(story, 'finance-1', { role: 'finance-officer' });
  return story;
}

async function seat(story: DeskStory, person: string, role: Fields, isNew = true): Promise<void> {
  if (isNew) await story.do(administrator, 'RegisterPerson', { person, name: `The officer ${person}` });
  await story.do(administrator, 'GiveRole', { person, ...role });
}

async function seatOthers(story: DeskStory): Promise<void> {
  await story.do(administrator, 'FormGroup', { group: 'strategy', name: 'Strategy group', kind: 'strategy' });
  await seat(story, 's151-1', { role: 's151-officer' });
  await seat(story, 'auditor-1', { role: 'auditor' });
  await seat(story, 'strategy-1', { role: 'strategy-member', group: 'strategy', agency: 'fire' });
  await seat(story, 'chair-1', { role: 'lead-officer', agency: 'council' }, false);
  const harm = { group: 'harm', name: 'Harm reduction', kind: 'thematic', priorities: ['asb'] };
  await story.do(administrator, 'FormGroup', harm);
  await seat(story, 'theme-2', { role: 'thematic-chair', group: 'harm', agency: 'fire' });
}

/** What each quarter came to against a target of 100, of which less is better. */
const burglaries = { 'quarter-1': '120', 'quarter-2': '104', 'quarter-3': '130', 'quarter-4': '90' } as const;

/** An indicator that is red, with an action and without one, amber and green. */
async function measure(story: DeskStory): Promise<void> {
  const indicator = 'burglaries';
  const terms = {
    name: 'Burglaries',
    unit: 'number',
    better: 'lower',
    priority: 'asb',
    suppliedBy: 'Police',
  };
  await story.do(support, 'DefineIndicator', { indicator, ...terms });
  for (const [period, figure] of Object.entries(burglaries)) {
    const place = { indicator, year: '2011-12', period };
    await story.do(support, 'SetTarget', { ...place, figure: '100' });
    await story.do(support, 'RecordActual', { ...place, actual: period, figure, source: 'Police' });
  }
  const action = { mitigation: 'm', action: 'Locks.', inRole: 'The police', dueOn: '2012-06-30' };
  await story.do(support, 'PlanMitigation', { indicator, year: '2011-12', period: 'quarter-1', ...action });
}

/** Of one closed year the confirmation is prepared, and of the other it is not. */
async function closeEarlierYears(story: DeskStory): Promise<void> {
  for (const year of ['2009-10', '2010-11']) {
    const source = `fund-${year}`;
    await openSource(story, source, 100_000, { year });
    const sources = [{ source, carry: [] }];
    await story.do(finance, 'CloseYear', { year, sources, reason: 'The accounts are closed.' });
  }
  const statement = 'All of it lapsed.';
  await story.do(finance, 'PrepareYearEnd', { year: '2009-10', preparation: 1, statement });
}

async function decideAll(story: DeskStory): Promise<void> {
  await openSource(story, 'police-fund', awardPence);
  for (const [project, { ledBy = 'lead-1', bid = {} }] of Object.entries(projects))
    await propose(story, project, awardPence, { ...bid, leadOfficer: ledBy });
  const items = Object.keys(projects).map((project) => ({ item: project, kind: 'bid', project }));
  const meeting = await openMeetingOn(story, '2011-05-12', items);
  for (const [project, { source, conditions = [] }] of Object.entries(projects)) {
    const award = { ...awardOf(awardPence, source), conditions };
    await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
  }
  await story.do(support, 'CloseMeeting', { meeting });
  for (const project of Object.keys(projects)) await story.do(leadOf(project), 'AcceptAward', { project });
}

async function deliver(story: DeskStory): Promise<void> {
  const finished = ['evaluated', 'handed-in', 'finished', 'orphan', 'alone', 'of-the-chair'];
  story.on('2011-06-01');
  for (const project of [...finished, 'running', 'overrun'])
    await story.do(leadOf(project), 'StartProject', { project });
  const june = { project: 'running', month: '2011-06', rag: 'red', progress: 'No driver.' };
  await story.do(lead, 'SubmitPerformanceUpdate', june);
  story.on('2011-12-31');
  for (const project of finished)
    await story.do(leadOf(project), 'FinishProject', { project, manner: 'completed' });
  const answers = { done: 'Thirty nights.', lessons: 'Begin earlier.' };
  for (const project of ['evaluated', 'handed-in', 'orphan', 'of-the-chair'])
    await story.do(leadOf(project), 'SubmitEvaluation', { project, answers });
  await story.do(thematicChair, 'AcceptEvaluation', { project: 'evaluated', recommend: 'continue' });
}

/** A message of which nobody knows whether it has gone. */
async function failToRemind(story: DeskStory): Promise<void> {
  const clock = 'tallystick/clock';
  const rungs = { obligation: 'evaluation', dueOn: '2012-01-28', told: 'lead-officer', days: [-14] };
  const carries = [{ project: 'finished', ...rungs }];
  const message = 'm-1';
  await story.do(clock, 'ClaimMessage', { message, person: 'lead-1', carries });
  await story.do(clock, 'BeginSending', { message, worker: 'worker-1', channel: 'smtp' });
  const broken = { attempt: 1, outcome: 'unknown', why: 'The line broke.' };
  await story.do(clock, 'RecordSending', { message, ...broken });
}

async function moveMoney(story: DeskStory): Promise<void> {
  story.on('2012-03-20');
  await pay(story);
  await giveCodes(story);
  await ask(story);
  story.on('2012-04-12');
  await openSource(story, 'next-year', 1_000_000, { year: '2012-13' });
  const costs = [{ year: '2012-13', fundingType: 'revenue', amountPence: awardPence, heading: 'Hire' }];
  await propose(story, 'unanswered', awardPence, { ...untilDecember, startsOn: '2012-06-01', costs });
  await propose(story, 'put-off', awardPence, untilDecember);
  const meeting = await openMeetingOn(story, '2012-04-12', [
    { item: 'unanswered', kind: 'bid', project: 'unanswered' },
    { item: 'put-off', kind: 'bid', project: 'put-off' },
  ]);
  await story.do(support, 'FundProject', {
    project: 'unanswered',
    decision: decisionAt(meeting, 'unanswered'),
    award: awardOf(awardPence, 'next-year'),
  });
  const putOff = { project: 'put-off', decision: decisionAt(meeting, 'put-off') };
  await story.do(support, 'DeferBid', { ...putOff, until: '2012-05-17' });
  await story.do(support, 'CloseMeeting', { meeting });
}

/** A payment beyond the award, money that is owed back, an open claim and one that was declined. */
async function pay(story: DeskStory): Promise<void> {
  const charges = [{ source: 'home-office', fundingType: 'revenue', amountPence: 20_000 }];
  const invoice = {
    project: 'running',
    payee: 'Bus Hire Ltd',
    reference: 'INV-1',
    netPence: 20_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    charges,
  };
  for (const claim of ['claim-1', 'claim-2'])
    await story.do(lead, 'ClaimExpenditure', { ...invoice, claim, reference: claim });
  await story.on('2012-04-02').do(finance, 'DeclineClaim', {
    project: 'running',
    claim: 'claim-2',
    reason: 'There is no invoice.',
  });
  const beyond = [{ source: 'home-office', fundingType: 'revenue', amountPence: 60_000 }];
  await story.do(finance, 'RecordExpenditure', {
    ...invoice,
    project: 'overrun',
    payment: 'bacs-1',
    paidOn: '2012-03-20',
    netPence: 60_000,
    charges: beyond,
  });
  await story.do(finance, 'RaiseReclaim', {
    reclaim: 'reclaim-1',
    source: 'home-office',
    project: 'overrun',
    from: 'Home Office',
    fundingType: 'revenue',
    amountPence: 14_000,
    dueOn: '2012-03-31',
    reason: 'Paid in advance.',
  });
}

/** What moves can be sent to the general ledger; that is done from a page, which knows the lines. */
async function giveCodes(story: DeskStory): Promise<void> {
  const rules = [{ costCentre: 'R2041', subjective: '4000' }];
  const balancing = { costCentre: 'B9000', subjective: '9990' };
  await story.do(finance, 'AdoptLedgerMapping', { version: 1, rules, balancing });
}

/** Virements within the limit and above it, and a swap. */
async function ask(story: DeskStory): Promise<void> {
  for (const [virement, amountPence] of [
    ['virement-1', 10_000],
    ['virement-2', 150_000],
  ] as const)
    await story.do(finance, 'RequestVirement', {
      virement,
      fundingType: 'revenue',
      amountPence,
      from: { source: 'home-office' },
      to: { source: 'home-office', project: 'running' },
      reason: 'More nights.',
    });
  const grant = { source: 'home-office', entry: 'capital', fundingType: 'capital', amountPence: 200_000 };
  await story.do(finance, 'ConfirmFunding', { ...grant, reason: 'Agreed.', reference: 'HO/2' });
  const swap = { source: 'home-office', swap: 'swap-1', amountPence: 100_000 };
  await story.do(finance, 'RequestSwap', { ...swap, reason: 'Posts, not cameras.' });
}

/** One that is open with a bid before it, one of today that nobody opened, one to come; then a cut. */
async function callMeetings(story: DeskStory): Promise<void> {
  await story.do(otherLead, 'ProposeProject', {
    project: 'undecided',
    bid: bidOf(awardPence, { leadOfficer: 'lead-2' }),
  });
  await openMeetingOn(story, '2012-04-19', [{ item: 'undecided', kind: 'bid', project: 'undecided' }]);
  story.on('2012-04-20');
  await story.do(support, 'CallMeeting', { meeting: 'today', group: 'tasking', heldOn: '2012-04-20' });
  await story.do(support, 'CallMeeting', { meeting: 'to-come', group: 'strategy', heldOn: '2012-04-27' });
  const cut = { source: 'police-fund', entry: 'cut-1', fundingType: 'revenue', amountPence: 20_000 };
  await story.do(finance, 'CutFunding', { ...cut, reason: 'Less for everyone.', reference: 'P/2' });
}
