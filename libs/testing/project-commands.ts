import type { CarriedRungs } from '#funding/message/message.events';
import type { ProjectAsk } from '#funding/project/project.asks';
import type { Asked } from '#funding/project/rules';
import type { Actor } from '#kernel/asking';
import { addDays } from '#kernel/local-date';
import {
  asks,
  awardFacts,
  bid,
  decision,
  facts,
  fullAnswers,
  insurance,
  invoiceOf,
  lead,
  leaflet,
  revenue,
} from '#testing/project-history';

/** What varies between random commands: few identities, amounts and days, so that they meet each other. */
export interface Choice {
  readonly n: 0 | 1 | 2;
  readonly amount: string;
  readonly by: Actor;
  readonly today: string;
  readonly backdatedDays: number;
}

export type Name = ProjectAsk['type'];
type Makers = { readonly [Each in Name]: (choice: Choice) => Asked<Each> };

export const newLead = { person: 'lead-2', role: 'lead-officer' };

function when({ by, today, backdatedDays }: Choice): { by: Actor; today: string; on: string } {
  return { by, today, on: addDays(today, -backdatedDays) };
}

/** A meeting's item of its own for every kind of decision, so that most of them can be made. */
function decided(choice: Choice, kind: string): ReturnType<typeof decision> {
  return decision(`Reason ${choice.n}.`, { meeting: 'm-1', item: `${kind}-${choice.n}` });
}

function onAgenda({ n }: Choice): { meeting: string; item: string } {
  return { meeting: 'm-1', item: `bid-${n}` };
}

function award({ amount, n }: Choice): Asked<'FundProject'>['award'] {
  const { amountPence: awardPence } = revenue(amount);
  return { awardPence, allocations: [revenue(amount)], conditions: n === 2 ? [insurance] : [] };
}

function carriedRungs({ n, by }: Choice): CarriedRungs {
  const told = by === lead ? 'lead-officer' : 'finance-officer';
  return {
    project: 'bus',
    obligation: 'reclaim',
    of: `r-${n}`,
    source: 'ho-11',
    dueOn: '2011-07-01',
    told,
    days: [n],
  };
}

/** One command of every name. A command that is forgotten here does not compile. */
const makers: Makers = {
  DraftBid: (choice) => asks('DraftBid', { bid: { ...leaflet, title: `Leaflet ${choice.n}` } }, when(choice)),
  ProposeProject: (choice) =>
    asks('ProposeProject', { bid: choice.n === 2 ? leaflet : bid, facts }, when(choice)),
  WithdrawBid: (choice) => asks('WithdrawBid', { reason: `Reason ${choice.n}.` }, when(choice)),
  CloseAsDuplicate: (choice) => asks('CloseAsDuplicate', { of: `project-${choice.n}` }, when(choice)),
  GoOnAgenda: (choice) => asks('GoOnAgenda', onAgenda(choice), when(choice)),
  ComeOffAgenda: (choice) =>
    asks('ComeOffAgenda', { ...onAgenda(choice), reason: 'Not reached.' }, when(choice)),
  DeferBid: (choice) => asks('DeferBid', { decision: decided(choice, 'bid') }, when(choice)),
  RefuseBid: (choice) => asks('RefuseBid', { decision: decided(choice, 'bid') }, when(choice)),
  FundProject: (choice) =>
    asks(
      'FundProject',
      { decision: decided(choice, 'bid'), award: award(choice), facts: awardFacts },
      when(choice),
    ),
  TakeChairsAction: (choice) => {
    const limits = { limitPence: 500_000, consultedAgencies: ['police'], ownAgencies: ['council'] };
    const word = { consulted: 'police-1', declares: 'none' } as const;
    const action = { action: `a-${choice.n}`, ...word, reasons: 'It cannot wait.' };
    const fields = { ...action, award: award(choice), facts: { ...awardFacts, ...limits } };
    return asks('TakeChairsAction', fields, when(choice));
  },
  RatifyChairsAction: (choice) => {
    const outcome = choice.n === 2 ? 'not-ratified' : 'ratified';
    const fields = { action: `a-${choice.n}`, decision: decided(choice, 'ratify'), outcome } as const;
    return asks('RatifyChairsAction', fields, when(choice));
  },
  AcceptAward: (choice) => asks('AcceptAward', {}, when(choice)),
  DeclineAward: (choice) => asks('DeclineAward', { reason: `Reason ${choice.n}.` }, when(choice)),
  LapseAward: (choice) => asks('LapseAward', {}, when(choice)),
  VaryAward: (choice) => {
    const change = choice.n === 0 ? 'more' : 'less';
    const changes = [{ ...revenue(choice.amount), change }] as const;
    return asks('VaryAward', { decision: decided(choice, 'vary'), changes }, when(choice));
  },
  RescindAward: (choice) => asks('RescindAward', { decision: decided(choice, 'rescind') }, when(choice)),
  DischargeCondition: (choice) =>
    asks('DischargeCondition', { condition: 'insurance', evidence: `Seen ${choice.n}.` }, when(choice)),
  WaiveCondition: (choice) =>
    asks('WaiveCondition', { condition: 'insurance', decision: decided(choice, 'waive') }, when(choice)),
  DecideOverspend: (choice) => {
    const outcome = choice.n === 0 ? 'accept' : 'recover';
    const shares = [revenue(choice.amount)];
    return asks('DecideOverspend', { decision: decided(choice, 'overspend'), outcome, shares }, when(choice));
  },
  TakeOnProject: (choice) => {
    const takenOn = { decidedOn: '2010-03-08', reference: 'Register' };
    return asks('TakeOnProject', { bid, takenOn, award: award(choice), facts: awardFacts }, when(choice));
  },
  StartProject: (choice) => asks('StartProject', {}, when(choice)),
  SubmitPerformanceUpdate: (choice) => {
    const month = addDays(choice.today, -30 * choice.n).slice(0, 7);
    return asks('SubmitPerformanceUpdate', { month, rag: 'amber', progress: choice.amount }, when(choice));
  },
  CorrectPerformanceUpdate: (choice) => {
    const month = addDays(choice.today, -30 * choice.n).slice(0, 7);
    const report = { month, rag: 'red', progress: choice.amount, reason: 'Counted again.' } as const;
    return asks('CorrectPerformanceUpdate', report, when(choice));
  },
  ExtendProject: (choice) => {
    const finishesOn = addDays(choice.today, 60 * choice.n);
    return asks('ExtendProject', { finishesOn, reasons: 'A slow start.' }, when(choice));
  },
  VaryProject: (choice) => {
    const fields = { variation: `v-${choice.n}`, description: choice.amount, reasons: 'Asked for.' };
    return asks('VaryProject', fields, when(choice));
  },
  ChangeLeadOfficer: (choice) => {
    const leadOfficer = choice.n === 0 ? lead.person : newLead.person;
    return asks('ChangeLeadOfficer', { leadOfficer, reason: 'Left.' }, when(choice));
  },
  NameDeputy: (choice) => {
    const deputy = (['deputy-1', lead.person, newLead.person] as const)[choice.n];
    return asks('NameDeputy', { deputy }, when(choice));
  },
  StandDownDeputy: (choice) =>
    asks('StandDownDeputy', { deputy: `deputy-${choice.n}`, reason: 'Left.' }, when(choice)),
  FinishProject: (choice) => {
    const manner = (['completed', 'ended-early', 'never-implemented'] as const)[choice.n];
    return asks('FinishProject', { manner }, when(choice));
  },
  CorrectFinish: (choice) => {
    const finishedOn = addDays(choice.today, -choice.n);
    return asks('CorrectFinish', { finishedOn, reason: 'A slip.' }, when(choice));
  },
  RecordInKindInput: (choice) => {
    const entry = { entry: `k-${choice.n}`, from: 'Youth services', description: choice.amount };
    return asks('RecordInKindInput', entry, when(choice));
  },
  RecordReminder: (choice) => {
    const rung = { obligation: 'reclaim', of: `r-${choice.n}`, dueOn: '2011-07-01', days: 0 } as const;
    return asks('RecordReminder', { ...rung, message: choice.amount, to: [lead.person] }, when(choice));
  },
  CarryReminders: (choice) => {
    const to = { message: `message-${choice.n}`, person: lead.person };
    return asks('CarryReminders', { ...carriedRungs(choice), ...to, place: 0 }, when(choice));
  },
  TakeBackReminders: (choice) =>
    asks(
      'TakeBackReminders',
      { ...carriedRungs(choice), message: `message-${choice.n}`, person: lead.person },
      when(choice),
    ),
  PassOverReminder: (choice) => {
    const { days, ...rung } = carriedRungs(choice);
    return asks('PassOverReminder', { ...rung, days: days[0] ?? 0 }, when(choice));
  },
  EscalateEvaluation: (choice) => {
    const rung = { dueOn: '2012-03-02', days: 7 * (choice.n + 1), to: 'thematic-chair' } as const;
    return asks('EscalateEvaluation', rung, when(choice));
  },
  ClaimExpenditure: (choice) => {
    const invoice = invoiceOf(choice.amount);
    const charges = invoice.charges.map(({ amountPence }) => ({ committedPence: amountPence }));
    const claim = { ...invoice, claim: `c-${choice.n}`, facts: { charges } };
    return asks('ClaimExpenditure', claim, when(choice));
  },
  DeclineClaim: (choice) =>
    asks('DeclineClaim', { claim: `c-${choice.n}`, reason: 'Not ours.' }, when(choice)),
  RecordExpenditure: (choice) => {
    const payment = { ...invoiceOf(choice.amount), payment: `p-${choice.n}`, paidOn: choice.today };
    const claim = choice.n === 1 ? { claim: 'c-1' } : {};
    const day = { ...when(choice), on: choice.today };
    const overspends = choice.n === 2 ? [revenue(choice.amount).amountPence] : [0];
    return asks('RecordExpenditure', { ...payment, ...claim, facts: { overspends } }, day);
  },
  ReverseExpenditure: (choice) =>
    asks(
      'ReverseExpenditure',
      { payment: `p-${choice.n}`, reason: 'Twice.', facts: { closedYears: {} } },
      when(choice),
    ),
  ReleaseCommitment: (choice) => {
    const unspentPence = revenue(choice.amount).amountPence;
    return asks(
      'ReleaseCommitment',
      { release: `r-${choice.n}`, reason: 'Over.', facts: { unspentPence } },
      when(choice),
    );
  },
  VireWithinProject: (choice) => {
    const move = { virement: `v-${choice.n}`, fromHeading: 'Staff', toHeading: 'Printing' };
    return asks(
      'VireWithinProject',
      { ...move, amountPence: choice.n + 1, reason: 'More of it.' },
      when(choice),
    );
  },
  MoveAward: (choice) => {
    const move = {
      virement: `v-${choice.n}`,
      from: 'police',
      change: choice.n === 0 ? 'more' : 'less',
    } as const;
    return asks('MoveAward', { ...move, ...revenue(choice.amount) }, when(choice));
  },
  RecordForecast: (choice) => {
    const { amountPence } = revenue(choice.amount);
    return asks('RecordForecast', { year: '2012-13', amountPence }, when(choice));
  },
  DraftEvaluation: (choice) => asks('DraftEvaluation', { answers: { done: choice.amount } }, when(choice)),
  SubmitEvaluation: (choice) =>
    asks('SubmitEvaluation', { answers: { ...fullAnswers, done: `Done ${choice.n}.` } }, when(choice)),
  ReturnEvaluation: (choice) => {
    const newDueOn = addDays(choice.today, 14 * choice.n);
    return asks('ReturnEvaluation', { reasons: 'Say more.', newDueOn }, when(choice));
  },
  AcceptEvaluation: (choice) => asks('AcceptEvaluation', { comments: `Comment ${choice.n}.` }, when(choice)),
  PutOffEvaluation: (choice) => {
    const revisitOn = addDays(choice.today, 90 * choice.n);
    return asks('PutOffEvaluation', { revisitOn, reasons: 'Too early.' }, when(choice));
  },
  WaiveEvaluation: (choice) => asks('WaiveEvaluation', { reason: `Reason ${choice.n}.` }, when(choice)),
  MainstreamProject: (choice) => {
    const fields = { agency: 'Council', from: '2012-04-01', budget: 'Youth', reasons: `Reason ${choice.n}.` };
    return asks('MainstreamProject', fields, when(choice));
  },
  ContinueProject: (choice) =>
    asks('ContinueProject', { as: `project-${choice.n}`, reasons: 'It works.' }, when(choice)),
  DiscontinueProject: (choice) =>
    asks('DiscontinueProject', { reasons: `Reason ${choice.n}.` }, when(choice)),
};

export const commandNames = Object.keys(makers) as readonly Name[];

/** A command of this name, with these choices. */
export function make(name: Name, choice: Choice): ProjectAsk {
  return (makers[name] as (choice: Choice) => ProjectAsk)(choice);
}
