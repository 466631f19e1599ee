import type { Circumstances } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import type { FundingSourceCommand } from './funding-source.commands.js';
import type { ClosedType } from './closed-type.js';
import type { FundingType, VirementEnd } from './funding-source.events.js';

/** Facts from elsewhere that a virement is checked against. */
export interface VirementFacts {
  /** The lead officers of the projects at either end. */
  readonly owners: readonly string[];
}

type WithFacts = 'RequestVirement' | 'AuthoriseVirement';

/** A public command to a source that needs no facts from elsewhere. */
type PlainCommand = Exclude<FundingSourceCommand, { readonly type: WithFacts }>;

/**
 * What a source is asked: its own commands, with the facts from elsewhere that they need, and its part in
 * others'.
 */
export type FundingSourceQuestion = PlainCommand | FundingSourceAsk;

/** What the commands of other nouns ask of a source. A source answers for its own money alone. */
export type FundingSourceAsk =
  | (Named<FundingSourceCommand, 'RequestVirement'> & { readonly facts: VirementFacts })
  | (Named<FundingSourceCommand, 'AuthoriseVirement'> & {
      /** And the policy's limit, up to which finance authorises. */
      readonly facts: VirementFacts & { readonly limitPence: number };
    })
  | PartInOthers;

type PartInOthers = Circumstances &
  (
    | {
        readonly type: 'AllocateAward';
        readonly project: string;
        readonly decision: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly subjectToFunding?: boolean;
        readonly fromReserve?: string;
        /** The priorities that the project serves, for a ring-fence. */
        readonly priorities: readonly string[];
        readonly takenOn?: boolean;
      }
    | {
        readonly type: 'ReleaseCommitment';
        readonly project: string;
        /** The identity of this release: the same one again changes nothing. */
        readonly release: string;
        /** The newest decision first; left out, everything of the project at this source that is unpaid. */
        readonly only?: { readonly fundingType: FundingType; readonly amountPence: number };
        readonly reason: string;
      }
    | {
        readonly type: 'ChargeExpenditure';
        readonly project: string;
        readonly payment: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly category: string;
      }
    | {
        readonly type: 'ReverseCharge';
        readonly project: string;
        readonly payment: string;
        readonly reason: string;
      }
    | {
        readonly type: 'AdjustPriorYear';
        readonly project: string;
        readonly payment: string;
        readonly closedSource: string;
        readonly closedYear: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly reason: string;
      }
    | {
        readonly type: 'AcceptOverspend';
        readonly project: string;
        readonly decision: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
      }
    | {
        /** The end of a virement at this source: its money leaves, or arrives. */
        readonly type: 'SendVirement' | 'TakeVirement';
        readonly virement: string;
        readonly fundingType: FundingType;
        readonly amountPence: number;
        readonly from: VirementEnd;
        readonly to: VirementEnd;
        /** The financial year of the source that it comes from. */
        readonly year: string;
        /** The priorities of the project at this end, for a ring-fence. */
        readonly priorities?: readonly string[];
        readonly providerAgreement?: string;
        /** The decision to which the receiving project's line belongs. */
        readonly decision: string;
      }
    | {
        readonly type: 'CloseSourceYear';
        readonly year: string;
        /** The source of the next year that what is carried, and every commitment, goes to. */
        readonly to?: string;
        readonly carry: readonly { readonly fundingType: FundingType; readonly amountPence: number }[];
      }
    | {
        readonly type: 'BringForward';
        /** The source whose year closes in the same append, and that year. */
        readonly from: string;
        readonly year: string;
        readonly types: readonly ClosedType[];
      }
    | {
        readonly type: 'NoteEarlierClose';
        /** The year before this source's own that closes in the same append. */
        readonly year: string;
      }
  );
