import type { ContentOf } from '#desk/command-registry';
import type { LocalDate } from '#kernel/local-date';
import type { Reading } from '#reads/reading';

export type EvaluationAnswers = ContentOf<'SubmitEvaluation'>['answers'];

/** What was handed in last for a project; undefined until it was. */
export async function evaluationAnswers(
  { models, partnership }: Reading,
  project: string,
): Promise<{ readonly submittedOn: LocalDate | null; readonly answers: EvaluationAnswers } | undefined> {
  const row = await models.db
    .selectFrom('evaluations')
    .select(['answers', 'submitted_on'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .executeTakeFirst();
  if (row?.answers === undefined || row.answers === null) return undefined;
  return { submittedOn: row.submitted_on, answers: JSON.parse(row.answers) as EvaluationAnswers };
}
