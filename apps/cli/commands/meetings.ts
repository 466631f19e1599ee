import type { TextTable } from '#documents/text-table';
import { formatDate } from '#kernel/local-date';
import { meetingsOf } from '#reads/meetings';
import type { ListedItem, ListedMeeting } from '#reads/meetings';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

/** Lists the meetings in the order of their days, each with its agenda and what was decided. */
export async function meetings(options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const all = await meetingsOf(from);
    if (options.json === true) return json(terminal, { partnership: from.partnership, meetings: all });
    await heading(terminal, `${from.state.name}: meetings`);
    if (all.length === 0) await terminal.line('No meeting has been called yet.');
    for (const meeting of all) await show(meeting, from, terminal);
  });
}

async function show(
  meeting: ListedMeeting,
  { models, partnership, state }: Reading,
  terminal: Terminal,
): Promise<void> {
  const { group, heldOn, startsAt, place, status, exampleOnly, present, items } = meeting;
  const named = state.groups.find((known) => known.group === group)?.name ?? group;
  await terminal.line();
  await heading(terminal, `${formatDate(heldOn)}: ${named} (${meeting.meeting})`);
  const facts = [
    startsAt === null ? undefined : `at ${startsAt}`,
    place,
    inWords(status),
    present === 0 ? undefined : `${counted(present, 'person', 'people')} present`,
  ];
  await paragraph(terminal, `${facts.filter((fact) => typeof fact === 'string').join('; ')}.`);
  if (exampleOnly) await paragraph(terminal, 'This meeting is made up for an example.');
  const titles = await titlesOf(models.db, partnership);
  await table(terminal, tableOf(items, titles), 'Nothing is on the agenda.');
}

function tableOf(items: readonly ListedItem[], titles: ReadonlyMap<string, string>): TextTable {
  const rows = items.map(({ item, kind, title, project, status, outcome, reasons }) => {
    const words = title ?? titles.get(project ?? '') ?? item;
    return [item, inWords(kind), words, inWords(outcome ?? status), reasons ?? ''];
  });
  const columns = ['Item', 'Kind', 'About', 'Outcome', 'Reasons'].map((text) => ({ heading: text }));
  return { columns, rows };
}

async function titlesOf(
  db: Reading['models']['db'],
  partnership: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .execute();
  return new Map(rows.map(({ project, title }) => [project, title]));
}
