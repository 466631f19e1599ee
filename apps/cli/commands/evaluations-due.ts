import { formatDate } from '#kernel/local-date';
import { evaluationsDueOn } from '#projections/evaluations-due';
import type { EvaluationDue } from '#projections/evaluations-due';
import { dayInWords } from '#reads/words';
import { dayOf, reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Lists the evaluations that are owed on a day, the latest first. @throws WrongUse for a bad day */
export async function evaluationsDue(
  options: ReadOptions & { readonly on?: string },
  terminal: Terminal,
): Promise<void> {
  await reading(options, async (from) => {
    const on = dayOf('on', options.on, from.place.today());
    if (options.json !== true) return showEvaluationsDue(from, on, terminal);
    const evaluations = await evaluationsDueOn(from.models.db, from.partnership, on);
    return json(terminal, { partnership: from.partnership, on, evaluations });
  });
}

/** The queue of evaluations for people. */
export async function showEvaluationsDue(from: Reading, on: string, terminal: Terminal): Promise<void> {
  const due = await evaluationsDueOn(from.models.db, from.partnership, on);
  await heading(terminal, `${from.state.name}: evaluations due, as on ${formatDate(on)}`);
  const rows: string[][] = [];
  for (const evaluation of due) {
    const { title, project, leadOfficer, finish, hasFinished, dueOn } = evaluation;
    const who = leadOfficer === null ? '' : await from.names.of(leadOfficer);
    const finished = hasFinished ? dayInWords(finish) : `${dayInWords(finish)} (planned)`;
    rows.push([formatDate(dueOn), standing(evaluation), title, project, who, finished]);
  }
  const late = due.filter(({ daysLate }) => daysLate > 0).length;
  const totals = [[counted(due.length, 'evaluation'), `${late} overdue`, '', '', '', '']];
  await table(terminal, { columns, rows, totals }, 'No evaluation is owed.');
}

const columns = ['Due', 'State', 'Project', 'Id', 'Lead officer', 'Finish'].map((text) => ({
  heading: text,
}));

function standing({ daysLate, agreedBecause, firstDaysLate }: EvaluationDue): string {
  const late = daysLate > 0 ? `overdue by ${counted(daysLate, 'day')}` : inTime(daysLate);
  const agreed = agreedBecause === null ? '' : `; ${agreedBecause === 'returned' ? 'returned' : 'put off'}`;
  const first =
    firstDaysLate !== null && firstDaysLate > 0 ? `; first ${counted(firstDaysLate, 'day')} late` : '';
  return `${late}${agreed}${first}`;
}

function inTime(daysLate: number): string {
  return daysLate === 0 ? 'due today' : `due in ${counted(-daysLate, 'day')}`;
}
