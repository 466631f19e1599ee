import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { titleOf } from '#documents/facts/project-words';
import { absent, count, date, table, words } from '#documents/model/document';
import type { Behind, Cell, Counted, Part, Sentence } from '#documents/model/document';
import { many, oneAfterAnother, sentenceOf, told } from '#documents/model/sentence';
import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { daysBetween, formatDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** An evaluation that fell due in a year. The first lateness stays, whatever was returned afterwards. */
interface Owed {
  readonly project: ProjectFacts;
  readonly dueOn: LocalDate;
  readonly standing: 'on time' | 'late' | 'overdue' | 'waived' | 'not due yet';
}

/** The evaluations that fell due in a year, each with its days. */
export function evaluationTable(facts: Facts, year: FinancialYear): Part {
  const columns = ['Project', 'Due', 'Came in', 'Days late #', 'How it stands', 'Reference'];
  const rows = owedIn(facts, year).map((one) => [
    words(titleOf(one.project)),
    date(one.dueOn),
    date(one.project.evaluation?.firstSubmittedOn, 'not yet'),
    lateCell(facts, one),
    words(standingOf(one)),
    words(one.project.project),
  ]);
  return table('evaluations', 'Evaluations that fell due in the year', columns, rows);
}

/** How many evaluations fell due in a year, came in on time and late, and so on, in a sentence. */
export function evaluationsInShort(facts: Facts, year: FinancialYear): Sentence {
  const owed = owedIn(facts, year);
  if (owed.length === 0) return sentenceOf('No evaluation fell due in the year.');
  const of = (standing: Owed['standing']): Counted =>
    counted(owed.filter((one) => one.standing === standing));
  const [overdue, waived, later] = [of('overdue'), of('waived'), of('not due yet')];
  const said = oneAfterAnother(
    [
      told`${of('on time')} came in on time and ${of('late')} late`,
      many(overdue, 'is overdue', 'are overdue'),
      waived.number === 0 ? '' : many(waived, 'was waived', 'were waived'),
      later.number === 0 ? '' : told`${later} not due yet`,
    ],
    ', ',
  );
  return told`${many(counted(owed), 'evaluation')} fell due in the year: ${said}.`;
}

function counted(owed: readonly Owed[]): Counted {
  return count(owed.length, together(owed.map(behindIt)));
}

/** The event by which it came in first, or those by which it is due when it is. */
function behindIt({ project: { evaluation, dueBehind } }: Owed): Behind {
  return evaluation === undefined ? dueBehind : [evaluation.firstPosition];
}

function owedIn(facts: Facts, year: FinancialYear): readonly Owed[] {
  const all = [...facts.projects.values()].flatMap((project): Owed[] => {
    const dueOn = project.evaluation?.firstDueOn ?? project.evaluationDueOn;
    if (!project.awarded || dueOn === undefined) return [];
    if (dueOn < firstDayOf(year) || dueOn > lastDayOf(year)) return [];
    return [{ project, dueOn, standing: standingIn(facts, project, dueOn) }];
  });
  return all.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
}

function standingIn(
  { moment }: Facts,
  { evaluation, waived }: ProjectFacts,
  dueOn: LocalDate,
): Owed['standing'] {
  if (evaluation !== undefined) return evaluation.firstDaysLate > 0 ? 'late' : 'on time';
  if (waived !== undefined) return 'waived';
  return dueOn < moment.asAt ? 'overdue' : 'not due yet';
}

function lateCell({ moment }: Facts, owed: Owed): Cell {
  const { project, dueOn, standing } = owed;
  if (standing === 'overdue') return count(daysBetween(dueOn, moment.asAt), behindIt(owed));
  if (project.evaluation === undefined) return absent('none');
  return count(Math.max(0, project.evaluation.firstDaysLate), behindIt(owed));
}

function standingOf({ project, standing }: Owed): string {
  if (standing === 'waived') return `Waived: ${project.waived ?? ''}`;
  if (standing === 'overdue') return 'Overdue';
  if (standing === 'not due yet') return 'Not due yet';
  return cameIn(project);
}

/** How one stands that came in: accepted or not, or owed again. */
function cameIn({ evaluation, evaluationDueOn: again }: ProjectFacts): string {
  if (evaluation?.standing !== 'returned')
    return evaluation?.standing === 'accepted' ? 'Accepted' : 'Handed in, and not yet accepted';
  return again === undefined ? 'Returned' : `Returned, and due again on ${formatDate(again)}`;
}

/** What evaluations that came in during a year say was learnt, and what should come next. */
export function lessonTable(facts: Facts, year: FinancialYear): Part {
  const all = [...facts.projects.values()].flatMap((project) => {
    const { evaluation } = project;
    const lessons = evaluation?.answers.lessons;
    if (evaluation === undefined || lessons === undefined) return [];
    const isIn = evaluation.submittedOn >= firstDayOf(year) && evaluation.submittedOn <= lastDayOf(year);
    return isIn ? [{ project, lessons, next: evaluation.answers.next }] : [];
  });
  const rows = all.map(({ project, lessons, next }) => [
    words(titleOf(project)),
    words(lessons),
    words(next === undefined ? '' : [recommended[next.recommend], next.why ?? ''].join(' ').trim()),
    words(project.project),
  ]);
  const columns = ['Project', 'What was learnt', 'What its evaluation recommends', 'Reference'];
  return table('lessons', 'Lessons from the evaluations of the year', columns, rows, {
    whenEmpty: 'No evaluation of the year states any.',
  });
}

const recommended = {
  mainstream: 'Mainstream it.',
  continue: 'Continue it.',
  discontinue: 'Stop it.',
} as const;
