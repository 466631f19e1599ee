import { Controller, Get, Query } from '@nestjs/common';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import { says, stageInWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';

/** One thing that was found, and where it leads. */
interface Found {
  readonly text: string;
  readonly about: string;
  readonly href: string;
}

/** Search across projects, lead officers, agencies and sources of the partnership. */
@Controller('p/:partnership/search')
@Permits(...readers)
export class SearchPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query('words') asked: unknown): Promise<Page> {
    const words = typeof asked === 'string' ? asked.trim().slice(0, 100) : '';
    const kinds = words === '' ? [] : await found(visit, words);
    return new Page('search/search.njk', {
      title: 'Search',
      words,
      kinds: kinds.filter(({ items }) => items.length > 0).map(shortened),
    });
  }
}

/** Whoever finds more of a kind than these looks for another word. */
const mostShown = 20;

interface Kind {
  readonly kind: string;
  readonly items: readonly Found[];
}

function shortened({ kind, items }: Kind): object {
  return { kind, count: items.length, items: items.slice(0, mostShown) };
}

/** Everything of each kind in which every one of the words stands. */
async function found(visit: Visit, words: string): Promise<readonly Kind[]> {
  const { models, partnership } = visit.reading;
  const rows = await projectRows(models.db, partnership);
  const fits = (one: Found): boolean => says(words, `${one.text} ${one.about}`);
  return [
    { kind: 'Projects', items: projectsOf(rows, visit).filter(fits) },
    { kind: 'Lead officers', items: (await officersOf(rows, visit)).filter(fits) },
    { kind: 'Agencies', items: agenciesOf(rows, visit).filter(fits) },
    { kind: 'Sources', items: (await sourcesOf(visit)).filter(fits) },
  ];
}

function projectsOf(rows: readonly ProjectRow[], visit: Visit): readonly Found[] {
  return rows.map(({ project, title, status, finishManner }) => ({
    text: title,
    about: `${stageInWords({ status, finishManner })}, ${project}`,
    href: visit.at(`/projects/${project}`),
  }));
}

async function officersOf(rows: readonly ProjectRow[], visit: Visit): Promise<readonly Found[]> {
  const byOfficer = Map.groupBy(rows, ({ leadOfficer }) => leadOfficer);
  return Promise.all(
    [...byOfficer]
      .flatMap(([officer, theirs]) => (officer === null ? [] : [{ officer, theirs }]))
      .map(async ({ officer, theirs }) => ({
        text: await visit.reading.names.of(officer),
        about:
          theirs.length === 1 ? 'lead officer of 1 project' : `lead officer of ${theirs.length} projects`,
        href: visit.at(`/projects?officer=${officer}`),
      })),
  );
}

function agenciesOf(rows: readonly ProjectRow[], visit: Visit): readonly Found[] {
  return visit.reading.state.agencies.map(({ agency, name }) => {
    const led = rows.filter(({ leadAgency }) => leadAgency === agency).length;
    return {
      text: name,
      about: led === 1 ? 'leads 1 project' : `leads ${led} projects`,
      href: visit.at(`/projects?words=${agency}`),
    };
  });
}

async function sourcesOf(visit: Visit): Promise<readonly Found[]> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name', 'provider', 'year'])
    .where('partnership', '=', partnership)
    .orderBy('name')
    .execute();
  return rows.map(({ source, name, provider, year }) => ({
    text: name,
    about: `${provider}, ${year}`,
    href: visit.at(`/sources/${source}`),
  }));
}
