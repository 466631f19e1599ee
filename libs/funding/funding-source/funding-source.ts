import { isRefused, refuse, type Decider, type Refused } from '#kernel/decider';
import { financialYearOf } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { awardAnswers, awardEvolved } from './awards.js';
import { covering } from './cover.js';
import { fundingAnswers, fundingEvolved, openSource } from './funding.js';
import { identityOf } from './identities.js';
import { paymentAnswers, paymentEvolved } from './payments.js';
import { recoveryAnswers, recoveryEvolved } from './recoveries.js';
import type { FundingSourceRefusal } from './refusals.js';
import { reserveAnswers, reserveEvolved } from './reserves.js';
import {
  refuseAt,
  type Answering,
  type Evolving,
  type FundingSourceState,
  type Outcome,
  type Source,
} from './state.js';
import { swapAnswers, swapEvolved } from './swaps.js';
import { virementAnswers, virementEvolved } from './virements.js';
import { yearAnswers, yearEvolved } from './year.js';
import type { FundingSourceQuestion } from './funding-source.asks.js';
import type { DataOf, FundingSourceEvent } from './funding-source.events.js';
import { accounts, postingsOf, type Account } from './postings.js';

export type { FundingSourceRefusal } from './refusals.js';
export { fundingSourceRefusalMessages } from './refusals.js';
export type { FundingSourceState } from './state.js';

/** A funding source: one stream of money of one financial year, which answers for its own money alone. */
export const fundingSource: Decider<
  FundingSourceState,
  FundingSourceQuestion,
  FundingSourceEvent,
  FundingSourceRefusal
> = {
  initialState: { status: 'none' },
  decide,
  evolve,
};

/** What answers each question. One that is missing does not compile. */
const answers: Answering = {
  ...fundingAnswers,
  ...reserveAnswers,
  ...awardAnswers,
  ...paymentAnswers,
  ...swapAnswers,
  ...virementAnswers,
  ...recoveryAnswers,
  ...yearAnswers,
};

/** What each event changes beside the money. One that is missing does not compile. */
const evolved: Evolving = {
  ...fundingEvolved,
  ...reserveEvolved,
  ...awardEvolved,
  ...paymentEvolved,
  ...swapEvolved,
  ...virementEvolved,
  ...recoveryEvolved,
  ...yearEvolved,
};

/**
 * New money is never left idle while awards wait for it, whatever brought it: this is the one place for that.
 */
function decide(command: FundingSourceQuestion, state: FundingSourceState): Outcome {
  const outcome = answer(command, state);
  if (isRefused(outcome) || outcome.length === 0) return outcome;
  const closed = closedThen(command);
  if (closed !== undefined) return closed;
  const after = outcome.reduce(evolve, state);
  return after.status === 'none' ? outcome : [...outcome, ...covering(state, after)];
}

function answer(command: FundingSourceQuestion, state: FundingSourceState): Outcome {
  if (state.status === 'none')
    return command.type === 'OpenFundingSource' ? openSource(command, state) : refuse('no-such-source');
  const decideOne = answers[command.type] as (asked: FundingSourceQuestion, source: Source) => Outcome;
  const outcome = decideOne(command, state);
  if (state.status !== 'year-closed' || answeredAfterClose.has(command.type)) return outcome;
  // What was recorded before the close, and is said again, is so already.
  const isSo = !isRefused(outcome) && outcome.length === 0;
  return isSo ? outcome : refuseAt(state, 'year-closed', { year: state.year });
}

/** After the close of a year everything takes effect in the open one: the closed figures stand (rule 10). */
function closedThen({ on, openFrom }: FundingSourceQuestion): Refused<FundingSourceRefusal> | undefined {
  if (openFrom === undefined || on >= openFrom) return undefined;
  return refuse('closed-then', { year: financialYearOf(on), openFrom: formatDate(openFrom) });
}

/** A close that is repeated, and what moves no money: the closed figures stand. */
const answeredAfterClose: ReadonlySet<string> = new Set(['CloseSourceYear', 'AcceptOverspend']);

function evolve(state: FundingSourceState, event: FundingSourceEvent): FundingSourceState {
  if (event.type === 'FundingSourceOpened') return said(opened(event.data), event);
  if (state.status === 'none') throw new Error(`${event.type} before the source was opened`);
  const evolveOne = evolved[event.type] as (source: Source, data: unknown) => Source;
  return said(posted(evolveOne(state, event.data), event), event);
}

function opened(data: DataOf<'FundingSourceOpened'>): Source {
  const { source, name, provider, comment, year, mayCrossYear, ringFence = {} } = data;
  return {
    status: 'open',
    source,
    name,
    provider,
    comment,
    year,
    mayCrossYear,
    ringFence,
    money: { capital: noMoney, revenue: noMoney },
    lines: [],
    reserves: [],
    charges: [],
    recoveries: [],
    swaps: new Map(),
    virements: new Map(),
    entries: new Map(),
    said: [],
    tookOver: [],
  };
}

const noMoney = Object.fromEntries(accounts.map((account) => [account, 0])) as Record<Account, number>;

function posted(source: Source, event: FundingSourceEvent): Source {
  const postings = postingsOf(event);
  if (postings.length === 0) return source;
  const money = { capital: { ...source.money.capital }, revenue: { ...source.money.revenue } };
  for (const { fundingType, account, amountPence } of postings) money[fundingType][account] += amountPence;
  return { ...source, money };
}

function said(source: Source, event: FundingSourceEvent): Source {
  const identity = identityOf(event);
  return identity === undefined ? source : { ...source, said: [...source.said, identity] };
}
