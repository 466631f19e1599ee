import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { dueRungsUnder } from '#funding/ladder';
import type { DueRung, LadderPolicy, Obligation, Told } from '#funding/ladder';
import { addDays, maxDate } from '#kernel/local-date';

/** The reminder that comes next: its days from the due date, and the instant at which it is to be sent. */
export interface NextRung {
  readonly days: number;
  readonly sendAt: string;
}

/** A rung that was sent, for one due date: whom it told is empty in older records, where it told everyone. */
export interface SentRung {
  readonly days: number;
  readonly told: string;
}

/** Whom a rung has still to tell, of those whom it tells. */
export function stillToTell(
  { days, tells }: Pick<DueRung, 'days' | 'tells'>,
  sent: ReadonlySet<string>,
): readonly Told[] {
  return sent.has(sentKey({ days, told: '' }))
    ? []
    : tells.filter((told) => !sent.has(sentKey({ days, told })));
}

/** A rung that was sent, as it is looked up. */
export function sentKey({ days, told }: SentRung): string {
  return `${days} ${told}`;
}

/** Beyond this, only a rung that recurs can follow: a policy's rungs stand within a year of the due date. */
const daysWithoutRecurrence = 800;

/**
 * What was reckoned before. Obligations that arise in one meeting, or with one month, are alike in all of it.
 */
const reckoned = new Map<string, NextRung | undefined>();
const reckonedAtMost = 20_000;

/**
 * The first reminder of an obligation that was not sent, under a partnership's policies; undefined when none
 * follows any more.
 *
 * @param sent the rungs that were sent for this due date, by `sentKey`
 */
export function nextRung(
  policies: readonly LadderPolicy[],
  obligation: Obligation,
  sent: readonly string[],
): NextRung | undefined {
  const { kind, dueOn, from } = obligation;
  const key = `${policies.map(numberOf).join()} ${kind} ${dueOn} ${from} ${sent.join()}`;
  if (reckoned.has(key)) return reckoned.get(key);
  if (reckoned.size >= reckonedAtMost) reckoned.clear();
  const next = firstUnsent(policies, obligation, new Set(sent));
  reckoned.set(key, next);
  return next;
}

function firstUnsent(
  policies: readonly LadderPolicy[],
  obligation: Obligation,
  sent: ReadonlySet<string>,
): NextRung | undefined {
  const last = addDays(maxDate(obligation.from, obligation.dueOn), daysWithoutRecurrence);
  let { from } = obligation;
  let to = maxDate(addDays(from, 31), addDays(obligation.dueOn, 31));
  for (;;) {
    const rungs = dueRungsUnder(policies, obligation, { from, to }, holidays);
    const next = rungs.find((rung) => stillToTell(rung, sent).length > 0);
    if (next !== undefined) return { days: next.days, sendAt: next.sendAt };
    if (rungs.length === 0 && from > last) return undefined;
    from = addDays(to, 1);
    to = addDays(to, 365);
  }
}

/** Ladders are told apart by what they are, not by what they say: it is shorter. */
const numbers = new WeakMap<LadderPolicy, number>();
let numbered = 0;

function numberOf(policy: LadderPolicy): number {
  const known = numbers.get(policy);
  if (known !== undefined) return known;
  numbered += 1;
  numbers.set(policy, numbered);
  return numbered;
}
