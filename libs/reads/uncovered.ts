import type { Folding } from '#eventing/fold-stream';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingSourceState } from '#funding/funding-source/funding-source';
import { uncoveredCommitments } from '#funding/funding-source/cover';
import type { Uncovered } from '#funding/funding-source/cover';
import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { balancePence, bothTypes } from '#funding/funding-source/state';
import { sourceStream } from '#kernel/ids';
import { londonDateOf } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';

/** A commitment or a reserve for which its source lacks money, and since which day's record. */
export type UncoveredSince = Uncovered & {
  readonly source: string;
  readonly fundingType: FundingType;
  readonly since: LocalDate;
};

/** A source as it stands, and what lacks cover there, newest decision first, then reserves (rule 9). */
export interface SourceNow {
  readonly source: string;
  readonly state: FundingSourceState;
  readonly uncovered: readonly UncoveredSince[];
}

type Judged = Pick<SourceNow, 'state' | 'uncovered'>;

/** What is uncovered is judged in the order of recording, so it is so since the day of a record. */
const judging: Folding<Judged, FundingSourceEvent> = {
  initialState: { state: fundingSource.initialState, uncovered: [] },
  evolve({ state: before, uncovered }, event, { recordedAt }) {
    const state = fundingSource.evolve(before, event);
    return { state, uncovered: uncoveredIn(state, londonDateOf(recordedAt), uncovered) };
  },
};

/** A source as it stands, folded from its own stream. */
export async function sourceNow(
  place: Pick<DataPlace, 'state'>,
  partnership: string,
  source: string,
): Promise<SourceNow> {
  return { source, ...(await place.state(sourceStream(partnership, source), judging)) };
}

/** What lacks cover now; what lacked it before has done so since then. */
function uncoveredIn(
  state: FundingSourceState,
  today: LocalDate,
  before: readonly UncoveredSince[],
): readonly UncoveredSince[] {
  if (state.status === 'none') return [];
  return bothTypes.flatMap((fundingType) => {
    if (balancePence(state, fundingType) >= 0) return [];
    return uncoveredCommitments(state, fundingType).map((one) => {
      const since = before.find((other) => other.fundingType === fundingType && sameThing(other, one))?.since;
      return { ...one, source: state.source, fundingType, since: since ?? today };
    });
  });
}

function sameThing(one: Uncovered, other: Uncovered): boolean {
  if (one.of === 'reserve') return other.of === 'reserve' && one.reserve === other.reserve;
  return other.of === 'commitment' && one.project === other.project && one.decision === other.decision;
}
