import type { Bid } from '#funding/project/project.events';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { sumPence } from '#kernel/pence';
import type { Happened, Projection, Write } from '#projections/projection';
import { integer, optionalInteger, optionalText, pence, standing, text, yesOrNo } from '#projections/table';

/**
 * Bids that were begun, and what became of each. What was taken on was a bid too, and its words are kept
 * here.
 */
const bids = standing(
  'bids',
  {
    partnership: text,
    project: text,
    /** `drafted`, `proposed`, `on-agenda`, `deferred`, `refused`, `withdrawn`, `approved` or `taken-on`. */
    status: text,
    form: optionalText,
    title: text,
    description: optionalText,
    lead_officer: optionalText,
    lead_agency: optionalText,
    thematic_group: optionalText,
    proposed_by: optionalText,
    proposed_on: optionalText,
    starts_on: optionalText,
    finishes_on: optionalText,
    capital_pence: pence,
    revenue_pence: pence,
    partner_input: optionalText,
    risk_of_not_doing: optionalText,
    challenges: optionalText,
    place: optionalText,
    beneficiaries: optionalText,
    continues: optionalText,
    annual_commitment: yesOrNo,
    meeting: optionalText,
    item: optionalText,
    deferred_until: optionalText,
    duplicate_of: optionalText,
    reasons: optionalText,
  },
  { owner: 'project', indexes: [['partnership', 'status']] },
);

const bidPriorities = standing(
  'bid_priorities',
  { partnership: text, project: text, priority: text },
  { owner: 'project', and: ['priority'] },
);

const bidCosts = standing(
  'bid_costs',
  {
    partnership: text,
    project: text,
    line: integer,
    year: text,
    funding_type: text,
    amount_pence: pence,
    heading: optionalText,
    approximate: yesOrNo,
  },
  { owner: 'project', and: ['line'] },
);

const bidOutputs = standing(
  'bid_outputs',
  {
    partnership: text,
    project: text,
    line: integer,
    output: text,
    quantity: optionalInteger,
    measure: optionalText,
  },
  { owner: 'project', and: ['line'] },
);

const bidMatchFunding = standing(
  'bid_match_funding',
  {
    partnership: text,
    project: text,
    line: integer,
    from_whom: text,
    status: text,
    amount_pence: optionalInteger,
    in_kind: optionalText,
  },
  { owner: 'project', and: ['line'] },
);

export const bidTables = [bids, bidPriorities, bidCosts, bidOutputs, bidMatchFunding] as const;

/** What was asked for, why, and where the question stands. */
export const bidsProjection: Projection<typeof bidTables> = {
  name: 'bids',
  version: 1,
  tables: bidTables,
  on: {
    project: {
      BidDrafted: (event, write) => putBid(event, write, event.data.bid, { status: 'drafted' }),
      BidRevised: (event, write) => putBid(event, write, event.data.bid, { status: 'drafted' }),
      ProjectProposed(event, write) {
        const { bid, form, proposedBy } = event.data;
        const proposed = { proposed_by: proposedBy, proposed_on: event.effectiveOn };
        putBid(event, write, bid, { status: 'proposed', form, ...proposed });
      },
      ProjectTakenOn: (event, write) => putBid(event, write, event.data.bid, { status: 'taken-on' }),
      BidWithdrawn({ stream, data: { reason, duplicateOf } }, write) {
        const withdrawn = { duplicate_of: duplicateOf ?? null, reasons: reason };
        write.change(bids, write.the(bids, stream), { status: 'withdrawn', ...onNoAgenda, ...withdrawn });
      },
      BidPutOnAgenda({ stream, data: { meeting, item } }, write) {
        write.change(bids, write.the(bids, stream), { status: 'on-agenda', meeting, item });
      },
      BidTakenOffAgenda({ stream, data: { reason } }, write) {
        write.change(bids, write.the(bids, stream), { status: 'proposed', ...onNoAgenda, reasons: reason });
      },
      BidDeferred({ stream, data: { reasons, until } }, write) {
        const deferred = { status: 'deferred', deferred_until: until ?? null, reasons };
        write.change(bids, write.the(bids, stream), { ...deferred, ...onNoAgenda });
      },
      BidRefused({ stream, data: { reasons } }, write) {
        write.change(bids, write.the(bids, stream), { status: 'refused', reasons });
      },
      ProjectFunded({ stream, data: { reasons } }, write) {
        write.change(bids, write.the(bids, stream), { status: 'approved', reasons });
      },
      LeadOfficerChanged({ stream, data: { leadOfficer, leadAgency } }, write) {
        write.change(bids, write.the(bids, stream), {
          lead_officer: leadOfficer,
          lead_agency: leadAgency ?? null,
        });
      },
    },
  },
};

const onNoAgenda = { meeting: null, item: null };

interface Standing {
  readonly status: string;
  readonly form?: string;
  readonly proposed_by?: string;
  readonly proposed_on?: string;
}

/** A bid replaces what was said of it before, with all its lines. */
function putBid(event: Happened, write: Write, bid: Partial<Bid>, stands: Standing): void {
  const { partnership, subject: project } = event;
  write.put(bids, {
    partnership,
    project,
    ...stands,
    title: bid.title ?? project,
    description: bid.description,
    lead_officer: bid.leadOfficer,
    lead_agency: bid.leadAgency,
    thematic_group: bid.thematicGroup,
    starts_on: bid.startsOn,
    finishes_on: bid.finishesOn,
    partner_input: bid.partnerInput,
    risk_of_not_doing: bid.riskOfNotDoing,
    challenges: bid.challenges,
    continues: bid.continues,
    place: bid.beneficiaries?.place,
    beneficiaries: bid.beneficiaries?.group,
    capital_pence: costOf(bid, 'capital'),
    revenue_pence: costOf(bid, 'revenue'),
    annual_commitment: Number(bid.annualCommitment ?? false),
  });
  for (const table of [bidPriorities, bidCosts, bidOutputs, bidMatchFunding]) {
    for (const row of write.all(table, event.stream)) write.remove(table, row);
  }
  putLines(event, write, bid);
}

function putLines(event: Happened, write: Write, bid: Partial<Bid>): void {
  const { partnership, subject: project } = event;
  for (const priority of bid.priorities ?? []) write.put(bidPriorities, { partnership, project, priority });
  putCosts(event, write, bid.costs);
  for (const [line, { text: output, quantity, measure }] of (bid.expectedOutputs ?? []).entries()) {
    write.put(bidOutputs, { partnership, project, line, output, quantity, measure });
  }
  for (const [line, { from, status, amountPence, inKind }] of (bid.matchFunding ?? []).entries()) {
    const given = { from_whom: from, status, amount_pence: amountPence, in_kind: inKind };
    write.put(bidMatchFunding, { partnership, project, line, ...given });
  }
}

function putCosts({ partnership, subject: project }: Happened, write: Write, costs: Bid['costs'] = []): void {
  for (const [line, { year, fundingType, amountPence, heading, approximate = false }] of costs.entries()) {
    const cost = { year, funding_type: fundingType, amount_pence: amountPence, heading };
    write.put(bidCosts, { partnership, project, line, ...cost, approximate: Number(approximate) });
  }
}

function costOf({ costs = [] }: Partial<Bid>, fundingType: FundingType): number {
  return sumPence(
    costs.filter((cost) => cost.fundingType === fundingType).map(({ amountPence }) => amountPence),
  );
}
