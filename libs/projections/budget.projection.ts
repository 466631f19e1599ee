import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import {
  budgetTables,
  postings,
  sources,
  sourceVersions,
  swapsAsked,
  virementsAsked,
} from '#projections/budget.tables';
import { changesOf, writeChanges } from '#projections/open-amounts';
import type { Change } from '#projections/open-amounts';
import { projectAmounts } from '#projections/project-amounts';
import type { Happened, Projection, Write } from '#projections/projection';
import type { RowOf } from '#projections/table';

/**
 * What there is, what it is held for and what was paid, by source and funding type, at every point of its
 * history.
 */
export const budgetProjection: Projection<typeof budgetTables> = {
  name: 'budget',
  version: 2,
  tables: budgetTables,
  on: {
    source: {
      FundingSourceOpened(event, write) {
        const {
          source,
          name,
          provider,
          year,
          comment,
          ringFence,
          mayCrossYear,
          exampleOnly = false,
        } = event.data;
        write.put(sources, {
          partnership: event.partnership,
          source,
          name,
          provider,
          year,
          status: 'open',
          comment,
          may_cross_year: Number(mayCrossYear),
          ring_fence: ringFence === undefined ? null : JSON.stringify(ringFence),
          example_only: Number(exampleOnly),
        });
        keepVersion(event, write);
      },
      FundingSourceRenamed: (event, write) => setDetails(event, write, { name: event.data.name }),
      FundingSourceCommentSet: (event, write) =>
        setDetails(event, write, { comment: event.data.comment ?? null }),
      ProviderRenamed: (event, write) => setDetails(event, write, { provider: event.data.provider }),
      RingFenceSet: (event, write) =>
        setDetails(event, write, { ring_fence: JSON.stringify(event.data.ringFence) }),
      FundingWithdrawn: (event, write) => setDetails(event, write, { status: 'withdrawn' }),
      EntryReversed(event, write) {
        if (event.data.of === 'FundingWithdrawn') setDetails(event, write, { status: 'open' });
      },
      SourceYearClosed(event, write) {
        setDetails(event, write, { status: 'closed', continued_as: event.data.to ?? null });
      },
      SwapRequested({ partnership, subject, data: { swap, amountPence } }, write) {
        write.put(swapsAsked, { partnership, source: subject, swap, amount_pence: amountPence });
      },
      SwapRefused: (event, write) => swapEnded(event, write, event.data.swap),
      SwapLapsed: (event, write) => swapEnded(event, write, event.data.swap),
      VirementRequested({ partnership, subject, data }, write) {
        const { virement, fundingType, amountPence } = data;
        const asked = { virement, funding_type: fundingType, amount_pence: amountPence };
        write.put(virementsAsked, { partnership, source: subject, ...asked });
      },
      VirementDeclined: (event, write) => virementEnded(event, write, event.data.virement),
      VirementLapsed: (event, write) => virementEnded(event, write, event.data.virement),
    },
    project: projectAmounts,
  },
  onEach: {
    source(event, write) {
      // Every event of a source's stream is one of these; the decoding lets no other type through.
      const said = event as unknown as FundingSourceEvent;
      post(event, write, said);
      change(event, write, changesOf(said));
    },
  },
};

function setDetails(event: Happened, write: Write, changes: Partial<RowOf<typeof sources>>): void {
  write.change(sources, write.the(sources, event.stream), changes);
  keepVersion(event, write);
}

function keepVersion({ stream, position, effectiveOn, recordedAt }: Happened, write: Write): void {
  const { may_cross_year: _, continued_as: __, ...details } = write.the(sources, stream);
  write.add(sourceVersions, { position, ...details, effective_on: effectiveOn, recorded_at: recordedAt });
}

/** An answer that moves nothing does not say the amount, so what was asked for is looked up. */
function swapEnded(event: Happened, write: Write, swap: string): void {
  const { amount_pence: asked } = write.the(swapsAsked, event.stream, swap);
  change(event, write, [{ kind: 'swap', reference: swap, fundingType: 'capital', amountPence: -asked }]);
}

function virementEnded(event: Happened, write: Write, virement: string): void {
  const { amount_pence: asked, funding_type } = write.the(virementsAsked, event.stream, virement);
  const fundingType = funding_type as FundingType;
  change(event, write, [{ kind: 'virement', reference: virement, fundingType, amountPence: -asked }]);
}

function change(event: Happened, write: Write, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const ofSource = changes.map((one) => ({ ...one, source: event.subject }));
  writeChanges(event, write, write.the(sources, event.stream).year, ofSource);
}

function post(event: Happened, write: Write, said: FundingSourceEvent): void {
  const moved = postingsOf(said);
  if (moved.length === 0) return;
  const { year } = write.the(sources, event.stream);
  for (const [line, { account, fundingType, project, amountPence }] of moved.entries()) {
    write.add(postings, {
      position: event.position,
      line,
      event_id: event.id,
      partnership: event.partnership,
      source: event.subject,
      year,
      funding_type: fundingType,
      account,
      project,
      amount_pence: amountPence,
      effective_on: event.effectiveOn,
      recorded_at: event.recordedAt,
    });
  }
}
