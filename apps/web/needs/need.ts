import type { Role } from '#funding/partnership/partnership.events';
import { formatDate } from '#kernel/local-date';
import type { Standing } from '../access/visit.js';

/** One thing that waits for someone: a link to where it is done, and by when. */
export interface Item {
  readonly text: string;
  readonly href: string;
  readonly when?: string;
  readonly isLate?: boolean;
}

/** One kind of thing that can wait for someone. */
export interface Kind {
  /** By which the page is known that lists all of it. */
  readonly kind: string;
  readonly heading: string;
  /** For whom it can wait. Nobody else is asked about it, and nothing is read for them. */
  readonly roles: readonly Role[];
  /** What waits for someone in one of these roles, the oldest or most urgent first. */
  readonly find: (who: Standing) => Promise<readonly Item[]>;
  /** What they can always do here, whether or not anything waits. */
  readonly also?: { readonly text: string; readonly path: string };
}

/** Things of one kind that wait for someone. */
export interface Need {
  readonly kind: string;
  readonly heading: string;
  readonly items: readonly Item[];
  readonly more?: { readonly text: string; readonly href: string };
}

interface Named {
  readonly project: string;
  readonly title: string;
}

/** @param page the page of the project on which it is done, where there is one */
export function itemOf(who: Standing, { project, title }: Named, page = ''): Item {
  return { text: title, href: who.at(`/projects/${project}${page}`) };
}

/** By when it is due, or since when it is late; nothing where it has no day. */
export function dueBy(day: string | null, who: Standing): Pick<Item, 'when' | 'isLate'> {
  if (day === null) return {};
  const isLate = day < who.reading.place.today();
  return { when: `${isLate ? 'Late: was due' : 'By'} ${formatDate(day)}`, isLate };
}
