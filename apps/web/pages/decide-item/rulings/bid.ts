import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { askChoice, askDay, leftEmpty } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import type { PageCommand } from '../../../commands/sending.js';
import { awardEffects, awardOf, awardParts, awardQuestions, awardRows } from '../award-asked.js';
import type { DecisionMade } from '../how-decided.js';
import { moneyFields, pursesOf } from '../purses.js';
import type { Purse } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

type Answers = Readonly<Record<string, unknown>>;

/** The decision on a bid: approve in full or in part, on conditions, put it off, or refuse it. */
export async function decideBid({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined) return 'There is no bid to decide on.';
  const purses = await pursesOf(visit);
  return ruling<Readonly<Record<string, Question<unknown>>>>({
    title: 'Decide on the bid',
    intro: [`The bid is for ${formatPence(project.bidPence)}.`],
    questions: { outcome: askOutcome, ...awardQuestions(purses), until: askUntil },
    parts: [
      { heading: '', names: ['outcome'] },
      ...awardParts(purses, project, 'If it is approved: from which money'),
      { heading: 'If it is put off', isFolded: true, names: ['until'] },
    ],
    putOff: { outcome: 'defer' },
    says: (answers) => rowsOf(purses, answers, project),
    effects: (answers) => (isApproved(answers) ? awardEffects(purses, answers) : []),
    command: (answers, decision) => commandOf(purses, project, answers, decision),
    fields: (typed) => moneyFields(purses, typed, 'outcome'),
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
    label: 'Until when? (optional)',
    what: 'the day on which it comes back',
  }),
);

function isApproved({ outcome }: Answers): boolean {
  return outcome === 'approve';
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
  return { name: 'FundProject', content: { project, decision, award: awardOf(purses, answers) } };
}

function rowsOf(
  purses: readonly Purse[],
  answers: Answers,
  { bidPence }: ProjectDetail,
): readonly (readonly [string, string])[] {
  if (!isApproved(answers)) return [['Decision', putOffInWords(answers)]];
  const { awardPence } = awardOf(purses, answers);
  return [['Decision', awardInWords(awardPence, bidPence)], ...awardRows(purses, answers)];
}

function putOffInWords({ outcome, until }: Answers): string {
  if (outcome === 'refuse') return 'Refuse the bid';
  return typeof until === 'string' ? `Put it off until ${formatDate(until)}` : 'Put it off';
}

/** What is approved, beside what was asked for. */
export function awardInWords(awardPence: Pence, bidPence: Pence): string {
  const part = awardPence < bidPence ? `, in part: the bid is for ${formatPence(bidPence)}` : ', in full';
  return `Approve ${formatPence(awardPence)}${part}`;
}
