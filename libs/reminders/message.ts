import type { ObligationKind, Told } from '#funding/ladder';
import type { LocalDate } from '#kernel/local-date';

/** One rung of something owed, as a message tells of it. */
export interface Item {
  /** The id of the project. */
  readonly project: string;
  /** As someone typed it, with whatever is in it. */
  readonly title: string;
  readonly kind: ObligationKind;
  /** Which, where a project may owe several: a condition, a recovery, a month as `2011-03`. */
  readonly of?: string;
  /** The source that paid, for a reclaim. */
  readonly source?: string;
  readonly dueOn: LocalDate;
  /** Of the rung, from the due date; negative before it. */
  readonly days: number;
  /** When it was claimed; the words count from the day of the message. */
  readonly overdue: boolean;
  /** As whom the person is told. Left out, they owe it themselves. */
  readonly told?: Told;
  /** In whose place, where whoever is to be told cannot be. */
  readonly inPlaceOf?: Told;
}

/** What one person is told on one day: a digest when several things are due. */
export interface Message {
  /** Derived from what it carries and fixed when that was claimed, so that a repeat can be recognised. */
  readonly id: string;
  readonly partnership: string;
  readonly partnershipName: string;
  /** The name is empty where it was erased. */
  readonly to: { readonly person: string; readonly name: string; readonly email: string };
  readonly items: readonly Item[];
  /** Who was to have messages that did not reach them; told to the support officer alone. */
  readonly undelivered?: readonly string[];
  /** The day it is for, from which lateness is counted. */
  readonly on: LocalDate;
  /** The one link of the message; empty where the pages have no address. */
  readonly link: string;
}
