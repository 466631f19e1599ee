import {
  accepted,
  allocated,
  paidPart,
  recovering,
  released,
  reversed,
  spent,
} from '#funding/project/award-lines';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import type { AllocationLine, ProjectEvent } from '#funding/project/project.events';
import { lineKey } from '#funding/project/state';
import type { Money } from '#funding/project/state';
import { sumPence } from '#kernel/pence';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import { awardLines } from '#projections/projects.tables';

/** The lines of an award, as the project itself keeps them: what becomes of each is its own rules' word. */
type Lines = Money['lines'];

/** What payments, decisions and virements make of an award. */
export const awardRowHandlers = {
  AwardVaried: (event, write) =>
    changeLines(event, write, (lines) => event.data.changes.reduce(allocated, lines)),
  AwardMovedByVirement: (event, write) => changeLines(event, write, (lines) => allocated(lines, event.data)),
  ExpenditureRecorded: (event, write) =>
    changeLines(event, write, (lines) => event.data.charges.reduce(spent, lines)),
  ExpenditureReversed(event, write) {
    const { charges, priorYear } = event.data;
    const closed = new Set(priorYear?.closed.map(({ source }) => source));
    changeLines(event, write, (lines) => reversed(lines, charges, (source) => closed.has(source)));
  },
  OverspendDecided(event, write) {
    const settle = event.data.outcome === 'accept' ? accepted : recovering;
    changeLines(event, write, (lines) => event.data.allocations.reduce(settle, lines));
  },
  UnspentAwardReleased: (event, write) => changeLines(event, write, released),
} satisfies HandlersOf<ProjectEvent>;

/** Charges an award to its sources. */
export function allocate(event: Happened, write: Write, allocations: readonly AllocationLine[]): void {
  changeLines(event, write, (lines) => {
    return allocations.reduce((sum, line) => allocated(sum, { ...line, change: 'more' }), lines);
  });
}

/** Leaves of an award what was paid of it. Answers with that, in pence. */
export function keepPaidPart(event: Happened, write: Write): number {
  changeLines(event, write, paidPart);
  return sumPence(write.all(awardLines, event.stream).map((line) => line.spent_pence));
}

function changeLines(event: Happened, write: Write, change: (lines: Lines) => Lines): void {
  const { stream, partnership, subject: project } = event;
  const lines = new Map(
    write.all(awardLines, stream).map((row) => {
      const line = {
        source: row.source,
        fundingType: row.funding_type as FundingType,
        awardedPence: row.awarded_pence,
        releasedPence: row.released_pence,
        spentPence: row.spent_pence,
        overspendPence: row.overspend_pence,
        recoveringPence: row.recovering_pence,
      };
      return [lineKey(line), line];
    }),
  );
  for (const line of change(lines).values()) {
    write.put(awardLines, {
      partnership,
      project,
      source: line.source,
      funding_type: line.fundingType,
      awarded_pence: line.awardedPence,
      released_pence: line.releasedPence,
      spent_pence: line.spentPence,
      overspend_pence: line.overspendPence,
      recovering_pence: line.recoveringPence,
    });
  }
}
