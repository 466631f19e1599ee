import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { dueRungsUnder, rungGoesOn } from '#funding/ladder';
import type { ObligationKind, Told } from '#funding/ladder';
import { addDays, dayOfWeek, formatWeekday, londonDateOf, maxDate } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import { stillToTell } from '#projections/next-rung';
import { obligationsOwed, policiesOf } from '#projections/obligations-owed';
import type { Owed } from '#projections/obligations-owed';
import type { ReadModels } from '#projections/read-models';
import { rungsSent, sentOf } from '#projections/rungs-sent';

/** One rung of a project's ladders, for one of those whom it tells. */
export interface RungExplained {
  readonly kind: ObligationKind;
  readonly of?: string;
  readonly source?: string;
  readonly dueOn: LocalDate;
  readonly days: number;
  /** Undefined in older records, which told everyone whom the rung had to. */
  readonly told: Told | undefined;
  /** The day on which it was sent, or is to be. */
  readonly on: LocalDate;
  /** From when on that day, while it is to come. */
  readonly from: Instant | undefined;
  /** Why then: a weekend, a bank holiday, the clocks, a date that was told late. Empty for no reason. */
  readonly why: string;
  readonly state: 'to come' | 'sent' | 'on the agenda' | 'nobody to tell';
  readonly message: string | undefined;
  /** How the message that carries it stands. */
  readonly delivery: string | undefined;
  readonly to: readonly string[];
}

/**
 * Every rung of a project that was sent, and those that are to come until a day: when, to whom, why then, and
 * what became of it.
 */
export async function remindersExplained(
  db: ReadModels,
  { partnership, project }: { readonly partnership: string; readonly project: string },
  until: LocalDate,
): Promise<readonly RungExplained[]> {
  const sent = await sentRungs(db, partnership, project);
  const toCome = await rungsToCome(db, partnership, project, until);
  return [...sent, ...toCome].toSorted(
    (a, b) => order(a.on, b.on) || order(a.dueOn, b.dueOn) || a.days - b.days,
  );
}

async function sentRungs(
  db: ReadModels,
  partnership: string,
  project: string,
): Promise<readonly RungExplained[]> {
  const rows = await db
    .selectFrom('reminders_sent as sent')
    .leftJoin('messages', (join) =>
      join
        .onRef('messages.partnership', '=', 'sent.partnership')
        .onRef('messages.message', '=', 'sent.message'),
    )
    .selectAll('sent')
    .select('messages.status')
    .where('sent.partnership', '=', partnership)
    .where('sent.project', '=', project)
    .execute();
  return rows.map((row) => {
    const { kind, which, source, due_on: dueOn, days, told, message, status, sent_on: on } = row;
    return {
      kind: kind as ObligationKind,
      ...(which === '' ? {} : { of: which }),
      ...(source === '' ? {} : { source }),
      dueOn,
      days,
      told: told === '' ? undefined : (told as Told),
      on,
      from: undefined,
      why: whySent(dueOn, days, on),
      state: stateOf(told, message),
      message: message ?? undefined,
      delivery: status ?? undefined,
      to: JSON.parse(row.sent_to) as readonly string[],
    };
  });
}

function stateOf(told: string, message: string | null): RungExplained['state'] {
  if (told === 'tasking-agenda') return 'on the agenda';
  return message === null ? 'nobody to tell' : 'sent';
}

async function rungsToCome(
  db: ReadModels,
  partnership: string,
  project: string,
  until: LocalDate,
): Promise<readonly RungExplained[]> {
  const ladders = (await policiesOf(db, partnership)).map(({ ladder }) => ladder);
  const sent = await rungsSent(db, partnership, [project]);
  const owed = (await obligationsOwed(db, partnership, addDays(until, 31))).filter(
    (one) => one.project === project,
  );
  return owed.flatMap((one) =>
    dueRungsUnder(ladders, one, { from: one.from, to: maxDate(until, one.from) }, holidays).flatMap((rung) =>
      stillToTell(rung, sentOf(sent, one)).map((told) => {
        const why = rung.together ? rung.why : movedBecause(rung.falls, rung.sendOn);
        return {
          ...whatOf(one),
          days: rung.days,
          told,
          on: rung.sendOn,
          from: rung.sendAt,
          ...unsent,
          why: [why ?? '', clocksAt(rung.sendAt)].filter(Boolean).join('; '),
        };
      }),
    ),
  );
}

const unsent = { state: 'to come', message: undefined, delivery: undefined, to: [] } as const;

function whatOf({ kind, of, source, dueOn }: Owed): Pick<RungExplained, 'kind' | 'of' | 'source' | 'dueOn'> {
  return { kind, ...(of === undefined ? {} : { of }), ...(source === undefined ? {} : { source }), dueOn };
}

/** Why a rung was sent on the day on which it was. */
function whySent(dueOn: LocalDate, days: number, on: LocalDate): string {
  const falls = addDays(dueOn, days);
  const goes = rungGoesOn(dueOn, days, holidays);
  if (on === goes) return movedBecause(falls, goes) ?? '';
  return `fell on ${formatWeekday(falls)}, and was sent when it could be: the date was told late, or nothing was sent before`;
}

/** Undefined where a rung goes on the day on which it falls. */
function movedBecause(falls: LocalDate, goes: LocalDate): string | undefined {
  if (falls === goes) return undefined;
  const because = dayOfWeek(falls) > 5 ? 'a weekend' : 'a bank holiday';
  const between = bankHolidayBetween(falls, goes) ? ', with a bank holiday beside it' : '';
  return `falls on ${formatWeekday(falls)}, ${because}${between}: goes the working day ${goes < falls ? 'before' : 'after'}`;
}

function bankHolidayBetween(falls: LocalDate, goes: LocalDate): boolean {
  const step = goes < falls ? -1 : 1;
  for (let day = addDays(falls, step); day !== goes; day = addDays(day, step))
    if (holidays.has(day)) return true;
  return false;
}

/** In summer an hour in London is another in UTC, by which machines tell the time. */
function clocksAt(instant: Instant): string {
  const [yesterday, today] = [addDays(londonDateOf(instant), -7), londonDateOf(instant)];
  if (isSummer(instant) === isSummer(`${yesterday}${instant.slice(10)}`)) return '';
  return `the clocks went ${isSummer(instant) ? 'forward' : 'back'} in the week before ${formatWeekday(today)}`;
}

const hourInLondon = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  hour12: false,
  timeZone: 'Europe/London',
});

function isSummer(instant: Instant): boolean {
  return hourInLondon.format(new Date(instant)) !== instant.slice(11, 13);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
