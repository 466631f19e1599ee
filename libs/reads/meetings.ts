import { greatestFirst, leastFirst, partOf, rowCount } from '#projections/keyset';
import type { Key, Part, PartAsked } from '#projections/keyset';
import type { Reading } from '#reads/reading';

/** An item of an agenda, with what became of it. */
export interface ListedItem {
  readonly item: string;
  readonly kind: string;
  readonly title: string | null;
  readonly project: string | null;
  readonly status: string;
  readonly outcome: string | null;
  readonly reasons: string | null;
}

/** A meeting with its agenda, as a list shows it. */
export interface ListedMeeting {
  readonly meeting: string;
  readonly group: string;
  readonly heldOn: string;
  /** When it begins: `14:00`. */
  readonly startsAt: string | null;
  readonly place: string | null;
  readonly status: string;
  /** Made up for an example. */
  readonly exampleOnly: boolean;
  readonly present: number;
  readonly items: readonly ListedItem[];
}

/** The meetings of a partnership in the order of their days. */
export async function meetingsOf({
  models: { db },
  partnership,
}: Reading): Promise<readonly ListedMeeting[]> {
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
    .select(({ fn }) => ['meeting', fn.countAll<number | string>().as('people')])
    .where('partnership', '=', partnership)
    .groupBy('meeting')
    .execute();
  return rows.map(({ meeting, place, status, ...row }) => ({
    meeting,
    group: row.group_id,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    place,
    status,
    exampleOnly: row.example_only === 1,
    present: Number(present.find((one) => one.meeting === meeting)?.people ?? 0),
    items: (items.get(meeting) ?? []).map(({ meeting: _, ...item }) => item),
  }));
}

/** A meeting without its agenda. */
export type MeetingRow = Pick<ListedMeeting, 'meeting' | 'group' | 'heldOn' | 'status'>;

/** A part of the meetings, the latest first, and how many there are. */
export async function partOfMeetings(
  { models: { db }, partnership }: Reading,
  asked: PartAsked,
): Promise<Part<MeetingRow> & { readonly count: number }> {
  const counted = db.selectFrom('meetings').where('partnership', '=', partnership);
  const rows = counted.select(['meeting', 'group_id as group', 'held_on as heldOn', 'status']);
  const order = [greatestFirst('held_on'), leastFirst('meeting')];
  const sums = counted.select(rowCount().as('count'));
  return partOf(db, { rows, counted, sums, order, keyOf: placeOfMeeting }, asked);
}

/** By what a meeting is known among them. */
export function placeOfMeeting({ heldOn, meeting }: Pick<MeetingRow, 'heldOn' | 'meeting'>): Key {
  return [heldOn, meeting];
}

async function itemsOf(
  db: Reading['models']['db'],
  partnership: string,
): Promise<readonly (ListedItem & { readonly meeting: string })[]> {
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
