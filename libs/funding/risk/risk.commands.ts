import type { CommandOf } from '#funding/command-types';
import { id, oneOf, text } from '#funding/fields';
import { grades } from './risk.events.js';
import type { Grade } from './risk.events.js';

/** Enter a risk of the partnership, or of one project. */
class RegisterRisk {
  @id('The risk.') risk!: string;
  @text('What might happen, and what it would do.', { max: 4000 }) description!: string;
  @id('The project that it is of; left out for one of the whole partnership.', { optional: true })
  project?: string;
  @id('Who looks after it.') owner!: string;
  @oneOf(grades, 'How much it would matter.') impact!: Grade;
  @oneOf(grades, 'How likely it is.') likelihood!: Grade;
  @text('What is done against it.', { optional: true, max: 4000 }) countermeasure?: string;
}

/** Review a risk: its ratings as they are now, and what is done. What is left out stays as it was. */
class ReviewRisk {
  @id('The risk.') risk!: string;
  @id('The review, unique for the risk.') review!: string;
  @oneOf(grades, 'How much it would matter.') impact!: Grade;
  @oneOf(grades, 'How likely it is.') likelihood!: Grade;
  @text('What is done against it.', { optional: true, max: 4000 }) countermeasure?: string;
  @id('Who looks after it from now on.', { optional: true }) owner?: string;
  @text('What was found.', { optional: true, max: 4000 }) comment?: string;
}

/** Close a risk that has passed or has happened. */
class CloseRisk {
  @id('The risk.') risk!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

export const riskCommands = { RegisterRisk, ReviewRisk, CloseRisk } as const;
export type RiskCommand = CommandOf<typeof riskCommands>;
