import type { EventOf } from '#kernel/asking';

/** A highlight report as it was handed in: of a project, of a thematic group's projects, or of them all. */
export interface ReportTerms {
  readonly project?: string;
  readonly group?: string;
  readonly from: string;
  readonly to: string;
  readonly budget: string;
  readonly progress: string;
  readonly performanceAndRisk: string;
  readonly nextPeriod: string;
  /** The report in whose place it comes. */
  readonly replaces?: string;
}

/** The shapes stored for a highlight report. */
export type HighlightEvent =
  | EventOf<'HighlightReportSubmitted', ReportTerms>
  | EventOf<'HighlightReportReplaced', { readonly by: string }>;
