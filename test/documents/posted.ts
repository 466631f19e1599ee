import type { Moment } from '#documents/model/document';
import type { DecodedEvent } from '#eventing/decoding';
import type { Recorded } from '#eventing/event-store';
import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account, Posting } from '#funding/funding-source/postings';
import { parseStream } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { decoding } from '#testing/read-story';

interface Posted extends Posting {
  readonly source: string;
  readonly year: string;
}

/** Which postings are asked for; what is left out limits nothing. */
export type AskedOf = Partial<Pick<Posted, 'source' | 'year' | 'fundingType' | 'project'>>;

/** An event of a source, with the year of its source. */
export type OfSource = FundingSourceEvent & { readonly source: string; readonly year: string };

/** A ledger of events alone, beside the facts that documents are made of: every posting at a moment. */
export class PostedLedger {
  /**
   * Whether all that was known was true by the day. Before that, an award may have been taken back on an
   * earlier day than it was given.
   */
  readonly isWhole: boolean;
  /** What happened at the sources, in the order of recording. */
  readonly atSources: readonly OfSource[];
  /** What happened to projects, likewise. */
  readonly atProjects: readonly DecodedEvent[];
  private readonly postings: readonly Posted[];

  constructor(events: readonly Recorded[], { asAt, knownAt }: Moment) {
    const known = events.filter(({ recordedAt }) => recordedAt <= knownAt).map((one) => decoding.decode(one));
    const decoded = known.filter(({ stream }) => stream.startsWith('source-'));
    const years = new Map(
      decoded.flatMap(({ type, stream, data }) =>
        type === 'FundingSourceOpened' ? [[stream, (data as DataOf<'FundingSourceOpened'>).year]] : [],
      ),
    );
    const isTrue = ({ effectiveOn }: DecodedEvent): boolean => effectiveOn <= asAt;
    this.isWhole = known.every(isTrue);
    this.atProjects = known.filter((one) => one.stream.startsWith('project-') && isTrue(one));
    this.atSources = decoded.filter(isTrue).map(({ type, data, stream }) => {
      const said = { type, data } as FundingSourceEvent;
      return { ...said, source: parseStream(stream).id, year: years.get(stream) ?? '' };
    });
    this.postings = this.atSources.flatMap(({ source, year, ...event }) =>
      postingsOf(event).map((one) => ({ ...one, source, year })),
    );
  }

  /** What the sources of a year can still award: what one lacks takes nothing off others. */
  canBeAwarded(year: string, fundingType: Posting['fundingType']): Pence {
    const sources = new Set(this.postings.flatMap((one) => (one.year === year ? [one.source] : [])));
    const balances = [...sources].map((source) => this.sum('uncommitted', { source, fundingType }));
    return sumPence(balances.filter((pence) => pence > 0));
  }

  sum(account: Account, asked: AskedOf = {}): Pence {
    const found = this.postings.filter(
      (one) =>
        one.account === account &&
        Object.entries(asked).every(([name, value]) => one[name as 'source'] === value),
    );
    return sumPence(found.map(({ amountPence }) => amountPence));
  }
}
