import type { Bid, ProjectEvent } from '#funding/project/project.events';
import { costOf } from '#funding/project/queries';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import { projectPriorities, projects } from '#projections/projects.tables';

/** What the register says of a bid. Its words are in the read model `bids`. */
export const bidHandlers = {
  BidDrafted: (event, write) => putBid(event, write, event.data.bid, 'drafted'),
  BidRevised: (event, write) => putBid(event, write, event.data.bid, 'drafted'),
  ProjectProposed: (event, write) => putBid(event, write, event.data.bid, 'proposed'),
  BidWithdrawn: (event, write) => become(event, write, 'withdrawn'),
  BidPutOnAgenda: (event, write) => become(event, write, 'on-agenda'),
  BidTakenOffAgenda: (event, write) => become(event, write, 'proposed'),
  BidDeferred: (event, write) => become(event, write, 'deferred'),
  BidRefused: (event, write) => become(event, write, 'refused'),
} satisfies HandlersOf<ProjectEvent>;

/** Puts a project into the register as its bid has it; what was there of an earlier bid is replaced. */
export function putBid(
  { partnership, subject: project, stream }: Happened,
  write: Write,
  bid: Partial<Bid>,
  status: string,
): void {
  write.put(projects, {
    partnership,
    project,
    title: bid.title ?? project,
    status,
    lead_officer: bid.leadOfficer,
    lead_agency: bid.leadAgency,
    thematic_group: bid.thematicGroup,
    continues: bid.continues,
    annual_commitment: Number(bid.annualCommitment ?? false),
    bid_pence: costOf({ costs: bid.costs ?? [] }),
    taken_on: 0,
    planned_start: bid.startsOn,
    planned_finish: bid.finishesOn,
  });
  const served = new Set(bid.priorities);
  write.set(
    projectPriorities,
    stream,
    Array.from(served, (priority) => ({ partnership, project, priority })),
  );
}

function become({ stream }: Happened, write: Write, status: string): void {
  write.change(projects, write.the(projects, stream), { status });
}
