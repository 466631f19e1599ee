import { addDays, formatDate, formatWeekday } from '#kernel/local-date';
import { remindersAhead } from '#reads/reminders-ahead';
import type { DayAhead, SaidAhead } from '#reads/reminders-ahead';
import type { Reading } from '#reads/reading';
import { daysInWords, inWords, toldInWords } from '#reads/words';
import { dayOf } from '../reading.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';
import type { ReminderOptions } from './reminder-options.js';

/** What would go out day by day until a day. @throws WrongUse for a day that is past */
export async function simulateReminders(
  options: ReminderOptions,
  where: Reading,
  terminal: Terminal,
): Promise<void> {
  const today = where.place.today();
  const until = dayOf('until', options.until, addDays(today, 28));
  if (until < today) throw new WrongUse(`--until ${until} is past: today is ${today}.`);
  const days = await remindersAhead(where, until);
  if (options.json === true)
    return json(terminal, { partnership: where.partnership, from: today, until, days });
  await heading(terminal, `${where.state.name}: what would go out until ${formatDate(until)}`);
  await paragraph(terminal, 'If nothing happened until then. Nothing is sent by asking.');
  for (const day of days) await showDay(day, where, terminal);
  const messages = days.reduce((sum, day) => sum + day.messages.length, 0);
  await terminal.line();
  await paragraph(terminal, `${counted(messages, 'message')} on ${counted(days.length, 'day')}.`);
}

async function showDay(day: DayAhead, { names }: Reading, terminal: Terminal): Promise<void> {
  await section(terminal, `${formatWeekday(day.day)} ${day.day.slice(0, 4)}`);
  const rows: string[][] = [];
  for (const { person, says } of day.messages) {
    const name = await names.of(person);
    rows.push(...says.map((said, index) => [index === 0 ? name : '', ...saidInWords(said)]));
  }
  rows.push(...day.agenda.map((said) => ["the tasking group's agenda", ...saidInWords(said)]));
  rows.push(...day.nobody.map((said) => ['nobody to tell', ...saidInWords(said)]));
  const columns = ['To', 'As', 'About', 'Project', 'Due'].map((text) => ({ heading: text }));
  await table(terminal, { columns, rows }, '');
}

function saidInWords({ told, kind, of, source, title, dueOn, days }: SaidAhead): string[] {
  const about = [inWords(kind), of, source].filter((part) => part !== undefined).join(': ');
  const last = days.at(-1) ?? 0;
  const together = days.length > 1 ? `, with ${counted(days.length - 1, 'earlier one')}` : '';
  return [toldInWords[told], about, title, `${formatDate(dueOn)}, ${daysInWords(last)}${together}`];
}
