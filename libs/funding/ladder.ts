import { addDays, daysBetween, formatDate, formatWeekday, londonInstant } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import { workingDayOnOrAfter, workingDayOnOrBefore } from '#kernel/working-days';

/**
 * What someone owes by a date. A `finish-check` is the word on whether a project finished when it was planned
 * to.
 */
export const obligationKinds = [
  'evaluation',
  'performance-update',
  'acceptance',
  'condition',
  'reclaim',
  'finish-check',
] as const;
export type ObligationKind = (typeof obligationKinds)[number];

/** Whom a message tells. The person is found when it is claimed. */
export const toldByMessage = [
  'lead-officer',
  'deputy-lead-officer',
  'thematic-chair',
  'support-officer',
  'finance-officer',
] as const;

/** Whom a rung tells; `tasking-agenda` is a line on the tasking group's next agenda, and no message. */
export const tellable = [...toldByMessage, 'tasking-agenda'] as const;
export type Told = (typeof tellable)[number];

/**
 * One step of the ladder: so many days from the due date (negative before it), and then every so many days.
 */
export interface Rung {
  readonly days: number;
  readonly tells: readonly Told[];
  readonly every?: number;
}

/**
 * A partnership's ladder, in force from a day until that of the next. Working hours are London's, `HH:mm`.
 */
export interface LadderPolicy {
  readonly version: number;
  readonly from: LocalDate;
  readonly obligations: Readonly<Record<ObligationKind, readonly Rung[]>>;
  readonly workingHours: { readonly from: string; readonly to: string };
}

/** What is due, when, and the day on which the obligation or this due date of it arose. */
export interface Obligation {
  readonly kind: ObligationKind;
  readonly dueOn: LocalDate;
  readonly from: LocalDate;
}

/** Days from the first to the last, both included. */
export interface DateSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A reminder to send. With its obligation, `dueOn` and `days` are its identity, whenever it is sent. */
export interface DueRung {
  readonly days: number;
  readonly dueOn: LocalDate;
  /** The day so many days from the due date, before it is moved to a working day. */
  readonly falls: LocalDate;
  readonly sendOn: LocalDate;
  readonly sendAt: Instant;
  readonly tells: readonly Told[];
  /** Why it is not sent on the day it falls, in words. */
  readonly why: string | undefined;
  /** It was past when the due date was set, and shares one message with the others that were. */
  readonly together: boolean;
}

const leadOfficer = ['lead-officer'] as const;

/** Rule 17 for all but evaluations: 3 days before, on the day, and weekly. */
function simpleLadder(...tells: readonly Told[]): readonly Rung[] {
  return [
    { days: -3, tells },
    { days: 0, tells, every: 7 },
  ];
}

/** The ladder of a partnership that has set no other: rules 16 and 17. */
export const defaultLadder: LadderPolicy = {
  version: 1,
  from: '1900-01-01',
  obligations: {
    evaluation: [
      ...[-28, -14, -7, -1, 0].map((days) => ({ days, tells: leadOfficer })),
      { days: 7, tells: ['lead-officer', 'thematic-chair'] },
      { days: 14, every: 7, tells: ['lead-officer', 'thematic-chair', 'tasking-agenda'] },
    ],
    'performance-update': simpleLadder('lead-officer'),
    acceptance: simpleLadder('lead-officer'),
    condition: simpleLadder('lead-officer'),
    reclaim: simpleLadder('finance-officer'),
    'finish-check': [{ days: 0, tells: leadOfficer, every: 7 }],
  },
  workingHours: { from: '09:00', to: '17:00' },
};

/**
 * When the evaluation of a project is due: day 28, the finish being day 0 (rule 16). It never moves to a
 * working day.
 */
export function evaluationDueOn(finish: LocalDate): LocalDate {
  return addDays(finish, 28);
}

/** Whether it is late today: the due date is the last day in time (rule 16). */
export function isLate(dueOn: LocalDate, today: LocalDate): boolean {
  return today > dueOn;
}

/**
 * The policy in force on a day: the latest that starts on or before it, the later in the list of two that
 * start together, and the default before the first.
 */
export function policyFor(policies: readonly LadderPolicy[], date: LocalDate): LadderPolicy {
  const begun = policies.filter((policy) => policy.from <= date);
  return begun.reduce(
    (latest, policy) => (policy.from >= latest.from ? policy : latest),
    begun[0] ?? defaultLadder,
  );
}

/**
 * The reminders of an obligation under one policy that are to be sent within the window, in the order of
 * sending. Each is in one window only, so windows side by side give every reminder once.
 *
 * A rung before the due date that is on no working day goes the working day before, and one on or after it
 * the next (rule 17). Rungs whose day had gone by on `obligation.from` go together on the first working day
 * from then on (rule 18). A rung that fell, or was sent, before the policy's start is not the policy's.
 *
 * Throws a RangeError for a rung that recurs in less than a day or in parts of one.
 */
export function dueRungs(
  policy: LadderPolicy,
  obligation: Obligation,
  window: DateSpan,
  holidays: ReadonlySet<LocalDate>,
): DueRung[] {
  const togetherOn = workingDayOnOrAfter(obligation.from, holidays);
  const reach = reachOf(obligation.dueOn, window, isWithin(togetherOn, window), holidays);
  const told = tellsByDays(policy.obligations[obligation.kind], reach);
  return Array.from(told, ([days, tells]) => {
    return { days, tells: [...tells], ...daysOf(days, obligation.dueOn, holidays) };
  })
    .filter((rung) => rung.governedOn >= policy.from)
    .map((rung) => placed(rung, policy, obligation, togetherOn))
    .filter((rung) => isWithin(rung.sendOn, window))
    .toSorted(inOrderOfSending);
}

/**
 * The reminders within the window under a partnership's policies, each rung by the policy that was in force
 * when it fell or, if that is earlier, was sent. So a new policy sends nothing past, and loses nothing that
 * the old one had on its way (rule 18). The default ladder stands before the first policy.
 */
export function dueRungsUnder(
  policies: readonly LadderPolicy[],
  obligation: Obligation,
  window: DateSpan,
  holidays: ReadonlySet<LocalDate>,
): DueRung[] {
  return [...new Set([defaultLadder, ...policies])]
    .flatMap((policy) =>
      dueRungs(policy, obligation, window, holidays).filter(({ days, dueOn }) => {
        return policyFor(policies, daysOf(days, dueOn, holidays).governedOn) === policy;
      }),
    )
    .toSorted(inOrderOfSending);
}

/**
 * Whom the rung so many days from the due date tells, by the policy in force for it; nobody where the ladder
 * has no such rung.
 */
export function toldAt(
  policies: readonly LadderPolicy[],
  { kind, dueOn }: Pick<Obligation, 'kind' | 'dueOn'>,
  days: number,
  holidays: ReadonlySet<LocalDate>,
): readonly Told[] {
  const policy = policyFor(policies, daysOf(days, dueOn, holidays).governedOn);
  return [...(tellsByDays(policy.obligations[kind], { first: days, last: days }).get(days) ?? [])];
}

/** The first day on which a rung may be sent: the one it falls on, moved to a working day. */
export function rungGoesOn(dueOn: LocalDate, days: number, holidays: ReadonlySet<LocalDate>): LocalDate {
  return daysOf(days, dueOn, holidays).goes;
}

interface RungDays {
  readonly falls: LocalDate;
  /** The working day on which it goes when it is not past by then. */
  readonly goes: LocalDate;
  /** The day that decides which policy it is under: the earlier of the two. */
  readonly governedOn: LocalDate;
}

function daysOf(days: number, dueOn: LocalDate, holidays: ReadonlySet<LocalDate>): RungDays {
  const falls = addDays(dueOn, days);
  if (days >= 0) return { falls, goes: workingDayOnOrAfter(falls, holidays), governedOn: falls };
  const goes = workingDayOnOrBefore(falls, holidays);
  return { falls, goes, governedOn: goes };
}

function placed(
  rung: RungDays & { readonly days: number; readonly tells: readonly Told[] },
  policy: LadderPolicy,
  { dueOn, from }: Obligation,
  togetherOn: LocalDate,
): DueRung {
  const { days, tells, falls, goes } = rung;
  const together = goes < from;
  const sendOn = together ? togetherOn : goes;
  const sendAt = londonInstant(sendOn, policy.workingHours.from);
  return { days, dueOn, falls, sendOn, sendAt, tells, why: whyMoved(falls, sendOn, together), together };
}

function whyMoved(falls: LocalDate, sendOn: LocalDate, together: boolean): string | undefined {
  // What is past may be years past, so the years are told.
  if (together)
    return `past when this date was set: moved from ${formatDate(falls)} to ${formatDate(sendOn)}`;
  return falls === sendOn ? undefined : `moved from ${formatWeekday(falls)} to ${formatWeekday(sendOn)}`;
}

/** Days from the due date, the first and the last included. */
interface Reach {
  readonly first: number;
  readonly last: number;
}

/**
 * Where a rung may fall that is sent in the window: from the day after the last working day before it to the
 * day before the first one after it. When those already past are sent in it too, it reaches back to the
 * first.
 */
function reachOf(
  dueOn: LocalDate,
  window: DateSpan,
  withPast: boolean,
  holidays: ReadonlySet<LocalDate>,
): Reach {
  const after = workingDayOnOrAfter(addDays(window.to, 1), holidays);
  const last = daysBetween(dueOn, after) - 1;
  if (withPast) return { first: -Infinity, last };
  const before = workingDayOnOrBefore(addDays(window.from, -1), holidays);
  return { first: daysBetween(dueOn, before) + 1, last };
}

/**
 * Whom each day from the due date tells. Two rungs of a policy for the same day are one rung that tells both.
 */
function tellsByDays(rungs: readonly Rung[], reach: Reach): Map<number, Set<Told>> {
  const byDays = new Map<number, Set<Told>>();
  for (const rung of rungs) {
    for (const days of occurrences(rung, reach)) {
      byDays.set(days, new Set([...(byDays.get(days) ?? []), ...rung.tells]));
    }
  }
  return byDays;
}

/**
 * The days within reach on which a rung comes round: its own, and when it recurs every so many days after.
 */
function* occurrences({ days, every }: Rung, { first, last }: Reach): Generator<number> {
  if (every === undefined) {
    if (first <= days && days <= last) yield days;
    return;
  }
  if (!Number.isInteger(every) || every < 1) throw new RangeError(`A rung cannot recur every ${every} days`);
  const skipped = Math.max(0, Math.ceil((first - days) / every));
  for (let at = days + skipped * every; at <= last; at += every) yield at;
}

function isWithin(day: LocalDate, window: DateSpan): boolean {
  return window.from <= day && day <= window.to;
}

function inOrderOfSending(a: DueRung, b: DueRung): number {
  if (a.sendOn === b.sendOn) return a.days - b.days;
  return a.sendOn < b.sendOn ? -1 : 1;
}
