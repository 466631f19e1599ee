import type { EventOf } from '#kernel/asking';

/** What names a person, sealed with their own key, and a fingerprint by which the same details are known. */
export interface SealedPerson {
  readonly person: string;
  readonly sealed: string;
  readonly fingerprint: string;
}

/** The shapes stored for a person. What names them is sealed with their own key and stands nowhere else. */
export type PersonEvent =
  | EventOf<'PersonRegistered', SealedPerson>
  | EventOf<'PersonCorrected', SealedPerson>
  | EventOf<'PersonSwitchedOff', { readonly reason: string }>
  | EventOf<'PersonSwitchedOn', { readonly reason: string }>
  | EventOf<'PersonForgotten', { readonly reason: string }>
  /** A message was claimed for them, of which they get one a day. */
  | EventOf<'MessageTaken', { readonly message: string; readonly on: string }>;
