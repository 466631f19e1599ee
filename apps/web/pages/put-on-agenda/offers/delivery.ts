import { evaluationsDueOn } from '#projections/evaluations-due';
import { formatDate } from '#kernel/local-date';
import { inWords } from '#reads/words';
import type { Offering } from '../offer.js';

/** Projects with conditions that are open, those first whose date is past. */
export const conditions: Offering = {
  heading: 'Conditions that are open',
  kind: 'condition',
  async find({ reading: { models, partnership } }, heldOn) {
    const rows = await models.db
      .selectFrom('conditions')
      .innerJoin('projects', (join) =>
        join
          .onRef('projects.partnership', '=', 'conditions.partnership')
          .onRef('projects.project', '=', 'conditions.project'),
      )
      .select(['conditions.project', 'title', 'terms', 'due_on'])
      .where('conditions.partnership', '=', partnership)
      .where('conditions.status', '=', 'open')
      .where('projects.status', '!=', 'award-withdrawn')
      .orderBy('due_on')
      .orderBy('title')
      .execute();
    const byProject = Map.groupBy(rows, ({ project }) => project);
    return [...byProject].map(([project, open]) => ({
      kind: 'condition',
      project,
      title: titled('Condition', open[0]?.title),
      text: open[0]?.title ?? project,
      hint: open
        .map(({ terms, due_on: due }) => `${terms.replace(/\.$/, '')}${dueInWords(due, heldOn)}`)
        .join('; '),
    }));
  },
};

/** Evaluations that will be overdue on the day of the meeting. */
export const overdueEvaluations: Offering = {
  heading: 'Overdue evaluations',
  kind: 'overdue-evaluation',
  async find({ reading: { models, partnership } }, heldOn) {
    const due = await evaluationsDueOn(models.db, partnership, heldOn);
    const overdue = due.filter(({ daysLate }) => daysLate > 0);
    return overdue.map(({ project, title, dueOn }) => ({
      kind: 'overdue-evaluation',
      project,
      title: titled('Overdue evaluation', title),
      text: title,
      hint: `Was due on ${formatDate(dueOn)}`,
    }));
  },
};

/** Projects whose evaluation is accepted, and of which it is not decided what becomes of them. */
export const outcomes: Offering = {
  heading: 'Evaluated: mainstream, continue or stop',
  kind: 'outcome',
  async find({ reading: { models, partnership } }) {
    const rows = await models.db
      .selectFrom('projects')
      .innerJoin('evaluations', (join) =>
        join
          .onRef('evaluations.partnership', '=', 'projects.partnership')
          .onRef('evaluations.project', '=', 'projects.project'),
      )
      .select(['projects.project', 'title', 'recommended', 'recommended_by'])
      .where('projects.partnership', '=', partnership)
      .where('projects.status', '=', 'evaluated')
      .orderBy('title')
      .execute();
    return rows.map(({ project, title, recommended, recommended_by: by }) => ({
      kind: 'outcome',
      project,
      title: titled('What becomes of', title),
      text: title,
      ...(recommended === null
        ? {}
        : { hint: `The ${inWords(by ?? '')} recommends: ${inWords(recommended)}` }),
    }));
  },
};

/** A title that fits into a line. */
function titled(kind: string, title = ''): string {
  return `${kind}: ${title}`.slice(0, 200);
}

function dueInWords(due: string | null, heldOn: string): string {
  if (due === null) return '';
  return due < heldOn ? `, was due on ${formatDate(due)}` : `, due on ${formatDate(due)}`;
}
