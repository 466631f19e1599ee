import type { Moment } from '#documents/model/document';
import type { Posted } from '#govuk/form';
import { isLocalDate } from '#kernel/local-date';
import type { Visit } from '../../access/visit.js';

type OfDocument = 'made' | 'figure' | 'figure.csv';

/** The address of something of a document that was asked for, with what was asked, and nothing left empty. */
export function addressOf(visit: Visit, name: string, what: OfDocument, query: Posted): string {
  const asked = Object.entries(query).flatMap(([field, value]) =>
    typeof value === 'string' && value !== '' ? [[field, value] as [string, string]] : [],
  );
  return `${visit.at(`/documents/${name}/${what}`)}?${new URLSearchParams(asked).toString()}`;
}

/**
 * The moment of a document as an address holds it, so that what is opened from it is of the same moment,
 * whatever was recorded meanwhile.
 */
export function momentInAddress({ asAt, knownAt }: Moment): string {
  return `${asAt} ${knownAt}`;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

/** The moment that an address holds; undefined where it holds none. */
export function momentIn({ moment }: Posted): Moment | undefined {
  const [asAt, knownAt = '', ...rest] = typeof moment === 'string' ? moment.split(' ') : [];
  if (!isLocalDate(asAt) || !instant.test(knownAt) || rest.length > 0) return undefined;
  return Number.isNaN(Date.parse(knownAt)) ? undefined : { asAt, knownAt };
}
