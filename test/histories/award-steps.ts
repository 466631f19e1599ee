import type { FundingType } from '#funding/decision.commands';
import type { NaiveMoney } from './naive-money.ts';
import { agencies, bidOf, itemOf, meetings, projects } from './partnership.ts';
import type { SourceId } from './partnership.ts';
import { amountOf, clock, decisionOf, lead, support, why } from './step.ts';
import type { Draft, Step } from './step.ts';

interface Allocated {
  readonly source: SourceId;
  readonly fundingType: FundingType;
  readonly amountPence: number;
  readonly fromReserve?: string;
  readonly subjectToFunding?: boolean;
}

/** A part of an award: of what is uncommitted, of what is hoped for, or of a reserve. */
function allocationOf(step: Step, money: NaiveMoney, source: SourceId): Allocated {
  const { fundingType, choice, odd } = step;
  const purse = money.purse(source, fundingType);
  if (odd && purse.reserves.size > 0) {
    const [[fromReserve, held] = ['', 0]] = purse.reserves;
    return { source, fundingType, amountPence: amountOf(step, held), fromReserve };
  }
  const hoped = purse.expected - purse.waiting;
  const subject = choice && hoped > 0;
  const amountPence = amountOf(step, subject ? hoped : purse.uncommitted);
  return { source, fundingType, amountPence, ...(subject ? { subjectToFunding: true } : {}) };
}

function awardOf(step: Step, money: NaiveMoney): Readonly<Record<string, unknown>> {
  const { source, second, number, odd, size } = step;
  const parts = second === source || size === 'all' ? [source] : [source, second];
  const allocations = parts.map((id) => allocationOf(step, money, id));
  const sum = allocations.reduce((total, { amountPence }) => total + amountPence, 0);
  const conditions = [{ condition: 'insured', when: 'before-payment', text: 'Send the certificate.' }];
  const awardPence = odd && number === 3 && size === 'all' ? sum + 1 : sum;
  return { awardPence, allocations, ...(number === 1 ? { conditions } : {}) };
}

function fund(step: Step, money: NaiveMoney): readonly Draft[] {
  const { project, choice } = step;
  const decision = decisionOf(step, 'bid', project);
  const award = [support(step), 'FundProject', { project, decision, award: awardOf(step, money) }] as const;
  return project === 'alarms' && choice ? [declaration(step, 'none'), award] : [award];
}

/** By the member who comes from the lead agency of one of the projects. */
function declaration(step: Step, declares: 'interest' | 'none'): Draft {
  const item = itemOf('bid', { project: step.project });
  return [support(step), 'DeclareInterest', { meeting: step.meeting, item, person: 'fire-1', declares }];
}

/** The clock's own time: by then nothing that was awarded can be accepted any more. */
const afterFourteenDays = '2012-04-25T09:00:00.000Z';

/** What is decided on projects, and what they do. */
export const awardSteps = {
  fund,
  callReserve: fund,
  defer: (step: Step): Draft => {
    const { project } = step;
    return [support(step), 'DeferBid', { project, decision: decisionOf(step, 'bid', project) }];
  },
  refuseBid: (step: Step): Draft => {
    const { project } = step;
    return [support(step), 'RefuseBid', { project, decision: decisionOf(step, 'bid', project) }];
  },
  putOnAgenda: (step: Step): Draft => {
    const { project } = step;
    const item = itemOf('bid', { project });
    return [support(step), 'PutOnAgenda', { meeting: 'april', item, kind: 'bid', project }];
  },
  chairsAction: (step: Step, money: NaiveMoney): Draft => {
    const { project } = step;
    const consulted = step.odd ? Object.keys(agencies)[step.pence % 5] : 'fire-1';
    const award = awardOf(step, money);
    const action = { project, action: `${project}-${step.number}`, consulted, award, reasons: 'Urgent.' };
    const declares = { declares: step.pence % 7 === 0 ? 'interest' : 'none' };
    return step.hand === 1
      ? ['chair-1/chair', 'TakeChairsAction', { ...action, ...declares }]
      : ['deputy-1/deputy-chair', 'TakeChairsAction', { ...action, ...declares, chairIs: 'interested' }];
  },
  ratify: (step: Step): Draft => {
    const { project } = step;
    const decision = decisionOf(step, 'ratification', project);
    const outcome = step.choice ? 'ratified' : 'not-ratified';
    const action = `${project}-${step.number}`;
    return [support(step), 'RatifyChairsAction', { project, action, decision, outcome }];
  },
  takeOn: (step: Step, money: NaiveMoney): Draft => {
    const terms = step.choice ? projects[9] : projects[10];
    const takenOn = { decidedOn: '2012-01-10', reference: 'Minute 4' };
    const award = awardOf({ ...step, number: 2 }, money);
    return [support(step), 'TakeOnProject', { project: terms.project, bid: bidOf(terms), takenOn, award }];
  },
  accept: (step: Step): Draft => {
    const on = step.odd ? {} : { on: '2012-04-03' };
    return [lead(step), 'AcceptAward', { project: step.project, ...on }];
  },
  decline: (step: Step): Draft => [lead(step), 'DeclineAward', { project: step.project, ...why }],
  lapse: (step: Step): Draft => [clock, 'LapseAward', { project: step.project, at: afterFourteenDays }],
  finish: (step: Step): readonly Draft[] => {
    const { project } = step;
    const finish = { project, manner: step.odd ? 'never-implemented' : 'completed' };
    return [
      [lead(step), 'StartProject', { project, on: '2012-04-03' }],
      [lead(step), 'FinishProject', finish],
    ];
  },
  discharge: (step: Step): Draft => [
    support(step),
    'DischargeCondition',
    { project: step.project, condition: 'insured', evidence: 'The certificate.' },
  ],
  vary: (step: Step, money: NaiveMoney): Draft => {
    const { project } = step;
    const { source, second, fundingType, hand, odd } = step;
    const left = money.unpaid(money.heirOf(source), fundingType, project);
    const less = { source, fundingType, change: 'less', amountPence: amountOf(step, left) };
    const more = { ...allocationOf({ ...step, odd: false }, money, second), change: 'more' };
    const one = hand === 1 ? [less] : [more];
    const changes = odd && source !== second ? [less, more] : one;
    return [
      `support-${step.number === 3 ? 2 : 1}/support-officer`,
      'VaryAward',
      { project, decision: decisionOf(step, 'variation', project), changes },
    ];
  },
  rescind: (step: Step): Draft => {
    const { project } = step;
    return [support(step), 'RescindAward', { project, decision: decisionOf(step, 'variation', project) }];
  },
  decideOverspend: (step: Step, money: NaiveMoney): Draft => {
    const { project, source, fundingType, choice } = step;
    const { payments } = money.purse(source, fundingType);
    const own = payments.filter((paid) => paid.project === project && !paid.reversed);
    const over = own.reduce((sum, paid) => sum + paid.over, 0);
    const shares = [{ source, fundingType, amountPence: amountOf(step, over) }];
    const decision = decisionOf(step, 'overspend', project);
    const outcome = choice ? 'accept' : 'recover';
    return [support(step), 'DecideOverspend', { project, decision, outcome, shares }];
  },
  changeLead: (step: Step): Draft => [
    support(step),
    'ChangeLeadOfficer',
    { project: step.project, leadOfficer: `lead-${step.hand}`, ...why },
  ],
  declare: (step: Step): Draft => declaration(step, step.choice ? 'interest' : 'none'),
  depart: (step: Step): Draft => {
    const person = meetings[step.meeting].members[step.number - 1];
    return [support(step), 'RecordDeparture', { meeting: step.meeting, person }];
  },
  closeMeeting: (step: Step): Draft => [support(step), 'CloseMeeting', { meeting: step.meeting }],
} as const satisfies Record<string, (step: Step, money: NaiveMoney) => Draft | readonly Draft[]>;
