import { formatDate } from '#kernel/local-date';
import { evaluationAnswers } from '#reads/evaluation-answers';
import type { EvaluationAnswers } from '#reads/evaluation-answers';
import { inWordsAtFirst } from '#reads/words';
import type { Visit } from '../../access/visit.js';

/** What was handed in last, as a chair reads it. */
export interface AnswersShown {
  readonly submittedOn: string | null;
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

/** The answers of a project's evaluation; undefined until it was handed in. */
export async function answersOf({ reading }: Visit, project: string): Promise<AnswersShown | undefined> {
  const found = await evaluationAnswers(reading, project);
  if (found === undefined) return undefined;
  const { submittedOn, answers } = found;
  return {
    submittedOn,
    paragraphs: questions.flatMap(([question, name]) => {
      const answer = answers[name];
      return answer === undefined ? [] : [[question, answer] as const];
    }),
    outputs: answers.outputs ?? [],
    next: nextOf(answers),
  };
}

function nextOf({ next }: EvaluationAnswers): AnswersShown['next'] {
  if (next === undefined) return [];
  const rows = [
    ['What should happen next', inWordsAtFirst(next.recommend)],
    ['By whom', next.byWhom],
    ['From', next.from === undefined ? undefined : formatDate(next.from)],
    ['Budget', next.budget],
    ['Why', next.why],
  ] as const;
  return rows.flatMap(([question, answer]) => (answer === undefined ? [] : [[question, answer] as const]));
}
