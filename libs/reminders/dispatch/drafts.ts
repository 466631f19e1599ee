import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { dueRungsUnder } from '#funding/ladder';
import type { Told } from '#funding/ladder';
import type { CarriedRungs } from '#funding/message/message.events';
import type { PartnershipState } from '#funding/partnership/state';
import { recipientOf } from '#funding/plans/recipients';
import type { Recipient } from '#funding/plans/recipients';
import type { Fold } from '#kernel/asking';
import { addDays, londonDateOf } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import { stillToTell } from '#projections/next-rung';
import { owedBy } from '#projections/obligations-owed';
import type { Owed } from '#projections/obligations-owed';
import { sentOf } from '#projections/rungs-sent';
import type { DueRows } from '#reminders/dispatch/due-rows';
import { nextWorkingDay } from '#reminders/dispatch/hours';

/** One rung of something owed, for one of those whom it tells. */
export interface RungToTell {
  readonly owed: Owed;
  readonly days: number;
  readonly told: Told;
  readonly sendAt: Instant;
}

/** What one person is to be told, before it is claimed. */
export interface Draft {
  readonly person: string;
  readonly carries: readonly CarriedRungs[];
  readonly undelivered: readonly string[];
  /** It goes although the person has had a message today. */
  readonly urgent: boolean;
  /** When the first of it was to be sent. */
  readonly since: Instant;
}

/** What is due of a partnership: for people, for the tasking group's agenda, and for nobody. */
export interface DueNow {
  readonly drafts: readonly Draft[];
  readonly forAgenda: readonly RungToTell[];
  readonly forNobody: readonly RungToTell[];
}

/** The most that one message carries; the rest goes with the next. */
const carriedAtMost = 200;

/** Sorts what is due now by whom it tells, a draft a person. */
export async function draftsOf(
  rows: DueRows,
  within: { readonly fold: Fold; readonly state: PartnershipState; readonly now: Instant },
): Promise<DueNow> {
  const { fold, state, now } = within;
  const forPeople: ForPerson[] = [];
  const [forAgenda, forNobody]: [RungToTell[], RungToTell[]] = [[], []];
  for (const rung of rungsDue(rows, now)) {
    const whose = rows.projects.get(rung.owed.project) ?? {};
    const to = await recipientOf(fold, rows, rung.told, { whose, state });
    if (rung.told === 'tasking-agenda') forAgenda.push(rung);
    else if (to === undefined) forNobody.push(rung);
    else forPeople.push({ rung, to });
  }
  const failures = await failuresToTell(rows, within);
  return { drafts: draftsByPerson(forPeople, failures, rows, now), forAgenda, forNobody };
}

/** The rungs whose time has come, each for everyone whom it has still to tell. */
function rungsDue(rows: DueRows, now: Instant): readonly RungToTell[] {
  const { policies, reported, sent } = rows;
  const ladders = policies.map(({ ladder }) => ladder);
  const today = londonDateOf(now);
  // An update of a month may be reminded of before the month it is due in has begun.
  return owedBy(rows.owed, addDays(today, 31), policies, reported).flatMap((owed) =>
    dueRungsUnder(ladders, owed, { from: owed.from, to: today }, holidays)
      .filter(({ sendAt }) => sendAt <= now)
      .flatMap((rung) =>
        stillToTell(rung, sentOf(sent, owed)).map((told) => {
          return { owed, days: rung.days, told, sendAt: rung.sendAt };
        }),
      ),
  );
}

interface Failures {
  readonly to: string;
  readonly messages: readonly string[];
}

/** What did not arrive is told of to the support officer; while there is none, it waits for one. */
async function failuresToTell(
  { partnership, failed }: DueRows,
  { fold, state }: { readonly fold: Fold; readonly state: PartnershipState },
): Promise<Failures | undefined> {
  if (failed.length === 0) return undefined;
  const to = await recipientOf(fold, { partnership }, 'support-officer', { whose: {}, state });
  return to === undefined ? undefined : { to: to.person, messages: failed };
}

interface ForPerson {
  readonly rung: RungToTell;
  readonly to: Recipient;
}

function draftsByPerson(
  due: readonly ForPerson[],
  failures: Failures | undefined,
  { toldToday }: DueRows,
  now: Instant,
): readonly Draft[] {
  const byPerson = Map.groupBy(due, ({ to }) => to.person);
  if (failures !== undefined && !byPerson.has(failures.to)) byPerson.set(failures.to, []);
  const drafts = Array.from(byPerson, ([person, ofPerson]) => {
    const undelivered = failures?.to === person ? failures.messages : [];
    return toldToday.has(person)
      ? draftOf(
          person,
          ofPerson.filter(({ rung }) => cannotWait(rung, now)),
          { undelivered: [], urgent: true },
          now,
        )
      : draftOf(person, ofPerson, { undelivered, urgent: false }, now);
  });
  return drafts.filter(({ carries, undelivered }) => carries.length > 0 || undelivered.length > 0);
}

function draftOf(
  person: string,
  due: readonly ForPerson[],
  how: Pick<Draft, 'undelivered' | 'urgent'>,
  now: Instant,
): Draft {
  const since = due.map(({ rung }) => rung.sendAt).toSorted()[0] ?? now;
  return { person, carries: carriedBy(due), ...how, since };
}

/** A warning that comes after the due date is none: it does not wait until the next working morning. */
function cannotWait({ owed: { dueOn } }: RungToTell, now: Instant): boolean {
  const today = londonDateOf(now);
  return today <= dueOn && dueOn < nextWorkingDay(today);
}

function carriedBy(due: readonly ForPerson[]): readonly CarriedRungs[] {
  const byObligation = Map.groupBy(due, ({ rung: { owed, told } }) => JSON.stringify([owedKey(owed), told]));
  return [...byObligation]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => carriedOf(same))
    .slice(0, carriedAtMost);
}

function carriedOf(same: readonly ForPerson[]): readonly CarriedRungs[] {
  const [first] = same;
  if (first === undefined) return [];
  const { owed, told } = first.rung;
  const { project, kind: obligation, of, source, dueOn } = owed;
  return [
    {
      project,
      obligation,
      ...(of === undefined ? {} : { of }),
      ...(source === undefined ? {} : { source }),
      dueOn,
      told,
      ...(first.to.standIn ? { standIn: true } : {}),
      days: same.map(({ rung }) => rung.days).toSorted((a, b) => a - b),
    },
  ];
}

/** What is owed first by when it is due, so that a message which is full says what is most pressing. */
function owedKey({ project, kind, of = '', source = '', dueOn }: Owed): readonly string[] {
  return [dueOn, project, kind, of, source];
}
