import { foldStream } from '#eventing/fold-stream';
import { recipientOf } from '#funding/plans/recipients';
import type { Told } from '#funding/ladder';
import { isWorkingDay, workingDayOnOrAfter } from '#kernel/working-days';
import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import type { Fold } from '#kernel/asking';
import { maxDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { remindersDue } from '#projections/reminders-due';
import type { ReminderDue } from '#projections/reminders-due';
import type { Reading } from '#reads/reading';

/** One thing that a message says. */
export interface SaidAhead {
  readonly project: string;
  readonly title: string;
  readonly kind: string;
  readonly of?: string;
  readonly source?: string;
  readonly dueOn: LocalDate;
  readonly days: readonly number[];
  readonly told: Told;
}

/** What would go out on one day, if nothing happened until then. */
export interface DayAhead {
  readonly day: LocalDate;
  readonly messages: readonly { readonly person: string; readonly says: readonly SaidAhead[] }[];
  readonly agenda: readonly SaidAhead[];
  readonly nobody: readonly SaidAhead[];
}

/**
 * What would go out day by day, from today until a day, by what is recorded by now: one message a person a
 * day. Nothing is sent, and nothing is recorded.
 */
export async function remindersAhead(from: Reading, until: LocalDate): Promise<readonly DayAhead[]> {
  const today = from.place.today();
  // What should have gone before goes now.
  const due = await remindersDue(from.models.db, from.partnership, { from: '1900-01-01', to: until });
  const first = isWorkingDay(today, holidays) ? today : workingDayOnOrAfter(today, holidays);
  const byDay = Map.groupBy(due, ({ sendOn }) => maxDate(sendOn, first));
  const fold = foldOf(from);
  const days: DayAhead[] = [];
  for (const [day, ofDay] of byDay) if (day <= until) days.push(await dayAhead(day, ofDay, { from, fold }));
  return days;
}

interface Within {
  readonly from: Reading;
  readonly fold: Fold;
}

async function dayAhead(day: LocalDate, due: readonly ReminderDue[], within: Within): Promise<DayAhead> {
  const messages = new Map<string, SaidAhead[]>();
  const [agenda, nobody]: [SaidAhead[], SaidAhead[]] = [[], []];
  for (const said of due.flatMap(saidOf)) {
    const to = said.told === 'tasking-agenda' ? agenda : await listFor(said, due, messages, within);
    addTo(to ?? nobody, said);
  }
  return { day, messages: Array.from(messages, ([person, says]) => ({ person, says })), agenda, nobody };
}

async function listFor(
  { project, told }: SaidAhead,
  due: readonly ReminderDue[],
  messages: Map<string, SaidAhead[]>,
  { from: { partnership, state }, fold }: Within,
): Promise<SaidAhead[] | undefined> {
  const { leadOfficer, deputy, thematicGroup } = due.find((one) => one.project === project) ?? {};
  const whose = {
    leadOfficer: leadOfficer ?? undefined,
    deputy: deputy ?? undefined,
    thematicGroup: thematicGroup ?? undefined,
  };
  const to = await recipientOf(fold, { partnership }, told, { whose, state });
  if (to === undefined) return undefined;
  const says = messages.get(to.person) ?? [];
  messages.set(to.person, says);
  return says;
}

function saidOf({ project, title, kind, of, source, dueOn, days, tells }: ReminderDue): readonly SaidAhead[] {
  const which = { ...(of === undefined ? {} : { of }), ...(source === undefined ? {} : { source }) };
  return tells.map((told) => ({ project, title, kind, ...which, dueOn, days: [days], told }));
}

/** Rungs of one thing that go together are one line. */
function addTo(list: SaidAhead[], said: SaidAhead): void {
  const same = list.findIndex((one) => keyOf(one) === keyOf(said));
  const known = list[same];
  if (known === undefined) list.push(said);
  else list[same] = { ...known, days: [...known.days, ...said.days] };
}

function keyOf({ project, kind, of = '', source = '', dueOn, told }: SaidAhead): string {
  return [project, kind, of, source, dueOn, told].join(' ');
}

/** The streams as they stand, each read once. */
function foldOf({ place }: Reading): Fold {
  const folded = new Map<string, Promise<unknown>>();
  return async (stream, decider) => {
    const known = folded.get(stream) ?? foldStream(place, stream, decider as never);
    folded.set(stream, known);
    return (await known) as never;
  };
}
