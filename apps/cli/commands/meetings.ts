import type { TextTable } from '#documents/text-table';
import { formatDate } from '#kernel/local-date';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';

interface Item {
  readonly item: string;
  readonly kind: string;
  readonly title: string | null;
  readonly project: string | null;
  readonly status: string;
  readonly outcome: string | null;
  readonly reasons: string | null;
}

interface Meeting {
  readonly meeting: string;
  readonly group: string;
  readonly heldOn: string;
  readonly place: string | null;
  readonly status: string;
  /** Made up for an example. */
  readonly exampleOnly: boolean;
  readonly present: number;
  readonly items: readonly Item[];
}

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

async function meetingsOf({ models: { db }, partnership }: Reading): Promise<readonly Meeting[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('partnership', '=', partnership)
    .orderBy('held_on')
    .orderBy('meeting')
    .execute();
  const items = Map.groupBy(await itemsOf(db, partnership), ({ meeting }) => meeting);
  const present = await db
    .selectFrom('attendance')
    .select(({ fn }) => ['meeting', fn.countAll<number>().as('people')])
    .where('partnership', '=', partnership)
    .groupBy('meeting')
    .execute();
  return rows.map(
    ({ meeting, group_id: group, held_on: heldOn, place, status, example_only: exampleOnly }) => ({
      meeting,
      group,
      heldOn,
      place,
      status,
      exampleOnly: exampleOnly === 1,
      present: present.find((one) => one.meeting === meeting)?.people ?? 0,
      items: (items.get(meeting) ?? []).map(({ meeting: _, ...item }) => item),
    }),
  );
}

async function itemsOf(
  db: Reading['models']['db'],
  partnership: string,
): Promise<readonly (Item & { readonly meeting: string })[]> {
  return db
    .selectFrom('agenda_items')
    .leftJoin('decisions', (join) =>
      join
        .onRef('decisions.partnership', '=', 'agenda_items.partnership')
        .onRef('decisions.meeting', '=', 'agenda_items.meeting')
        .onRef('decisions.item', '=', 'agenda_items.item'),
    )
    .select(['agenda_items.meeting', 'agenda_items.item', 'agenda_items.kind', 'agenda_items.title'])
    .select(['agenda_items.project', 'agenda_items.status', 'agenda_items.outcome', 'decisions.reasons'])
    .where('agenda_items.partnership', '=', partnership)
    .orderBy('agenda_items.put_at')
    .execute();
}

async function show(
  meeting: Meeting,
  { models, partnership, state }: Reading,
  terminal: Terminal,
): Promise<void> {
  const { group, heldOn, place, status, exampleOnly, present, items } = meeting;
  const named = state.groups.find((known) => known.group === group)?.name ?? group;
  await terminal.line();
  await heading(terminal, `${formatDate(heldOn)}: ${named} (${meeting.meeting})`);
  const facts = [
    place,
    inWords(status),
    present === 0 ? undefined : `${counted(present, 'person', 'people')} present`,
  ];
  await paragraph(terminal, `${facts.filter((fact) => typeof fact === 'string').join('; ')}.`);
  if (exampleOnly) await paragraph(terminal, 'This meeting is made up for an example.');
  const titles = await titlesOf(models.db, partnership);
  await table(terminal, tableOf(items, titles), 'Nothing is on the agenda.');
}

function tableOf(items: readonly Item[], titles: ReadonlyMap<string, string>): TextTable {
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
