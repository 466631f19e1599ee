import type { AllocationChange } from '#funding/decision.commands';
import { wouldBeReleased } from '#funding/funding-source/awards';
import type { Source } from '#funding/funding-source/state';
import { formatPence, plainPounds, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { sourceNow } from '#reads/uncovered';
import type { Visit } from '../../../access/visit.js';
import { askPounds, leftEmpty } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
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

/** Change an award: more, less, or from another source. What it becomes is asked, and not by how much. */
export async function varyAward({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined || project.award.length === 0) return noAward;
  const all = await pursesOf(visit);
  const purses = all.filter(({ of }) => of === 'uncommitted');
  const lines = purses.map((purse) => ({ purse, nowPence: awardAt(project, purse) }));
  const giving = await sourcesOf(visit, lines.filter(isAwarded));
  return ruling<Readonly<Record<string, Question<unknown>>>>({
    title: 'Change the award',
    intro: [
      'Say what the award from each source becomes. Leave empty, or as it is, what does not change.',
      ...uncoveredWords(project),
    ],
    known: awardRows(project),
    questions: Object.fromEntries(lines.map((line) => [line.purse.field, askNew(line)])),
    parts: partsOf(lines, project),
    filledIn: {
      voted: 'agreed',
      ...Object.fromEntries(
        lines.filter(isAwarded).map(({ purse, nowPence }) => [purse.field, plainPounds(nowPence)]),
      ),
    },
    says: (answers) =>
      changed(lines, answers).map(({ purse, nowPence, pence }) => [
        purse.name,
        `${formatPence(nowPence)} becomes ${formatPence(pence)}`,
      ]),
    effects: (answers) =>
      changed(lines, answers).flatMap((line) => effectsOfChange(line, { all, giving, project })),
    command: (answers, decision) => ({
      name: 'VaryAward',
      content: { project: project.project, decision, changes: changed(lines, answers).map(changeOf) },
    }),
    fields: (typed) => moneyFields(purses, typed, 'reasons'),
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
  return award.flatMap(({ sources, fundingType, unspentPence, subjectToFundingPence: subjectPence }) =>
    sources.flatMap((source) =>
      effectsOfRelease(purses, { source, fundingType }, { committedPence: unspentPence, subjectPence }),
    ),
  );
}

/** Money goes back from where it is: out of what is committed, or out of what waits to be confirmed. */
function effectsOfRelease(
  purses: readonly Purse[],
  at: Pick<Purse, 'source' | 'fundingType'>,
  { committedPence, subjectPence }: ReturnType<typeof wouldBeReleased>,
): readonly Effect[] {
  const parts = [
    ['uncommitted', committedPence],
    ['to-be-confirmed', subjectPence],
  ] as const;
  return parts.flatMap(([of, pence]) => {
    const purse = purseAt(purses, at, of);
    if (purse === undefined || pence <= 0) return [];
    return [effectOf(purse, { name: 'Given back', pence, from: 'committed', isFreed: of === 'uncommitted' })];
  });
}

/** The award as it stands, source by source. */
export function awardRows({ award }: ProjectDetail): readonly (readonly [string, string])[] {
  const paid = sumPence(award.map(({ spentPence }) => spentPence));
  const whole = sumPence(award.map(standingPence));
  return [
    ['The award', formatPence(whole)],
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

function askNew({ purse, nowPence }: Line): Question<Pence | undefined> {
  const now = nowPence > 0 ? `${formatPence(nowPence)} is awarded now; ` : '';
  const hint = `${now}${leftInWords(purse)}`;
  return leftEmpty(askPounds({ label: purse.name, what: `the award from ${purse.name}`, hint }, 0));
}

function changed(lines: readonly Line[], answers: Answers): readonly (Line & { readonly pence: Pence })[] {
  return lines.flatMap((line) => {
    const pence = answers[line.purse.field];
    return typeof pence === 'number' && pence !== line.nowPence ? [{ ...line, pence }] : [];
  });
}

function changeOf({ purse, nowPence, pence }: Line & { readonly pence: Pence }): AllocationChange {
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

function effectsOfChange(
  { purse, nowPence, pence }: Line & { readonly pence: Pence },
  { all, giving, project }: Telling,
): readonly Effect[] {
  if (pence > nowPence)
    return [effectOf(purse, { name: 'More for this award', pence: pence - nowPence, from: 'left' })];
  const source = giving.get(purse.source);
  if (source === undefined) return [];
  const { fundingType } = purse;
  const less = wouldBeReleased(source, project.project, { fundingType, amountPence: nowPence - pence });
  return effectsOfRelease(all, purse, less);
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
