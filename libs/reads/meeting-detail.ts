import type { Attendance, Declaration, ItemDecision, OpeningTerms } from '#funding/meeting/meeting.events';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import { isSitting } from '#funding/meeting/state';
import type { AgendaItem, Sitting, Waiting } from '#funding/meeting/state';
import { isId, meetingStream } from '#kernel/ids';
import type { LocalDate } from '#kernel/local-date';
import { overdueByLeadOfficer } from '#reads/overdue';
import type { Reading } from '#reads/reading';

/** A meeting as its minutes give it; people by their ids. */
export interface MeetingDetail {
  readonly meeting: string;
  readonly group: string;
  readonly heldOn: LocalDate;
  readonly startsAt: string | undefined;
  readonly place: string | undefined;
  readonly status: string;
  readonly exampleOnly: boolean;
  readonly minutesApprovedAt: string | undefined;
  /** Who may vote, and how many it takes, since it was opened. */
  readonly opening: OpeningTerms | undefined;
  readonly attendance: readonly (Attendance & { readonly left: boolean })[];
  readonly items: readonly MeetingItem[];
}

export interface MeetingItem {
  readonly item: string;
  readonly kind: string;
  readonly title: string;
  readonly project: string | undefined;
  readonly source: string | undefined;
  readonly status: 'waiting' | 'decided' | 'taken off';
  readonly leadOfficer: string | undefined;
  /** Projects of the lead officer of a bid whose evaluations are overdue today (rule 21). */
  readonly overdueEvaluations: readonly string[];
  readonly declared: readonly Declaration[];
  readonly steppedOut: AgendaItem['steppedOut'];
  readonly decision: ItemDecision | undefined;
}

/** A meeting by its id; undefined when the partnership has none of that id. */
export async function meetingDetail(from: Reading, id: string): Promise<MeetingDetail | undefined> {
  if (!isId(id)) return undefined;
  const state = await from.place.state(meetingStream(from.partnership, id), meetingDecider);
  if (state.status === 'none') return undefined;
  const { called, heldOn, startsAt, place, status } = state;
  return {
    meeting: id,
    group: called.group,
    heldOn,
    startsAt,
    place,
    status,
    exampleOnly: called.exampleOnly ?? false,
    ...sittingIn(state),
    items: await itemsIn(state, from),
  };
}

function sittingIn(
  state: Waiting | Sitting,
): Pick<MeetingDetail, 'attendance' | 'minutesApprovedAt' | 'opening'> {
  if (!isSitting(state)) return { attendance: [], minutesApprovedAt: undefined, opening: undefined };
  const attendance = state.attendees.map(({ attendance: one, left }) => ({ ...one, left }));
  return { attendance, minutesApprovedAt: state.minutesApprovedAt, opening: state.opening };
}

async function itemsIn({ items }: Waiting | Sitting, from: Reading): Promise<readonly MeetingItem[]> {
  const overdue = await overdueByLeadOfficer(from);
  const projects = await from.models.db
    .selectFrom('projects')
    .select(['project', 'title', 'lead_officer'])
    .where('partnership', '=', from.partnership)
    .execute();
  const known = new Map(projects.map((row) => [row.project, row]));
  return items.map((item) => {
    const { kind, project } = item.terms;
    const about = known.get(project ?? '');
    const leadOfficer = about?.lead_officer ?? undefined;
    const owes = kind === 'bid' && leadOfficer !== undefined ? (overdue.get(leadOfficer) ?? []) : [];
    return { ...itemSaid(item, about?.title), leadOfficer, overdueEvaluations: owes };
  });
}

function itemSaid(
  { terms, takenOff, decision, declared, steppedOut }: AgendaItem,
  titleOfProject: string | undefined,
): Omit<MeetingItem, 'leadOfficer' | 'overdueEvaluations'> {
  const { item, kind, title, project, source } = terms;
  const open = takenOff ? ('taken off' as const) : ('waiting' as const);
  return {
    item,
    kind,
    title: title ?? titleOfProject ?? item,
    project,
    source,
    status: decision === undefined ? open : 'decided',
    declared,
    steppedOut,
    decision,
  };
}
