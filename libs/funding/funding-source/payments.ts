import { sumPence, type Pence } from '#kernel/pence';
import { takeInTurn } from './cover.js';
import { once } from './identities.js';
import { withLines } from './lines.js';
import { outsideFence } from './obstacles.js';
import {
  linesOf,
  outstandingOf,
  paymentAt,
  refuseAt,
  type Answering,
  type Asked,
  type Charge,
  type Evolving,
  type Obstacle,
  type Outcome,
  type Source,
} from './state.js';
import type { DataOf, FundingType } from './funding-source.events.js';

/**
 * Charges a payment that was made. Commitments meet it, oldest decision first; what goes beyond them is
 * recorded as an overspend and may leave the balance uncovered (rules 9 and 12).
 */
function chargeExpenditure(command: Asked<'ChargeExpenditure'>, source: Source): Outcome {
  const { project, payment, fundingType, amountPence } = command;
  const lines = linesOf(source, fundingType, project);
  const shares = takeInTurn(lines, outstandingOf, amountPence);
  const met = shares.map(({ of: { decision }, amountPence: share }) => ({ decision, amountPence: share }));
  const overspendPence = amountPence - totalOf(met);
  const data = { project, payment, fundingType, amountPence, met, overspendPence };
  const isReversed = paymentAt(source, project, payment).some(
    ({ reversedBecause }) => reversedBecause !== undefined,
  );
  if (isReversed) return refuseAt(source, 'payment-reversed', { id: payment });
  return once(source, [{ type: 'ExpenditureCharged', data }], 'payment-differs', () =>
    unpayable(command, source),
  );
}

/** A project that was given money here before the ring-fence was set may still spend it. */
function unpayable({ project, category, fundingType }: Asked<'ChargeExpenditure'>, source: Source): Obstacle {
  const isAwarded = linesOf(source, fundingType, project).length > 0;
  return outsideFence(source, isAwarded ? { category } : { category, project });
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
  return met.map(({ decision, amountPence }) => ({
    project,
    fundingType,
    decision,
    paidPence: sign * amountPence,
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
