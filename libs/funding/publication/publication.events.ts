import type { EventOf } from '#kernel/asking';

/** Who publishes, by the names and codes that open data of grants asks for. */
export interface PublisherTerms {
  /** The body that publishes for the partnership: the council that holds its money. */
  readonly name: string;
  /** Its identifier in a register of bodies (org-id.guide): `GB-LAE-THR`. */
  readonly identifier: string;
  /** Its prefix for the identifiers of grants, as 360Giving gave it: `360G-thurrock`. */
  readonly prefix: string;
  /** The part of it that spends and awards. */
  readonly department: string;
  /** The partnership's own area, by its code of the Office for National Statistics: `E22000263`. */
  readonly areaCode: string;
  /** The address of the licence under which it publishes. */
  readonly licence?: string;
  /** The address of its own site, where readers find whose data it is. */
  readonly website?: string;
}

export const bodyKinds = ['public', 'voluntary', 'company', 'other'] as const;

/** What an agency is to the public: its kind, and its identifier in a register of bodies. */
export interface AgencyDescription {
  readonly agency: string;
  readonly kind: (typeof bodyKinds)[number];
  readonly identifier?: string;
}

export interface CountyPlace {
  readonly county: string;
  readonly name: string;
}

/** The shapes stored for what a partnership shows to others. */
export type PublicationEvent =
  | EventOf<'PublisherDescribed', PublisherTerms>
  | EventOf<'AgencyDescribed', AgencyDescription>
  | EventOf<'ProjectHeldBack', { readonly project: string; readonly reason: string }>
  | EventOf<'ProjectReleased', { readonly project: string; readonly reason: string }>
  | EventOf<'TextCleared', { readonly text: string; readonly reason: string }>
  | EventOf<'TextHeldBack', { readonly text: string; readonly reason: string }>
  | EventOf<'CountyJoined', CountyPlace>
  | EventOf<'CountyLeft', { readonly county: string; readonly reason: string }>;
