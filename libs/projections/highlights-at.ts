import { highlight } from '#funding/highlight/highlight';
import type { SubmittedReport } from '#funding/highlight/highlight';
import type { ReadModels } from '#projections/read-models';
import { statesBy } from '#projections/told-by';
import type { Moment } from '#projections/told-by';

export interface HighlightLine {
  readonly report: string;
  readonly state: SubmittedReport;
}

/**
 * The highlight reports that were submitted by a moment, the latest period first; those that another took the
 * place of are marked, and stay as they were submitted.
 */
export async function highlightsAt(db: ReadModels, moment: Moment): Promise<readonly HighlightLine[]> {
  const states = await statesBy(db, 'highlights_told', highlight, moment);
  return [...states]
    .map(([report, state]) => ({ report, state }))
    .toSorted((a, b) => b.state.terms.to.localeCompare(a.state.terms.to));
}
