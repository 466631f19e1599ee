import type { Role } from '#funding/partnership/partnership.events';
import type { Visit } from '../access/visit.js';

interface Place {
  readonly text: string;
  readonly path: string;
  /** Left out where everyone has it. */
  readonly roles?: readonly Role[];
  /** Only where workers have jobs in Redis. */
  readonly ofQueues?: true;
}

/** What stands at the top of every page of a partnership. */
const places: readonly Place[] = [
  { text: 'What needs me', path: '' },
  { text: 'Projects', path: '/projects' },
  { text: 'Meetings', path: '/meetings' },
  { text: 'Budget', path: '/budget' },
  { text: 'Sources', path: '/sources' },
  { text: 'Spending', path: '/spending' },
  { text: 'Evaluations', path: '/evaluations' },
  { text: 'Performance', path: '/performance' },
  { text: 'Documents', path: '/documents' },
  { text: 'Messages', path: '/messages', roles: ['support-officer', 'administrator'] },
  { text: 'Search', path: '/search' },
  { text: 'Events', path: '/events', roles: ['auditor', 's151-officer'] },
  { text: 'People', path: '/people', roles: ['administrator'] },
  { text: 'API tokens', path: '/tokens', roles: ['administrator'] },
  { text: 'Set up', path: '/set-up', roles: ['administrator', 'support-officer', 'strategy-member'] },
  { text: 'Queues', path: '/queues', roles: ['administrator'], ofQueues: true },
];

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly active: boolean;
}

/** The places at the top of a page, with the one that it belongs to marked. */
export function navigationFor(visit: Visit, url: string, hasQueues: boolean): readonly NavigationItem[] {
  const [path = ''] = url.split('?');
  const theirs = places.filter(({ roles, ofQueues }) => {
    return (roles === undefined || visit.holds(...roles)) && (ofQueues === undefined || hasQueues);
  });
  return theirs.map(({ text, path: place }) => {
    const href = visit.at(place);
    return { text, href, active: path === href || (place !== '' && path.startsWith(`${href}/`)) };
  });
}
