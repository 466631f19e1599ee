import type { Facts } from '#documents/facts/facts';
import { runsBetween } from '#documents/facts/in-year';
import { nothing, summed } from '#documents/facts/money';
import type { ProjectFacts, UpdateFacts } from '#documents/facts/project-facts';
import { owesEvaluation, titleOf } from '#documents/facts/project-words';
import { financeOf, reclaimsByProject } from '#documents/finance';
import type { ProjectFinance } from '#documents/finance';
import { actualCell, indicatorsIn, nameOf, targetCell } from '#documents/indicators';
import { byWhom } from '#documents/indicator-tables';
import { periodInWords } from '#documents/period-words';
import { gradeInWords, risksIn } from '#documents/risk-register';
import { amount, money } from '#documents/model/document';
import type { Figure, Sentence } from '#documents/model/document';
import { oneAfterAnother, sentenceOf, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { lastDayOfPeriod, periods } from '#funding/indicator/periods';
import { financialYearOf } from '#kernel/financial-year';
import { addDays, daysBetween, formatDate, formatMonth } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { IndicatorLine } from '#projections/indicators-at';
import type { RiskLine } from '#projections/risks-at';

/** What a highlight report is about: a project, the projects of a thematic group, or all; in a period. */
export interface ReportScope {
  readonly project?: string;
  readonly group?: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The four texts of a highlight report. */
export interface ReportTexts {
  readonly budget: string;
  readonly progress: string;
  readonly performanceAndRisk: string;
  readonly nextPeriod: string;
}

/**
 * The texts of a highlight report as the record has them: the money, the updates, what was measured, the
 * risks and what comes next. It is for an officer to finish; lines that begin with a hyphen are items of a
 * list.
 */
export function draftOf(facts: Facts, scope: ReportScope): ReportTexts {
  const { budget, progress, performanceAndRisk, nextPeriod } = draftLines(facts, scope);
  return {
    budget: textOf(budget),
    progress: textOf(progress),
    performanceAndRisk: textOf(performanceAndRisk),
    nextPeriod: textOf(nextPeriod),
  };
}

/** The same line by line, with the figures of each. */
export type ReportLines = Readonly<Record<keyof ReportTexts, readonly Sentence[]>>;

export function draftLines(facts: Facts, scope: ReportScope): ReportLines {
  const projects = projectsOf(facts, scope);
  return {
    budget: kept(budgetLines(facts, scope, projects)),
    progress: kept(progressLines(projects, scope)),
    performanceAndRisk: kept(performanceLines(facts, scope, projects)),
    nextPeriod: kept(nextLines(facts, scope, projects)),
  };
}

/** A text of a report holds 20,000 characters, and whoever finishes it adds some. */
const mostCharacters = 16_000;

function kept(lines: readonly (Sentence | string)[]): readonly Sentence[] {
  if (lines.length === 0) return [sentenceOf('Nothing is recorded.')];
  let length = 0;
  const all = lines.map(sentenceOf);
  const those = all.filter(({ text }) => (length += text.length + 1) <= mostCharacters);
  const left = all.length - those.length;
  return left === 0 ? those : [...those, sentenceOf(`${left} more are in the record.`)];
}

function textOf(lines: readonly Sentence[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function item(said: Sentence | string): Sentence {
  if (typeof said !== 'string') return told`- ${said}`;
  return sentenceOf(`- ${oneLine(said)}`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/gu, ' ');
}

/** The projects that a report is about, by title. */
function projectsOf({ projects }: Facts, { project, group, from, to }: ReportScope): readonly ProjectFacts[] {
  const known = [...projects.values()].filter((one) => {
    if (project !== undefined) return one.project === project;
    const isAsked = group === undefined || one.bid.thematicGroup === group;
    return one.awarded && isAsked && runsBetween(one, from, to);
  });
  return known.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), 'en-GB'));
}

function budgetLines(facts: Facts, scope: ReportScope, projects: readonly ProjectFacts[]): Sentence[] {
  const owed = reclaimsByProject(facts);
  const finances = projects.map((one) => financeOf(facts, one, owed.get(one.project) ?? []));
  const funded = finances.filter(({ allocated, spent }) => allocated.pence !== 0 || spent.pence !== 0);
  if (scope.project !== undefined) return finances.map((one) => moneySentences(facts, [one]));
  const each = funded.map((one) => item(told`${titleOf(one.project)}: ${moneySentences(facts, [one])}`));
  const all = funded.length === 0 ? [] : [moneySentences(facts, funded), ...each];
  return scope.group === undefined ? [...all, ...unallocated(facts, scope.to)] : all;
}

function moneySentences(facts: Facts, finances: readonly ProjectFinance[]): Sentence {
  const sum = (figure: (one: ProjectFinance) => Figure): Figure => summed(finances.map(figure));
  const standing = (account: 'committed' | 'subject-to-funding'): Figure =>
    sum(({ project: { project } }) => facts.money.figure({ account, project }));
  const [allocated, spent] = [sum((one) => one.allocated), sum((one) => one.spent)];
  const [left, waiting] = [standing('committed'), standing('subject-to-funding')];
  const owed = sum((one) => one.owed);
  const short = sum((one) => (one.short === undefined || one.short.pence <= 0 ? nothing : one.short));
  return oneAfterAnother([
    told`${amount(allocated)} is allocated, ${amount(spent)} is spent and ${amount(left)} is committed and not yet spent.`,
    waiting.pence === 0 ? '' : told`${amount(waiting)} waits for funding to be confirmed.`,
    owed.pence === 0 ? '' : told`${amount(owed)} is to be reclaimed.`,
    short.pence === 0 ? '' : told`The plans are ${amount(short)} short.`,
  ]);
}

/** What the sources of the year can still award, named, so that a sum that waits to be allocated is seen. */
function unallocated({ sources, money: known }: Facts, to: LocalDate): Sentence[] {
  const ofYear = [...sources.values()].filter(({ year }) => year === financialYearOf(to));
  return ofYear.flatMap(({ source, name }) =>
    (['capital', 'revenue'] as const).flatMap((fundingType) => {
      const { pence, behind } = known.figure({ account: 'uncommitted', source, fundingType });
      if (pence === 0) return [];
      const what = pence > 0 ? 'remains to be allocated' : 'is lacking, and leaves awards uncovered,';
      const sum = money(Math.abs(pence), behind);
      return [item(told`${sum} of ${fundingType} ${what} at ${quoted(name)}.`)];
    }),
  );
}

function progressLines(projects: readonly ProjectFacts[], { from, to }: ReportScope): Sentence[] {
  const isIn = (day: LocalDate | undefined): day is LocalDate =>
    day !== undefined && day >= from && day <= to;
  return projects.flatMap((project) => {
    const { startedOn, finish, evaluation } = project;
    const title = titleOf(project);
    const submitted = evaluation?.submittedOn;
    return [
      ...(isIn(startedOn) ? [item(`${title} started on ${formatDate(startedOn)}.`)] : []),
      ...updatesIn(project, { from, to }).map((update) => updateLine(title, update)),
      ...(isIn(finish?.on) ? [item(`${title} ${finishWords(finish)} on ${formatDate(finish.on)}.`)] : []),
      ...(isIn(submitted) ? [item(`${title}: its evaluation came in on ${formatDate(submitted)}.`)] : []),
    ];
  });
}

function finishWords({ manner }: NonNullable<ProjectFacts['finish']>): string {
  if (manner === 'never-implemented') return 'was given up before it began';
  return manner === 'completed' ? 'finished' : 'ended early';
}

function updatesIn({ updates }: ProjectFacts, { from, to }: Pick<ReportScope, 'from' | 'to'>): UpdateFacts[] {
  return updates.filter(({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7));
}

function updateLine(title: string, { month, rag, progress, correctedOn }: UpdateFacts): Sentence {
  const corrected = correctedOn === undefined ? '' : `, corrected on ${formatDate(correctedOn)}`;
  return item(`${title}, ${formatMonth(month)} (${rag}${corrected}): ${progress}`);
}

function performanceLines(facts: Facts, scope: ReportScope, projects: readonly ProjectFacts[]): Sentence[] {
  const measured = scope.project === undefined ? indicatorItems(facts, scope) : [];
  const stands = projects.flatMap((project) => {
    const last = updatesIn(project, scope).at(-1);
    const risks = last?.risks;
    if (last === undefined || (last.rag === 'green' && risks === undefined)) return [];
    const said = risks === undefined ? [] : [risks];
    return [item([`${titleOf(project)} is ${last.rag}.`, ...said].join(' '))];
  });
  const ids = new Set(projects.map(({ project }) => project));
  const risks = risksIn(facts, ({ state }) => isOf(state.terms.project, scope, ids)).map(riskLine);
  return [...measured, ...stands, ...risks];
}

/** A risk of the whole partnership is for a report on all of it. */
function isOf(project: string | undefined, scope: ReportScope, ids: ReadonlySet<string>): boolean {
  if (project !== undefined) return ids.has(project);
  return scope.project === undefined && scope.group === undefined;
}

function riskLine({ state }: RiskLine): Sentence {
  const { description, likelihood, impact, countermeasure } = state.terms;
  const grades = `Likelihood ${gradeInWords(likelihood).toLowerCase()}, impact ${gradeInWords(impact).toLowerCase()}.`;
  return item(`${description} ${grades} Countermeasure: ${countermeasure ?? 'none recorded.'}`);
}

/** What was measured of each part of a year that ended within the period. */
function indicatorItems(facts: Facts, scope: ReportScope): Sentence[] {
  return endedIn(scope).flatMap(({ year, period }) =>
    linesOf(facts, scope, year, period).flatMap((line) => {
      if (line.actual === undefined) return [];
      return [item(told`${nameOf(line)}, ${periodInWords(year, period)}: ${resultOf(facts, line)}`)];
    }),
  );
}

function endedIn({ from, to }: ReportScope): { year: string; period: (typeof periods)[number] }[] {
  const years = [...new Set([financialYearOf(from), financialYearOf(to)])];
  const all = years.flatMap((year) => periods.map((period) => ({ year, period })));
  return all.filter(({ year, period }) => {
    const last = lastDayOfPeriod(year, period);
    return last >= from && last <= to;
  });
}

function linesOf(
  facts: Facts,
  { group }: ReportScope,
  year: string,
  period: (typeof periods)[number],
): readonly IndicatorLine[] {
  const lines = indicatorsIn(facts, year, period);
  if (group === undefined) return lines;
  const theirs = facts.partnership.groups.get(group)?.priorities ?? [];
  return lines.filter(({ definition }) => theirs.includes(definition.priority));
}

function resultOf(facts: Facts, line: IndicatorLine): Sentence | string {
  const { indicator, actual, target, unit, rating, mitigationOwed } = line;
  if (actual?.figure === undefined) return oneLine(`not available: ${actual?.notAvailable ?? ''}`);
  const figure = actualCell(facts, indicator, actual, unit);
  const owed = mitigationOwed ? ' No action is planned yet.' : '';
  if (target?.figure === undefined) return told`${figure}; no target is set.${owed}`;
  return told`${figure} against ${targetCell(facts, indicator, target, unit)}: ${rating}.${owed}`;
}

function nextLines(facts: Facts, scope: ReportScope, projects: readonly ProjectFacts[]): Sentence[] {
  const until = addDays(scope.to, daysBetween(scope.from, scope.to) + 1);
  const isNext = (day: LocalDate | undefined): day is LocalDate =>
    day !== undefined && day > scope.to && day <= until;
  const ofProjects = projects.flatMap((project) => {
    const { plannedFinish, finish, evaluationDueOn } = project;
    const steps = updatesIn(project, scope).at(-1)?.nextSteps;
    const owes = owesEvaluation(project) && isNext(evaluationDueOn);
    return [
      ...(steps === undefined ? [] : [item(`${titleOf(project)}: ${steps}`)]),
      ...(finish === undefined && isNext(plannedFinish)
        ? [item(`${titleOf(project)} finishes on ${formatDate(plannedFinish)}.`)]
        : []),
      ...(owes
        ? [item(`${titleOf(project)}: its evaluation is due on ${formatDate(evaluationDueOn)}.`)]
        : []),
    ];
  });
  return [...ofProjects, ...(scope.project === undefined ? actionItems(facts, scope) : [])];
}

/** Mitigating actions that are neither done nor given up. */
function actionItems(facts: Facts, scope: ReportScope): Sentence[] {
  const year = financialYearOf(scope.to);
  const lines = periods.flatMap((period) => linesOf(facts, scope, year, period));
  return lines.flatMap(({ mitigations }) => {
    const open = mitigations.filter(({ standing }) => standing === 'planned' || standing === 'under-way');
    return open.map((one) => {
      const who = byWhom(facts, one);
      return item(`${one.action} By ${formatDate(one.dueOn)}${who === '' ? '' : `: ${who}`}.`);
    });
  });
}
