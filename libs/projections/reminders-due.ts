import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { dueRungsUnder } from '#funding/ladder';
import type { DateSpan, DueRung } from '#funding/ladder';
import { addDays, daysBetween } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { stillToTell } from '#projections/next-rung';
import { obligationsOwed, policiesOf } from '#projections/obligations-owed';
import type { Owed } from '#projections/obligations-owed';
import type { ReadModels } from '#projections/read-models';
import { rungsSent, sentOf } from '#projections/rungs-sent';

/** A reminder that is to go out: a rung of what is owed, and whose it is. */
export interface ReminderDue extends DueRung, Omit<Owed, 'dueOn' | 'from'> {
  readonly title: string;
  readonly leadOfficer: string | null;
  readonly deputy: string | null;
  readonly thematicGroup: string | null;
}

/** A monthly update that is owed. */
export interface UpdateDue {
  readonly project: string;
  readonly title: string;
  readonly leadOfficer: string | null;
  readonly thematicGroup: string | null;
  readonly month: string;
  readonly dueOn: LocalDate;
  /** How many days late it is on the day asked about; nil or below while it is not. */
  readonly daysLate: number;
}

/**
 * The reminders that are to go out in the days of a span, both included, in the order of sending. Those that
 * were sent are not among them. Nothing is sent by asking.
 */
export async function remindersDue(
  db: ReadModels,
  partnership: string,
  span: DateSpan,
): Promise<readonly ReminderDue[]> {
  const ladders = (await policiesOf(db, partnership)).map(({ ladder }) => ladder);
  const sent = await rungsSent(db, partnership);
  const register = await registerOf(db, partnership);
  // An update of a month is reminded of before the month it is due in has begun.
  const owed = await obligationsOwed(db, partnership, addDays(span.to, 31));
  return owed
    .flatMap(({ dueOn, from, ...what }) =>
      dueRungsUnder(ladders, { ...what, dueOn, from }, span, holidays)
        .map((rung) => ({ ...rung, tells: stillToTell(rung, sentOf(sent, { ...what, dueOn })) }))
        .filter(({ tells }) => tells.length > 0)
        .map((rung) => ({ ...what, ...rung, ...named(register, what.project) })),
    )
    .toSorted((a, b) => compare(a.sendAt, b.sendAt) || compare(a.project, b.project) || a.days - b.days);
}

/** The monthly updates that are owed on a day: those of months that are over, the latest first. */
export async function updatesDueOn(
  db: ReadModels,
  partnership: string,
  on: LocalDate,
): Promise<readonly UpdateDue[]> {
  const register = await registerOf(db, partnership);
  const owed = await obligationsOwed(db, partnership, on);
  return owed
    .filter(({ kind, of = '' }) => kind === 'performance-update' && of < on.slice(0, 7))
    .map(({ project, of: month = '', dueOn }) => {
      const { deputy: _, ...about } = named(register, project);
      return { project, ...about, month, dueOn, daysLate: daysBetween(dueOn, on) };
    })
    .toSorted((a, b) => compare(a.dueOn, b.dueOn) || compare(a.project, b.project));
}

type Named = Pick<ReminderDue, 'title' | 'leadOfficer' | 'deputy' | 'thematicGroup'>;

async function registerOf(db: ReadModels, partnership: string): Promise<ReadonlyMap<string, Named>> {
  const rows = await db
    .selectFrom('projects')
    .select(['project', 'title', 'deputy'])
    .select(['lead_officer as leadOfficer', 'thematic_group as thematicGroup'])
    .where('partnership', '=', partnership)
    .execute();
  return new Map(rows.map(({ project, ...about }) => [project, about]));
}

function named(register: ReadonlyMap<string, Named>, project: string): Named {
  return register.get(project) ?? { title: project, leadOfficer: null, deputy: null, thematicGroup: null };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
