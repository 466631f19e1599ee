import type { CarriedRungs } from '#funding/message/message.events';
import type { Instant } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';

/** A message as staff read it: to whom, about what, and how it stands. */
export interface OutboxMessage {
  readonly message: string;
  readonly person: string;
  readonly claimedOn: string;
  readonly status: string;
  readonly attempt: number;
  readonly worker: string | null;
  readonly channel: string | null;
  readonly reference: string | null;
  readonly why: string | null;
  /** Since when it stands so. */
  readonly since: Instant;
  /** From when it may be sent, while it is queued. */
  readonly tryAt: Instant | null;
  readonly carries: readonly CarriedRungs[];
  /** The places among what it carries that are not sent after all. */
  readonly leftOut: readonly number[];
  readonly undelivered: readonly string[];
}

/** What needs a hand comes first, then what is on its way, and what is over last. */
const inOrder = [
  'unknown',
  'failed',
  'refused',
  'sending',
  'queued',
  'handed-over',
  'withdrawn',
  'delivered',
];
const over = ['handed-over', 'withdrawn', 'delivered'];

/**
 * The messages of a partnership, those that need a hand first.
 *
 * @param overSince leaves out what has stood as handed over, withdrawn or delivered since before this instant
 */
export async function outbox(
  db: ReadModels,
  partnership: string,
  overSince?: Instant,
): Promise<readonly OutboxMessage[]> {
  const all = db.selectFrom('messages').selectAll().where('partnership', '=', partnership);
  const wanted =
    overSince === undefined
      ? all
      : all.where((row) => row.or([row('status', 'not in', over), row('since', '>=', overSince)]));
  const rows = await wanted.orderBy('since', 'desc').execute();
  return rows.map(messageOf).toSorted((a, b) => inOrder.indexOf(a.status) - inOrder.indexOf(b.status));
}

function messageOf(row: {
  readonly message: string;
  readonly person: string;
  readonly claimed_on: string;
  readonly status: string;
  readonly attempt: number;
  readonly worker: string | null;
  readonly channel: string | null;
  readonly reference: string | null;
  readonly why: string | null;
  readonly since: string;
  readonly try_at: string;
  readonly carries: string;
  readonly left_out: string;
  readonly undelivered: string;
}): OutboxMessage {
  const { message, person, status, attempt, worker, channel, reference, why, since } = row;
  return {
    message,
    person,
    claimedOn: row.claimed_on,
    status,
    attempt,
    worker,
    channel,
    reference,
    why,
    since,
    tryAt: status === 'queued' ? row.try_at : null,
    carries: JSON.parse(row.carries) as readonly CarriedRungs[],
    leftOut: (JSON.parse(row.left_out) as readonly { readonly place: number }[]).map(({ place }) => place),
    undelivered: JSON.parse(row.undelivered) as readonly string[],
  };
}
