import type { MatchFunding } from '#funding/project/project.events';
import type { PaidCharge } from '#funding/project/money.events';
import { financialYearOf } from '#kernel/financial-year';
import { matchFunding } from '#projections/budget.tables';
import { writeChanges } from '#projections/open-amounts';
import type { Change } from '#projections/open-amounts';
import type { EventsOfNouns, Happened, HandlersOf, Write } from '#projections/projection';

/** What a project brings with it, or owes an answer for, that is in no balance of a source. */
export const projectAmounts: HandlersOf<EventsOfNouns['project']> = {
  ProjectProposed: (event, write) => offer(event, write, event.data.bid.matchFunding),
  ProjectTakenOn(event, write) {
    offer(event, write, event.data.bid.matchFunding);
    count(event, write, 1);
  },
  ProjectFunded: (event, write) => count(event, write, 1),
  AwardDeclined: (event, write) => count(event, write, -1),
  AwardLapsed: (event, write) => count(event, write, -1),
  AwardRescinded: (event, write) => count(event, write, -1),
  ChairsActionNotRatified: (event, write) => count(event, write, -1),
  ExpenditureRecorded: (event, write) => overspent(event, write, event.data.charges, 1),
  ExpenditureReversed: (event, write) => overspent(event, write, event.data.charges, -1),
  OverspendDecided(event, write) {
    const charges = event.data.allocations.map((line) => ({ ...line, overspendPence: line.amountPence }));
    overspent(event, write, charges, -1);
  },
  InKindInputRecorded(event, write) {
    const { entry, from, description, valuePence = 0 } = event.data;
    const note = `${from}: ${description}`;
    change(event, write, [{ kind: 'in-kind', reference: entry, amountPence: valuePence, note }]);
  },
};

/** The match funding of a bid counts when the bid is approved, so it is kept until then. */
function offer(
  { partnership, subject }: Happened,
  write: Write,
  offered: readonly MatchFunding[] = [],
): void {
  if (offered.length > 0)
    write.put(matchFunding, { partnership, project: subject, offered: JSON.stringify(offered) });
}

function count(event: Happened, write: Write, sign: 1 | -1): void {
  const row = write.one(matchFunding, event.stream);
  if (row === undefined) return;
  const offered = JSON.parse(row.offered) as readonly MatchFunding[];
  const changes = offered.map(({ from, status, amountPence = 0, inKind }, index): Change => {
    const kind = status === 'secured' ? 'match-funding-secured' : 'match-funding-sought';
    const note = inKind === undefined ? from : `${from}: ${inKind}`;
    return { kind, reference: String(index + 1), amountPence: sign * amountPence, note };
  });
  change(event, write, changes);
}

function overspent(event: Happened, write: Write, charges: readonly PaidCharge[], sign: 1 | -1): void {
  const changes = charges.map(({ source, fundingType, overspendPence }): Change => {
    return { kind: 'overspend', reference: '', source, fundingType, amountPence: sign * overspendPence };
  });
  change(event, write, changes);
}

function change(event: Happened, write: Write, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const ofProject = changes.map((one) => ({ ...one, project: event.subject }));
  writeChanges(event, write, financialYearOf(event.effectiveOn), ofProject);
}
