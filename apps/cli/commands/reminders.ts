import type { DateSpan } from '#funding/ladder';
import { addDays, formatDate, formatWeekday } from '#kernel/local-date';
import { remindersDue } from '#projections/reminders-due';
import type { ReminderDue } from '#projections/reminders-due';
import { inWords, toldInWords } from '#reads/words';
import { dayOf, reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import { counted, heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';
import type { ReminderOptions } from './reminder-options.js';
import { explainReminders } from './reminders-explained.js';
import { simulateReminders } from './reminders-simulated.js';

/**
 * Lists the reminders that are to go out in some days, explains those of one project, or shows what would go
 * out.
 *
 * @throws WrongUse for a bad day, or a last before the first
 */
export async function reminders(options: ReminderOptions, terminal: Terminal): Promise<void> {
  const { explain, simulate = false } = options;
  await reading(options, async (where) => {
    if (explain !== undefined) return explainReminders(explain, options, where, terminal);
    return simulate ? simulateReminders(options, where, terminal) : listReminders(options, where, terminal);
  });
}

async function listReminders(options: ReminderOptions, where: Reading, terminal: Terminal): Promise<void> {
  const from = dayOf('from', options.from, where.place.today());
  const to = dayOf('to', options.to, addDays(from, 28));
  if (to < from) throw new WrongUse(`--to ${to} is before --from ${from}.`);
  if (options.json !== true) return showReminders(where, { from, to }, terminal);
  const due = await remindersDue(where.models.db, where.partnership, { from, to });
  return json(terminal, { partnership: where.partnership, from, to, reminders: due });
}

/** The reminders of some days for people; the first so many of them, where not all are wanted. */
export async function showReminders(
  where: Reading,
  span: DateSpan,
  terminal: Terminal,
  atMost = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const due = await remindersDue(where.models.db, where.partnership, span);
  const days = `${formatDate(span.from)} to ${formatDate(span.to)}`;
  await heading(terminal, `${where.state.name}: reminders, ${days}`);
  const rows: string[][] = [];
  for (const reminder of due.slice(0, atMost)) {
    const { sendOn, title, of, kind, why = '' } = reminder;
    const day = `${formatWeekday(sendOn)} ${sendOn.slice(0, 4)}`;
    const about = of === undefined ? inWords(kind) : `${inWords(kind)}: ${of}`;
    rows.push([day, about, title, standing(reminder), await toldBy(reminder, where), why]);
  }
  const shown = due.length > atMost ? `the first ${atMost} of them` : '';
  const totals = [[counted(due.length, 'reminder'), shown, '', '', '', '']];
  await table(terminal, { columns, rows, totals }, 'No reminder goes out in these days.');
}

const columns = ['Sent on', 'About', 'Project', 'Due', 'To', 'Why then'].map((text) => ({ heading: text }));

function standing({ days, dueOn }: ReminderDue): string {
  if (days === 0) return `${formatDate(dueOn)}, that day`;
  return `${formatDate(dueOn)}, ${counted(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'}`;
}

async function toldBy({ tells, leadOfficer }: ReminderDue, { names }: Reading): Promise<string> {
  const lead = leadOfficer === null ? 'lead officer' : await names.of(leadOfficer);
  return tells.map((who) => (who === 'lead-officer' ? lead : toldInWords[who])).join('; ');
}
