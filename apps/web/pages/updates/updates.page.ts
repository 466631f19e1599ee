import { Controller, Get, Query } from '@nestjs/common';
import { date, words } from '#documents/model/document';
import { rolesHeld } from '#funding/partnership/queries';
import { partOfUpdates, placeOfUpdate, rags, updatesOf } from '#reads/updates';
import type { UpdatesAsked } from '#reads/updates';
import { inWordsAtFirst } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { narrowedAddress } from '../../answering/addresses.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { pagingOf, partAsked } from '../../answering/long-list.js';
import { Page } from '../../answering/page.js';

type Asked = Readonly<Record<string, unknown>>;

const colours: Readonly<Record<string, string>> = { red: 'red', amber: 'yellow', green: 'green' };

/** The monthly updates: how each project says that it goes, the newest month first, and the red first. */
@Controller('p/:partnership/updates')
@Permits(...readers)
export class UpdatesPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const asked = askedIn(visit, query);
    const part = partAsked(query, ['text', 'number', 'text', 'text']);
    const shown = await partOfUpdates(visit.reading, asked, part);
    const groups = visit.reading.state.groups.filter(({ kind }) => kind === 'thematic');
    // A chair's own group is chosen for them, and so it is said in each address that leads on from here.
    const narrowed = { group: asked.group ?? '', rag: asked.rag ?? '' };
    const path = visit.at('/updates');
    return new Page('updates/updates.njk', {
      title: 'Monthly updates',
      months: [...Map.groupBy(shown.rows, ({ month }) => month)].map(([month, rows]) => ({
        month,
        rows: rows.map((one) => ({
          ...one,
          colour: colours[one.rag],
          href: visit.at(`/projects/${one.project}`),
        })),
      })),
      count: shown.count,
      paging: pagingOf(shown, { path, query: {}, more: narrowed, keyOf: placeOfUpdate }),
      groups: groups.map(({ group: value, name: text }) => ({
        value,
        text,
        selected: value === asked.group,
      })),
      rags: rags.map((value) => ({ value, text: inWordsAtFirst(value), selected: value === asked.rag })),
      exportHref: narrowedAddress(visit.at('/updates/export.csv'), {}, narrowed),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const shown = await updatesOf(visit.reading, askedIn(visit, query));
    const columns = ['Month', 'Project', 'Title', 'Rating', 'Progress', 'Risks', 'Next', 'Sent', 'Corrected'];
    const rows = shown.map((one) => [
      words(one.month),
      words(one.project),
      words(one.title),
      words(one.rag),
      words(one.progress),
      words(one.risks ?? ''),
      words(one.nextSteps ?? ''),
      date(one.submittedOn),
      date(one.correctedOn ?? undefined),
    ]);
    return exportOf(visit, { name: 'updates', title: 'Monthly updates', columns, rows });
  }
}

/** What an address narrows them to; what it does not know narrows nothing. */
function askedIn(visit: Visit, query: Asked): UpdatesAsked {
  const { rag } = query;
  return {
    group: groupAsked(visit, query),
    rag: rags.find((one) => one === rag),
  };
}

/** What was asked for; else, for the chair of one thematic group, that group. */
function groupAsked(visit: Visit, query: Asked): string | undefined {
  const asked = query['group'];
  const known = visit.reading.state.groups.map(({ group }) => group);
  if (typeof asked === 'string') return known.includes(asked) ? asked : undefined;
  const chairs = rolesHeld(visit.reading.state).filter(
    ({ person, role }) => person === visit.person && role === 'thematic-chair',
  );
  return chairs.length === 1 ? chairs[0]?.group : undefined;
}
