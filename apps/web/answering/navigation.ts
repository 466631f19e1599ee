import type { Role } from '#funding/partnership/partnership.events';
import type { Visit } from '../access/visit.js';

interface Place {
  readonly text: string;
  readonly path: string;
  /** Other addresses that belong to it. */
  readonly also?: readonly string[];
  /** Left out where everyone has it. */
  readonly roles?: readonly Role[];
  /** Only where workers have jobs in Redis. */
  readonly ofQueues?: true;
}

/** Places under one word, so that what stands at the top fits on one line. */
interface Section {
  readonly text: string;
  readonly places: readonly Place[];
}

const alone = (place: Place): Section => ({ text: place.text, places: [place] });

/** What stands at the top of every page of a partnership. */
const sections: readonly Section[] = [
  alone({ text: 'What needs me', path: '' }),
  alone({ text: 'Projects', path: '/projects', also: ['/bids'] }),
  alone({ text: 'Meetings', path: '/meetings' }),
  {
    text: 'Money',
    places: [
      { text: 'Budget', path: '/budget' },
      { text: 'Sources', path: '/sources', also: ['/open-source', '/close-year', '/year-end'] },
      { text: 'Spending', path: '/spending' },
      { text: 'General ledger', path: '/general-ledger' },
      { text: 'The year in charts', path: '/charts' },
    ],
  },
  {
    text: 'Evaluations',
    places: [
      { text: 'Evaluations', path: '/evaluations' },
      { text: 'Monthly updates', path: '/updates' },
    ],
  },
  alone({ text: 'Performance', path: '/performance' }),
  {
    text: 'Documents',
    places: [
      { text: 'Documents', path: '/documents' },
      { text: 'Open data', path: '/open-data' },
    ],
  },
  {
    text: 'The record',
    places: [
      { text: 'Events', path: '/events', roles: ['auditor', 's151-officer'] },
      { text: 'Answers', path: '/answers', roles: ['auditor', 's151-officer', 'administrator'] },
    ],
  },
  {
    text: 'Administration',
    places: [
      { text: 'People', path: '/people', roles: ['administrator', 'auditor'] },
      { text: 'Messages', path: '/messages', roles: ['support-officer', 'administrator', 'auditor'] },
      { text: 'API tokens', path: '/tokens', roles: ['administrator', 'auditor'] },
      {
        text: 'Set up',
        path: '/set-up',
        also: ['/agencies', '/groups', '/limits', '/objectives', '/policy', '/priorities'],
        roles: ['administrator', 'support-officer', 'strategy-member', 'auditor'],
      },
      { text: 'Queues', path: '/queues', roles: ['administrator'], ofQueues: true },
    ],
  },
  alone({ text: 'Search', path: '/search' }),
];

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly active: boolean;
}

/** What leads on from a page: the sections, and the places beside it in its own. */
export interface Navigation {
  readonly navigation: readonly NavigationItem[];
  /** Empty on a page that is no place of its own, or has none beside it. */
  readonly beside: readonly NavigationItem[];
}

/** The places at the top of a page, with those that it belongs to marked. */
export function navigationFor(visit: Visit, url: string, hasQueues: boolean): Navigation {
  const [path = ''] = url.split('?');
  const theirs = sections.flatMap(({ text, places }) => {
    const open = places.filter((place) => isOpen(place, visit, hasQueues));
    const [only] = open;
    return only === undefined ? [] : [{ text: open.length === 1 ? only.text : text, open }];
  });
  const navigation = theirs.map(({ text, open }) => {
    const active = open.some((place) => isWithin(place, visit, path));
    return { text, href: visit.at(open[0]?.path), active };
  });
  const here = theirs.find(({ open }) => open.some((place) => visit.at(place.path) === path));
  const beside = (here?.open ?? []).map((place) => {
    return { text: place.text, href: visit.at(place.path), active: visit.at(place.path) === path };
  });
  return { navigation, beside: beside.length > 1 ? beside : [] };
}

function isOpen({ roles, ofQueues }: Place, visit: Visit, hasQueues: boolean): boolean {
  return (roles === undefined || visit.holds(...roles)) && (ofQueues === undefined || hasQueues);
}

function isWithin({ path: own, also = [] }: Place, visit: Visit, path: string): boolean {
  if (own === '') return path === visit.at();
  return [own, ...also].some((one) => path === visit.at(one) || path.startsWith(`${visit.at(one)}/`));
}
