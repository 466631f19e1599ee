import type { CommandOf } from '#funding/command-types';
import { day, id, text } from '#funding/fields';

/**
 * Submit a highlight report, which is kept as it was submitted. A report that takes the place of another
 * names it.
 */
class SubmitHighlightReport {
  @id('The report.') report!: string;
  @id('The project that it is of.', { optional: true }) project?: string;
  @id('The thematic group whose projects it is of; without either, it is of all.', { optional: true })
  group?: string;
  @day('The first day of the period.') from!: string;
  @day('The last day of the period.') to!: string;
  @text('How the budget stands.') budget!: string;
  @text('What was done in the period.') progress!: string;
  @text('How it performs, and what stands in the way.') performanceAndRisk!: string;
  @text('What is to be done in the next period.') nextPeriod!: string;
  @id('The report in whose place it comes.', { optional: true }) replaces?: string;
}

export const highlightCommands = { SubmitHighlightReport } as const;
export type HighlightCommand = CommandOf<typeof highlightCommands>;
