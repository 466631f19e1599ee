import type { Tell, Told } from './telling.ts';

/** Documents that are made by commands of their own, and are in no registry. */
export const apart = ['county-view', 'ledger-batch'] as const;

/** The county that a partnership of the story joins. */
export const county = 'county';

/** Says who publishes for a partnership, what two of its agencies are to the public, and its county. */
export function publisherOf(partnership: string): Told[] {
  const events: Told[] = [];
  const by = { person: `support-1-of-${partnership}`, role: 'support-officer' };
  const tell: Tell = (stream, type, data) => void events.push({ stream, type, data, ...by });
  const stream = `publication-${partnership}.open`;
  tell(stream, 'PublisherDescribed', {
    name: 'The council',
    identifier: 'GB-LAE-XXX',
    prefix: '360G-bench',
    department: 'Community safety',
    areaCode: 'E22000999',
  });
  tell(stream, 'AgencyDescribed', { agency: 'council', kind: 'public' });
  tell(stream, 'AgencyDescribed', { agency: 'youth-trust', kind: 'voluntary', identifier: 'GB-CHC-1000001' });
  tell(stream, 'CountyJoined', { county, name: 'The county' });
  return events;
}
