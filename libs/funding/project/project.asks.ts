import type { Circumstances } from '#kernel/asking';
import type { Named } from '#funding/command-types';
import type { CarriedRungs } from '#funding/message/message.events';
import type { ProjectCommand } from './project.commands.js';

/** Facts from the partnership that a bid is checked against. */
export interface BidFacts {
  readonly shortFormBelowPence: number;
  readonly overdueEvaluations: 'warn' | 'block';
  /** The priorities that are in force. */
  readonly priorities: readonly string[];
  /** Projects whose evaluation the lead officer owes and that are overdue today. */
  readonly overdue: readonly string[];
}

/** Facts from the partnership that an award is checked against. */
export interface AwardFacts {
  /** The version of each evaluation form in force today. */
  readonly formVersions: { readonly short: number; readonly full: number };
  readonly shortFormBelowPence: number;
  readonly acceptanceDays: number;
}

/** What the source of a charge says of it, before it is claimed. */
export interface ClaimableFacts {
  /** What is committed there to the project and neither paid nor claimed, in pence. */
  readonly committedPence: number;
  /** What its ring-fence is for, in words, where that leaves out this cost. */
  readonly onlyFor?: string;
}

/** Rungs of one obligation that a message carries, as the project is asked about them. */
interface CarriedAsk extends CarriedRungs {
  readonly message: string;
  /** Whom the message is for. */
  readonly person: string;
}

type Plain = Exclude<
  ProjectCommand['type'],
  | 'ProposeProject'
  | 'FundProject'
  | 'TakeChairsAction'
  | 'TakeOnProject'
  | 'ClaimExpenditure'
  | 'RecordExpenditure'
  | 'ReverseExpenditure'
  | 'ReleaseCommitment'
  | 'LapseAward'
>;

/**
 * What a project is asked: its own commands, with the facts from elsewhere that they need, and its part in
 * others'.
 */
export type ProjectAsk =
  | { readonly [Name in Plain]: Named<ProjectCommand, Name> }[Plain]
  | (Named<ProjectCommand, 'ProposeProject'> & { readonly facts: BidFacts })
  | (Named<ProjectCommand, 'FundProject' | 'TakeOnProject'> & { readonly facts: AwardFacts })
  | (Named<ProjectCommand, 'TakeChairsAction'> & {
      readonly facts: AwardFacts & {
        readonly limitPence: number;
        readonly consultedAgencies: readonly string[];
        readonly ownAgencies: readonly string[];
      };
    })
  | Named<ProjectCommand, 'LapseAward'>
  | (Named<ProjectCommand, 'ClaimExpenditure'> & {
      /** For each charge, in order. */
      readonly facts: { readonly charges: readonly ClaimableFacts[] };
    })
  | (Named<ProjectCommand, 'RecordExpenditure'> & {
      /** For each charge, in order, what goes beyond the commitment at its source. */
      readonly facts: { readonly overspends: readonly number[] };
    })
  | (Named<ProjectCommand, 'ReverseExpenditure'> & {
      /** The closed years of the sources that the payment was charged to, by source. */
      readonly facts: { readonly closedYears: Readonly<Record<string, string>> };
    })
  | (Named<ProjectCommand, 'ReleaseCommitment'> & { readonly facts: { readonly unspentPence: number } })
  | (Circumstances &
      (
        | ({
            readonly type: 'CarryReminders';
            /** Where it stands among what the message carries. */
            readonly place: number;
          } & CarriedAsk)
        | ({ readonly type: 'TakeBackReminders' } & CarriedAsk)
        | { readonly type: 'GoOnAgenda'; readonly meeting: string; readonly item: string }
        | {
            readonly type: 'ComeOffAgenda';
            readonly meeting: string;
            readonly item: string;
            readonly reason: string;
          }
        | {
            readonly type: 'MoveAward';
            readonly virement: string;
            readonly change: 'more' | 'less';
            /** The source that the virement comes from, within which it is numbered. */
            readonly from: string;
            /** The source at which the award grows or shrinks. */
            readonly source: string;
            readonly fundingType: 'capital' | 'revenue';
            readonly amountPence: number;
          }
      ));

/**
 * The identity of a decision: the meeting's item, a chair's action, one taken on, or a virement that finance
 * authorised by itself.
 */
export function decisionIdOf(
  place:
    | { meeting: string; item: string }
    | { action: string }
    | { source: string; virement: string }
    | 'taken-on',
): string {
  if (place === 'taken-on') return place;
  if ('virement' in place) return `virement/${place.source}/${place.virement}`;
  return 'action' in place ? `action/${place.action}` : `${place.meeting}/${place.item}`;
}

const waysOfDeciding: ReadonlySet<string> = new Set(['varied', 'rescinded', 'not-ratified']);

/**
 * Under which identity the sources release what a decision takes back, or what finance releases of what is
 * unspent: each tells its own part of it.
 */
export function releaseBy(
  how: 'varied' | 'rescinded' | 'not-ratified' | 'unspent',
  decisionOrRelease: string,
): string {
  return `${how}/${decisionOrRelease}`;
}

/** The decision by which something was released; undefined where none of a meeting or a chair did. */
export function decisionOfRelease(release: string): string | undefined {
  const [how = '', ...decision] = release.split('/');
  return waysOfDeciding.has(how) ? decision.join('/') : undefined;
}
