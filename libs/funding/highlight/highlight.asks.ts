import type { Circumstances } from '#kernel/asking';
import type { HighlightCommand } from './highlight.commands.js';
import type { ReportTerms } from './highlight.events.js';

/** What a highlight report is asked: to be submitted, and to give way to a later one of the same thing. */
export type HighlightAsk =
  | HighlightCommand
  | (Circumstances & {
      readonly type: 'GiveWay';
      readonly to: string;
      readonly of: Pick<ReportTerms, 'project' | 'group'>;
    });
