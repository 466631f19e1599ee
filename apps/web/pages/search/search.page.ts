import { Controller, Get, Query } from '@nestjs/common';
import { foundBy, foundKinds } from '#reads/search';
import type { FoundKind } from '#reads/search';
import { says } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { peopleByName, rolesInWords } from '../people/people-by-name.js';

/** How each kind is headed, and where one of it leads. */
const kinds: Readonly<Record<FoundKind, readonly [heading: string, path: (id: string) => string]>> = {
  project: ['Projects', (id) => `/projects/${id}`],
  'lead-officer': ['Lead officers', (id) => `/projects?officer=${id}`],
  agency: ['Agencies', (id) => `/projects?agency=${id}`],
  source: ['Sources', (id) => `/sources/${id}`],
};

/** Search across projects, lead officers, agencies and sources of the partnership, and its people. */
@Controller('p/:partnership/search')
@Permits(...readers)
export class SearchPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('words') asked: unknown): Promise<Page> {
    const words = typeof asked === 'string' ? asked.trim().slice(0, 100) : '';
    return new Page('search/search.njk', {
      title: 'Search',
      words,
      asksForPeople: readsPeople(visit),
      kinds:
        words === '' ? [] : [...(await peopleFound(visit, words)), ...(await recordsFound(visit, words))],
    });
  }
}

/** Those who read the list of people find in it who leads no project too. */
function readsPeople(visit: Visit): boolean {
  return visit.holds('administrator', 'auditor');
}

async function peopleFound(visit: Visit, words: string): Promise<readonly object[]> {
  if (!readsPeople(visit)) return [];
  const people = (await peopleByName(visit.reading)).map((one) => ({
    text: one.name,
    about: rolesInWords(one) || (one.isSubstitute ? 'substitute' : 'no role any more'),
    href: visit.at(`/people/${one.person}`),
  }));
  return shownOf(
    'People',
    people.filter(({ text, about }) => says(words, `${text} ${about}`)),
  );
}

/** Whoever finds more of a kind than these looks for another word. */
const mostShown = 20;

/** What was found of the record, kind by kind. */
async function recordsFound(visit: Visit, words: string): Promise<readonly object[]> {
  const found = await foundBy(visit.reading, words);
  return foundKinds.flatMap((kind) => {
    const [heading, path] = kinds[kind];
    const all = found.filter((one) => one.kind === kind);
    return shownOf(
      heading,
      all.map(({ id, text, about }) => ({ text, about, href: visit.at(path(id)) })),
    );
  });
}

/** A kind of which nothing was found is left out. */
function shownOf(kind: string, all: readonly object[]): readonly object[] {
  return all.length === 0 ? [] : [{ kind, count: all.length, items: all.slice(0, mostShown) }];
}
