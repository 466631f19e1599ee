import { lastDayOf, yearAfter } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence, type Pence } from '#kernel/pence';
import { takeInTurn } from './cover.js';
import { isKnown, once } from './identities.js';
import { withLines } from './lines.js';
import { withdrawn } from './obstacles.js';
import { withReserve } from './reserves.js';
import {
  balancePence,
  bothTypes,
  linesOf,
  outstandingOf,
  refuseAt,
  type Answering,
  type Asked,
  type AwardLine,
  type Evolving,
  type FundingSourceState,
  type Obstacle,
  type Outcome,
  type Recovery,
  type Source,
  type Swap,
  type Virement,
} from './state.js';
import type { ClosedType, OwedRecovery } from './closed-type.js';
import type { DataOf, FundingSourceEvent, FundingType } from './funding-source.events.js';

/** What is carried into the next year, as authorised: an amount for a funding type, in pence. */
export type Carry = Asked<'CloseSourceYear'>['carry'];

/**
 * What the close of the year does to each funding type that has anything left (rule 10): what is not carried
 * lapses, and commitments follow whether money is carried for them or not. Money overspent is carried below
 * zero, whatever was asked. The successor is asked to bring exactly this forward.
 */
export function closingOf(state: FundingSourceState, carry: Carry): readonly ClosedType[] {
  if (state.status === 'none') return [];
  return bothTypes.map((fundingType) => closedType(state, fundingType, carry)).filter(isSomething);
}

function closeSourceYear(command: Asked<'CloseSourceYear'>, source: Source): Outcome {
  const { year, to, carry } = command;
  const types = closingOf(source, carry);
  if (source.status === 'year-closed') return closedBefore(command, source);
  const data = { year, ...(to === undefined ? {} : { to }), types };
  return (
    tooEarly(command, source) ??
    uncarriable(source, carry) ??
    heirless(source, types, to) ?? [...unanswered(source), { type: 'SourceYearClosed', data }]
  );
}

/** Nothing moves in a closed year, so what was asked for in it and not answered lapses. */
function unanswered({ swaps, virements }: Source): FundingSourceEvent[] {
  const asked = [...swaps.values()].filter(isUnanswered);
  const askedFor = [...virements.values()].filter(isUnanswered);
  return [
    ...asked.map(({ swap }) => ({ type: 'SwapLapsed', data: { swap } }) as const),
    ...askedFor.map(({ virement }) => ({ type: 'VirementLapsed', data: { virement } }) as const),
  ];
}

function isUnanswered({ status }: Swap | Virement): boolean {
  return status === 'requested';
}

/** The same close again changes nothing. */
function closedBefore({ to, carry, year }: Asked<'CloseSourceYear'>, source: Source): Outcome {
  const { closing } = source;
  const isSame = bothTypes.every((fundingType) => {
    const closed = closing?.types.find((type) => type.fundingType === fundingType);
    return Math.max(0, closed?.carriedPence ?? 0) === carriedOf(carry, fundingType);
  });
  return isSame && closing?.to === to && closing?.year === year
    ? []
    : refuseAt(source, 'year-closed', { year: source.year });
}

function tooEarly({ year, today }: Asked<'CloseSourceYear'>, source: Source): Obstacle {
  if (year !== source.year) return refuseAt(source, 'wrong-year', { year: source.year, asked: year });
  const end = lastDayOf(year);
  return today < end ? refuseAt(source, 'year-not-over', { year, end: formatDate(end) }) : undefined;
}

function uncarriable(source: Source, carry: Carry): Obstacle {
  if (carry.length > 0 && !source.mayCrossYear) return refuseAt(source, 'may-not-cross-year');
  for (const [index, { fundingType, amountPence }] of carry.entries()) {
    if (carry.findIndex((one) => one.fundingType === fundingType) !== index)
      return refuseAt(source, 'carried-twice', { fundingType });
    const unspent = Math.max(0, unspentPence(source, fundingType));
    if (amountPence > unspent) {
      const facts = { unspent: formatPence(unspent), asked: formatPence(amountPence) };
      return refuseAt(source, 'more-than-unspent', { fundingType, ...facts });
    }
  }
  return undefined;
}

/** Whatever outlives the year needs a source that takes it over. */
function heirless(source: Source, types: readonly ClosedType[], to: string | undefined): Obstacle {
  if (to !== undefined) return undefined;
  const [left] = types.flatMap((type) => leftIn(type));
  return left === undefined ? undefined : refuseAt(source, 'needs-successor', { left });
}

/** What outlives the year, in words. */
export function leftIn({ carriedPence, commitments, recoveries = [] }: ClosedType): readonly string[] {
  const unpaid = sumPence(
    commitments.flatMap(({ amountPence, subjectPence }) => [amountPence, subjectPence]),
  );
  const owed = sumPence(recoveries.map(({ owedPence }) => owedPence));
  return [
    ...(unpaid === 0 ? [] : [`awards of ${formatPence(unpaid)} that are not paid`]),
    ...(carriedPence > 0 ? [`${formatPence(carriedPence)} to carry forward`] : []),
    ...(carriedPence < 0 ? [`an overspend of ${formatPence(-carriedPence)}`] : []),
    ...(owed === 0 ? [] : [`${formatPence(owed)} owed to it`]),
  ];
}

/**
 * Takes over what a source of the year before had left; what is carried may not cover all that is committed.
 */
function bringForward({ from, year, types: left }: Asked<'BringForward'>, source: Source): Outcome {
  const types = renumbered(source, left, { from, year });
  return once(
    source,
    [{ type: 'BroughtForward', data: { from, year, types } }],
    'brought-forward-differs',
    () =>
      yearAfter(year) === source.year
        ? withdrawn(source)
        : refuseAt(source, 'wrong-year', { year: source.year, asked: yearAfter(year) }),
  );
}

/**
 * A source of a later year hears of the close, so that a command dated in the closed year, which was decided
 * at the same moment, meets it in this source's own stream (rule 10).
 */
function noteEarlierClose({ year }: Asked<'NoteEarlierClose'>, source: Source): Outcome {
  const noted = { type: 'EarlierYearClosed', data: { year } } as const;
  return isKnown(source, noted) ? [] : [noted];
}

/**
 * What is owed keeps its number, unless the new year's source has given that number already: then the year is
 * put behind it.
 */
function renumbered(
  source: Source,
  types: readonly ClosedType[],
  { from, year }: Pick<DataOf<'BroughtForward'>, 'from' | 'year'>,
): readonly ClosedType[] {
  const others = source.recoveries.filter(({ broughtFrom }) => broughtFrom !== from);
  const taken = new Set(others.map(({ recovery }) => recovery));
  return types.map(({ recoveries, ...type }) => {
    if (recoveries === undefined) return type;
    return {
      ...type,
      recoveries: recoveries.map((owed) => ({ ...owed, recovery: freeNumber(owed, year, taken) })),
    };
  });
}

function freeNumber({ recovery }: OwedRecovery, year: string, taken: Set<string>): string {
  let number = recovery;
  // An identity has at most 64 characters, and has to be given again when the money comes.
  for (let count = 1; taken.has(number); count += 1)
    number = `${recovery.slice(0, 48)}-${year}${count === 1 ? '' : `-${count}`}`;
  taken.add(number);
  return number;
}

function closedType(source: Source, fundingType: FundingType, carry: Carry): ClosedType {
  const unspent = unspentPence(source, fundingType);
  const carriedPence = unspent < 0 ? unspent : carriedOf(carry, fundingType);
  const commitments = linesOf(source, fundingType).filter(isUnpaid).map(followingLine);
  const committed = sumPence(commitments.map(({ amountPence }) => amountPence));
  const recoveries = source.recoveries.filter((one) => one.fundingType === fundingType && one.owedPence > 0);
  return {
    fundingType,
    carriedPence,
    lapsedPence: unspent - carriedPence,
    expectedLapsedPence: source.money[fundingType].expected,
    commitments,
    reserves: reservesWith(source, fundingType, Math.max(0, carriedPence - committed)),
    ...(recoveries.length === 0 ? {} : { recoveries: recoveries.map(followingRecovery) }),
  };
}

/** All that has come in and not been paid out, whatever it was set aside for. */
function unspentPence(source: Source, fundingType: FundingType): Pence {
  const { reserved, committed } = source.money[fundingType];
  return balancePence(source, fundingType) + reserved + committed;
}

function carriedOf(carry: Carry, fundingType: FundingType): Pence {
  return carry.find((one) => one.fundingType === fundingType)?.amountPence ?? 0;
}

function isUnpaid(line: AwardLine): boolean {
  return outstandingOf(line) > 0 || line.subjectPence > 0;
}

function followingLine(line: AwardLine): ClosedType['commitments'][number] {
  const { project, decision, subjectPence } = line;
  return { project, decision, amountPence: outstandingOf(line), subjectPence };
}

function followingRecovery({ kind, recovery, project, from, owedPence, dueOn }: Recovery): OwedRecovery {
  return { kind, recovery, project, from, owedPence, dueOn };
}

function reservesWith(source: Source, fundingType: FundingType, moneyPence: Pence): ClosedType['reserves'] {
  const held = source.reserves.filter((one) => one.fundingType === fundingType && one.heldPence > 0);
  const carried = takeInTurn(held, ({ heldPence }) => heldPence, moneyPence);
  return held.map((one) => {
    const carriedPence = carried.find(({ of }) => of === one)?.amountPence ?? 0;
    return { reserve: one.reserve, amountPence: one.heldPence, carriedPence, purpose: one.purpose };
  });
}

function isSomething(type: ClosedType): boolean {
  const { carriedPence, lapsedPence, expectedLapsedPence, commitments, reserves, recoveries } = type;
  const amounts = [carriedPence, lapsedPence, expectedLapsedPence];
  const lists = [commitments, reserves, recoveries ?? []];
  return amounts.some((amount) => amount !== 0) || lists.some((list) => list.length > 0);
}

export const yearAnswers = {
  CloseSourceYear: closeSourceYear,
  BringForward: bringForward,
  NoteEarlierClose: noteEarlierClose,
} satisfies Partial<Answering>;

export const yearEvolved = {
  SourceYearClosed: (source, data) => ({
    ...source,
    status: 'year-closed',
    closing: data,
    lines: source.lines.map((line) => ({ ...line, committedPence: line.paidPence, subjectPence: 0 })),
    reserves: [],
  }),
  BroughtForward: (source, { from, types }) => {
    const before: Source = { ...source, tookOver: [...source.tookOver, from] };
    return types.reduce((state, type) => withBroughtForward(state, type, from), before);
  },
  EarlierYearClosed: (source) => source,
} satisfies Partial<Evolving>;

function withBroughtForward(source: Source, type: ClosedType, from: string): Source {
  const { fundingType, commitments, reserves, recoveries = [] } = type;
  const lines = commitments.map(({ project, decision, amountPence: committedPence, subjectPence }) => ({
    project,
    decision,
    fundingType,
    committedPence,
    subjectPence,
  }));
  const following = reserves.filter(({ carriedPence }) => carriedPence > 0);
  const withReserves = following.reduce(
    (state, { reserve, purpose, carriedPence: heldPence }) =>
      withReserve(state, { reserve, fundingType, purpose, heldPence }),
    withLines(source, lines),
  );
  const owed = recoveries.map((one) => ({ ...one, fundingType, broughtFrom: from }));
  return { ...withReserves, recoveries: [...withReserves.recoveries, ...owed] };
}
