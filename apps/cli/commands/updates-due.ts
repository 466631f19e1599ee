import { formatDate } from '#kernel/local-date';
import { updatesDueOn } from '#projections/reminders-due';
import { dayOf, reading } from '../reading.js';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Lists the monthly updates that are owed on a day, the latest first. @throws WrongUse for a bad day */
export async function updatesDue(
  options: ReadOptions & { readonly on?: string },
  terminal: Terminal,
): Promise<void> {
  await reading(options, async ({ place, models, partnership, state, names }) => {
    const on = dayOf('on', options.on, place.today());
    const updates = await updatesDueOn(models.db, partnership, on);
    if (options.json === true) return json(terminal, { partnership, on, updates });
    await heading(terminal, `${state.name}: monthly updates due, as on ${formatDate(on)}`);
    const rows: string[][] = [];
    for (const { month, dueOn, daysLate, title, project, leadOfficer } of updates) {
      const who = leadOfficer === null ? '' : await names.of(leadOfficer);
      const standing = daysLate > 0 ? `overdue by ${counted(daysLate, 'day')}` : 'due';
      rows.push([month, formatDate(dueOn), standing, title, project, who]);
    }
    const columns = ['Month', 'Due', 'State', 'Project', 'Id', 'Lead officer'].map((text) => ({
      heading: text,
    }));
    const totals = [[counted(updates.length, 'update'), '', '', '', '', '']];
    await table(terminal, { columns, rows, totals }, 'No update is owed.');
  });
}
