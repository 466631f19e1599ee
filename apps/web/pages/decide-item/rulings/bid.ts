import { conditionTimes } from '#funding/decision.commands';
import type { Allocation, Condition } from '#funding/decision.commands';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { askChoice, askDay, askPounds, askText, leftEmpty } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import type { PageCommand } from '../../../commands/sending.js';
import { effectOf } from '../effects.js';
import type { DecisionMade } from '../how-decided.js';
import { leftInWords, pursesOf } from '../purses.js';
import type { Purse } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Part, Ruling } from '../ruling.js';

type Answers = Readonly<Record<string, unknown>>;

/** The decision on a bid: approve in full or in part, on conditions, put it off, or refuse it. */
export async function decideBid({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined) return 'There is no bid to decide on.';
  const purses = await pursesOf(visit);
  return ruling<Readonly<Record<string, Question<unknown>>>>({
    title: 'Decide on the bid',
    intro: [`The bid is for ${formatPence(project.bidPence)}.`],
    questions: {
      outcome: askOutcome,
      ...Object.fromEntries(purses.map((purse) => [purse.field, askAward(purse)])),
      ...Object.fromEntries(places.flatMap(askCondition)),
      until: askUntil,
    },
    parts: partsOf(purses, project),
    filledIn: { outcome: '', voted: 'agreed' },
    putOff: { outcome: 'defer' },
    says: (answers) => rowsOf(purses, answers, project),
    effects: (answers) =>
      awarded(purses, answers).map(({ purse, pence }) =>
        effectOf(purse, { name: 'This award', pence, from: 'left' }),
      ),
    command: (answers, decision) => commandOf(purses, project, answers, decision),
    fields: fieldsOf(purses),
    done: ({ outcome }) => `${project.title}: ${doneWords[String(outcome)] ?? 'decided'}.`,
  });
}

const doneWords: Readonly<Record<string, string>> = {
  approve: 'approved',
  defer: 'deferred',
  refuse: 'refused',
};

const askOutcome = askChoice({ label: 'What was decided?', what: 'what was decided' }, [
  { value: 'approve', text: 'Approve, in full or in part' },
  { value: 'defer', text: 'Put off to a later meeting' },
  { value: 'refuse', text: 'Refuse' },
]);
const askUntil = leftEmpty(
  askDay({
    label: 'Until when?',
    what: 'the day on which it comes back',
    hint: 'You may leave this empty',
  }),
);

function askAward(purse: Purse): Question<Pence | undefined> {
  const what = `the award from ${purse.name}`;
  return leftEmpty(askPounds({ label: purse.name, what, hint: leftInWords(purse) }, 0));
}

/** An award has seldom more conditions than these; what is more is written as one. */
const places = [1, 2, 3, 4] as const;

function askCondition(place: number): readonly (readonly [string, Question<unknown>])[] {
  const the = `condition ${place}`;
  return [
    [`condition${place}`, leftEmpty(askText({ label: `Condition ${place}: what has to be met`, what: the }))],
    [`conditionWhen${place}`, leftEmpty(askWhen(`When condition ${place} is to be met`, the))],
    [
      `conditionDue${place}`,
      leftEmpty(
        askDay({
          label: `The day by which condition ${place} is to be met`,
          what: `the day by which ${the} is to be met`,
          hint: 'You may leave this empty',
        }),
      ),
    ],
  ];
}

function askWhen(label: string, the: string): Question<(typeof conditionTimes)[number]> {
  return askChoice({ label, what: `when ${the} is to be met` }, [
    { value: 'before-payment', text: 'Before payment' },
    { value: 'in-delivery', text: 'In delivery' },
    { value: 'on-completion', text: 'On completion' },
  ]);
}

/** Money of the years and types of the bid's costs stands first; what seldom gives is folded away. */
function partsOf(purses: readonly Purse[], { costs }: ProjectDetail): readonly Part[] {
  const suits = ({ year, fundingType }: Purse): boolean =>
    costs.some((cost) => cost.year === year && cost.fundingType === fundingType);
  const isUsual = (purse: Purse): boolean =>
    purse.of === 'uncommitted' && purse.leftPence > 0 && suits(purse);
  const others = purses.filter((purse) => !isUsual(purse));
  return [
    { heading: '', names: ['outcome'] },
    {
      heading: 'If it is approved: from which money',
      names: purses.filter(isUsual).map(({ field }) => field),
    },
    {
      heading: 'Other years, money that is to be confirmed, reserves, and sources with nothing left',
      isFolded: true,
      names: others.map(({ field }) => field),
    },
    { heading: 'Conditions, if there are any', isFolded: true, names: places.flatMap(namesOfCondition) },
    { heading: 'If it is put off', isFolded: true, names: ['until'] },
  ];
}

function namesOfCondition(place: number): readonly string[] {
  return [`condition${place}`, `conditionWhen${place}`, `conditionDue${place}`];
}

/** What the answers award from each purse. */
function awarded(
  purses: readonly Purse[],
  answers: Answers,
): readonly { readonly purse: Purse; readonly pence: Pence }[] {
  if (answers['outcome'] !== 'approve') return [];
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

function commandOf(
  purses: readonly Purse[],
  { project }: ProjectDetail,
  answers: Answers,
  decision: DecisionMade,
): PageCommand {
  const { outcome, until } = answers;
  if (outcome === 'refuse') return { name: 'RefuseBid', content: { project, decision } };
  if (outcome === 'defer') {
    const back = typeof until === 'string' ? { until } : {};
    return { name: 'DeferBid', content: { project, decision, ...back } };
  }
  const allocations = awarded(purses, answers).map(({ purse, pence }) => allocationOf(purse, pence));
  const awardPence = sumPence(allocations.map(({ amountPence }) => amountPence));
  const conditions = conditionsOf(answers);
  const award = { awardPence, allocations, ...(conditions.length === 0 ? {} : { conditions }) };
  return { name: 'FundProject', content: { project, decision, award } };
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

/** What the desk says of the money stands beside the first source that the form asks about. */
function fieldsOf([first]: readonly Purse[]): Readonly<Record<string, string>> {
  const money = first?.field ?? 'outcome';
  return { award: money, amountPence: money, source: money, allocations: money, conditions: 'condition1' };
}

function rowsOf(
  purses: readonly Purse[],
  answers: Answers,
  { bidPence }: ProjectDetail,
): readonly (readonly [string, string])[] {
  const from = awarded(purses, answers).map(({ purse, pence }) => `${formatPence(pence)}: ${purse.name}`);
  const pence = sumPence(awarded(purses, answers).map((one) => one.pence));
  const isApproved = answers['outcome'] === 'approve';
  const conditions = isApproved ? conditionsOf(answers).map(conditionInWords) : [];
  return [
    ['Decision', decisionInWords(answers, pence, bidPence)],
    ...(from.length === 0 ? [] : [['From', from.join('\n')] as const]),
    ...(conditions.length === 0 ? [] : [['Conditions', conditions.join('\n')] as const]),
  ];
}

function decisionInWords({ outcome, until }: Answers, awardPence: Pence, bidPence: Pence): string {
  if (outcome === 'refuse') return 'Refuse the bid';
  if (outcome === 'defer')
    return typeof until === 'string' ? `Put it off until ${formatDate(until)}` : 'Put it off';
  const part = awardPence < bidPence ? `, in part: the bid is for ${formatPence(bidPence)}` : ', in full';
  return `Approve ${formatPence(awardPence)}${part}`;
}

function conditionInWords({ text, when, dueOn }: Readonly<Condition>): string {
  const by = dueOn === undefined ? '' : `, by ${formatDate(dueOn)}`;
  return `${text} (${when.replaceAll('-', ' ')}${by})`;
}
