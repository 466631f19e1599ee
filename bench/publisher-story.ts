import type { Tell, Told } from './telling.ts';

/** Says who publishes for a partnership, and what two of its agencies are to the public. */
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
  return events;
}
