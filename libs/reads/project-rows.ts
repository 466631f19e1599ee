import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import type { ReadModels } from '#projections/read-models';

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

/** Every project and bid of a partnership, by title; of one that is named, itself alone. */
export async function projectRows(
  db: ReadModels,
  partnership: string,
  named?: string,
): Promise<readonly ProjectRow[]> {
  const within = <Query extends Within<Query>>(query: Query): Query => {
    const ofPartnership = query.where('partnership', '=', partnership);
    return named === undefined ? ofPartnership : ofPartnership.where('project', '=', named);
  };
  const projects = await within(db.selectFrom('projects').selectAll())
    .orderBy('title')
    .orderBy('project')
    .execute();
  const lines = Map.groupBy(
    await within(db.selectFrom('award_lines').selectAll()).execute(),
    ({ project }) => project,
  );
  const served = await within(db.selectFrom('project_priorities').selectAll()).orderBy('priority').execute();
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

interface Within<Query> {
  where(column: 'partnership' | 'project', operator: '=', value: string): Query;
}
