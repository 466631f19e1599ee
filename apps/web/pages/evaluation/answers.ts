import { formatDate } from '#kernel/local-date';
import type { DraftAnswers, EvaluationAnswers } from '#funding/project/delivery.events';
import { evaluationAnswers, evaluationDraft } from '#reads/evaluation-answers';
import { inWordsAtFirst } from '#reads/words';
import type { Visit } from '../../access/visit.js';

/** Answers as a chair reads them. */
export interface AnswersShown {
  readonly paragraphs: readonly (readonly [question: string, answer: string])[];
  readonly outputs: NonNullable<EvaluationAnswers['outputs']>;
  readonly next: readonly (readonly [question: string, answer: string])[];
}

const questions = [
  ['What was done', 'done'],
  ['What changed', 'outcomes'],
  ['The evidence for it', 'evidence'],
  ['Economy: keeping costs down', 'economy'],
  ['Efficiency: what was got for the money', 'efficiency'],
  ['Effectiveness: whether it met its aim', 'effectiveness'],
  ['Cost against the award', 'costComment'],
  ['What was learned', 'lessons'],
] as const;

/** The answers of a project's evaluation that was handed in last; undefined until it was. */
export async function answersOf(
  { reading }: Visit,
  project: string,
): Promise<(AnswersShown & { readonly submittedOn: string | null }) | undefined> {
  const found = await evaluationAnswers(reading, project);
  return found === undefined ? undefined : { ...answersShown(found.answers), submittedOn: found.submittedOn };
}

/** What is written of it and not handed in; undefined where nothing is. */
export async function draftOf({ reading }: Visit, project: string): Promise<AnswersShown | undefined> {
  const found = await evaluationDraft(reading, project);
  return found === undefined ? undefined : answersShown(found.answers);
}

/** Answers in words, as far as there are any. */
export function answersShown(answers: DraftAnswers): AnswersShown {
  return {
    paragraphs: questions.flatMap(([question, name]) => {
      const answer = answers[name];
      return answer === undefined ? [] : [[question, answer] as const];
    }),
    outputs: answers.outputs ?? [],
    next: nextOf(answers),
  };
}

/** `Nights: 28 of 30 expected`; what nobody has counted is not nil. */
export function deliveredInWords({ text, expected, delivered }: AnswersShown['outputs'][number]): string {
  return `${text}: ${delivered ?? 'not counted'}${expected === undefined ? '' : ` of ${expected} expected`}`;
}

function nextOf({ next }: DraftAnswers): AnswersShown['next'] {
  if (next === undefined) return [];
  const rows = [
    ['What should happen next', next.recommend === undefined ? undefined : inWordsAtFirst(next.recommend)],
    ['By whom', next.byWhom],
    ['From', next.from === undefined ? undefined : formatDate(next.from)],
    ['Budget', next.budget],
    ['Why', next.why],
  ] as const;
  return rows.flatMap(([question, answer]) => (answer === undefined ? [] : [[question, answer] as const]));
}
