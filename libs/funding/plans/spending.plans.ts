import type { AnyAsk, Circumstances, Fold, Plan } from '#kernel/asking';
import { fold as foldEvents, isRefused } from '#kernel/decider';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { Named } from '#funding/command-types';
import { giveNotice, matterId, titleOf } from './decisions.plans.js';
import { uncoveredPence } from './funding-source.plans.js';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceAsk } from '#funding/funding-source/funding-source.asks';
import { outsideFenceAt } from '#funding/funding-source/payments';
import { isClosed, outstandingPence, overspendOf } from '#funding/funding-source/state';
import type { FundingSourceState } from '#funding/funding-source/state';
import { askProject, askSource, circumstancesOf, foldProject, foldSource } from './planning.js';
import { duplicateOf } from '#funding/project/award-terms';
import { releaseBy } from '#funding/project/project.asks';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Charge } from '#funding/project/money.events';
import { chargedSource, heirOf, releaseAll, sourcesOf } from './project-money.plans.js';
import { isAwarded } from '#funding/project/state';
import type { Payment, ProjectState } from '#funding/project/state';
import { inWords, oneAPlace } from '#funding/project/queries';

type Asked<Name extends ProjectCommand['type']> = Named<ProjectCommand, Name>;

/**
 * Records a payment: the project and each source that it is charged to. One that goes beyond the award, or
 * for which a source is not meant, is recorded all the same, and the tasking group gets notice (rule 12).
 */
export function recordExpenditure(command: Asked<'RecordExpenditure'>): Plan {
  return async (fold) => {
    const { project: id, payment } = command;
    const state = await foldProject(fold, command, id);
    const charges = await chargesNow(fold, command);
    // What was recorded stands at its sources already: only the project can say whether this is the same.
    if (paymentOf(state, payment) !== undefined) return [askRecord(command, charges, [])];
    const overspends = await Promise.all(charges.map((charge) => overspendAt(fold, command, charge)));
    const outside = await Promise.all(charges.map((charge) => outsideFenceOf(fold, command, charge)));
    return [
      askRecord(command, charges, overspends),
      ...charges.map((charge) => chargeTo(command, charge)),
      ...(sumPence(overspends) > 0
        ? [noticeOfOverspend(command, state)]
        : await noticesOfShort(fold, command, charges)),
      ...noticeOfFences(command, state, outside),
    ];
  };
}

/**
 * Reverses a payment: the project and each source that paid. Where the source's year is closed its figures
 * stand, and a source of the open year takes the adjustment (rule 10).
 */
export function reverseExpenditure(command: Asked<'ReverseExpenditure'>): Plan {
  return async (fold) => {
    const known = paymentOf(await foldProject(fold, command, command.project), command.payment);
    const paid = await paidAt(fold, command, known?.terms.charges ?? []);
    const closed = paid.filter(({ at }) => isClosed(at));
    const adjustAt = command.adjustAt ?? (await adjustmentPlace(fold, command, known, closed));
    const asked = askReverse(command, closed, adjustAt);
    // What was reversed is so at its sources already: only the project can say whether this is the same.
    if (known?.reversal !== undefined) return [asked];
    return [asked, ...paid.flatMap((charge) => reversalOf(command, charge, adjustAt))];
  };
}

/** Releases what a project has not spent: the project, and each source at which its money lies. */
export function releaseCommitment(command: Asked<'ReleaseCommitment'>): Plan {
  return async (fold) => {
    const { project: id, release, reason } = command;
    const state = await foldProject(fold, command, id);
    const sources = await sourcesOf(fold, command, state);
    const states = await Promise.all(sources.map((source) => foldSource(fold, command, source)));
    const unspentPence = sumPence(states.map((source) => unpaidPence(source, id)));
    const asked = askProject(command, id, { ...command, facts: { unspentPence } });
    // What was released is so at its sources already, and what they hold since then was given after it.
    if (isAwarded(state) && state.money.releases.has(release)) return [asked];
    const released = { release: releaseBy('unspent', release), reason };
    return [asked, ...(await releaseAll(fold, command, state, released))];
  };
}

function paymentOf(state: ProjectState, payment: string): Payment | undefined {
  return isAwarded(state) ? state.money.payments.get(payment) : undefined;
}

/**
 * A payment's charges at the sources that answer for them now, in one sum at each; a payment known already
 * stays where it is. One source may have taken over from two that are named: that is no mistake, whereas to
 * name one twice is, and the project says so.
 */
async function chargesNow(fold: Fold, command: Asked<'RecordExpenditure'>): Promise<Charge[]> {
  if (duplicateOf(command.charges) !== undefined) return command.charges;
  const charges = command.charges.map(async ({ source, fundingType, amountPence }) => ({
    source: await chargedSource(fold, command, source, command.payment),
    fundingType,
    amountPence,
  }));
  return oneAPlace(await Promise.all(charges));
}

async function overspendAt(
  fold: Fold,
  command: Asked<'RecordExpenditure'>,
  { source, fundingType, amountPence }: Charge,
): Promise<Pence> {
  return overspendOf(await foldSource(fold, command, source), command.project, fundingType, amountPence);
}

function askRecord(
  command: Asked<'RecordExpenditure'>,
  charges: Charge[],
  overspends: readonly Pence[],
): AnyAsk {
  return askProject(command, command.project, { ...command, charges, facts: { overspends } });
}

function chargeTo(command: Asked<'RecordExpenditure'>, charge: Charge): AnyAsk {
  return askSource(command, charge.source, chargeOf(command, charge));
}

function chargeOf(
  command: Asked<'RecordExpenditure'>,
  { fundingType, amountPence }: Charge,
): Extract<FundingSourceAsk, { type: 'ChargeExpenditure' }> {
  const { project, payment, category } = command;
  const about = { project, payment, category, fundingType, amountPence };
  return { ...circumstancesOf(command), type: 'ChargeExpenditure', ...about };
}

/** What was paid before its money was confirmed leaves its source short, which the tasking group is told. */
async function noticesOfShort(
  fold: Fold,
  command: Asked<'RecordExpenditure'>,
  charges: readonly Charge[],
): Promise<readonly AnyAsk[]> {
  const notices = charges.map(async (charge) => {
    const before = await foldSource(fold, command, charge.source);
    const events = fundingSource.decide(chargeOf(command, charge), before);
    const after = isRefused(events) ? before : foldEvents(fundingSource, events, before);
    const lacks = uncoveredPence(after);
    if (after.status === 'none' || lacks <= uncoveredPence(before)) return [];
    const matter = matterId('uncovered', charge.source, command.project, command.payment, charge.fundingType);
    const title = `${after.name} is short of ${formatPence(lacks)}`;
    return [giveNotice(command, { matter, kind: 'uncovered', title, source: charge.source })];
  });
  return (await Promise.all(notices)).flat();
}

function noticeOfOverspend(command: Asked<'RecordExpenditure'>, state: ProjectState): AnyAsk {
  const { project, payment } = command;
  const title = `Overspend: ${titleOf(state, project)}, payment ${payment}`;
  const matter = matterId('overspend', project, payment);
  return giveNotice(command, { matter, kind: 'overspend', title, project });
}

/** The name of a source that is ring-fenced and not for such a cost; undefined where it may pay for it. */
async function outsideFenceOf(
  fold: Fold,
  command: Asked<'RecordExpenditure'>,
  { source, fundingType }: Charge,
): Promise<string | undefined> {
  const { project, category } = command;
  const at = await foldSource(fold, command, source);
  const isOutside = outsideFenceAt(at, { project, category, fundingType }) !== undefined;
  return at.status !== 'none' && isOutside ? at.name : undefined;
}

function noticeOfFences(
  command: Asked<'RecordExpenditure'>,
  state: ProjectState,
  outside: readonly (string | undefined)[],
): readonly AnyAsk[] {
  const names = new Set(outside.flatMap((name) => name ?? []));
  if (names.size === 0) return [];
  const { project, payment } = command;
  const title = `Paid outside the ring-fence of ${inWords(names)}: ${titleOf(state, project)}, payment ${payment}`;
  const matter = matterId('outside-ring-fence', project, payment);
  return [giveNotice(command, { matter, kind: 'other', title, project })];
}

interface PaidCharge {
  readonly charge: Charge;
  readonly at: FundingSourceState;
}

async function paidAt(
  fold: Fold,
  command: Circumstances,
  charges: readonly Charge[],
): Promise<readonly PaidCharge[]> {
  return Promise.all(
    charges.map(async (charge) => ({ charge, at: await foldSource(fold, command, charge.source) })),
  );
}

/**
 * Where a payment of a closed year is adjusted, unless it is said: where it was before, else at the
 * successor.
 */
async function adjustmentPlace(
  fold: Fold,
  command: Circumstances,
  known: Payment | undefined,
  [first]: readonly PaidCharge[],
): Promise<string | undefined> {
  const before = known?.reversal?.priorYear?.adjustedAt;
  return before ?? (first && heirOf(fold, command, first.charge.source));
}

function askReverse(
  command: Asked<'ReverseExpenditure'>,
  closed: readonly PaidCharge[],
  adjustAt: string | undefined,
): AnyAsk {
  const years = closed.flatMap(({ charge, at }) =>
    at.status === 'none' ? [] : [[charge.source, at.year] as const],
  );
  const facts = { closedYears: Object.fromEntries(years) };
  const place = adjustAt === undefined ? {} : { adjustAt };
  return askProject(command, command.project, { ...command, ...place, facts });
}

function reversalOf(
  command: Asked<'ReverseExpenditure'>,
  { charge: { source, fundingType, amountPence }, at }: PaidCharge,
  adjustAt: string | undefined,
): readonly AnyAsk[] {
  const { project, payment, reason } = command;
  const about = { ...circumstancesOf(command), project, payment, reason };
  if (at.status === 'none' || !isClosed(at)) {
    return [askSource(command, source, { ...about, type: 'ReverseCharge' })];
  }
  // Without a place for the adjustment the project refuses the whole.
  if (adjustAt === undefined) return [];
  const closed = { closedSource: source, closedYear: at.year, fundingType, amountPence };
  return [askSource(command, adjustAt, { ...about, type: 'AdjustPriorYear', ...closed })];
}

function unpaidPence(source: FundingSourceState, project: string): Pence {
  if (source.status === 'none') return 0;
  const lines = source.lines.filter((line) => line.project === project);
  return outstandingPence(source, project) + sumPence(lines.map(({ subjectPence }) => subjectPence));
}
