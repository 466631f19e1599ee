import type { DraftAnswers, EvaluationAnswers } from '#funding/project/delivery.events';
import type { LocalDate } from '#kernel/local-date';
import type { Reading } from '#reads/reading';

/** What was handed in last for a project; undefined until it was. */
export async function evaluationAnswers(
  from: Reading,
  project: string,
): Promise<{ readonly submittedOn: LocalDate | null; readonly answers: EvaluationAnswers } | undefined> {
  const row = await writtenOf(from, project);
  if (row?.answers === undefined || row.answers === null) return undefined;
  return { submittedOn: row.submittedOn, answers: JSON.parse(row.answers) as EvaluationAnswers };
}

/** What is written of it and not handed in; undefined where nothing is. */
export async function evaluationDraft(
  from: Reading,
  project: string,
): Promise<{ readonly answers: DraftAnswers } | undefined> {
  const draft = (await writtenOf(from, project))?.draft ?? null;
  return draft === null ? undefined : { answers: JSON.parse(draft) as DraftAnswers };
}

async function writtenOf({ models, partnership }: Reading, project: string) {
  return models.db
    .selectFrom('evaluations')
    .select(['answers', 'draft', 'submitted_on as submittedOn'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .executeTakeFirst();
}
