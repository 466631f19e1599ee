import type { Pence } from '#kernel/pence';
import type { LocalDate } from '#kernel/local-date';
import type { Reading } from '#reads/reading';

/** A condition of an award that is neither met nor waived. */
export interface OpenCondition {
  readonly project: string;
  readonly title: string;
  readonly condition: string;
  readonly terms: string;
  readonly toBeMet: string;
  readonly dueOn: LocalDate | null;
}

/** The conditions that are open, of one lead officer where they are named: those without a day come last. */
export async function openConditions(
  { models, partnership }: Reading,
  leadOfficer?: string,
): Promise<readonly OpenCondition[]> {
  let open = models.db
    .selectFrom('conditions')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'conditions.partnership')
        .onRef('projects.project', '=', 'conditions.project'),
    )
    .select(['projects.project', 'title', 'condition', 'terms', 'to_be_met as toBeMet', 'due_on as dueOn'])
    .where('conditions.partnership', '=', partnership)
    .where('conditions.status', '=', 'open')
    .where('projects.status', '!=', 'award-withdrawn');
  if (leadOfficer !== undefined) open = open.where('projects.lead_officer', '=', leadOfficer);
  return open
    .orderBy((order) => order.fn.coalesce('due_on', order.val('9999')))
    .orderBy('title')
    .orderBy('projects.project')
    .orderBy('condition')
    .execute();
}

/** A project whose evaluation is accepted, and of which it is not decided what becomes of it. */
export interface WithoutOutcome {
  readonly project: string;
  readonly title: string;
  readonly thematicGroup: string | null;
  readonly recommended: string | null;
  readonly recommendedBy: string | null;
}

/** Those projects, by when their evaluations came in. */
export async function withoutOutcome({ models, partnership }: Reading): Promise<readonly WithoutOutcome[]> {
  return models.db
    .selectFrom('projects')
    .innerJoin('evaluations', (join) =>
      join
        .onRef('evaluations.partnership', '=', 'projects.partnership')
        .onRef('evaluations.project', '=', 'projects.project'),
    )
    .select(['projects.project', 'title', 'thematic_group as thematicGroup'])
    .select(['recommended', 'recommended_by as recommendedBy'])
    .where('projects.partnership', '=', partnership)
    .where('projects.status', '=', 'evaluated')
    .orderBy('submitted_on')
    .orderBy('projects.project')
    .execute();
}

/** What was paid beyond an award, and is neither accepted nor to be recovered. */
export interface UndecidedOverspend {
  readonly project: string;
  readonly title: string;
  readonly pence: Pence;
}

/** The overspends of each project at each source and funding type, by title. */
export async function undecidedOverspends({
  models,
  partnership,
}: Reading): Promise<readonly UndecidedOverspend[]> {
  const rows = await models.db
    .selectFrom('award_lines')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'award_lines.partnership')
        .onRef('projects.project', '=', 'award_lines.project'),
    )
    .select(['award_lines.project', 'title', 'overspend_pence', 'recovering_pence'])
    .where('award_lines.partnership', '=', partnership)
    .whereRef('overspend_pence', '>', 'recovering_pence')
    .orderBy('title')
    .execute();
  return rows.map(({ project, title, ...row }) => {
    return { project, title, pence: row.overspend_pence - row.recovering_pence };
  });
}
