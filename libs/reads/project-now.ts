import type { Recovery } from '#funding/funding-source/state';
import type { MoneyEvents } from '#funding/project/money.events';
import { project as projectDecider } from '#funding/project/project';
import type { Bid, DecisionPlace } from '#funding/project/project.events';
import { bidSoFar } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import type { Acceptance, AwardedProject, Decision, Heading } from '#funding/project/state';
import { financialYearOf } from '#kernel/financial-year';
import { projectStream } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { awardNow, isSomething } from '#reads/award-now';
import type { AwardNow } from '#reads/award-now';
import type { Reading } from '#reads/reading';
import { sourcesOf } from '#reads/sources-of-project';
import type { SourceNow, UncoveredSince } from '#reads/uncovered';

/** A chair's action on a project, and what the next meeting said of it. */
export interface ChairsAction {
  readonly action: string;
  readonly by: string;
  readonly consulted: string;
  readonly answer: 'to be ratified' | 'ratified' | 'not ratified';
  /** The meeting that answered. */
  readonly meeting?: string;
}

/**
 * Rule 12: spent and forecast, less what was awarded and what others owe. Nothing is short at nil or below.
 */
export interface Shortfall {
  readonly spentPence: Pence;
  /** For this year and those to come: what was expected of a year that is over is spent or is not. */
  readonly forecastPence: Pence;
  /** The award, less what was released or given back. */
  readonly awardPence: Pence;
  readonly reclaimsPence: Pence;
  readonly shortfallPence: Pence;
}

/** What one project stands for now, folded from its own stream and those of the sources that pay for it. */
export interface ProjectNow {
  readonly acceptance: Acceptance | undefined;
  readonly chairsAction: ChairsAction | undefined;
  readonly award: readonly AwardNow[];
  readonly uncovered: readonly UncoveredSince[];
  readonly claims: readonly MoneyEvents['ExpenditureClaimed'][];
  readonly recoveries: readonly (Recovery & { readonly source: string })[];
  /** What the bid asks for, heading by heading. */
  readonly asked: Bid['costs'];
  readonly matchFunding: NonNullable<Bid['matchFunding']>;
  /** Whether it is funded every year, before bidding opens. */
  readonly annualCommitment: boolean;
  /** The partnerships that share it. */
  readonly jointWith: NonNullable<Bid['jointWith']>;
  readonly inKind: readonly MoneyEvents['InKindInputRecorded'][];
  readonly forecasts: readonly MoneyEvents['ForecastRecorded'][];
  /** Of the bid as proposed, with what finance has moved between them since. */
  readonly headings: readonly Heading[];
  readonly headingMoves: readonly MoneyEvents['HeadingsVired'][];
  readonly shortfall: Shortfall | undefined;
}

/** Folds a project and its sources. */
export async function projectNow(from: Reading, project: string): Promise<ProjectNow> {
  const state = await from.place.state(projectStream(from.partnership, project), projectDecider);
  const { costs: asked = [], matchFunding = [], annualCommitment = false, jointWith = [] } = bidSoFar(state);
  const stated = { asked, matchFunding, annualCommitment, jointWith };
  if (!isAwarded(state)) return { ...nothingAwarded, ...stated };
  const sources = await sourcesOf(from, state);
  const award = awardNow(state, sources).filter(isSomething);
  const recoveries = recoveriesOf(project, sources);
  const { claims, inKind, forecasts, headings, headingMoves } = state.money;
  const expected = [...forecasts.values()].toSorted((a, b) => a.year.localeCompare(b.year));
  return {
    acceptance: state.takenOn || isUnanswered(state) ? undefined : state.acceptance,
    chairsAction: chairsActionOf(state),
    award,
    uncovered: sources.flatMap((source) => source.uncovered.filter((one) => isOf(one, project))),
    claims: [...claims.values()].flatMap(({ status, terms }) => (status === 'open' ? [terms] : [])),
    recoveries,
    ...stated,
    inKind: [...inKind.values()],
    forecasts: expected,
    headings: [...headings.values()],
    headingMoves: [...headingMoves.values()],
    shortfall: shortfallOf(award, recoveries, expected, from.place.today()),
  };
}

const nothingAwarded: Omit<ProjectNow, 'asked' | 'matchFunding' | 'annualCommitment' | 'jointWith'> = {
  acceptance: undefined,
  chairsAction: undefined,
  award: [],
  uncovered: [],
  claims: [],
  recoveries: [],
  inKind: [],
  forecasts: [],
  headings: [],
  headingMoves: [],
  shortfall: undefined,
};

/** An award that was withdrawn for another reason is not waited for any more. */
function isUnanswered({ status, acceptance }: AwardedProject): boolean {
  return status === 'award-withdrawn' && acceptance.answer === 'awaited';
}

function isOf(one: UncoveredSince, project: string): boolean {
  return one.of === 'commitment' && one.project === project;
}

/** The chair's action that funded it, where one did, and the answer of the next meeting. */
function chairsActionOf(state: AwardedProject): ChairsAction | undefined {
  const all = [...state.decisions.values()];
  const funded = all.find(({ type }) => type === 'ProjectFunded')?.data as DecisionPlace | undefined;
  if (funded?.chairsAction === undefined) return undefined;
  const { by, consulted } = funded.chairsAction;
  return { action: funded.decision.replace(/^action\//u, ''), by, consulted, ...answerTo(state, all) };
}

function answerTo(
  { actionToRatify }: AwardedProject,
  decisions: readonly Decision[],
): Pick<ChairsAction, 'answer' | 'meeting'> {
  if (actionToRatify !== undefined) return { answer: 'to be ratified' };
  const answered = decisions.find(({ type }) => type.startsWith('ChairsAction'));
  const { meeting } = (answered?.data ?? {}) as Partial<DecisionPlace>;
  const answer = answered?.type === 'ChairsActionNotRatified' ? 'not ratified' : 'ratified';
  return meeting === undefined ? { answer } : { answer, meeting };
}

/** What others owe, or owed: what was brought forward stands at the source that it is owed to now. */
function recoveriesOf(project: string, sources: readonly SourceNow[]): ProjectNow['recoveries'] {
  const all = sources.flatMap(({ source, state }) => {
    const recoveries = state.status === 'none' ? [] : [...state.recoveries.values()];
    return recoveries.flatMap((one) => (one.project === project ? [{ ...one, source }] : []));
  });
  const wasBroughtOn = (one: (typeof all)[number]): boolean =>
    all.some((other) => other.broughtFrom === one.source && other.recovery === one.recovery);
  return all.filter((one) => !wasBroughtOn(one));
}

/** The shortfall of rule 12, where anything is forecast. */
function shortfallOf(
  award: readonly AwardNow[],
  recoveries: ProjectNow['recoveries'],
  forecasts: ProjectNow['forecasts'],
  today: string,
): Shortfall | undefined {
  if (forecasts.length === 0) return undefined;
  const open = forecasts.filter(({ year }) => year >= financialYearOf(today));
  const reclaims = recoveries.filter(({ kind }) => kind === 'reclaim');
  const spentPence = sumPence(award.map((line) => line.spentPence));
  const forecastPence = sumPence(open.map(({ amountPence }) => amountPence));
  const awardPence = sumPence(
    award.flatMap((line) => [line.awardedPence, -line.releasedPence, -line.givenBackPence]),
  );
  const reclaimsPence = sumPence(reclaims.map(({ owedPence }) => owedPence));
  const shortfallPence = sumPence([spentPence, forecastPence, -awardPence, -reclaimsPence]);
  return { spentPence, forecastPence, awardPence, reclaimsPence, shortfallPence };
}
