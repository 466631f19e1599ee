import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { isAwarded, isBid, lineKey } from './state.js';
import type { AwardedProject, AwardLine, ProjectState } from './state.js';
import type { Charge, PaidCharge } from './money.events.js';
import type { Bid } from './project.events.js';

/** The bid as far as it has come; empty before there is one. */
export function bidSoFar(state: ProjectState): Partial<Bid> {
  if (isBid(state) || isAwarded(state)) return state.bid;
  return state.status === 'none' ? {} : state.draft;
}

/** Who is its lead officer now; undefined before there is a bid. */
export function leadOfficerOf(state: ProjectState): string | undefined {
  return bidSoFar(state).leadOfficer;
}

/** Everyone who ever was its lead officer, or proposed it: none of them decides on it (rule 2). */
export function ownersOf(state: ProjectState): readonly string[] {
  return state.status === 'none' ? [] : state.owners;
}

/** The priorities that it serves, which a ring-fence is checked against. */
export function priorities(state: ProjectState): readonly string[] {
  return bidSoFar(state).priorities ?? [];
}

/**
 * The financial years in which its bid has costs: the years that sources of its award can be for (rule 10).
 */
export function costYears(state: ProjectState): readonly string[] {
  return [...new Set((bidSoFar(state).costs ?? []).map(({ year }) => year))];
}

/** What a bid asks for in all, or of one funding type, in pence. */
export function costOf(bid: Pick<Bid, 'costs'>, fundingType?: FundingType): Pence {
  const lines = bid.costs.filter((cost) => fundingType === undefined || cost.fundingType === fundingType);
  return sumPence(lines.map(({ amountPence }) => amountPence));
}

/** The award by source and funding type; none before the decision. */
export function awardLines(state: ProjectState): readonly AwardLine[] {
  return isAwarded(state) ? [...state.money.lines.values()] : [];
}

/** What the award comes to as decisions and virements have left it, in pence. */
export function awardPence(state: ProjectState): Pence {
  return sumPence(awardLines(state).map((line) => line.awardedPence));
}

/** What was paid and not reversed, whether or not the award covered it, in pence. */
export function spentPence(state: ProjectState): Pence {
  return sumPence(awardLines(state).map((line) => line.spentPence));
}

/** What was paid and not reversed, by the sources that were charged. */
export function standingCharges(state: ProjectState): readonly PaidCharge[] {
  const payments = isAwarded(state) ? [...state.money.payments.values()] : [];
  return payments.filter(({ reversal }) => reversal === undefined).flatMap(({ terms }) => terms.charges);
}

/** The overspend that awaits decision, in pence. */
export function overspendPence(state: ProjectState): Pence {
  return sumPence(awardLines(state).map(undecidedOverspendPence));
}

/** The part of an overspend at one source and funding type that awaits decision, in pence. */
export function undecidedOverspendPence(line: AwardLine): Pence {
  return line.overspendPence - line.recoveringPence;
}

/** What of an award at one source and funding type is neither spent nor released, in pence. */
export function unspentPence(line: AwardLine): Pence {
  return line.awardedPence - line.releasedPence - (line.spentPence - line.overspendPence);
}

interface Place {
  readonly source: string;
  readonly fundingType: FundingType;
}

/**
 * What can still be claimed at a source and funding type of the award, in pence: neither spent, released nor
 * claimed. Never more than is left of that funding type in all, because after the close of a year what was
 * allocated at a source is spent at its successor.
 */
export function claimablePence(state: AwardedProject, at: Place): Pence {
  const own = linesAt(state, (line) => lineKey(line) === lineKey(at));
  return Math.max(0, Math.min(own, linesAt(state, ofType(at))));
}

/**
 * What a decision or a virement can still take away at a source and funding type, in pence. The project does
 * not know the successor of a closed source: there the funding type as a whole is the limit, and the source's
 * own commitments are a closer one.
 */
export function takeablePence(state: AwardedProject, at: Place): Pence {
  const awarded = state.money.lines.get(lineKey(at))?.awardedPence ?? 0;
  return awarded > 0 ? claimablePence(state, at) : Math.max(0, linesAt(state, ofType(at)));
}

function ofType({ fundingType }: Place): (place: Place) => boolean {
  return (place) => place.fundingType === fundingType;
}

/** What is unspent of some lines of the award, less the claims on them that are open. */
function linesAt(state: AwardedProject, isThere: (place: Place) => boolean): Pence {
  const lines = [...state.money.lines.values()].filter(isThere);
  const open = [...state.money.claims.values()].filter(({ status }) => status === 'open');
  const claimed = open.flatMap(({ terms }) => terms.charges).filter(isThere);
  return sumPence([...lines.map(unspentPence), ...claimed.map(({ amountPence }) => -amountPence)]);
}

/**
 * What is said of each source and funding type in one sum: one source may have taken over from several that
 * were named.
 */
export function oneAPlace(charges: readonly Charge[]): Charge[] {
  return [...Map.groupBy(charges, lineKey).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { source, fundingType, amountPence } = first;
    return [{ source, fundingType, amountPence: sumPence([amountPence, ...others.map(penceOf)]) }];
  });
}

function penceOf({ amountPence }: Charge): Charge['amountPence'] {
  return amountPence;
}

/** A list of things in words: `staff; printing`. */
export function inWords(things: Iterable<string>): string {
  return [...things].join('; ');
}

/** The place and amount of a shortage, as facts of a refusal. */
export function shortAt(
  { source, fundingType }: Place,
  name: string,
  amountPence: Pence,
): Record<string, string> {
  return { source, fundingType, [name]: formatPence(amountPence) };
}
