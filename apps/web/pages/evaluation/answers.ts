import { formatDate } from '#kernel/local-date';
import type { ContentOf } from '#desk/command-registry';
import type { Visit } from '../../access/visit.js';

type Answers = ContentOf<'SubmitEvaluation'>['answers'];

/** What was handed in last, as a chair reads it. */
export interface AnswersShown {
  readonly submittedOn: string | null;
  readonly paragraphs: readonly (readonly [question: string, answer: string])[];
  readonly outputs: NonNullable<Answers['outputs']>;
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
export async function answersOf(
  { reading: { models, partnership } }: Visit,
  project: string,
): Promise<AnswersShown | undefined> {
  const row = await models.db
    .selectFrom('evaluations')
    .select(['answers', 'submitted_on'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .executeTakeFirst();
  if (row?.answers === undefined || row.answers === null) return undefined;
  const answers = JSON.parse(row.answers) as Answers;
  return {
    submittedOn: row.submitted_on,
    paragraphs: questions.flatMap(([question, name]) => {
      const answer = answers[name];
      return answer === undefined ? [] : [[question, answer] as const];
    }),
    outputs: answers.outputs ?? [],
    next: nextOf(answers),
  };
}

function nextOf({ next }: Answers): AnswersShown['next'] {
  if (next === undefined) return [];
  const rows = [
    ['What should happen next', next.recommend],
    ['By whom', next.byWhom],
    ['From', next.from === undefined ? undefined : formatDate(next.from)],
    ['Budget', next.budget],
    ['Why', next.why],
  ] as const;
  return rows.flatMap(([question, answer]) => (answer === undefined ? [] : [[question, answer] as const]));
}
