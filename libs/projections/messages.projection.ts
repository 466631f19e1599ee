import type { MessageEvent } from '#funding/message/message.events';
import type { Happened, HandlersOf, Projection, Write } from '#projections/projection';
import { integer, optionalText, standing, text, yesOrNo } from '#projections/table';
import type { RowOf } from '#projections/table';

/** The outbox: every message, a row each, from its claim to what became of it. */
const messages = standing(
  'messages',
  {
    partnership: text,
    message: text,
    person: text,
    claimed_on: text,
    /** `queued`, `sending`, `unknown`, `handed-over`, `refused`, `failed`, `withdrawn` or `delivered`. */
    status: text,
    attempt: integer,
    /** Who has it, or had it last, and by which way it goes. */
    worker: optionalText,
    channel: optionalText,
    /** What the channel calls it. */
    reference: optionalText,
    /** Why it stands as it does, in words. */
    why: optionalText,
    /** From when it may be sent, while it is queued. */
    try_at: text,
    /** Since when it stands so. */
    since: text,
    queued_at: text,
    /** The rungs that it carries, in JSON. */
    carries: text,
    rungs: integer,
    /** What of it is not sent after all, by its place among what it carries, in JSON. */
    left_out: text,
    /** The messages of whose failure it tells, in JSON. */
    undelivered: text,
    /** It did not arrive, and the support officer is still to be told. */
    to_tell: yesOrNo,
  },
  {
    owner: 'message',
    indexes: [
      ['status', 'try_at'],
      ['status', 'since'],
      ['partnership', 'claimed_on', 'person'],
      ['to_tell', 'partnership'],
    ],
  },
);

export const messageTables = [messages] as const;

type Row = RowOf<typeof messages>;

const messageHandlers: Required<HandlersOf<MessageEvent>> = {
  MessageQueued(event, write) {
    const { partnership, subject: message, recordedAt: queued_at } = event;
    const { person, on: claimed_on, carries, undelivered = [] } = event.data;
    write.put(messages, {
      partnership,
      message,
      person,
      claimed_on,
      status: 'queued',
      attempt: 0,
      try_at: queued_at,
      since: queued_at,
      queued_at,
      carries: JSON.stringify(carries),
      rungs: carries.reduce((sum, { days }) => sum + days.length, 0),
      left_out: '[]',
      undelivered: JSON.stringify(undelivered),
      to_tell: 0,
    });
  },
  SendingBegun(event, write) {
    const { attempt, worker, channel, leftOut = [] } = event.data;
    become(event, write, {
      status: 'sending',
      attempt,
      worker,
      channel,
      why: null,
      ...outOf(event, write, leftOut),
    });
  },
  MessageHandedOver: (event, write) =>
    become(event, write, { status: 'handed-over', reference: event.data.reference, why: null }),
  SendingPutOff: (event, write) =>
    become(event, write, { status: 'queued', why: event.data.why, try_at: event.data.tryAt }),
  MessageRefused: (event, write) =>
    become(event, write, { ...failed(event, write), status: 'refused', why: event.data.why }),
  OutcomeUnknown: (event, write) => become(event, write, { status: 'unknown', why: event.data.why }),
  MessageWithdrawn: (event, write) =>
    become(event, write, { status: 'withdrawn', ...outOf(event, write, event.data.leftOut) }),
  MessageDelivered: (event, write) =>
    become(event, write, { status: 'delivered', why: event.data.note ?? null, to_tell: 0 }),
  DeliveryFailed: (event, write) =>
    become(event, write, { ...failed(event, write), status: 'failed', why: event.data.why }),
  MessageRequeued: (event, write) =>
    become(event, write, { status: 'queued', why: event.data.reason, try_at: event.recordedAt, to_tell: 0 }),
  FailureTold({ stream }, write) {
    write.change(messages, write.the(messages, stream), { to_tell: 0 });
  },
};

function become({ stream, recordedAt: since }: Happened, write: Write, changes: Partial<Row>): void {
  write.change(messages, write.the(messages, stream), { since, ...changes });
}

function outOf({ stream }: Happened, write: Write, leftOut: readonly unknown[]): Partial<Row> {
  const known = JSON.parse(write.the(messages, stream).left_out) as readonly unknown[];
  return { left_out: JSON.stringify([...known, ...leftOut]) };
}

/** What tells that others did not arrive is told of to nobody: it would go round in a circle. */
function failed({ stream }: Happened, write: Write): Partial<Row> {
  return { to_tell: Number(write.the(messages, stream).undelivered === '[]') };
}

/** The messages to people, and how each stands. A rebuild sends none: it only writes these rows. */
export const messagesProjection: Projection<typeof messageTables> = {
  name: 'messages',
  version: 1,
  tables: messageTables,
  on: { message: messageHandlers },
};
