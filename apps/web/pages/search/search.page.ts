import { Controller, Get, Query } from '@nestjs/common';
import { foundBy, foundKinds } from '#reads/search';
import type { Found, FoundKind } from '#reads/search';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';

/** How each kind is headed, and where one of it leads. */
const kinds: Readonly<Record<FoundKind, readonly [heading: string, path: (id: string) => string]>> = {
  project: ['Projects', (id) => `/projects/${id}`],
  'lead-officer': ['Lead officers', (id) => `/projects?officer=${id}`],
  agency: ['Agencies', (id) => `/projects?agency=${id}`],
  source: ['Sources', (id) => `/sources/${id}`],
};

/** Search across projects, lead officers, agencies and sources of the partnership. */
@Controller('p/:partnership/search')
@Permits(...readers)
export class SearchPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('words') asked: unknown): Promise<Page> {
    const words = typeof asked === 'string' ? asked.trim().slice(0, 100) : '';
    const found = words === '' ? [] : await foundBy(visit.reading, words);
    return new Page('search/search.njk', { title: 'Search', words, kinds: byKind(visit, found) });
  }
}

/** Whoever finds more of a kind than these looks for another word. */
const mostShown = 20;

/** What was found, kind by kind; a kind of which nothing was found is left out. */
function byKind(visit: Visit, found: readonly Found[]): readonly object[] {
  return foundKinds.flatMap((kind) => {
    const [heading, path] = kinds[kind];
    const all = found.filter((one) => one.kind === kind);
    const items = all.slice(0, mostShown).map(({ id, text, about }) => {
      return { text, about, href: visit.at(path(id)) };
    });
    return all.length === 0 ? [] : [{ kind: heading, count: all.length, items }];
  });
}
