import type { DataOf, FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import type { Asked } from '#funding/funding-source/state';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceRefusal, FundingSourceState } from '#funding/funding-source/funding-source';
import type { FundingSourceQuestion } from '#funding/funding-source/funding-source.asks';
import type { Circumstances } from '#kernel/asking';
import { parsePounds, type Pence } from '#kernel/pence';
import { given, type Given } from '#testing/given';

/**
 * Histories of a funding source, in the words of the staff, for specs. Money is written as people write it.
 */
type Amount = string;
type EventType = FundingSourceEvent['type'];

/** Pence from `£5,553`. Throws a RangeError for what is no sum. */
export function pounds(amount: Amount): Pence {
  const pence = parsePounds(amount);
  if (pence === undefined) throw new RangeError(`Not a sum: ${amount}`);
  return pence;
}

export const financeOfficer = 'finance-1';
const day = '2010-05-04';
const around: Circumstances = {
  by: { person: financeOfficer, role: 'finance-officer' },
  partnership: 'basildon',
  on: day,
  today: day,
};

/** A question to a source, with what surrounds it. */
export function asks<Name extends FundingSourceQuestion['type']>(
  type: Name,
  fields: Omit<Asked<Name>, 'type' | keyof Circumstances>,
  circumstances: Partial<Circumstances> = {},
): Asked<Name> {
  return { ...around, ...circumstances, type, ...fields } as unknown as Asked<Name>;
}

/** An event, with its data checked against its type. */
export function happened<Type extends EventType>(type: Type, data: DataOf<Type>): FundingSourceEvent {
  return { type, data } as unknown as FundingSourceEvent;
}

export function opened(data: Partial<DataOf<'FundingSourceOpened'>> = {}): FundingSourceEvent {
  return happened('FundingSourceOpened', {
    source: 'epa',
    name: 'Essex Police Authority',
    provider: 'Essex Police Authority',
    year: '2010-11',
    mayCrossYear: true,
    ...data,
  });
}

export function expected(
  amount: Amount,
  entry = 'e-1',
  fundingType: FundingType = 'revenue',
): FundingSourceEvent {
  return happened('FundingExpected', {
    entry,
    fundingType,
    amountPence: pounds(amount),
    reason: 'Announced',
  });
}

/** Confirmed money, of which a part may have been to be confirmed. */
export function confirmed(
  amount: Amount,
  entry = 'c-1',
  fundingType: FundingType = 'revenue',
  fromExpected: Amount = 'nil',
): FundingSourceEvent {
  return happened('FundingConfirmed', {
    entry,
    fundingType,
    amountPence: pounds(amount),
    fromExpectedPence: pounds(fromExpected),
    reference: 'letter of 11 March 2010',
    reason: 'Grant for the year',
  });
}

export function withdrawn(confirmedAmount: Amount, expectedAmount: Amount = 'nil'): FundingSourceEvent {
  const [confirmedPence, expectedPence] = [pounds(confirmedAmount), pounds(expectedAmount)];
  return happened('FundingWithdrawn', {
    entry: 'w-1',
    withdrawn: [{ fundingType: 'revenue', confirmedPence, expectedPence }],
    reference: 'letter of 3 May 2010',
    reason: 'The authority withdrew',
  });
}

export function allocated(
  project: string,
  amount: Amount,
  decision = 'm-1/1',
  fundingType: FundingType = 'revenue',
): FundingSourceEvent {
  return happened('AwardAllocated', { project, decision, fundingType, amountPence: pounds(amount) });
}

export function allocatedSubject(project: string, amount: Amount, decision = 'm-1/1'): FundingSourceEvent {
  const line = { project, decision, amountPence: pounds(amount) };
  return happened('AwardAllocatedSubjectToFunding', { ...line, fundingType: 'revenue' });
}

export function covered(
  ...lines: readonly (readonly [project: string, amount: Amount, decision: string])[]
): FundingSourceEvent {
  return happened('AllocationsCovered', {
    fundingType: 'revenue',
    covered: lines.map(([project, amount, decision]) => ({ project, decision, amountPence: pounds(amount) })),
  });
}

/** A payment, by what each decision met of it; the rest is an overspend. */
export function charged(
  project: string,
  amount: Amount,
  met: Readonly<Record<string, Amount>> = { 'm-1/1': amount },
  payment = 'p-1',
): FundingSourceEvent {
  const parts = Object.entries(met).map(([decision, part]) => ({ decision, amountPence: pounds(part) }));
  const amountPence = pounds(amount);
  const overspendPence = parts.reduce((left, part) => left - part.amountPence, amountPence);
  const fundingType = 'revenue';
  return happened('ExpenditureCharged', {
    project,
    payment,
    fundingType,
    amountPence,
    met: parts,
    overspendPence,
  });
}

export function held(amount: Amount, reserve = 'dhr'): FundingSourceEvent {
  return happened('ReserveHeld', {
    reserve,
    fundingType: 'revenue',
    amountPence: pounds(amount),
    purpose: 'A domestic homicide review',
    decision: 'm-1/9',
  });
}

/** A source of this history, to which a question can be put; opened as usual unless the history says how. */
export function source(
  ...history: FundingSourceEvent[]
): Given<FundingSourceState, FundingSourceQuestion, FundingSourceEvent, FundingSourceRefusal> {
  const isOpened = history[0]?.type === 'FundingSourceOpened';
  return given(fundingSource, ...(isOpened ? [] : [opened()]), ...history);
}

/** The question whether a project can be given an amount. */
export function award(
  project: string,
  amount: Amount,
  more: Partial<Omit<Asked<'AllocateAward'>, 'type'>> = {},
): Asked<'AllocateAward'> {
  const line = { project, decision: 'm-1/1', fundingType: 'revenue' as const, amountPence: pounds(amount) };
  return asks('AllocateAward', { ...line, priorities: ['violent-crime'], ...more });
}

export function pay(
  project: string,
  amount: Amount,
  more: Partial<Omit<Asked<'ChargeExpenditure'>, 'type'>> = {},
): Asked<'ChargeExpenditure'> {
  const charge = { project, payment: 'p-1', fundingType: 'revenue' as const, amountPence: pounds(amount) };
  return asks('ChargeExpenditure', { ...charge, category: 'staff', ...more });
}
