import type { CommandOf } from '#funding/command-types';
import { fundingTypes, type FundingType } from '#funding/decision.commands';
import {
  day,
  id,
  ids,
  line,
  oneOf,
  part,
  parts,
  pence,
  text,
  time,
  wholeNumber,
  year,
  yesOrNo,
} from '#funding/fields';
import { obligationKinds, tellable, type ObligationKind, type Told } from '#funding/ladder';
import { roles, type Role } from './partnership.events.js';

/** Found a partnership. Whoever founds it becomes its administrator. */
class FoundPartnership {
  @line('Its name.') name!: string;
  @yesOrNo('Whether it is an example.', { optional: true }) example?: boolean;
}

/** Admit an agency: a council, the police, fire, health, probation, a voluntary body. */
class AdmitAgency {
  @id('The agency.') agency!: string;
  @line('Its name.') name!: string;
}

/** Form a group: the one tasking group, a thematic group, the strategy group. */
class FormGroup {
  @id('The group.') group!: string;
  @line('Its name.') name!: string;
  @oneOf(['tasking', 'thematic', 'strategy'], 'What it does.') kind!: 'tasking' | 'thematic' | 'strategy';
  @ids('The priorities that it looks after.', { optional: true }) priorities?: string[];
}

/** Give a person a role in the partnership; for chairs and members, in one group. */
class GiveRole {
  @id('The person.') person!: string;
  @oneOf(roles, 'The role.') role!: Role;
  @id('The group, for chairs and members.', { optional: true }) group?: string;
  @id('The agency that they come from; needed for a voting member.', { optional: true }) agency?: string;
}

/** End a role. */
class EndRole {
  @id('The person.') person!: string;
  @oneOf(roles, 'The role.') role!: Role;
  @id('The group, for chairs and members.', { optional: true }) group?: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class Substitution {
  @id('The voting member.') member!: string;
  @id('Who may sit in their place.') substitute!: string;
  @id('The agency of the substitute.') agency!: string;
  @id('The group.') group!: string;
}

/** Name who may sit in a voting member's place. */
class NameSubstitute extends Substitution {}

/** End such a naming. */
class EndSubstitute extends Substitution {}

/** Adopt an objective of the partnership plan. */
class AdoptObjective {
  @id('The objective.') objective!: string;
  @line('Its words.') name!: string;
}

/** Adopt a priority of the partnership plan. */
class AdoptPriority {
  @id('The priority.') priority!: string;
  @line('Its name.') name!: string;
  @id('The objective that it serves.', { optional: true }) objective?: string;
  @parts(() => Spelling, 'Other ways in which registers write it.', { optional: true })
  alsoWritten?: Spelling[];
}

class Spelling {
  @line('As it is written.') written!: string;
}

/** Retire a priority: no new bid can name it. */
class RetirePriority {
  @id('The priority.') priority!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class Quorum {
  @wholeNumber('The share of the voting members that must be present: so many', { min: 1, max: 20 })
  numerator!: number;
  @wholeNumber('of so many, rounded up.', { min: 1, max: 20 }) denominator!: number;
  @wholeNumber('And at least so many people', { min: 1, max: 100 }) atLeastPeople!: number;
  @wholeNumber('from at least so many agencies.', { min: 1, max: 100 }) atLeastAgencies!: number;
}

class LadderRung {
  @wholeNumber('Days from the due date, below zero before it.', { min: -366, max: 366 }) days!: number;
  @wholeNumber('And then again every so many days.', { optional: true, min: 1, max: 366 }) every?: number;
  @parts(() => WhoIsTold, 'Who is told.', { min: 1, max: 6 }) tells!: WhoIsTold[];
}

class WhoIsTold {
  @oneOf(tellable, 'Who.') who!: Told;
}

class Ladder {
  @oneOf(obligationKinds, 'What it reminds of.') obligation!: ObligationKind;
  @parts(() => LadderRung, 'Its rungs; with none, nobody is reminded.', { max: 30 }) rungs!: LadderRung[];
}

class WorkingHours {
  @time('From when messages go out.') from!: string;
  @time('Until when; later they wait for the next working day.') to!: string;
}

/** Adopt a policy from a day on. What is left out stays as it was; at first, the defaults. */
class AdoptPolicy {
  @wholeNumber('The version, one more than the last; the defaults are version 1.', { min: 1 })
  version!: number;
  @day('From when it applies.') from!: string;
  @part(() => Quorum, 'The quorum.', { optional: true }) quorum?: Quorum;
  @pence("The limit of a chair's action.", { optional: true, min: 0 }) chairsActionLimitPence?: number;
  @pence('The limit up to which finance authorises a virement.', { optional: true, min: 0 })
  virementLimitPence?: number;
  @pence('The amount from which a bid needs the full form.', { optional: true, min: 0 })
  shortFormBelowPence?: number;
  @wholeNumber('Days in which an award is to be accepted.', { optional: true, min: 1, max: 366 })
  acceptanceDays?: number;
  @oneOf(['warn', 'block'], 'What an overdue evaluation does to the next bid.', { optional: true })
  overdueEvaluations?: 'warn' | 'block';
  @wholeNumber('The day of the month on which updates are due.', { optional: true, min: 1, max: 28 })
  updatesDueOnDay?: number;
  @wholeNumber('How far a figure may miss its target and be amber, in per cent of the target.', {
    optional: true,
    max: 100,
  })
  amberWithinPercent?: number;
  @parts(() => LadderRung, 'The ladder of reminders for evaluations.', { optional: true, max: 30 })
  evaluationLadder?: LadderRung[];
  @parts(() => Ladder, 'The ladders of reminders for other things that are owed.', { optional: true, max: 6 })
  ladders?: Ladder[];
  @part(() => WorkingHours, 'The hours in which messages go out.', { optional: true })
  workingHours?: WorkingHours;
}

class Question {
  @line('The heading.') question!: string;
  @text('What is asked.', { max: 4000 }) asks!: string;
}

/** Adopt the wording of the evaluation form. Awards made from now on are issued this version. */
class AdoptEvaluationForm {
  @wholeNumber('The version, one more than the last; the defaults are version 1.', { min: 1 })
  version!: number;
  @oneOf(['short', 'full'], 'Which form.') form!: 'short' | 'full';
  @parts(() => Question, 'The questions.', { min: 1, max: 40 }) questions!: Question[];
}

/** Give notice of a matter that the tasking group takes up when its next meeting opens. */
class RaiseMatter {
  @id('The matter, unique in the partnership.') matter!: string;
  @oneOf(['uncovered', 'overspend', 'overdue-evaluation', 'other'], 'What it is about.')
  kind!: 'uncovered' | 'overspend' | 'overdue-evaluation' | 'other';
  @line('The matter in a line.') title!: string;
  @id('The project that it is about.', { optional: true }) project?: string;
  @id('The source that it is about.', { optional: true }) source?: string;
}

class CarriedAmount {
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
}

class SourceClose {
  @id('The source of the year that closes.') source!: string;
  @id('The source of the next year that takes over; needed where anything is carried or still committed.', {
    optional: true,
  })
  to?: string;
  @parts(() => CarriedAmount, 'The money that is carried, as authorised; none lapses it all.', { max: 2 })
  carry!: CarriedAmount[];
}

/** Close a financial year: every source of it, in one append. What is not carried lapses. */
class CloseYear {
  @year('The financial year.') year!: string;
  @parts(() => SourceClose, 'Each source of the year.', { min: 1, max: 200 }) sources!: SourceClose[];
  @text('Under what authority.', { max: 2000 }) reason!: string;
}

export const partnershipCommands = {
  FoundPartnership,
  AdmitAgency,
  FormGroup,
  GiveRole,
  EndRole,
  NameSubstitute,
  EndSubstitute,
  AdoptObjective,
  AdoptPriority,
  RetirePriority,
  AdoptPolicy,
  AdoptEvaluationForm,
  RaiseMatter,
  CloseYear,
} as const;
export type PartnershipCommand = CommandOf<typeof partnershipCommands>;
