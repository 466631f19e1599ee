import type { DataOf, FundingType, VirementTerms } from '#funding/funding-source/funding-source.events';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { decisionIdOf, releaseBy } from './project.asks.js';
import type { ProjectEvents } from './project.events.js';
import type { Decision } from './state.js';

/** What a decision did with money at one source. */
export interface DecidedMoney {
  readonly does: keyof typeof phrases;
  readonly source: string;
  /** Of money that was moved: the project that it came from, and the source and project that it went to. */
  readonly project?: string;
  readonly to?: string;
  readonly toProject?: string;
  readonly fundingType: FundingType;
  readonly amountPence: Pence;
  readonly subjectToFunding?: boolean;
  readonly fromReserve?: string;
}

/**
 * What a decision on a project did with money, source by source, as it was decided and whatever became of it
 * since. Nothing for one on which no money hangs, and for one that ends an award: how much goes back then is
 * told by the sources, under the identity that `releaseEnding` has for it.
 */
export function moneyDecided({ type, data }: Decision): readonly DecidedMoney[] {
  if (type === 'ProjectFunded' || type === 'ProjectTakenOn') {
    const { allocations } = data as ProjectEvents['ProjectFunded' | 'ProjectTakenOn'];
    return allocations.map((line) => ({ ...line, does: 'awarded' }));
  }
  if (type === 'AwardVaried') {
    const { changes } = data as ProjectEvents['AwardVaried'];
    return changes.map(({ change, ...line }) => ({ ...line, does: change }));
  }
  if (type !== 'OverspendDecided') return [];
  const { outcome, allocations } = data as ProjectEvents['OverspendDecided'];
  return allocations.map((line) => ({ ...line, does: outcome }));
}

/** What was held in reserve at a source. */
export function moneyHeld(
  source: string,
  { fundingType, amountPence }: Pick<DataOf<'ReserveHeld'>, 'fundingType' | 'amountPence'>,
): DecidedMoney {
  return { does: 'held', source, fundingType, amountPence };
}

/** What a virement moves, from where to where. */
export function moneyMoved({
  from,
  to,
  fundingType,
  amountPence,
}: Omit<VirementTerms, 'virement'>): DecidedMoney {
  return {
    does: 'moved',
    source: from.source,
    ...(from.project === undefined ? {} : { project: from.project }),
    to: to.source,
    ...(to.project === undefined ? {} : { toProject: to.project }),
    fundingType,
    amountPence,
  };
}

/** Under which identity the sources tell what they got back by a decision that ends an award. */
export function releaseEnding({ type, data }: Decision): string | undefined {
  if (type === 'AwardRescinded')
    return releaseBy('rescinded', (data as ProjectEvents['AwardRescinded']).decision);
  if (type !== 'ChairsActionNotRatified') return undefined;
  const { action } = data as ProjectEvents['ChairsActionNotRatified'];
  return releaseBy('not-ratified', decisionIdOf({ action }));
}

/** What a source got back of an award: what was committed, and what still waited for its funding. */
export function moneyGivenBack(
  source: string,
  { fundingType, lines }: Pick<DataOf<'CommitmentReleased'>, 'fundingType' | 'lines'>,
): readonly DecidedMoney[] {
  const at = { does: 'given-back', source, fundingType } as const;
  const committed = { ...at, amountPence: sumPence(lines.map((line) => line.committedPence)) };
  const subject = { ...at, amountPence: sumPence(lines.map((line) => line.subjectPence)) };
  return [committed, { ...subject, subjectToFunding: true }].filter(({ amountPence }) => amountPence > 0);
}

/**
 * The same in words: `£4,000.00 of revenue from Home Office, 2011/12`.
 *
 * @param called what a source is called
 * @param titled what a project is called
 */
export function decidedMoneyInWords(
  money: DecidedMoney,
  called: (source: string) => string,
  titled: (project: string) => string,
): string {
  const { does, source, to = source, fundingType, amountPence, subjectToFunding, fromReserve } = money;
  const what = `${formatPence(amountPence)} of ${fundingType}`;
  const end = (at: string, project: string | undefined): string =>
    project === undefined ? called(at) : `${titled(project)} at ${called(at)}`;
  const said = phrases[does](what, end(source, money.project), end(to, money.toProject));
  const reserve = fromReserve === undefined ? '' : ', out of what was held in reserve';
  return `${said}${subjectToFunding === true ? ', subject to funding' : ''}${reserve}`;
}

const phrases = {
  awarded: (what: string, source: string) => `${what} from ${source}`,
  more: (what: string, source: string) => `${what} more from ${source}`,
  less: (what: string, source: string) => `${what} less from ${source}`,
  'given-back': (what: string, source: string) => `${what} given back to ${source}`,
  accept: (what: string, source: string) => `${what} spent beyond the award at ${source}, accepted`,
  recover: (what: string, source: string) => `${what} spent beyond the award at ${source}, to be recovered`,
  held: (what: string, source: string) => `${what} held in reserve at ${source}`,
  moved: (what: string, from: string, to: string) => `${what} moved from ${from} to ${to}`,
} as const;
