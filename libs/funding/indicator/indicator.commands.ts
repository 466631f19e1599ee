import type { CommandOf } from '#funding/command-types';
import { day, figure, id, line, oneOf, part, text, wholeNumber, year } from '#funding/fields';
import { mitigationStandings, units } from './indicator.events.js';
import type { Better, MitigationStanding, Unit } from './indicator.events.js';
import { periods } from './periods.js';
import type { Period } from './periods.js';

class BaselineFigure {
  @figure('The figure.') figure!: string;
  @line('The period that it is of: 2007-08, or the name of a survey.') period!: string;
}

class Definition {
  @id('The indicator.') indicator!: string;
  @line('Its name, with its number in a national set where it has one.', { max: 500 }) name!: string;
  @oneOf(units, 'What its figures are.') unit!: Unit;
  @line('Of what a rate is, such as 1,000 residents.', { optional: true }) per?: string;
  @oneOf(units, 'What figures for a part of the year are, where that is something else.', { optional: true })
  partYearUnit?: Unit;
  @oneOf(['higher', 'lower'], 'Which is better.') better!: Better;
  @id('The priority that it measures.') priority!: string;
  @line('The body or the survey that the figures come from; no name of a person.') suppliedBy!: string;
  @part(() => BaselineFigure, 'Where it began; left out while that is to be established.', { optional: true })
  baseline?: BaselineFigure;
}

/** Define an indicator of the partnership plan. */
class DefineIndicator extends Definition {}

/**
 * Define an indicator anew. Its targets and figures so far stay under the definition they were given
 * under.
 */
class RedefineIndicator extends Definition {
  @wholeNumber('The definition, one more than the last; the first was 1.', { min: 2 }) definition!: number;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Retire an indicator: it gets no new targets. Figures that are still to come can be recorded. */
class RetireIndicator {
  @id('The indicator.') indicator!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class OfPeriod {
  @id('The indicator.') indicator!: string;
  @year('The financial year.') year!: string;
  @oneOf(periods, 'The whole year or a part of it.') period!: Period;
}

/** Set the target of a year or a part of it; with a reason, in the place of an earlier one. */
class SetTarget extends OfPeriod {
  @figure('The target; left out where none is set yet.', { optional: true }) figure?: string;
  @text('Why none is set yet.', { optional: true, max: 2000 }) notSet?: string;
  @text('What else is to be said of it.', { optional: true, max: 2000 }) note?: string;
  @text('Why it changes, where there is one already.', { optional: true, max: 2000 }) reason?: string;
}

/** Record what a period came to, or that it is not available and why. Never nil for what is not known. */
class RecordActual extends OfPeriod {
  @id('The figure, unique for the indicator.') actual!: string;
  @figure('The figure; left out where it is not available.', { optional: true }) figure?: string;
  @text('Why it is not available.', { optional: true, max: 2000 }) notAvailable?: string;
  @line('Where it comes from.', { max: 500 }) source!: string;
  @text('What else is to be said of it, such as a part that is missing.', { optional: true, max: 2000 })
  note?: string;
}

/** Correct a figure by a new one that names it, for the same period. The old one stays on the record. */
class CorrectActual {
  @id('The indicator.') indicator!: string;
  @id('The figure that was wrong.') corrects!: string;
  @id('The new figure, unique for the indicator.') actual!: string;
  @figure('The figure; left out where it is not available after all.', { optional: true }) figure?: string;
  @text('Why it is not available.', { optional: true, max: 2000 }) notAvailable?: string;
  @line('Where it comes from.', { max: 500 }) source!: string;
  @text('What else is to be said of it.', { optional: true, max: 2000 }) note?: string;
  @text('Why the old one was wrong.', { max: 2000 }) reason!: string;
}

/** Plan what is done about a period that is red or amber. */
class PlanMitigation extends OfPeriod {
  @id('The mitigating action, unique for the indicator.') mitigation!: string;
  @text('What will be done.') action!: string;
  @id('Who does it.', { optional: true }) person?: string;
  @line('In which role it is done.', { optional: true }) inRole?: string;
  @day('By when.') dueOn!: string;
}

/** Report how a mitigating action goes, or that it is done or given up. */
class ReportMitigation {
  @id('The indicator.') indicator!: string;
  @id('The mitigating action.') mitigation!: string;
  @id('The report, unique for the action.') report!: string;
  @text('How it goes.') progress!: string;
  @oneOf(mitigationStandings, 'How it stands.') standing!: MitigationStanding;
}

export const indicatorCommands = {
  DefineIndicator,
  RedefineIndicator,
  RetireIndicator,
  SetTarget,
  RecordActual,
  CorrectActual,
  PlanMitigation,
  ReportMitigation,
} as const;
export type IndicatorCommand = CommandOf<typeof indicatorCommands>;
