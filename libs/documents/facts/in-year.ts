import type { AwardMoney } from '#documents/facts/award-money';
import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import type { Behind, Figure } from '#documents/model/document';
import type { ProjectFacts } from '#documents/facts/project-facts';
import type { Reserve, SourceFacts } from '#documents/facts/source-facts';
import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** The sources of a financial year, in the order in which they were opened. */
export function sourcesOf({ sources }: Facts, year: FinancialYear): readonly SourceFacts[] {
  return [...sources.values()].filter((source) => source.year === year);
}

/**
 * What a year's sources have for a project, step by step: these come to what is committed, waits and is
 * spent.
 */
export interface YearsMoney {
  /** The award as decisions and virements have left it. */
  readonly awardPence: Pence;
  readonly broughtPence: Pence;
  readonly releasedUnspentPence: Pence;
  readonly overspendPence: Pence;
  readonly carriedPence: Pence;
  readonly behind: Behind;
}

export function moneyIn({ awards }: Facts, { project }: ProjectFacts, year: FinancialYear): YearsMoney {
  const kept = awards.of(project, year);
  const sum = (figure: (one: AwardMoney) => Pence): Pence => sumPence(kept.map(figure));
  return {
    awardPence: sum((one) => one.allocatedPence - one.withdrawnPence),
    broughtPence: sum((one) => one.broughtPence),
    releasedUnspentPence: sum((one) => one.unspentPence),
    overspendPence: sum((one) => one.overspendPence),
    carriedPence: sum((one) => one.carriedPence),
    behind: together(kept.map((one) => one.behind)),
  };
}

/**
 * What a project costs a year: its award from the year's sources, and what came to them from the year before.
 */
export function costIn(facts: Facts, project: ProjectFacts, year: FinancialYear): Figure {
  const { awardPence, broughtPence, behind } = moneyIn(facts, project, year);
  return { pence: awardPence + broughtPence, behind };
}

/**
 * What was spent on a project to date, whichever years paid, as its own record has it: what a closed year
 * paid and a later one got back is not spent on it any more, though the figures of the closed year stand.
 */
export function spentToDate({ money }: Pick<Facts, 'money'>, project: string): Figure {
  return money.figure({ account: ['spent', 'prior-year'], project });
}

/**
 * What a project costs over all its years, as its outputs are those of all of them: what was spent on it once
 * it has finished, and else its award.
 */
export function wholeCost(facts: Facts, { project, finish }: ProjectFacts): Figure {
  if (finish !== undefined) return spentToDate(facts, project);
  const given = facts.awards.ofAllYears(project);
  return {
    pence: sumPence(given.map(({ allocatedPence, withdrawnPence }) => allocatedPence - withdrawnPence)),
    behind: together(given.map(({ behind }) => behind)),
  };
}

/**
 * The projects of a year: those for which its sources have or had something, and those without cost that run
 * in it. One that was never paid and whose award fell is none.
 */
export function projectsIn(facts: Facts, year: FinancialYear): readonly ProjectFacts[] {
  return [...facts.projects.values()].filter((project) => {
    const { awardPence, broughtPence, releasedUnspentPence, overspendPence } = moneyIn(facts, project, year);
    const hasMoney = [awardPence, broughtPence, releasedUnspentPence, overspendPence].some(
      (pence) => pence !== 0,
    );
    return hasMoney || (project.awarded && isNilCost(project) && runsIn(project, year));
  });
}

/**
 * The events by which a project is counted among those of a year: its bid, which names its priorities, and
 * the decision that awarded it, or what a source has for it where that is not known yet.
 */
function countedBy(facts: Facts, project: ProjectFacts, year: FinancialYear): Behind {
  const awarded = project.decisions.find(({ what }) => what === 'approved' || what === 'taken on');
  const decided = awarded === undefined ? moneyIn(facts, project, year).behind : [awarded.position];
  return together([project.bidBehind, decided]);
}

/** The same of several. */
export function allCountedBy(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Behind {
  return together(projects.map((project) => countedBy(facts, project, year)));
}

/** The reserves that stand at the sources of a year. */
export function reservesIn(
  facts: Facts,
  year: FinancialYear,
): readonly (Reserve & { readonly source: string })[] {
  return sourcesOf(facts, year).flatMap(({ source, reserves }) =>
    [...reserves.values()].filter(({ pence }) => pence !== 0).map((reserve) => ({ ...reserve, source })),
  );
}

function isNilCost({ lines }: ProjectFacts): boolean {
  return [...lines.values()].every(({ awardedPence, spentPence }) => awardedPence === 0 && spentPence === 0);
}

function runsIn(project: ProjectFacts, year: FinancialYear): boolean {
  return runsBetween(project, firstDayOf(year), lastDayOf(year));
}

/** Whether a project runs, or is to run, on any of these days. */
export function runsBetween(project: ProjectFacts, from: LocalDate, to: LocalDate): boolean {
  const began = beganOn(project);
  const ends = project.finish?.on ?? project.plannedFinish ?? began;
  return began <= to && ends >= from;
}

function beganOn({ bid, decisions, startedOn }: ProjectFacts): LocalDate {
  return startedOn ?? bid.startsOn ?? decisions[0]?.on ?? '';
}
