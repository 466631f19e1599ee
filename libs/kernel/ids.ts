/** What an id of ours looks like: it stands in stream names, file names and addresses without escaping. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The nouns whose ids are given within a partnership. */
const nounsWithin = [
  'person',
  'project',
  'source',
  'meeting',
  'message',
  'indicator',
  'risk',
  'confirmation',
  'highlight',
  'ledger',
  'publication',
] as const;

const partnershipAlone = /^(?<noun>partnership)-(?<id>[^.]+)$/;
const withinPartnership = new RegExp(
  String.raw`^(?<noun>${nounsWithin.join('|')})-(?<partnership>[^.]+)\.(?<id>[^.]+)$`,
);

/** The nouns whose histories are kept, one stream each. */
export type StreamNoun = 'partnership' | (typeof nounsWithin)[number];

/** What a stream's name says: the noun, its id, and the partnership within which the id is given, if any. */
export interface StreamName {
  readonly noun: StreamNoun;
  readonly partnership?: string;
  readonly id: string;
}

/** Whether it can be an id: 1 to 64 small letters, digits and hyphens, not starting with a hyphen. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && idPattern.test(text);
}

/** `partnership-<id>`. Throws a RangeError for what is not an id. */
export function partnershipStream(id: string): string {
  return `partnership-${checked(id)}`;
}

/**
 * `person-<partnership>.<id>`, scoped like a project's: a partnership's administrator can neither read nor
 * change the record of another's people. Throws a RangeError for what is not an id.
 */
export function personStream(partnership: string, id: string): string {
  return `person-${checked(partnership)}.${checked(id)}`;
}

/**
 * `project-<partnership>.<id>`. The partnership stands in the name, and an id holds no full stop, so that
 * no id, however made up, addresses another partnership's project. Throws a RangeError for what is not an id.
 */
export function projectStream(partnership: string, id: string): string {
  return `project-${checked(partnership)}.${checked(id)}`;
}

/** `source-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function sourceStream(partnership: string, id: string): string {
  return `source-${checked(partnership)}.${checked(id)}`;
}

/** `meeting-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function meetingStream(partnership: string, id: string): string {
  return `meeting-${checked(partnership)}.${checked(id)}`;
}

/** `message-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function messageStream(partnership: string, id: string): string {
  return `message-${checked(partnership)}.${checked(id)}`;
}

/** `indicator-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function indicatorStream(partnership: string, id: string): string {
  return `indicator-${checked(partnership)}.${checked(id)}`;
}

/** `risk-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function riskStream(partnership: string, id: string): string {
  return `risk-${checked(partnership)}.${checked(id)}`;
}

/** `confirmation-<partnership>.<year>`: a year is confirmed once. Throws a RangeError for what is no id. */
export function confirmationStream(partnership: string, year: string): string {
  return `confirmation-${checked(partnership)}.${checked(year)}`;
}

/** `highlight-<partnership>.<id>`, scoped like a project's. Throws a RangeError for what is not an id. */
export function highlightStream(partnership: string, id: string): string {
  return `highlight-${checked(partnership)}.${checked(id)}`;
}

/**
 * `ledger-<partnership>.general`: a partnership has one, since its batches are numbered in one row. Throws a
 * RangeError for what is not an id.
 */
export function ledgerStream(partnership: string): string {
  return `ledger-${checked(partnership)}.general`;
}

/**
 * `publication-<partnership>.open`: a partnership has one record of what it shows to others. Throws a
 * RangeError for what is not an id.
 */
export function publicationStream(partnership: string): string {
  return `publication-${checked(partnership)}.open`;
}

/** What a stream's name says. Throws a RangeError for a name that none of the functions here gives. */
export function parseStream(stream: string): StreamName {
  const parts = (partnershipAlone.exec(stream) ?? withinPartnership.exec(stream))?.groups;
  const { noun, partnership, id } = parts ?? {};
  const ids = partnership === undefined ? [id] : [partnership, id];
  if (!ids.every(isId)) throw new RangeError(`Not a stream of ours: ${stream}`);
  return { noun, ...(partnership === undefined ? {} : { partnership }), id } as StreamName;
}

function checked(id: string): string {
  if (!isId(id)) throw new RangeError(`Not an id: ${String(id)}`);
  return id;
}
