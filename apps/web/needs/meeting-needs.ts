import { openMatters, rolesHeld, substitutionsNow, taskingGroup } from '#funding/partnership/queries';
import type { Role } from '#funding/partnership/partnership.events';
import { addDays, formatDate } from '#kernel/local-date';
import type { Standing } from '../access/visit.js';
import type { Item, Kind } from './need.js';

/** Who sits in a group, or keeps its record. */
const atMeetings = [
  'chair',
  'deputy-chair',
  'member',
  'thematic-chair',
  'strategy-member',
  'support-officer',
] as const satisfies readonly Role[];

/** Meetings that go on now, with how many of their items are not decided yet. */
export const meetingsOpen: Kind = {
  kind: 'meetings-open',
  heading: 'Meetings that are open',
  roles: atMeetings,
  async find(who) {
    const rows = await meetingsOf(who, groupsToSee(who)).where('status', '=', 'open').execute();
    const waiting = await itemsWaiting(who);
    return rows.map((row) => {
      const items = waiting.filter(({ meeting }) => meeting === row.meeting).length;
      return { ...itemOf(who, row), when: counted(items, 'item'), isLate: false };
    });
  },
};

/** Meetings that were called for today or a day before, and that nobody has opened. */
export const meetingsToOpen: Kind = {
  kind: 'meetings-to-open',
  heading: 'Meetings to open',
  roles: ['support-officer'],
  async find(who) {
    const today = who.reading.place.today();
    const rows = await meetingsOf(who, undefined)
      .where('status', '=', 'called')
      .where('held_on', '<=', today)
      .execute();
    return rows.map((row) => {
      const isLate = row.held_on < today;
      return { ...itemOf(who, row), when: isLate ? 'The day is past' : 'Today', isLate };
    });
  },
};

/** So many days ahead people prepare for a meeting. */
const preparedDays = 14;

export const meetingsToCome: Kind = {
  kind: 'meetings-to-come',
  heading: 'Meetings to come',
  roles: atMeetings,
  async find(who) {
    const today = who.reading.place.today();
    const rows = await meetingsOf(who, groupsToSee(who))
      .where('status', '=', 'called')
      // Today's is for a member to come to, and for the support officer to open.
      .where('held_on', who.holds('support-officer') ? '>' : '>=', today)
      .where('held_on', '<=', addDays(today, preparedDays))
      .execute();
    return rows.map((row) => itemOf(who, row));
  },
};

/** Minutes that are drafts still. They are approved at a later meeting of the group, such as an open one. */
export const minutesToApprove: Kind = {
  kind: 'minutes-to-approve',
  heading: 'Minutes to be approved',
  roles: ['support-officer'],
  async find(who) {
    const meetings = await meetingsOf(who, undefined).where('minutes_approved_on', 'is', null).execute();
    const open = meetings.filter(({ status }) => status === 'open');
    return meetings
      .filter(({ status }) => status === 'closed')
      .map((row) => {
        const now = open.find(({ group_id: group }) => group === row.group_id);
        const item = itemOf(who, row);
        if (now === undefined) return { ...item, when: 'At the next meeting' };
        return { ...item, href: who.at(`/meetings/${now.meeting}`), when: 'At the meeting that is open' };
      });
  },
};

/** What was put to the tasking group and stands on no agenda yet: it comes onto the next by itself. */
export const mattersWaiting: Kind = {
  kind: 'matters-waiting',
  heading: 'Matters that wait for the tasking group',
  roles: ['support-officer', 'chair', 'deputy-chair'],
  async find(who) {
    const { state, models, partnership } = who.reading;
    const open = openMatters(state);
    if (open.length === 0 || !isOfTasking(who)) return [];
    const raised = await models.db
      .selectFrom('matters')
      .select(['matter', 'raised_on'])
      .where('partnership', '=', partnership)
      .where('settled_on', 'is', null)
      .execute();
    const days = new Map(raised.map(({ matter, raised_on: on }) => [matter, on]));
    const onAgenda = new Set((await itemsWaiting(who)).map(({ matter }) => matter));
    return open
      .filter(({ matter }) => !onAgenda.has(matter))
      .map(({ matter, title, project, source }) => ({
        text: title,
        href: who.at(whereDecided({ project, source })),
        ...(days.has(matter) ? { when: `Since ${formatDate(days.get(matter) ?? '')}` } : {}),
      }));
  },
};

/** Whether they keep the tasking group's record, or sit in it: no other group decides money. */
export function isOfTasking(who: Standing): boolean {
  const tasking = taskingGroup(who.reading.state)?.group;
  const groups = groupsToSee(who);
  return groups === undefined || (tasking !== undefined && groups.includes(tasking));
}

interface MeetingRow {
  readonly meeting: string;
  readonly group_id: string;
  readonly held_on: string;
}

const meetingsOf = ({ reading: { models, partnership } }: Standing, groups: string[] | undefined) => {
  const all = models.db
    .selectFrom('meetings')
    .select(['meeting', 'group_id', 'held_on', 'status'])
    .where('partnership', '=', partnership)
    .orderBy('held_on')
    .orderBy('meeting');
  return groups === undefined ? all : all.where('group_id', 'in', groups);
};

/** The groups whose meetings are someone's: all of them, undefined, for who keeps their record. */
function groupsToSee(who: Standing): string[] | undefined {
  if (who.holds('support-officer')) return undefined;
  const { state } = who.reading;
  const seats = rolesHeld(state).filter(({ person }) => person === who.person);
  const places = substitutionsNow(state).filter(({ substitute }) => substitute === who.person);
  return [...new Set([...seats, ...places].flatMap(({ group }) => group ?? []))];
}

async function itemsWaiting({
  reading: { models, partnership },
}: Standing): Promise<readonly { readonly meeting: string; readonly matter: string | null }[]> {
  return models.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', (join) =>
      join
        .onRef('meetings.partnership', '=', 'agenda_items.partnership')
        .onRef('meetings.meeting', '=', 'agenda_items.meeting'),
    )
    .select(['agenda_items.meeting', 'matter'])
    .where('agenda_items.partnership', '=', partnership)
    .where('agenda_items.status', '=', 'waiting')
    .where('meetings.status', 'in', ['called', 'open'])
    .execute();
}

function itemOf(who: Standing, { meeting, group_id: group, held_on: on }: MeetingRow): Item {
  const name = who.reading.state.groups.find((one) => one.group === group)?.name ?? group;
  return { text: `${name}, ${formatDate(on)}`, href: who.at(`/meetings/${meeting}`) };
}

function whereDecided({
  project,
  source,
}: {
  project?: string | undefined;
  source?: string | undefined;
}): string {
  if (project !== undefined) return `/projects/${project}`;
  return source === undefined ? '/meetings' : `/sources/${source}`;
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`} to decide`;
}
