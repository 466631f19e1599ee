import { refuse } from '#kernel/decider';
import { formatPence, sumPence } from '#kernel/pence';
import { accepted, allocated, lineAt, recovering, released } from './award-lines.js';
import { duplicateOf } from './award-terms.js';
import type { Charge, HeadingMove, MoneyEvents } from './money.events.js';
import type { AwardEvents } from './project.events.js';
import { inWords, takeablePence, shortAt, undecidedOverspendPence } from './queries.js';
import {
  decidedBefore,
  placeOf,
  repeats,
  stated,
  whenAwarded,
  withDecision,
  withEntry,
  wrongStage,
} from './rules.js';
import type { Answer, Asked, Folds, Refusal, Rules } from './rules.js';
import { withMoney } from './spending.js';
import { headingKey, isOver, moveKey } from './state.js';
import type { AwardedProject, Heading, Money } from './state.js';

export const moneyRules: Rules<
  | 'ReleaseCommitment'
  | 'MoveAward'
  | 'VireWithinProject'
  | 'RecordForecast'
  | 'RecordInKindInput'
  | 'DecideOverspend',
  AwardedProject
> = {
  ReleaseCommitment: release,
  MoveAward: move,
  VireWithinProject: vire,
  RecordForecast: forecast,
  RecordInKindInput: recordInKind,
  DecideOverspend: decideOverspend,
};

/** After the finish the unspent award stays committed until finance releases it (rule 12). */
function release(command: Asked<'ReleaseCommitment'>, state: AwardedProject): Answer {
  const { release: id, reason, facts } = command;
  const known = state.money.releases.get(id);
  if (known !== undefined) return known.reason === reason ? [] : refuse('release-differs');
  if (!isOver(state)) return wrongStage(state, 'finished');
  const claims = [...state.money.claims].filter(([, { status }]) => status === 'open').map(([open]) => open);
  if (claims.length > 0) return refuse('claims-open', { claims: inWords(claims) });
  if (facts.unspentPence <= 0) return refuse('nothing-unspent');
  const data = { release: id, releasedPence: facts.unspentPence, reason };
  return [{ type: 'UnspentAwardReleased', data }];
}

function move(command: Asked<'MoveAward'>, state: AwardedProject): Answer {
  const { virement, change, from, source, fundingType, amountPence } = command;
  const data = { virement, change, from, source, fundingType, amountPence };
  const known = state.money.moves.get(moveKey(data));
  if (known !== undefined) return repeats(known, data) ? [] : refuse('virement-differs');
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  const left = takeablePence(state, data);
  if (change === 'less' && amountPence > left)
    return refuse('more-than-unspent', shortAt(data, 'unspent', left));
  return [{ type: 'AwardMovedByVirement', data }];
}

function vire(command: Asked<'VireWithinProject'>, state: AwardedProject): Answer {
  const { virement, fromHeading, toHeading, amountPence, reason } = command;
  const asked = stated({ year: command.year, fundingType: command.fundingType });
  const known = state.money.headingMoves.get(virement);
  const said = { virement, fromHeading, toHeading, amountPence, reason, ...asked };
  if (known !== undefined) return repeats(known, said) ? [] : refuse('virement-differs');
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  const place = sharedPlace(command, state.money);
  if ('refused' in place) return place;
  const { year, fundingType } = place;
  return [{ type: 'HeadingsVired', data: { ...said, year, fundingType } }];
}

type Place = Pick<Heading, 'year' | 'fundingType'>;

/**
 * The one year and funding type within which money can move between two headings: it never crosses either.
 */
function sharedPlace(
  asked: Asked<'VireWithinProject'>,
  { headings }: Money,
): Place | Exclude<Refusal, undefined> {
  const { fromHeading, toHeading, amountPence } = asked;
  if (fromHeading === toHeading) return refuse('heading-to-itself');
  const from = linesOf(headings, fromHeading).filter((line) => isAskedFor(line, asked));
  if (from.length === 0) return refuse('no-such-heading', { heading: fromHeading });
  const to = linesOf(headings, toHeading);
  // A heading that is new takes the year and the funding type of the one that it comes from.
  const shared = to.length === 0 ? from : from.filter((line) => to.some((other) => isSamePlace(line, other)));
  const [only, another] = shared;
  if (only === undefined) return refuse('across-types-or-years');
  if (another !== undefined)
    return refuse('which-year-and-type', { both: inWords(shared.map(placeInWords)) });
  if (only.amountPence >= amountPence) return only;
  return refuse('more-than-heading', { heading: fromHeading, left: formatPence(only.amountPence) });
}

function linesOf(headings: Money['headings'], name: string): readonly Heading[] {
  return [...headings.values()].filter(({ heading }) => heading === name);
}

function isAskedFor(line: Heading, { year, fundingType }: Asked<'VireWithinProject'>): boolean {
  return (year ?? line.year) === line.year && (fundingType ?? line.fundingType) === line.fundingType;
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.year === b.year && a.fundingType === b.fundingType;
}

function placeInWords({ year, fundingType }: Place): string {
  return `${year} ${fundingType}`;
}

function forecast({ year, amountPence, note }: Asked<'RecordForecast'>, state: AwardedProject): Answer {
  const data = { year, amountPence, note };
  const known = state.money.forecasts.get(year);
  if (known !== undefined && repeats(known, data)) return [];
  return [{ type: 'ForecastRecorded', data: stated(data) }];
}

function recordInKind(command: Asked<'RecordInKindInput'>, state: AwardedProject): Answer {
  const { entry, from, description, valuePence } = command;
  const data = { entry, from, description, valuePence };
  const known = state.money.inKind.get(entry);
  if (known !== undefined) return repeats(known, data) ? [] : refuse('entry-differs');
  return [{ type: 'InKindInputRecorded', data: stated(data) }];
}

function decideOverspend(command: Asked<'DecideOverspend'>, state: AwardedProject): Answer {
  const { decision, outcome, shares } = command;
  const place = placeOf(decision);
  const said = { outcome, allocations: shares, reasons: decision.reasons };
  const before = decidedBefore(state, { type: 'OverspendDecided', decision: place.decision, said });
  if (before !== undefined) return before;
  const overspendPence = sumPence(shares.map(({ amountPence }) => amountPence));
  const data = { ...place, outcome, overspendPence, allocations: shares };
  return unfitShares(shares, state) ?? [{ type: 'OverspendDecided', data }];
}

function unfitShares(shares: readonly Charge[], { money }: AwardedProject): Refusal {
  const twice = duplicateOf(shares);
  if (twice !== undefined) return refuse('duplicate-charge', twice);
  for (const share of shares) {
    const awaiting = undecidedOverspendPence(lineAt(money.lines, share));
    if (share.amountPence > awaiting)
      return refuse('more-than-overspend', shortAt(share, 'overspend', awaiting));
  }
  return undefined;
}

export const moneyFolds: Folds<
  Pick<AwardEvents, 'OverspendDecided'> &
    Pick<
      MoneyEvents,
      | 'UnspentAwardReleased'
      | 'AwardMovedByVirement'
      | 'HeadingsVired'
      | 'ForecastRecorded'
      | 'InKindInputRecorded'
    >
> = {
  UnspentAwardReleased: (state, data) =>
    withMoney(state, (money) => {
      const releases = withEntry(money.releases, data.release, data);
      return { ...money, lines: released(money.lines), releases };
    }),
  AwardMovedByVirement: (state, data) =>
    withMoney(state, (money) => ({
      ...money,
      lines: allocated(money.lines, data),
      moves: withEntry(money.moves, moveKey(data), data),
    })),
  HeadingsVired: (state, data) => withMoney(state, (money) => headingsVired(money, data)),
  ForecastRecorded: (state, data) =>
    withMoney(state, (money) => ({ ...money, forecasts: withEntry(money.forecasts, data.year, data) })),
  InKindInputRecorded: (state, data) =>
    withMoney(state, (money) => ({ ...money, inKind: withEntry(money.inKind, data.entry, data) })),
  OverspendDecided: (state, data) =>
    whenAwarded(state, (project) => {
      const decided = withDecision(project, data.decision, { type: 'OverspendDecided', data });
      const settle = data.outcome === 'accept' ? accepted : recovering;
      const lines = data.allocations.reduce(settle, project.money.lines);
      return { ...decided, money: { ...project.money, lines } };
    }),
};

function headingsVired(money: Money, data: HeadingMove): Money {
  const { year, fundingType, fromHeading, toHeading, amountPence, virement } = data;
  const less = headingChanged(money.headings, {
    heading: fromHeading,
    year,
    fundingType,
    amountPence: -amountPence,
  });
  const headings = headingChanged(less, { heading: toHeading, year, fundingType, amountPence });
  return { ...money, headings, headingMoves: withEntry(money.headingMoves, virement, data) };
}

function headingChanged(headings: Money['headings'], change: Heading): Money['headings'] {
  const before = headings.get(headingKey(change))?.amountPence ?? 0;
  return withEntry(headings, headingKey(change), { ...change, amountPence: before + change.amountPence });
}
