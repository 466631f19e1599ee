import type { Pence } from '#kernel/pence';
import type { FundingType } from './funding-source.events.js';
import type { AwardLine, Source } from './state.js';

interface LinePlace {
  readonly project: string;
  readonly decision: string;
  readonly fundingType: FundingType;
}

interface LineChange {
  readonly committedPence?: Pence;
  readonly paidPence?: Pence;
  readonly subjectPence?: Pence;
}

/**
 * Changes what a decision gave a project, keeping its place in the order; a decision that is new comes last.
 */
export function withLine(source: Source, place: LinePlace, change: LineChange): Source {
  const { lines } = source;
  const at = lines.findIndex(
    ({ project, decision, fundingType }) =>
      project === place.project && decision === place.decision && fundingType === place.fundingType,
  );
  const line = changed(lines[at] ?? newLine(place), change);
  return { ...source, lines: at < 0 ? [...lines, line] : lines.with(at, line) };
}

/** The same for several lines in turn. */
export function withLines(source: Source, changes: readonly (LinePlace & LineChange)[]): Source {
  return changes.reduce((state, change) => withLine(state, change, change), source);
}

function newLine({ project, decision, fundingType }: LinePlace): AwardLine {
  return { project, decision, fundingType, committedPence: 0, paidPence: 0, subjectPence: 0 };
}

function changed(
  line: AwardLine,
  { committedPence = 0, paidPence = 0, subjectPence = 0 }: LineChange,
): AwardLine {
  return {
    ...line,
    committedPence: line.committedPence + committedPence,
    paidPence: line.paidPence + paidPence,
    subjectPence: line.subjectPence + subjectPence,
  };
}
