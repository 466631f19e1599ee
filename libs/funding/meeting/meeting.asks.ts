import type { Circumstances } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import type { Ballot } from '#funding/decision.commands';
import type { MeetingCommand } from './meeting.commands.js';
import type {
  GroupKind,
  ItemKind,
  ItemOutcome,
  Member,
  NamedSubstitute,
  QuorumRule,
} from './meeting.events.js';

type Plain = Exclude<MeetingCommand['type'], 'CallMeeting' | 'OpenMeeting'>;

/** A matter that waits for the tasking group and comes onto the agenda when its meeting is opened. */
export interface WaitingMatter {
  readonly matter: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly project?: string;
  readonly source?: string;
}

/**
 * What a meeting is asked: its own commands, with the facts from elsewhere that they need, and its part in
 * others'.
 */
export type MeetingAsk =
  | { readonly [Name in Plain]: Named<MeetingCommand, Name> }[Plain]
  | (Named<MeetingCommand, 'CallMeeting'> & {
      /** What the group does; undefined when the partnership has no such group. */
      readonly facts: { readonly groupKind: GroupKind | undefined };
    })
  | (Circumstances & (DecideItem | OpenWith));

/** Decide an item of the agenda, as part of a command to what it is about. */
export interface DecideItem {
  readonly type: 'DecideItem';
  readonly item: string;
  readonly outcome: ItemOutcome;
  /** The kinds of item under which this can be decided. */
  readonly kinds: readonly ItemKind[];
  /** The project that it is about: the item must be about the same. */
  readonly project?: string;
  /** The source that it is about: the item must be about the same. */
  readonly source?: string;
  /**
   * What it decides, where the item's project or source may have several: the virement, the reserve, the
   * condition, the chair's action. Without it, one decision on one condition would serve for another.
   */
  readonly subject?: string;
  /** Everyone whose bid it is: they step out, and none of them records the decision. */
  readonly owners: readonly string[];
  /** Members from these agencies must have declared an interest or none. */
  readonly leadAgencies: readonly string[];
  readonly ballot?: Readonly<Ballot>;
  readonly dissent?: readonly string[];
  readonly chairedBy?: string;
  readonly conditions: readonly string[];
  readonly reasons: string;
}

/** Open the meeting, as `OpenMeeting` asks, with the partnership's members, quorum and matters of the day. */
export interface OpenWith {
  readonly type: 'OpenWith';
  readonly members: readonly Member[];
  readonly substitutes: readonly NamedSubstitute[];
  readonly quorum: QuorumRule;
  readonly matters: readonly WaitingMatter[];
}
