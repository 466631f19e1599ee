import type { EventOf } from '#kernel/asking';
import type { ObligationKind, Told } from '#funding/ladder';

/** Rungs of one obligation that a message carries: all that this person is told of it, in one capacity. */
export interface CarriedRungs {
  readonly project: string;
  readonly obligation: ObligationKind;
  /** Which one, where a project has several: a condition, a reclaim, a month. */
  readonly of?: string;
  /** The source that paid, for a reclaim. */
  readonly source?: string;
  readonly dueOn: string;
  readonly told: Told;
  /** Whoever is to be told cannot be, so the support officer is told in their place. */
  readonly standIn?: boolean;
  /** Days from the due date of each rung, in rising order. */
  readonly days: readonly number[];
}

/** What of a message is not sent after all, by its place among what it carries. */
export interface LeftOut {
  readonly place: number;
  /** It is owed no more, or someone else is to be told by now and gets a message of their own. */
  readonly because: 'not-owed' | 'someone-else';
}

/** What is said of a person by id alone: names and addresses are unsealed when a message is composed. */
export type MessageEvent =
  /** Recorded before it is sent, in one append with the rungs that it carries. */
  | EventOf<
      'MessageQueued',
      {
        readonly person: string;
        /** The day on which it was claimed. */
        readonly on: string;
        readonly carries: readonly CarriedRungs[];
        /** Messages that did not reach whom they were for, of which this one tells. */
        readonly undelivered?: readonly string[];
      }
    >
  /** One worker has it, and nobody else hands it over. */
  | EventOf<
      'SendingBegun',
      {
        readonly attempt: number;
        readonly worker: string;
        readonly channel: string;
        readonly leftOut?: readonly LeftOut[];
      }
    >
  | EventOf<'MessageHandedOver', Attempt & { readonly reference: string }>
  /** It has certainly not gone, and is queued again. */
  | EventOf<'SendingPutOff', Attempt & { readonly why: string; readonly tryAt: string }>
  | EventOf<'MessageRefused', Attempt & { readonly why: string }>
  /** It may have gone, or not: staff decide. */
  | EventOf<'OutcomeUnknown', Attempt & { readonly why: string }>
  | EventOf<'MessageWithdrawn', { readonly leftOut: readonly LeftOut[] }>
  /** By the word of the service that took it, or with a note by that of a person. */
  | EventOf<'MessageDelivered', { readonly note?: string }>
  | EventOf<'DeliveryFailed', { readonly permanent: boolean; readonly why: string }>
  /** A person had it sent again. */
  | EventOf<'MessageRequeued', { readonly reason: string }>
  /** The support officer is told that it did not arrive, in another message. */
  | EventOf<'FailureTold', { readonly in: string }>;

interface Attempt {
  readonly attempt: number;
}
