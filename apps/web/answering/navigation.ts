import type { Visit } from '../access/visit.js';

interface Place {
  readonly text: string;
  readonly path: string;
}

/** What stands at the top of every page of a partnership. */
const places: readonly Place[] = [
  { text: 'What needs me', path: '' },
  { text: 'Projects', path: '/projects' },
  { text: 'Budget', path: '/budget' },
];

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly active: boolean;
}

/** The places at the top of a page, with the one that it belongs to marked. */
export function navigationFor(visit: Visit, url: string): readonly NavigationItem[] {
  const [path = ''] = url.split('?');
  return places.map(({ text, path: place }) => {
    const href = visit.at(place);
    return { text, href, active: path === href || (place !== '' && path.startsWith(`${href}/`)) };
  });
}
