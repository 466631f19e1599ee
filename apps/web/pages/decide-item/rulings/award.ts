import type { AllocationChange } from '#funding/decision.commands';
import { wouldBeReleased } from '#funding/funding-source/awards';
import type { Source } from '#funding/funding-source/state';
import type { Typed } from '#govuk/fields';
import { formatPence, plainPounds, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { sourceNow } from '#reads/uncovered';
import type { Visit } from '../../../access/visit.js';
import { askPounds, leftEmpty } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import { awarded } from '../award-asked.js';
import type { Awarded } from '../award-asked.js';
import { effectOf } from '../effects.js';
import type { Effect } from '../effects.js';
import { leftInWords, moneyFields, purseAt, pursesOf } from '../purses.js';
import type { Purse } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Part, Ruling } from '../ruling.js';

type Answers = Readonly<Record<string, unknown>>;

/** What the award is at one source and funding type, and what is said that it becomes. */
interface Line {
  readonly purse: Purse;
  readonly nowPence: Pence;
}

/**
 * Change an award: more, less, or from another source. What it becomes is asked, and not by how much; but of
 * money that is to be confirmed what is added, for what an award takes back there is not to be chosen.
 */
export async function varyAward({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined || project.award.length === 0) return noAward;
  const all = await pursesOf(visit);
  const lines = all
    .filter(({ of }) => of === 'uncommitted')
    .map((purse) => ({ purse, nowPence: awardAt(project, purse) }));
  const awaited = all.filter(({ of }) => of === 'to-be-confirmed');
  const filledIn = filledInWith(lines.filter(isAwarded));
  const telling = { all, giving: await sourcesOf(visit, lines.filter(isAwarded)), project };
  return ruling<Readonly<Record<string, Question<unknown>>>>({
    title: 'Change the award',
    intro: [
      'Say what the award from each source becomes. Leave empty, or as it is, what does not change.',
      ...uncoveredWords(project),
    ],
    known: awardRows(project),
    questions: questionsFor(lines, awaited),
    parts: [...partsOf(lines, project), awaitedPart(awaited)],
    filledIn: { voted: 'agreed', ...filledIn },
    says: (answers) => [
      ...changed(lines, answers).map(becomesRow),
      ...awarded(awaited, answers).map(moreRow),
    ],
    effects: (answers) =>
      effectsOf([
        ...changed(lines, answers).flatMap((line) => movesOfChange(line, telling)),
        ...awarded(awaited, answers).map(({ purse, pence }) => ({ purse, backPence: 0, morePence: pence })),
      ]),
    command: (answers, decision) => {
      const changes = [
        ...changed(lines, answers).map(changeOf),
        ...awarded(awaited, answers).map(additionOf),
      ];
      return { name: 'VaryAward', content: { project: project.project, decision, changes } };
    },
    fields: (typed) => moneyFields([...all.filter(isOther(typed, filledIn)), ...all], typed, 'reasons'),
    done: () => `${project.title}: the award is changed.`,
  });
}

/** Stop a project's money: what is unpaid goes back to its sources, and what is paid stays recorded. */
export async function rescindAward({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined || project.award.length === 0) return noAward;
  const effects = await givenBack(project, await pursesOf(visit));
  return ruling({
    title: 'Rescind the award',
    intro: [
      'What is unpaid goes back to its sources. What is paid stays recorded, and is reported.',
      ...uncoveredWords(project),
    ],
    known: awardRows(project),
    questions: {},
    effects: () => effects,
    command: (_, decision) => ({ name: 'RescindAward', content: { project: project.project, decision } }),
    done: () => `${project.title}: the award is rescinded.`,
  });
}

const noAward = 'The project has no award that could be changed.';

/** What each source gets back when a project's money ends. */
export async function givenBack(
  { award }: ProjectDetail,
  purses: readonly Purse[],
): Promise<readonly Effect[]> {
  return effectsOf(
    award.flatMap(({ sources, fundingType, unspentPence, subjectToFundingPence: subjectPence }) =>
      sources.flatMap((source) =>
        movesOfRelease(purses, { source, fundingType }, { committedPence: unspentPence, subjectPence }),
      ),
    ),
  );
}

/** What goes back to money, and what more of it is awarded. */
interface Moves {
  readonly purse: Purse;
  readonly backPence: Pence;
  readonly morePence: Pence;
}

/** Money goes back to where it is from: what is committed, and what waits to be confirmed. */
function movesOfRelease(
  purses: readonly Purse[],
  at: Pick<Purse, 'source' | 'fundingType'>,
  { committedPence, subjectPence }: ReturnType<typeof wouldBeReleased>,
): readonly Moves[] {
  const parts = [
    ['uncommitted', committedPence],
    ['to-be-confirmed', subjectPence],
  ] as const;
  return parts.flatMap(([of, backPence]) => {
    const purse = purseAt(purses, at, of);
    if (purse === undefined || backPence <= 0) return [];
    // What waits and goes back waits no longer.
    const waitingPence = (purse.waitingPence ?? 0) - subjectPence;
    return [{ purse: { ...purse, waitingPence }, backPence, morePence: 0 }];
  });
}

/** What goes back comes before what is given: it is what the rest may need. */
function effectsOf(moves: readonly Moves[]): readonly Effect[] {
  return [...Map.groupBy(moves, ({ purse }) => purse.field).values()].map((all) => {
    const { purse } = all[0] as Moves;
    const backPence = sumPence(all.map((one) => one.backPence));
    const morePence = sumPence(all.map((one) => one.morePence));
    const isFreed = purse.of === 'uncommitted';
    return morePence === 0
      ? effectOf(purse, { name: 'Given back', pence: backPence, from: 'committed', isFreed })
      : effectOf(after(purse, backPence), { name: 'More for this award', pence: morePence, from: 'left' });
  });
}

function after(purse: Purse, backPence: Pence): Purse {
  const held = purse.held.map((one) =>
    one.kind === 'committed' ? { ...one, pence: one.pence - backPence } : one,
  );
  return { ...purse, held, leftPence: purse.leftPence + backPence };
}

/** The award as it stands, source by source. */
export function awardRows({ award }: ProjectDetail): readonly (readonly [string, string])[] {
  const paid = sumPence(award.map(({ spentPence }) => spentPence));
  const whole = sumPence(award.map(standingPence));
  const waiting = sumPence(award.map(({ subjectToFundingPence }) => subjectToFundingPence));
  return [
    ['The award', formatPence(whole)],
    ...(waiting === 0 ? [] : [['Of it subject to funding', formatPence(waiting)] as const]),
    ['Paid', formatPence(paid)],
  ];
}

function uncoveredWords({ uncovered }: ProjectDetail): readonly string[] {
  const pence = sumPence(uncovered.map((one) => one.uncoveredPence));
  return pence === 0 ? [] : [`${formatPence(pence)} of it is not covered: its source lacks the money.`];
}

function awardAt({ award }: ProjectDetail, { source, fundingType }: Purse): Pence {
  // What a closed year's source gave is given by the one that took over.
  const here = award.filter((line) => line.sources.includes(source) && line.fundingType === fundingType);
  return sumPence(here.map(standingPence));
}

function standingPence(line: ProjectDetail['award'][number]): Pence {
  return line.awardedPence - line.releasedPence - line.givenBackPence;
}

/** Where it is awarded now, and money of its own years and types, stands first. */
function partsOf(lines: readonly Line[], { costs }: ProjectDetail): readonly Part[] {
  const isUsual = ({ purse, nowPence }: Line): boolean =>
    nowPence > 0 ||
    (purse.leftPence > 0 &&
      costs.some(({ year, fundingType }) => year === purse.year && fundingType === purse.fundingType));
  const others = lines.filter((line) => !isUsual(line));
  return [
    { heading: '', names: lines.filter(isUsual).map(({ purse }) => purse.field) },
    {
      heading: 'Other years and types, and sources with nothing left',
      isFolded: true,
      names: others.map(({ purse }) => purse.field),
    },
  ];
}

function isAwarded({ nowPence }: Line): boolean {
  return nowPence > 0;
}

function filledInWith(lines: readonly Line[]): Typed {
  return Object.fromEntries(lines.map(({ purse, nowPence }) => [purse.field, plainPounds(nowPence)]));
}

function questionsFor(
  lines: readonly Line[],
  awaited: readonly Purse[],
): Readonly<Record<string, Question<unknown>>> {
  return Object.fromEntries([
    ...lines.map((line) => [line.purse.field, askNew(line)] as const),
    ...awaited.map((purse) => [purse.field, askMore(purse)] as const),
  ]);
}

function askNew({ purse, nowPence }: Line): Question<Pence | undefined> {
  const now = nowPence > 0 ? `${formatPence(nowPence)} is awarded now; ` : '';
  const hint = `${now}${leftInWords(purse)}`;
  return leftEmpty(askPounds({ label: purse.name, what: `the award from ${purse.name}`, hint }, 0));
}

function askMore(purse: Purse): Question<Pence | undefined> {
  const label = `More from ${purse.name}`;
  return leftEmpty(
    askPounds({ label, what: `what is added from ${purse.name}`, hint: leftInWords(purse) }, 0),
  );
}

function awaitedPart(awaited: readonly Purse[]): Part {
  const heading = 'More from money that is to be confirmed';
  return { heading, isFolded: true, names: awaited.map(({ field }) => field) };
}

/** Whether something else is typed for a purse than it was filled in with. */
function isOther(typed: Typed, filledIn: Typed): (purse: Purse) => boolean {
  return ({ field }) => (typed[field] ?? '') !== (filledIn[field] ?? '');
}

function additionOf({ purse, pence }: Awarded): AllocationChange {
  const { source, fundingType } = purse;
  return { source, fundingType, change: 'more', amountPence: pence, subjectToFunding: true };
}

function moreRow({ purse, pence }: Awarded): readonly [string, string] {
  return [purse.name, `${formatPence(pence)} more`];
}

function changed(lines: readonly Line[], answers: Answers): readonly (Line & Awarded)[] {
  return lines.flatMap((line) => {
    const pence = answers[line.purse.field];
    return typeof pence === 'number' && pence !== line.nowPence ? [{ ...line, pence }] : [];
  });
}

function becomesRow({ purse, nowPence, pence }: Line & Awarded): readonly [string, string] {
  return [purse.name, `${formatPence(nowPence)} becomes ${formatPence(pence)}`];
}

function changeOf({ purse, nowPence, pence }: Line & Awarded): AllocationChange {
  return {
    source: purse.source,
    fundingType: purse.fundingType,
    change: pence > nowPence ? 'more' : 'less',
    amountPence: Math.abs(pence - nowPence),
  };
}

/** What the effect of a change is told from. */
interface Telling {
  readonly all: readonly Purse[];
  readonly giving: ReadonlyMap<string, Source>;
  readonly project: ProjectDetail;
}

function movesOfChange(
  { purse, nowPence, pence }: Line & Awarded,
  { all, giving, project }: Telling,
): readonly Moves[] {
  if (pence > nowPence) return [{ purse, backPence: 0, morePence: pence - nowPence }];
  const source = giving.get(purse.source);
  if (source === undefined) return [];
  const { fundingType } = purse;
  const less = wouldBeReleased(source, project.project, { fundingType, amountPence: nowPence - pence });
  return movesOfRelease(all, purse, less);
}

/** The sources of these lines, each as it stands. */
async function sourcesOf(
  { reading: { place, partnership } }: Visit,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, Source>> {
  const states = await Promise.all(
    lines.map(async ({ purse: { source } }) => (await sourceNow(place, partnership, source)).state),
  );
  return new Map(
    states.flatMap((state) => (state.status === 'none' ? [] : [[state.source, state] as const])),
  );
}
