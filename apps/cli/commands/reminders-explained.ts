import { addDays, formatDate, formatWeekday } from '#kernel/local-date';
import { remindersExplained } from '#projections/reminders-explained';
import type { RungExplained } from '#projections/reminders-explained';
import type { Reading } from '#reads/reading';
import { daysInWords, inWords, momentInWords, toldInWords } from '#reads/words';
import { dayOf } from '../reading.js';
import { counted, heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';
import type { ReminderOptions } from './reminder-options.js';

/** Every reminder of a project, sent or to come. @throws WrongUse when there is no such project */
export async function explainReminders(
  project: string,
  options: ReminderOptions,
  { models: { db }, partnership, place, names }: Reading,
  terminal: Terminal,
): Promise<void> {
  const until = dayOf('until', options.until, addDays(place.today(), 28));
  const known = await db
    .selectFrom('projects')
    .select('title')
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .executeTakeFirst();
  if (known === undefined) throw new WrongUse(`There is no project ${project} here.`);
  const rungs = await remindersExplained(db, { partnership, project }, until);
  if (options.json === true) return json(terminal, { partnership, project, until, rungs });
  await heading(terminal, `Reminders of ${known.title}, until ${formatDate(until)}`);
  const rows: string[][] = [];
  for (const rung of rungs) rows.push(rowOf(rung, await names.all(rung.to)));
  const columns = ['When', 'About', 'Due', 'Told', 'Why then', 'State', 'Message'];
  const totals = [['', counted(rungs.length, 'reminder'), '', '', '', '', '']];
  const content = { columns: columns.map((text) => ({ heading: text })), rows, totals };
  await table(terminal, content, 'No reminder was sent, and none is to come until then.');
}

function rowOf(rung: RungExplained, people: string): string[] {
  const { on, from, kind, of, source, dueOn, days, told, why, state, message, delivery } = rung;
  const when = from === undefined ? `${formatWeekday(on)} ${on.slice(0, 4)}` : momentInWords(from);
  const about = [inWords(kind), of, source].filter((part) => part !== undefined).join(': ');
  const role = told === undefined ? '' : toldInWords[told];
  const who = people === '' ? role : `${people}${role === '' ? '' : `, as ${role}`}`;
  const became = delivery === undefined ? state : inWords(delivery);
  return [when, about, `${formatDate(dueOn)}, ${daysInWords(days)}`, who, why, became, message ?? ''];
}
