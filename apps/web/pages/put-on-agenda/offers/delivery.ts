import { evaluationsDueOn } from '#projections/evaluations-due';
import { formatDate } from '#kernel/local-date';
import { answeringChair } from '#reads/answering-chair';
import { evaluationsHandedIn } from '#reads/evaluation-queue';
import { openConditions, withoutOutcome } from '#reads/undecided';
import { inWords } from '#reads/words';
import type { OfferedTo, Offering } from '../offer.js';

/** Projects with conditions that are open, those first whose date is past. */
export const conditions: Offering = {
  heading: 'Conditions that are open',
  kind: 'condition',
  async find({ reading }, { heldOn }) {
    const rows = await openConditions(reading);
    const byProject = Map.groupBy(rows, ({ project }) => project);
    return [...byProject].map(([project, open]) => ({
      kind: 'condition',
      project,
      title: titled('Condition', open[0]?.title),
      text: open[0]?.title ?? project,
      hint: open
        .map(({ terms, dueOn }) => `${terms.replace(/\.$/, '')}${dueInWords(dueOn, heldOn)}`)
        .join('; '),
    }));
  },
};

/** Evaluations that were handed in, for the group whose chair accepts or returns them. */
export const evaluations: Offering = {
  heading: 'Evaluations that were handed in',
  kind: 'evaluation',
  async find({ reading }, { called }) {
    const all = await evaluationsHandedIn(reading);
    const answering = await Promise.all(all.map(async ({ project }) => answeringChair(reading, project)));
    const theirs = all.filter(({ thematicGroup }, index) =>
      answering[index]?.role === 'thematic-chair'
        ? thematicGroup === called.group
        : called.groupKind === 'tasking',
    );
    return theirs.map(({ project, title, day }) => ({
      kind: 'evaluation',
      project,
      title: titled('Evaluation', title),
      text: title,
      ...(day === null ? {} : { hint: `Handed in on ${formatDate(day)}` }),
    }));
  },
};

/** Evaluations that will be overdue on the day of the meeting; a thematic group has those of its theme. */
export const overdueEvaluations: Offering = {
  heading: 'Overdue evaluations',
  kind: 'overdue-evaluation',
  async find({ reading: { models, partnership } }, meeting) {
    const due = await evaluationsDueOn(models.db, partnership, meeting.heldOn);
    const overdue = due.filter(({ daysLate, ...one }) => daysLate > 0 && isOfTheirs(meeting, one));
    return overdue.map(({ project, title, dueOn }) => ({
      kind: 'overdue-evaluation',
      project,
      title: titled('Overdue evaluation', title),
      text: title,
      hint: `Was due on ${formatDate(dueOn)}`,
    }));
  },
};

/**
 * Projects whose evaluation is accepted, and of which it is not decided what becomes of them; a thematic
 * group has those of its theme.
 */
export const outcomes: Offering = {
  heading: 'Evaluated: mainstream, continue or stop',
  kind: 'outcome',
  async find({ reading }, meeting) {
    const theirs = (await withoutOutcome(reading)).filter((row) => isOfTheirs(meeting, row));
    return theirs.map(({ project, title, recommended, recommendedBy: by }) => ({
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

function isOfTheirs(
  { called }: OfferedTo,
  { thematicGroup }: { readonly thematicGroup: string | null },
): boolean {
  return called.groupKind !== 'thematic' || thematicGroup === called.group;
}

/** A title that fits into a line. */
function titled(kind: string, title = ''): string {
  return `${kind}: ${title}`.slice(0, 200);
}

function dueInWords(due: string | null, heldOn: string): string {
  if (due === null) return '';
  return due < heldOn ? `, was due on ${formatDate(due)}` : `, due on ${formatDate(due)}`;
}
