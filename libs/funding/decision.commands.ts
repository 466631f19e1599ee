import { id, ids, line, oneOf, part, parts, pence, text, day, yesOrNo } from './fields.js';

export const fundingTypes = ['capital', 'revenue'] as const;
export type FundingType = (typeof fundingTypes)[number];

/** How an item was voted on. Left out altogether, it was agreed without a vote. */
export class Ballot {
  @ids('Who voted for.') for!: string[];
  @ids('Who voted against.') against!: string[];
  @ids('Who abstained.', { optional: true }) abstained?: string[];
  @oneOf(['for', 'against'], 'The casting vote of who chaired the item, on a tie alone.', { optional: true })
  castingVote?: 'for' | 'against';
}

/** The place where a decision was made: a meeting and an item on its agenda. */
export class MeetingDecision {
  @id('The meeting.') meeting!: string;
  @id('The item on its agenda.') item!: string;
  @part(() => Ballot, 'The votes; left out when it was agreed without a vote.', { optional: true })
  ballot?: Ballot;
  @ids('Who asked for their dissent to be recorded.', { optional: true }) dissent?: string[];
  @id('Who was chosen to chair the item, where neither the chair nor the deputy could.', { optional: true })
  chairedBy?: string;
  @text('The reasons, as the minutes will give them.') reasons!: string;
}

/** A decision made before the partnership had Tallystick. */
export class EarlierDecision {
  @day('The day on which it was decided.') decidedOn!: string;
  @line('Where it is written down: a minute, a letter, a register.') reference!: string;
}

/** The part of an award charged to one source and one funding type. */
export class Allocation {
  @id('The funding source.') source!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
  @yesOrNo('Whether it waits for money that is to be confirmed.', { optional: true })
  subjectToFunding?: boolean;
  @id('The reserve that it is called from.', { optional: true }) fromReserve?: string;
}

export const conditionTimes = ['before-payment', 'in-delivery', 'on-completion'] as const;

/** Something to be met. */
export class Condition {
  @id('The condition, unique in its project.') condition!: string;
  @oneOf(conditionTimes, 'When it has to be met.') when!: (typeof conditionTimes)[number];
  @text('What has to be met.', { max: 2000 }) text!: string;
  @day('The day by which.', { optional: true }) dueOn?: string;
}

/** An amount of an award moved up or down at one source and funding type. */
export class AllocationChange {
  @id('The funding source.') source!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @oneOf(['more', 'less'], 'Whether the award grows or shrinks here.') change!: 'more' | 'less';
  @pence('By how much.') amountPence!: number;
  @yesOrNo('Whether the addition waits for money to be confirmed.', { optional: true })
  subjectToFunding?: boolean;
}

/** What an award is: its amount, and where the money comes from. */
export class Award {
  @pence('The amount approved; nil for a project that costs nothing.', { min: 0 }) awardPence!: number;
  @parts(() => Allocation, 'The allocations, which add up to the award.', { max: 20 })
  allocations!: Allocation[];
  @parts(() => Condition, 'The conditions.', { optional: true, max: 20 }) conditions?: Condition[];
}
