import type {
  ClosedYear,
  EvaluationFormTerms,
  GroupTerms,
  Matter,
  Policy,
  PriorityTerms,
  RoleTerms,
  Settlement,
  SubstituteTerms,
} from './partnership.events.js';

/** What a partnership is. Whatever it ended stays in the lists, marked, so that a repeat is known for one. */
export type PartnershipState = { readonly status: 'none' } | Founded;

export interface Founded {
  readonly status: 'founded';
  readonly name: string;
  readonly founder: string;
  readonly example: boolean;
  readonly foundedOn?: string;
  readonly agencies: readonly Agency[];
  readonly groups: readonly GroupTerms[];
  readonly roles: readonly RoleHeld[];
  readonly substitutes: readonly Substitution[];
  readonly objectives: readonly Objective[];
  readonly priorities: readonly Priority[];
  /** In the order of their versions, the defaults first. */
  readonly policies: readonly Policy[];
  readonly forms: readonly EvaluationFormTerms[];
  readonly sources: readonly RegisteredSource[];
  readonly matters: readonly KnownMatter[];
  readonly closedYears: readonly ClosedYear[];
}

export interface Agency {
  readonly agency: string;
  readonly name: string;
}

export interface RoleHeld extends RoleTerms {
  readonly ended: boolean;
}

export interface Substitution extends SubstituteTerms {
  readonly ended: boolean;
}

export interface Objective {
  readonly objective: string;
  readonly name: string;
}

export interface Priority extends PriorityTerms {
  readonly retired: boolean;
}

export interface RegisteredSource {
  readonly source: string;
  readonly year: string;
}

export interface KnownMatter {
  readonly terms: Matter;
  /** Left out while it waits for the tasking group. */
  readonly settled?: Settlement;
}

export const notFounded: PartnershipState = { status: 'none' };
