import { conditionTimes } from '#funding/decision.commands';
import type { Allocation, Award, Condition } from '#funding/decision.commands';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import type { Questions } from '../../acts/act.js';
import { askChoice, askDay, askPounds, askText, leftEmpty } from '../../acts/questions.js';
import type { Question } from '../../acts/questions.js';
import { effectOf } from './effects.js';
import type { Effect } from './effects.js';
import { leftInWords } from './purses.js';
import type { Purse } from './purses.js';
import type { Part } from './ruling.js';

type Answers = Readonly<Record<string, unknown>>;

/** What an award is made of: how much from which money, and on what conditions. */
export function awardQuestions(purses: readonly Purse[]): Questions {
  return {
    ...Object.fromEntries(purses.map((purse) => [purse.field, askAward(purse)])),
    ...Object.fromEntries(places.flatMap(askCondition)),
  };
}

/** Money of the years and types of the bid's costs stands first; what seldom gives is folded away. */
export function awardParts(
  purses: readonly Purse[],
  { costs }: ProjectDetail,
  heading: string,
): readonly Part[] {
  const suits = ({ year, fundingType }: Purse): boolean =>
    costs.some((cost) => cost.year === year && cost.fundingType === fundingType);
  const isUsual = (purse: Purse): boolean =>
    purse.of === 'uncommitted' && purse.leftPence > 0 && suits(purse);
  const others = purses.filter((purse) => !isUsual(purse));
  return [
    { heading, names: purses.filter(isUsual).map(({ field }) => field) },
    {
      heading: 'Other years, money that is to be confirmed, reserves, and sources with nothing left',
      isFolded: true,
      names: others.map(({ field }) => field),
    },
    { heading: 'Conditions, if there are any', isFolded: true, names: places.flatMap(namesOfCondition) },
  ];
}

/** The award that the answers tell of. */
export function awardOf(purses: readonly Purse[], answers: Answers): Award {
  const allocations = awarded(purses, answers).map(({ purse, pence }) => allocationOf(purse, pence));
  const awardPence = sumPence(allocations.map(({ amountPence }) => amountPence));
  const conditions = conditionsOf(answers);
  return { awardPence, allocations, ...(conditions.length === 0 ? {} : { conditions }) };
}

/** Where it comes from and on what conditions, in words. */
export function awardRows(
  purses: readonly Purse[],
  answers: Answers,
): readonly (readonly [key: string, text: string])[] {
  const from = awarded(purses, answers).map(({ purse, pence }) => `${formatPence(pence)}: ${purse.name}`);
  const conditions = conditionsOf(answers).map(conditionInWords);
  return [
    ...(from.length === 0 ? [] : [['From', from.join('\n')] as const]),
    ...(conditions.length === 0 ? [] : [['Conditions', conditions.join('\n')] as const]),
  ];
}

/** What it does to each source. */
export function awardEffects(purses: readonly Purse[], answers: Answers): readonly Effect[] {
  return awarded(purses, answers).map(({ purse, pence }) =>
    effectOf(purse, { name: 'This award', pence, from: 'left' }),
  );
}

/** An award has seldom more conditions than these; what is more is written as one. */
const places = [1, 2, 3, 4] as const;

function askAward(purse: Purse): Question<Pence | undefined> {
  const what = `the award from ${purse.name}`;
  return leftEmpty(askPounds({ label: purse.name, what, hint: leftInWords(purse) }, 0));
}

function askCondition(place: number): readonly (readonly [string, Question<unknown>])[] {
  const the = `condition ${place}`;
  const due = {
    label: `The day by which condition ${place} is to be met (optional)`,
    what: `the day by which ${the} is to be met`,
  };
  return [
    [`condition${place}`, leftEmpty(askText({ label: `Condition ${place}: what has to be met`, what: the }))],
    [`conditionWhen${place}`, leftEmpty(askWhen(`When condition ${place} is to be met`, the))],
    [`conditionDue${place}`, leftEmpty(askDay(due))],
  ];
}

function askWhen(label: string, the: string): Question<(typeof conditionTimes)[number]> {
  return askChoice({ label, what: `when ${the} is to be met` }, [
    { value: 'before-payment', text: 'Before payment' },
    { value: 'in-delivery', text: 'In delivery' },
    { value: 'on-completion', text: 'On completion' },
  ]);
}

function namesOfCondition(place: number): readonly string[] {
  return [`condition${place}`, `conditionWhen${place}`, `conditionDue${place}`];
}

/** An amount that is awarded from one purse. */
export interface Awarded {
  readonly purse: Purse;
  readonly pence: Pence;
}

/** What the answers award from each purse. */
export function awarded(purses: readonly Purse[], answers: Answers): readonly Awarded[] {
  return purses.flatMap((purse) => {
    const pence = answers[purse.field];
    return typeof pence === 'number' && pence > 0 ? [{ purse, pence }] : [];
  });
}

function conditionsOf(answers: Answers): Condition[] {
  return places.flatMap((place) => {
    const [text, when, due] = namesOfCondition(place).map((name) => answers[name]);
    if (typeof text !== 'string') return [];
    const at = conditionTimes.find((one) => one === when) ?? 'in-delivery';
    const condition = { condition: `condition-${place}`, when: at, text };
    return [typeof due === 'string' ? { ...condition, dueOn: due } : condition];
  });
}

function allocationOf({ source, fundingType, of, reserve }: Purse, amountPence: Pence): Allocation {
  return {
    source,
    fundingType,
    amountPence,
    ...(of === 'to-be-confirmed' ? { subjectToFunding: true } : {}),
    ...(reserve === undefined ? {} : { fromReserve: reserve }),
  };
}

function conditionInWords({ text, when, dueOn }: Readonly<Condition>): string {
  const by = dueOn === undefined ? '' : `, by ${formatDate(dueOn)}`;
  return `${text} (${when.replaceAll('-', ' ')}${by})`;
}
