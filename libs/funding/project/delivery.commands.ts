import { ExpectedOutput } from './bid.commands.js';
import { fundingTypes, type FundingType } from '#funding/decision.commands';
import { obligationKinds, tellable } from '#funding/ladder';
import type { ObligationKind, Told } from '#funding/ladder';
import { day, id, ids, line, month, oneOf, parts, pence, text, wholeNumber, year } from '#funding/fields';

const finishManners = ['completed', 'ended-early', 'never-implemented'] as const;

/** Record that a project has started. */
class StartProject {
  @id('The project.') project!: string;
}

class MonthReport {
  @id('The project.') project!: string;
  @month('The month that it reports on.') month!: string;
  @oneOf(['red', 'amber', 'green'], 'Red, amber or green.') rag!: 'red' | 'amber' | 'green';
  @text('What was done.', { max: 4000 }) progress!: string;
  @text('Risks.', { optional: true, max: 4000 }) risks?: string;
  @text('What comes next.', { optional: true, max: 4000 }) nextSteps?: string;
}

/** Report on a month to the thematic group chair. */
class SubmitPerformanceUpdate extends MonthReport {}

/** Correct a report on a month that was wrong: it is given anew, whole, and the one before is kept. */
class CorrectPerformanceUpdate extends MonthReport {
  @text('What was wrong.', { max: 2000 }) reason!: string;
}

/** Move the planned finish, without money. */
class ExtendProject {
  @id('The project.') project!: string;
  @day('The new planned finish.') finishesOn!: string;
  @text('Why.', { max: 2000 }) reasons!: string;
  @id('The meeting that agreed it.', { optional: true }) meeting?: string;
  @id('The item on its agenda.', { optional: true }) item?: string;
}

/** Change what a project will do, without money. */
class VaryProject {
  @id('The project.') project!: string;
  @id('The variation, unique in its project.') variation!: string;
  @text('What will now be done.', { optional: true }) description?: string;
  @parts(() => ExpectedOutput, 'The outputs now expected.', { optional: true, max: 40 })
  expectedOutputs?: ExpectedOutput[];
  @text('Why.', { max: 2000 }) reasons!: string;
}

/** Hand a project to another lead officer. */
class ChangeLeadOfficer {
  @id('The project.') project!: string;
  @id('The new lead officer.') leadOfficer!: string;
  @id('Their agency; left out, it stays.', { optional: true }) leadAgency?: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Name who acts for the lead officer when they are away, and is reminded as they are. */
class NameDeputy {
  @id('The project.') project!: string;
  @id('The deputy lead officer.') deputy!: string;
}

/** End such a naming. */
class StandDownDeputy {
  @id('The project.') project!: string;
  @id('The deputy lead officer.') deputy!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Record that a project has finished; the effective date is the finish date. */
class FinishProject {
  @id('The project.') project!: string;
  @oneOf(finishManners, 'How it finished.') manner!: (typeof finishManners)[number];
  @text('A note.', { optional: true, max: 2000 }) note?: string;
}

/** Correct a finish that was recorded wrongly. */
class CorrectFinish {
  @id('The project.') project!: string;
  @day('The right finish date.') finishedOn!: string;
  @oneOf(finishManners, 'How it finished; left out, as recorded.', { optional: true })
  manner?: (typeof finishManners)[number];
  @text('What was wrong.', { max: 2000 }) reason!: string;
}

class Charge {
  @id('The funding source.') source!: string;
  @oneOf(fundingTypes, 'Capital or revenue.') fundingType!: FundingType;
  @pence('The amount.') amountPence!: number;
}

class Invoice {
  @id('The project.') project!: string;
  @line('Who is paid: an organisation, not a person.') payee!: string;
  @line('The invoice or its reference.') reference!: string;
  @pence('The net amount.', { min: 0 }) netPence!: number;
  @pence('The VAT that cannot be recovered.', { min: 0 }) irrecoverableVatPence!: number;
  @text('What it was for.', { max: 2000 }) purpose!: string;
  @id('The category of cost.') category!: string;
  @parts(() => Charge, 'The sources that it is charged to; they add up to the net amount and the VAT.', {
    min: 1,
    max: 20,
  })
  charges!: Charge[];
}

/** Claim a payment that is still to be made, as the lead officer. */
class ClaimExpenditure extends Invoice {
  @id('The claim, unique in its project.') claim!: string;
}

/** Decline a claim. */
class DeclineClaim {
  @id('The project.') project!: string;
  @id('The claim.') claim!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/**
 * Record a payment that was made. What goes beyond the award is recorded as an overspend awaiting decision. A
 * source whose year is closed pays no more: the one that took over is charged, once where it took over from
 * several that are named.
 */
class RecordExpenditure extends Invoice {
  @id('The payment: its reference in the ledger, unique in its project.') payment!: string;
  @id('The claim that it pays.', { optional: true }) claim?: string;
  @day('The date paid: the day on which it takes effect, unless the figures of that day stand by now.', {
    effective: true,
  })
  paidOn!: string;
}

/** Reverse a payment that was a mistake, by a new entry that names it. */
class ReverseExpenditure {
  @id('The project.') project!: string;
  @id('The payment.') payment!: string;
  @text('What was wrong.', { max: 2000 }) reason!: string;
  @id('The source of the open year that takes the adjustment, where the payment was in a closed year.', {
    optional: true,
  })
  adjustAt?: string;
}

/** Release what a finished project has not spent: it becomes uncommitted. */
class ReleaseCommitment {
  @id('The project.') project!: string;
  @id('This release, unique in its project.') release!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Move money between headings of one project. */
class VireWithinProject {
  @id('The project.') project!: string;
  @id('The virement: its number, unique in its project.') virement!: string;
  @line('The heading that it comes from.') fromHeading!: string;
  @line('The heading that it goes to.') toHeading!: string;
  @pence('The amount.') amountPence!: number;
  @text('Why.', { max: 2000 }) reason!: string;
  @year('The financial year, where both headings have money in several.', { optional: true }) year?: string;
  @oneOf(fundingTypes, 'Capital or revenue, where both headings have money of both.', { optional: true })
  fundingType?: FundingType;
}

/**
 * Record what a project is expected to spend in a year, from now on; it replaces the last forecast of that
 * year.
 */
class RecordForecast {
  @id('The project.') project!: string;
  @year('The financial year.') year!: string;
  @pence('What is still expected to be spent.', { min: 0 }) amountPence!: number;
  @text('A note.', { optional: true, max: 2000 }) note?: string;
}

/** Record what a partner has put in, in kind. It enters no balance. */
class RecordInKindInput {
  @id('The project.') project!: string;
  @id('This entry, unique in its project.') entry!: string;
  @line('Who gave it.') from!: string;
  @text('What was given.', { max: 2000 }) description!: string;
  @pence('What it is worth, where that is known.', { optional: true }) valuePence?: number;
}

class OneRung {
  @id('The project.') project!: string;
  @oneOf(obligationKinds, 'What it reminds of.') obligation!: ObligationKind;
  @id('Which one, where a project has several.', { optional: true }) of?: string;
  @id('The source that paid, for a reclaim.', { optional: true }) source?: string;
  @day('The due date.') dueOn!: string;
  @wholeNumber('Days from the due date, below zero before it.', { min: -366, max: 36_600 }) days!: number;
}

/** Record that a reminder went out: its rung, and the message that carried it. */
class RecordReminder extends OneRung {
  @oneOf(tellable, 'As whom they were told; left out, the rung told everyone it had to.', { optional: true })
  told?: Told;
  @line('The identity of the message.') message!: string;
  @ids('Whom it went to.', { max: 50 }) to!: string[];
}

/** Pass a rung over of which there is nobody to tell. */
class PassOverReminder extends OneRung {
  @oneOf(tellable, 'Who was to be told.') told!: Told;
}

/** Tell the thematic chair, or the tasking group's agenda, of an evaluation or what else is overdue. */
class EscalateEvaluation {
  @id('The project.') project!: string;
  @oneOf(obligationKinds, 'What is overdue; left out, the evaluation.', { optional: true })
  obligation?: ObligationKind;
  @id('Which one, where a project has several.', { optional: true }) of?: string;
  @id('The source that paid, for a reclaim.', { optional: true }) source?: string;
  @day('The due date.') dueOn!: string;
  @wholeNumber('Days from the due date, below zero before it.', { min: -366, max: 36_600 }) days!: number;
  @oneOf(['thematic-chair', 'tasking-agenda'], 'Who is told.') to!: 'thematic-chair' | 'tasking-agenda';
}

export const deliveryCommands = {
  StartProject,
  SubmitPerformanceUpdate,
  CorrectPerformanceUpdate,
  ExtendProject,
  VaryProject,
  ChangeLeadOfficer,
  NameDeputy,
  StandDownDeputy,
  FinishProject,
  CorrectFinish,
  RecordInKindInput,
  RecordReminder,
  PassOverReminder,
  EscalateEvaluation,
} as const;

export const spendingCommands = {
  ClaimExpenditure,
  DeclineClaim,
  RecordExpenditure,
  ReverseExpenditure,
  ReleaseCommitment,
  VireWithinProject,
  RecordForecast,
} as const;
