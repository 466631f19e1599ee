import type { FundingType } from '#funding/funding-source/funding-source.events';
import { linesOf } from '#funding/funding-source/state';
import type { AwardedProject, AwardLine } from '#funding/project/state';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { successorOf } from '#reads/sources-of-project';
import type { SourceNow } from '#reads/uncovered';

/** An award at one source and funding type, as a reader asks for it. */
export interface AwardNow {
  readonly source: string;
  /** The sources that it was charged to, and those of later years that took over: the last answers for it. */
  readonly sources: readonly string[];
  readonly fundingType: FundingType;
  /** As decided, whether or not its money is confirmed. */
  readonly awardedPence: Pence;
  /** The part that waits for money that is to be confirmed: no commitment yet. */
  readonly subjectToFundingPence: Pence;
  readonly spentPence: Pence;
  /** Released by finance, unspent. */
  readonly releasedPence: Pence;
  /** Payments of a closed year that were reversed since: that money is its new source's. */
  readonly givenBackPence: Pence;
  /** Committed, and neither spent, released nor given back. */
  readonly unspentPence: Pence;
  readonly overspendPence: Pence;
}

/**
 * The award by source and funding type. After the close of a year what was allocated at a source is spent at
 * its successor, so the lines of both are one.
 */
export function awardNow(state: AwardedProject, sources: readonly SourceNow[]): readonly AwardNow[] {
  const lines = [...state.money.lines.values()];
  const byPlace = Map.groupBy(lines, ({ source, fundingType }) => `${endOf(source, sources)} ${fundingType}`);
  return [...byPlace.values()].flatMap((parts) => {
    const [first] = parts;
    return first === undefined ? [] : [lineNow(state, parts, chainOf(first.source, sources), sources)];
  });
}

/**
 * The sources of a line in words: those that gave, and then the one that took over: `Council and police, then
 * next`.
 *
 * @param called what a source is called; its id where nothing is said
 */
export function sourcesInTurn(
  { sources }: Pick<AwardNow, 'sources'>,
  called: (source: string) => string = (source) => source,
): string {
  const names = sources.map(called);
  const before = names.slice(0, -1).join(' and ');
  return [before, names.at(-1) ?? ''].filter((name) => name !== '').join(', then ');
}

/** Whether anything was ever left of a line: of an award that was withdrawn, nothing is. */
export function isSomething({ awardedPence, spentPence, releasedPence, givenBackPence }: AwardNow): boolean {
  return [awardedPence, spentPence, releasedPence, givenBackPence].some((pence) => pence !== 0);
}

function lineNow(
  state: AwardedProject,
  parts: readonly AwardLine[],
  chain: readonly string[],
  sources: readonly SourceNow[],
): AwardNow {
  const [{ fundingType } = { fundingType: 'revenue' as const }] = parts;
  const [source = ''] = chain;
  const sum = (what: (line: AwardLine) => Pence): Pence => sumPence(parts.map(what));
  const subject = subjectPence(state.project, fundingType, chain, sources);
  const givenBack = reversedSinceClose(state, fundingType, chain);
  const spent = sum((line) => line.spentPence);
  const overspend = sum((line) => line.overspendPence);
  const awarded = sum((line) => line.awardedPence);
  const gone = sum((line) => line.releasedPence);
  return {
    source,
    sources: chain,
    fundingType,
    awardedPence: awarded,
    subjectToFundingPence: subject,
    spentPence: spent,
    releasedPence: gone - givenBack,
    givenBackPence: givenBack,
    unspentPence: sumPence([awarded, -subject, -gone, -spent, overspend]),
    overspendPence: overspend,
  };
}

/** The source that answers for a source now: itself, or the last of those that took over in turn. */
function endOf(source: string, sources: readonly SourceNow[]): string {
  const now = sources.find((one) => one.source === source);
  const next = now === undefined ? undefined : successorOf(now);
  return next === undefined ? source : endOf(next, sources);
}

/** A source, what else was taken over by the same, and last the one that answers for it now. */
function chainOf(source: string, sources: readonly SourceNow[]): readonly string[] {
  const end = endOf(source, sources);
  const before = sources.map((one) => one.source).filter((other) => endOf(other, sources) === end);
  return [...before.filter((other) => other !== end), end];
}

function subjectPence(
  project: string,
  fundingType: FundingType,
  chain: readonly string[],
  sources: readonly SourceNow[],
): Pence {
  const lines = sources.flatMap(({ source, state }) => {
    return state.status === 'none' || !chain.includes(source) ? [] : linesOf(state, fundingType, project);
  });
  return sumPence(lines.map((line) => line.subjectPence));
}

/** What reversals of payments of closed years took out of the award. */
function reversedSinceClose(
  { money }: AwardedProject,
  fundingType: FundingType,
  chain: readonly string[],
): Pence {
  const reversals = [...money.payments.values()].flatMap(({ reversal }) => reversal ?? []);
  const charges = reversals.flatMap(({ charges: all, priorYear }) => {
    return all.filter(({ source }) => priorYear?.closed.some((one) => one.source === source));
  });
  const here = charges.filter((one) => one.fundingType === fundingType && chain.includes(one.source));
  return sumPence(here.map(({ amountPence, overspendPence }) => amountPence - overspendPence));
}
