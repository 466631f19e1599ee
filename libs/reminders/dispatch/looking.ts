import type { Instant } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import type { MessageRef } from '#reminders/dispatching';

/** A message that a worker has begun to send, and whose outcome nobody has recorded. */
export interface LeftHalfSent extends MessageRef {
  readonly attempt: number;
  readonly worker: string;
}

/** A message that a service has taken. */
export interface WithService extends MessageRef {
  readonly reference: string;
  readonly since: Instant;
}

/** Queued messages whose time has come, the longest waiting first. */
export async function queuedBy(db: ReadModels, now: Instant, atMost: number): Promise<readonly MessageRef[]> {
  return db
    .selectFrom('messages')
    .select(['partnership', 'message'])
    .where('status', '=', 'queued')
    .where('try_at', '<=', now)
    .orderBy('try_at')
    .limit(atMost)
    .execute();
}

/** Messages that were begun before an instant, and are not done. */
export async function halfSentSince(db: ReadModels, before: Instant): Promise<readonly LeftHalfSent[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['partnership', 'message', 'attempt', 'worker'])
    .where('status', '=', 'sending')
    .where('since', '<=', before)
    .orderBy('since')
    .limit(1000)
    .execute();
  return rows.map(({ worker, ...row }) => ({ ...row, worker: worker ?? '' }));
}

/** Messages that a channel has taken after an instant, and of which nobody knows what became of them. */
export async function withService(
  db: ReadModels,
  channel: string,
  after: Instant,
): Promise<readonly WithService[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['partnership', 'message', 'reference', 'since'])
    .where('status', '=', 'handed-over')
    .where('since', '>', after)
    .where('channel', '=', channel)
    .orderBy('since')
    .execute();
  return rows.map(({ reference, ...row }) => ({ ...row, reference: reference ?? '' }));
}

/** The first instants after now at which a reminder falls due, a queued message may go, a lease is over. */
export async function instantsAhead(
  db: ReadModels,
  now: Instant,
  leaseMs: number,
): Promise<readonly Instant[]> {
  const rung = await db
    .selectFrom('obligations')
    .select(({ fn }) => fn.min('next_send_at').as('at'))
    .where('next_send_at', '>', now)
    .executeTakeFirst();
  const queued = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.min('try_at').as('at'))
    .where('status', '=', 'queued')
    .where('try_at', '>', now)
    .executeTakeFirst();
  const begun = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.min('since').as('at'))
    .where('status', '=', 'sending')
    .executeTakeFirst();
  const leases = [begun?.at].flatMap((since) => (since ? [later(since, leaseMs)] : []));
  return [...[rung?.at, queued?.at].flatMap((at) => at ?? []), ...leases];
}

/** How many messages there are that are not over, by how they stand. */
export async function standingsOf(db: ReadModels): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('messages')
    .select('status')
    .select(({ fn }) => fn.countAll<number>().as('messages'))
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map(({ status, messages }) => [status, messages]));
}

/** An instant so many milliseconds later. */
export function later(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}
