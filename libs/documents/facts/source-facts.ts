import type { DecodedEvent } from '#eventing/decoding';
import type { FundingType, RingFence } from '#funding/funding-source/funding-source.events';
import type { DecidedMoney } from '#funding/project/decided-money';
import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

/** What was said of a source's money: expected, confirmed, cut, withdrawn or reversed. */
export interface SourceEntry {
  readonly entry: string;
  readonly what: 'expected' | 'confirmed' | 'cut' | 'withdrawn' | 'reversed';
  readonly fundingType: FundingType;
  /** What it added to what is confirmed or expected; below nil where it took away. */
  readonly pence: Pence;
  readonly reason: string;
  readonly reference: string | undefined;
  readonly on: LocalDate;
  readonly position: number;
  /** It was a mistake, and what it did was taken back. */
  reversed: boolean;
}

export interface Reserve {
  readonly reserve: string;
  readonly purpose: string;
  readonly fundingType: FundingType;
  pence: Pence;
  readonly behind: number[];
  /** By which decision it was first held, and how much; whatever was called or released of it since. */
  held?: { readonly decision: string; readonly money: DecidedMoney };
}

export interface Swap {
  readonly swap: string;
  readonly pence: Pence;
  readonly reason: string;
  readonly askedOn: LocalDate;
  answer: 'none' | 'agreed' | 'refused' | 'lapsed';
  readonly behind: number[];
}

/** A virement that was asked for, at the source that it comes from. */
export interface AskedVirement {
  readonly virement: string;
  readonly money: DecidedMoney;
  readonly reason: string;
  readonly requestedBy: string;
  answer: 'none' | 'sent' | 'declined' | 'lapsed';
  /** When and by whom it was recorded that it is authorised. */
  authorised?: { readonly on: LocalDate; readonly by: DecodedEvent['actor'] };
  /** The decision of a meeting that authorised it, where it took one. */
  decision?: string | undefined;
  readonly behind: number[];
}

/** What went back of what was given to a project, and under which identity. */
export interface GivenBack {
  readonly release: string;
  readonly money: readonly DecidedMoney[];
  readonly position: number;
}

/** A reclaim or a clawback. */
export interface Recovery {
  readonly kind: 'reclaim' | 'clawback';
  readonly recovery: string;
  readonly project: string;
  readonly from: string;
  readonly dueOn: LocalDate;
  owedPence: Pence;
  receivedPence: Pence;
  readonly behind: number[];
}

/** A correction of a closed year, made in an open one. */
export interface PriorYearAdjustment {
  readonly closedYear: string;
  /** The source of the closed year that the payment was charged to. */
  readonly closedSource: string;
  readonly fundingType: FundingType;
  readonly project: string;
  readonly payment: string;
  readonly pence: Pence;
  readonly reason: string;
  readonly on: LocalDate;
  readonly position: number;
}

export interface SourceFacts {
  readonly source: string;
  name: string;
  earlierNames: readonly string[];
  provider: string;
  readonly year: string;
  comment: string | undefined;
  ringFence: RingFence | undefined;
  exampleOnly: boolean;
  openedBehind: readonly number[];
  readonly entries: SourceEntry[];
  /** Its provider took all of it back, and that was no mistake. */
  withdrawn: boolean;
  /** By identity and funding type. */
  readonly reserves: Map<string, Reserve>;
  readonly swaps: Map<string, Swap>;
  readonly virements: Map<string, AskedVirement>;
  readonly recoveries: Map<string, Recovery>;
  readonly givenBack: GivenBack[];
  readonly adjustments: PriorYearAdjustment[];
  /** The source of the next year that took over at the close. */
  heir: string | undefined;
}

export function newSource(source: string, year: string): SourceFacts {
  return {
    source,
    name: source,
    earlierNames: [],
    provider: '',
    year,
    comment: undefined,
    ringFence: undefined,
    exampleOnly: false,
    openedBehind: [],
    entries: [],
    withdrawn: false,
    reserves: new Map(),
    swaps: new Map(),
    virements: new Map(),
    recoveries: new Map(),
    givenBack: [],
    adjustments: [],
    heir: undefined,
  };
}
