import { AllocationChange, Award, EarlierDecision, MeetingDecision } from '#funding/decision.commands';
import { BidContent } from './bid.commands.js';
import { day, id, ids, oneOf, part, parts, pence, text, yesOrNo } from '#funding/fields';

/**
 * Approve a bid in a meeting, in full or in part, with or without conditions, within the money that is there.
 */
class FundProject {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
  @part(() => Award, 'The award.') award!: Award;
}

/** Put a bid off to a later meeting. */
class DeferBid {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
  @day('When it should come back.', { optional: true }) until?: string;
}

/** Refuse a bid. */
class RefuseBid {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
}

/** Approve a bid between meetings, up to the policy's limit, after consulting a member of another agency. */
class TakeChairsAction {
  @id('The project.') project!: string;
  @id("The chair's action: its number, unique in the partnership.") action!: string;
  @id('The member of another agency who was consulted.') consulted!: string;
  @oneOf(['absent', 'interested'], 'Why the deputy acts: given by the deputy, and by nobody else.', {
    optional: true,
  })
  chairIs?: 'absent' | 'interested';
  @oneOf(['interest', 'none'], 'What who acts declares; needed of someone from the lead agency.', {
    optional: true,
  })
  declares?: 'interest' | 'none';
  @part(() => Award, 'The award.') award!: Award;
  @text('Why it could not wait, and why it was approved.', { max: 4000 }) reasons!: string;
}

/** Ratify a chair's action at the next meeting, or not. */
class RatifyChairsAction {
  @id('The project.') project!: string;
  @id("The chair's action.") action!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
  @oneOf(['ratified', 'not-ratified'], 'Whether it was ratified.') outcome!: 'ratified' | 'not-ratified';
}

/** Accept an award, as the lead officer. */
class AcceptAward {
  @id('The project.') project!: string;
}

/** Decline an award, as the lead officer: the project is withdrawn. */
class DeclineAward {
  @id('The project.') project!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Let an award lapse that nobody answered in time. */
class LapseAward {
  @id('The project.') project!: string;
}

/** Change an award by another decision: more, less, or from another source. */
class VaryAward {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
  @parts(() => AllocationChange, 'What changes, by source and funding type.', { min: 1, max: 20 })
  changes!: AllocationChange[];
}

/** Rescind an award by another decision: what is unpaid is withdrawn, what is paid is reported. */
class RescindAward {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
}

/** Record that a condition has been met. Never by someone whose bid it is. */
class DischargeCondition {
  @id('The project.') project!: string;
  @id('The condition.') condition!: string;
  @text('The evidence.', { max: 4000 }) evidence!: string;
}

/** Let a condition go, by a decision of the tasking group. */
class WaiveCondition {
  @id('The project.') project!: string;
  @id('The condition.') condition!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
}

class OverspendShare {
  @id('The funding source.') source!: string;
  @oneOf(['capital', 'revenue'], 'Capital or revenue.') fundingType!: 'capital' | 'revenue';
  @pence('The amount.') amountPence!: number;
}

/** Decide what becomes of an overspend: the award grows by it, or it is to be recovered. */
class DecideOverspend {
  @id('The project.') project!: string;
  @part(() => MeetingDecision, 'The decision.') decision!: MeetingDecision;
  @oneOf(['accept', 'recover'], 'Whether it is accepted, or is to be recovered by a clawback.')
  outcome!: 'accept' | 'recover';
  @parts(() => OverspendShare, 'The overspend by source and funding type.', { min: 1, max: 20 })
  shares!: OverspendShare[];
}

/** Enter a project that was decided before the partnership had Tallystick, with its award. */
class TakeOnProject {
  @id('The project.') project!: string;
  @part(() => BidContent, 'The project as it was agreed.') bid!: BidContent;
  @part(() => EarlierDecision, 'The decision.') takenOn!: EarlierDecision;
  @part(() => Award, 'The award.') award!: Award;
  @yesOrNo('Whether it has yet to start; left out, it has started.', { optional: true }) yetToStart?: boolean;
  @ids('Facts made up for an example, which the record it is taken from does not give.', { optional: true })
  exampleOnly?: string[];
}

export const awardCommands = {
  FundProject,
  DeferBid,
  RefuseBid,
  TakeChairsAction,
  RatifyChairsAction,
  AcceptAward,
  DeclineAward,
  LapseAward,
  VaryAward,
  RescindAward,
  DischargeCondition,
  WaiveCondition,
  DecideOverspend,
  TakeOnProject,
} as const;
