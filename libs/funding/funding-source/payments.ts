import { firstDayOf } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { sumPence, type Pence } from '#kernel/pence';
import { takeInTurn } from './cover.js';
import { once } from './identities.js';
import { withLines } from './lines.js';
import { brokenList } from './obstacles.js';
import {
  linesOf,
  outstandingOf,
  paymentAt,
  refuseAt,
  type Answering,
  type Asked,
  type AwardLine,
  type Charge,
  type Evolving,
  type FundingSourceState,
  type Obstacle,
  type Outcome,
  type Source,
} from './state.js';
import type { DataOf, FundingType } from './funding-source.events.js';

/**
 * Charges a payment that was made. Commitments meet it, oldest decision first, then what waits for funding;
 * what goes beyond both is recorded as an overspend. It may leave the balance uncovered (rules 9 and 12).
 */
function chargeExpenditure(command: Asked<'ChargeExpenditure'>, source: Source): Outcome {
  const { project, payment, fundingType, amountPence } = command;
  const met = metBy(linesOf(source, fundingType, project), amountPence);
  const overspendPence = amountPence - totalOf(met);
  const data = { project, payment, fundingType, amountPence, met, overspendPence };
  const isReversed = paymentAt(source, project, payment).some(
    ({ reversedBecause }) => reversedBecause !== undefined,
  );
  if (isReversed) return refuseAt(source, 'payment-reversed', { id: payment });
  return once(source, [{ type: 'ExpenditureCharged', data }], 'payment-differs', () =>
    paidBeforeYear(command, source),
  );
}

/** By each decision, the part that it had committed first, and then the part that waited for funding. */
function metBy(lines: readonly AwardLine[], amountPence: Pence): Charge['met'] {
  const committed = takeInTurn(lines, outstandingOf, amountPence);
  const left = amountPence - totalOf(committed);
  const waiting = takeInTurn(lines, ({ subjectPence }) => subjectPence, left);
  return lines.flatMap((line) => {
    const subjectPence = totalOf(waiting.filter(({ of }) => of === line));
    const share = totalOf(committed.filter(({ of }) => of === line)) + subjectPence;
    if (share === 0) return [];
    const { decision } = line;
    return [{ decision, amountPence: share, ...(subjectPence === 0 ? {} : { subjectPence }) }];
  });
}

/** A payment of a year that has closed takes effect in the open one, or is refused for that. */
function paidBeforeYear({ on, openFrom = '' }: Asked<'ChargeExpenditure'>, source: Source): Obstacle {
  const { year } = source;
  const from = firstDayOf(year);
  if (on < openFrom) return undefined;
  return on < from ? refuseAt(source, 'paid-before-the-year', { year, from: formatDate(from) }) : undefined;
}

/**
 * What a ring-fence is for, in words, where this source may not pay such a cost of a project; undefined where
 * it may. A project that was given money here before the ring-fence was set may still spend it.
 */
export function outsideFenceAt(
  source: FundingSourceState,
  {
    project,
    category,
    fundingType,
  }: Pick<Asked<'ChargeExpenditure'>, 'project' | 'category' | 'fundingType'>,
): string | undefined {
  if (source.status === 'none') return undefined;
  const isAwarded = linesOf(source, fundingType, project).length > 0;
  return brokenList(source, isAwarded ? { category } : { category, project });
}

/** Reverses a payment that was a mistake: what it had met is committed again. */
function reverseCharge(command: Asked<'ReverseCharge'>, source: Source): Outcome {
  const { project, payment, reason } = command;
  const charges = paymentAt(source, project, payment);
  if (charges.length === 0) return refuseAt(source, 'no-such-payment', { id: payment });
  const open = charges.filter(({ reversedBecause }) => reversedBecause === undefined);
  if (open.length > 0) return open.map((charge) => ({ type: 'ChargeReversed', data: { ...charge, reason } }));
  const isSame = charges.every(({ reversedBecause }) => reversedBecause === reason);
  return isSame ? [] : refuseAt(source, 'payment-reversed', { id: payment });
}

/** Takes back, in the open year, a payment of a closed one (rule 10): the closed figures stand. */
function adjustPriorYear(command: Asked<'AdjustPriorYear'>, source: Source): Outcome {
  const { project, payment, closedSource, closedYear, fundingType, amountPence, reason } = command;
  const data = { project, payment, closedSource, closedYear, fundingType, amountPence, reason };
  return once(source, [{ type: 'PriorYearAdjusted', data }], 'adjustment-differs', () =>
    closedYear < source.year
      ? undefined
      : refuseAt(source, 'wrong-year', { year: source.year, asked: closedYear }),
  );
}

/** What a project has been paid here beyond its commitments, and nobody has accepted yet, in pence. */
export function overspentPence(source: Source, project: string, fundingType: FundingType): Pence {
  const charges = source.charges.filter(isOverspent(project, fundingType));
  return sumPence(charges.map(({ overspendPence }) => overspendPence));
}

/** The charges after an overspend was accepted: the oldest become what the decision had awarded. */
export function accepted(
  charges: readonly Charge[],
  { project, fundingType, decision, amountPence }: DataOf<'OverspendAccepted'>,
): readonly Charge[] {
  const overspent = charges.filter(isOverspent(project, fundingType));
  const shares = takeInTurn(overspent, ({ overspendPence }) => overspendPence, amountPence);
  return charges.map((charge) => {
    const share = shares.find(({ of }) => of === charge)?.amountPence ?? 0;
    if (share === 0) return charge;
    const met = [...charge.met, { decision, amountPence: share }];
    return { ...charge, met, overspendPence: charge.overspendPence - share };
  });
}

function isOverspent(project: string, fundingType: FundingType): (charge: Charge) => boolean {
  return (charge) =>
    charge.project === project && charge.fundingType === fundingType && charge.reversedBecause === undefined;
}

export const paymentAnswers = {
  ChargeExpenditure: chargeExpenditure,
  ReverseCharge: reverseCharge,
  AdjustPriorYear: adjustPriorYear,
} satisfies Partial<Answering>;

export const paymentEvolved = {
  ExpenditureCharged: (source, data) =>
    withLines({ ...source, charges: [...source.charges, data] }, paid(data, 1)),
  ChargeReversed: (source, data) =>
    withLines({ ...source, charges: source.charges.map((charge) => reversed(charge, data)) }, paid(data, -1)),
  PriorYearAdjusted: (source) => source,
} satisfies Partial<Evolving>;

function paid({ project, fundingType, met }: Charge, sign: 1 | -1): Parameters<typeof withLines>[1] {
  return met.map(({ decision, amountPence, subjectPence = 0 }) => ({
    project,
    fundingType,
    decision,
    committedPence: sign * subjectPence,
    paidPence: sign * amountPence,
    subjectPence: 0 - sign * subjectPence,
  }));
}

function reversed(
  charge: Charge,
  { project, payment, fundingType, reason }: DataOf<'ChargeReversed'>,
): Charge {
  const isIt = charge.project === project && charge.payment === payment && charge.fundingType === fundingType;
  return isIt ? { ...charge, reversedBecause: reason } : charge;
}

function totalOf(parts: readonly { readonly amountPence: Pence }[]): Pence {
  return sumPence(parts.map(({ amountPence }) => amountPence));
}
