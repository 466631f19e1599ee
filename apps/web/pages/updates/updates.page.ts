import { Controller, Get, Query } from '@nestjs/common';
import { date, words } from '#documents/model/document';
import { rolesHeld } from '#funding/partnership/queries';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';

type Asked = Readonly<Record<string, unknown>>;

const colours: Readonly<Record<string, string>> = { red: 'red', amber: 'orange', green: 'green' };

/** The monthly updates: how each project says that it goes, the newest month first, and the red first. */
@Controller('p/:partnership/updates')
@Permits(...readers)
export class UpdatesPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const all = await updatesOf(visit);
    const group = groupAsked(visit, query);
    const rag = typeof query['rag'] === 'string' ? query['rag'] : '';
    const shown = all.filter((one) => isAmong(group, one.thematicGroup) && isAmong(rag, one.rag));
    const groups = visit.reading.state.groups.filter(({ kind }) => kind === 'thematic');
    return new Page('updates/updates.njk', {
      title: 'Monthly updates',
      months: [...Map.groupBy(shown, ({ month }) => month)].map(([month, rows]) => ({
        month,
        rows: rows.map((one) => ({
          ...one,
          colour: colours[one.rag],
          href: visit.at(`/projects/${one.project}`),
        })),
      })),
      count: shown.length,
      groups: groups.map(({ group: value, name: text }) => ({ value, text, selected: value === group })),
      rags: Object.keys(colours).map((value) => ({ value, text: value, selected: value === rag })),
      exportHref: `${visit.at('/updates/export.csv')}?group=${group}&rag=${rag in colours ? rag : ''}`,
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const group = groupAsked(visit, query);
    const rag = typeof query['rag'] === 'string' ? query['rag'] : '';
    const shown = (await updatesOf(visit)).filter(
      (one) => isAmong(group, one.thematicGroup) && isAmong(rag, one.rag),
    );
    const columns = ['Month', 'Project', 'Title', 'Rating', 'Progress', 'Risks', 'Next', 'Sent'];
    const rows = shown.map((one) => [
      words(one.month),
      words(one.project),
      words(one.title),
      words(one.rag),
      words(one.progress),
      words(one.risks ?? ''),
      words(one.nextSteps ?? ''),
      date(one.submittedOn),
    ]);
    return exportOf(visit, { name: 'updates', title: 'Monthly updates', columns, rows });
  }
}

/** What was asked for; else, for the chair of one thematic group, that group. */
function groupAsked(visit: Visit, query: Asked): string {
  const asked = query['group'];
  const known = visit.reading.state.groups.map(({ group }) => group);
  if (typeof asked === 'string') return known.includes(asked) ? asked : '';
  const chairs = rolesHeld(visit.reading.state).filter(
    ({ person, role }) => person === visit.person && role === 'thematic-chair',
  );
  return chairs.length === 1 ? (chairs[0]?.group ?? '') : '';
}

function isAmong(chosen: string, value: string | null): boolean {
  return chosen === '' || chosen === value;
}

interface Update {
  readonly project: string;
  readonly title: string;
  readonly thematicGroup: string | null;
  readonly month: string;
  readonly rag: string;
  readonly progress: string;
  readonly risks: string | null;
  readonly nextSteps: string | null;
  readonly submittedOn: string;
}

async function updatesOf({ reading: { models, partnership } }: Visit): Promise<readonly Update[]> {
  const rows = await models.db
    .selectFrom('performance_updates')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'performance_updates.partnership')
        .onRef('projects.project', '=', 'performance_updates.project'),
    )
    .select(['projects.project', 'title', 'thematic_group as thematicGroup', 'month', 'rag', 'progress'])
    .select(['risks', 'next_steps as nextSteps', 'submitted_on as submittedOn'])
    .where('performance_updates.partnership', '=', partnership)
    .orderBy('month', 'desc')
    .orderBy('title')
    .execute();
  const order = Object.keys(colours);
  return rows.toSorted(
    (a, b) => b.month.localeCompare(a.month) || order.indexOf(a.rag) - order.indexOf(b.rag),
  );
}
