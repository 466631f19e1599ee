import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { askTogether } from '#projections/batches';
import type { Answers } from '#projections/batches';
import type { Question, ReadModels } from '#projections/read-models';

/** A project as the register lists it. */
export interface ProjectRow {
  readonly project: string;
  readonly title: string;
  readonly status: string;
  /** Decided before the partnership had Tallystick. */
  readonly takenOn: boolean;
  readonly priorities: readonly string[];
  readonly leadOfficer: string | null;
  readonly leadAgency: string | null;
  /** Who acts for the lead officer when they are away. */
  readonly deputy: string | null;
  readonly bidPence: Pence;
  readonly awardPence: Pence;
  readonly spentPence: Pence;
  readonly releasedPence: Pence;
  readonly plannedFinish: string | null;
  readonly finishedOn: string | null;
  readonly finishManner: string | null;
}

/** Every project and bid of a partnership, by title; where some are named, those alone. */
export async function projectRows(
  db: ReadModels,
  partnership: string,
  named?: readonly string[],
): Promise<readonly ProjectRow[]> {
  return rowsFrom(await askTogether(db, rowQuestions(db, partnership, named)));
}

type RowQuestions = readonly [Question<'projects'>, Question<'award_lines'>, Question<'project_priorities'>];

/** What is to be asked for the rows of projects, for whoever asks more in the same message. */
export function rowQuestions(db: ReadModels, partnership: string, named?: readonly string[]): RowQuestions {
  const within = <Query extends Within<Query>>(query: Query): Query => {
    const ofPartnership = query.where('partnership', '=', partnership);
    return named === undefined ? ofPartnership : ofPartnership.where('project', 'in', named);
  };
  return [
    within(db.selectFrom('projects').selectAll()).orderBy('title').orderBy('project'),
    within(db.selectFrom('award_lines').selectAll()),
    within(db.selectFrom('project_priorities').selectAll()).orderBy('priority'),
  ];
}

/** The rows of projects, from the answers to `rowQuestions`. */
export function rowsFrom([projects, awards, served]: Answers<RowQuestions>): readonly ProjectRow[] {
  const lines = Map.groupBy(awards, ({ project }) => project);
  const priorities = Map.groupBy(served, ({ project }) => project);
  return projects.map((row) => {
    const award = lines.get(row.project) ?? [];
    return {
      project: row.project,
      title: row.title,
      status: row.status,
      takenOn: row.taken_on === 1,
      priorities: (priorities.get(row.project) ?? []).map(({ priority }) => priority),
      leadOfficer: row.lead_officer,
      leadAgency: row.lead_agency,
      deputy: row.deputy,
      bidPence: row.bid_pence,
      awardPence: sumPence(award.map(({ awarded_pence: pence }) => pence)),
      spentPence: sumPence(award.map(({ spent_pence: pence }) => pence)),
      releasedPence: sumPence(award.map(({ released_pence: pence }) => pence)),
      plannedFinish: row.planned_finish,
      finishedOn: row.finished_on,
      finishManner: row.finish_manner,
    };
  });
}

/** So many projects and bids at most, by their ids, after one of them; of one status where it is named. */
export async function projectsAfter(
  db: ReadModels,
  partnership: string,
  { after, limit, status }: ProjectsAsked,
): Promise<readonly ProjectRow[]> {
  let asked = db.selectFrom('projects').select('project').where('partnership', '=', partnership);
  if (after !== undefined) asked = asked.where('project', '>', after);
  if (status !== undefined) asked = asked.where('status', '=', status);
  const ids = (await asked.orderBy('project').limit(limit).execute()).map(({ project }) => project);
  if (ids.length === 0) return [];
  const rows = new Map((await projectRows(db, partnership, ids)).map((row) => [row.project, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

interface ProjectsAsked {
  readonly after: string | undefined;
  readonly limit: number;
  readonly status: string | undefined;
}

interface Within<Query> {
  where(column: 'partnership', operator: '=', value: string): Query;
  where(column: 'project', operator: 'in', value: readonly string[]): Query;
}
