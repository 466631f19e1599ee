import type { CommandOf } from '#funding/command-types';
import { EarlierDecision, fundingTypes, MeetingDecision, type FundingType } from '#funding/decision.commands';
import { day, id, ids, line, oneOf, part, pence, text, year, yesOrNo } from '#funding/fields';

class RingFenceTerms {
  @ids('The priorities that it may pay for.', { optional: true, min: 1 }) priorities?: string[];
  @ids('The projects that it may pay for.', { optional: true, min: 1 }) projects?: string[];
  @ids('The categories of cost that it may pay for.', { optional: true, min: 1 }) categories?: string[];
}

/** Open a stream of money for a financial year. */
class OpenFundingSource {
  @id('The funding source.') source!: string;
  @line('Its name.') name!: string;
  @line('Who provides it.') provider!: string;
  @year('The financial year that it is for.') year!: string;
  @yesOrNo('Whether its money may cross into the next year.') mayCrossYear!: boolean;
  @part(() => RingFenceTerms, 'What it may only pay for, where it is ring-fenced.', { optional: true })
  ringFence?: RingFenceTerms;
  @text('A comment.', { optional: true, max: 2000 }) comment?: string;
  @yesOrNo('Made up for an example, and not in the record that it is taken from.', { optional: true })
  exampleOnly?: boolean;
}

/** Give a source another name. What it was called before stays in its history. */
class RenameFundingSource {
  @id('The funding source.') source!: string;
  @line('The new name.') name!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Set or change the comment on a source, which the partnership plan prints beside it; or take it away. */
class SetFundingSourceComment {
  @id('The funding source.') source!: string;
  @text('The comment; left out, there is none any more.', { optional: true, max: 2000 }) comment?: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record that the provider has a new name. */
class RenameProvider {
  @id('The funding source.') source!: string;
  @line('The new name.') provider!: string;
  @text('Why, or where it was announced.', { max: 2000 }) reason!: string;
}

/** Set or change what a source may pay for. */
class SetRingFence {
  @id('The funding source.') source!: string;
  @part(() => RingFenceTerms, 'What it may only pay for; empty for no ring-fence.')
  ringFence!: RingFenceTerms;
  @line('The letter or the agreement.') reference!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class FundingEntry {
  @id('The funding source.') source!: string;
  @id('This entry, unique in its source.') entry!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record money that is to be confirmed. */
class ExpectFunding extends FundingEntry {}

/**
 * Record that the provider has confirmed money, in whole or in part. It uses up what was to be confirmed
 * first.
 */
class ConfirmFunding extends FundingEntry {
  @line('The letter or the agreement.') reference!: string;
}

/**
 * Record that the provider has cut what it gives: what was to be confirmed first, then what was confirmed.
 */
class CutFunding extends FundingEntry {
  @line('The letter or the announcement.') reference!: string;
}

/** Record that the provider has withdrawn the source altogether. */
class WithdrawFunding {
  @id('The funding source.') source!: string;
  @id('This entry, unique in its source.') entry!: string;
  @line('The letter or the announcement.') reference!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Reverse an entry that was a mistake, by a new one that names it. */
class ReverseEntry {
  @id('The funding source.') source!: string;
  @id('The entry that was wrong.') entry!: string;
  @id('The reversal, unique in its source.') reversal!: string;
  @text('What was wrong.', { max: 2000 }) reason!: string;
}

/**
 * Set money aside for a possible duty, with no project. By the tasking group, or as decided before
 * Tallystick.
 */
class HoldReserve {
  @id('The funding source.') source!: string;
  @id('The reserve, unique in its source.') reserve!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
  @line('The duty that it is held for.') purpose!: string;
  @part(() => MeetingDecision, 'The tasking group decision.', { optional: true }) decision?: MeetingDecision;
  @part(() => EarlierDecision, 'The decision made before Tallystick.', { optional: true })
  takenOn?: EarlierDecision;
}

/** Release a reserve, in whole or in part: it becomes uncommitted. */
class ReleaseReserve {
  @id('The funding source.') source!: string;
  @id('The reserve.') reserve!: string;
  @id('This release, unique in its source.') release!: string;
  @pence('The amount.') amountPence!: number;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Ask the provider to change uncommitted capital into revenue. */
class RequestSwap {
  @id('The funding source.') source!: string;
  @id('The swap, unique in its source.') swap!: string;
  @pence('The amount of capital.') amountPence!: number;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record that the provider has agreed to a swap. */
class AgreeSwap {
  @id('The funding source.') source!: string;
  @id('The swap.') swap!: string;
  @line("The provider's letter.") reference!: string;
}

/** Record that the provider has refused a swap. */
class RefuseSwap {
  @id('The funding source.') source!: string;
  @id('The swap.') swap!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class VirementPlace {
  @id('The funding source.') source!: string;
  @id("The project; left out, it is the source's uncommitted money.", { optional: true }) project?: string;
}

/** Ask for money to move between projects or sources, within a funding type and a year. */
class RequestVirement {
  @id('The virement: its number, unique in the source it comes from.') virement!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
  @part(() => VirementPlace, 'Where it comes from.') from!: VirementPlace;
  @part(() => VirementPlace, 'Where it goes.') to!: VirementPlace;
  @line("The provider's agreement, which a move across a ring-fence needs.", { optional: true })
  providerAgreement?: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/**
 * Authorise a virement: a finance officer other than the one who asked; above the limit, the tasking group.
 */
class AuthoriseVirement {
  @id('The virement.') virement!: string;
  @id('The source that it comes from.') source!: string;
  @part(() => MeetingDecision, 'The tasking group decision, above the limit.', { optional: true })
  decision?: MeetingDecision;
}

/** Decline a virement that was asked for. */
class DeclineVirement {
  @id('The virement.') virement!: string;
  @id('The source that it comes from.') source!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class RecoveryTerms {
  @id('The funding source that paid.') source!: string;
  @id('The project.') project!: string;
  @line('The body that owes it.') from!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
  @day('When it is due.') dueOn!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Raise a claim on another body for money that it owes the partnership. */
class RaiseReclaim extends RecoveryTerms {
  @id('The reclaim, unique in its source.') reclaim!: string;
}

class Receipt {
  @id('The funding source.') source!: string;
  @id('This receipt, unique in its source.') entry!: string;
  @pence('The amount.') amountPence!: number;
  @line('The remittance.') reference!: string;
}

/** Record money received on a reclaim; it counts in the balance from now on. */
class ReceiveReclaim extends Receipt {
  @id('The reclaim.') reclaim!: string;
}

class WriteOff {
  @id('The funding source.') source!: string;
  @text('Why it will not be recovered.', { max: 2000 }) reason!: string;
}

/** Write off what is still owed on a reclaim. */
class WriteOffReclaim extends WriteOff {
  @id('The reclaim.') reclaim!: string;
}

/** Raise a recovery from a recipient. */
class RaiseClawback extends RecoveryTerms {
  @id('The clawback, unique in its source.') clawback!: string;
}

/** Record money received on a clawback. */
class ReceiveClawback extends Receipt {
  @id('The clawback.') clawback!: string;
}

/** Write off what is still owed on a clawback. */
class WriteOffClawback extends WriteOff {
  @id('The clawback.') clawback!: string;
}

export const fundingSourceCommands = {
  OpenFundingSource,
  RenameFundingSource,
  SetFundingSourceComment,
  RenameProvider,
  SetRingFence,
  ExpectFunding,
  ConfirmFunding,
  CutFunding,
  WithdrawFunding,
  ReverseEntry,
  HoldReserve,
  ReleaseReserve,
  RequestSwap,
  AgreeSwap,
  RefuseSwap,
  RequestVirement,
  AuthoriseVirement,
  DeclineVirement,
  RaiseReclaim,
  ReceiveReclaim,
  WriteOffReclaim,
  RaiseClawback,
  ReceiveClawback,
  WriteOffClawback,
} as const;
export type FundingSourceCommand = CommandOf<typeof fundingSourceCommands>;
