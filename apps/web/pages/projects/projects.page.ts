import { Controller, Get, Query } from '@nestjs/common';
import { date, money, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { sumPence } from '#kernel/pence';
import { agencyName } from '#reads/agency-name';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportAddress, exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { filterOf, isShown } from './projects-filter.js';
import type { Filter } from './projects-filter.js';

/** The register: every project and bid of the partnership, with what was awarded and spent. */
@Controller('p/:partnership/projects')
@Permits(...readers)
export class ProjectsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const { all, shown, filter, officers } = await register(visit, query);
    return new Page('projects/projects.njk', {
      title: 'Projects',
      rows: shown.map((row) => rowOf(row, visit, officers)),
      totals: totalsOf(shown),
      count: shown.length,
      of: all.length,
      filter,
      choices: choicesOf(all, filter, visit.reading.state.priorities, officers),
      clearHref: visit.at('/projects'),
      importHref: visit.may('TakeOnProject') ? visit.at('/import-register') : undefined,
      exportHref: exportAddress(visit.at('/projects/export.csv'), query),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const { shown, officers } = await register(visit, query);
    const rows = shown.map((row) => cellsOf(row, visit, officers));
    return exportOf(visit, { name: 'projects', title: 'Projects', columns, rows });
  }
}

type Asked = Readonly<Record<string, unknown>>;

/** The register, and what of it an address asks for. */
async function register(
  { reading: { models, partnership, names } }: Visit,
  query: Asked,
): Promise<{
  readonly all: readonly ProjectRow[];
  readonly shown: readonly ProjectRow[];
  readonly filter: Filter;
  readonly officers: ReadonlyMap<string, string>;
}> {
  const all = await projectRows(models.db, partnership);
  const officers = new Map<string, string>();
  for (const { leadOfficer } of all)
    if (leadOfficer !== null) officers.set(leadOfficer, await names.of(leadOfficer));
  const filter = filterOf(query);
  return { all, shown: all.filter((row) => isShown(row, filter, officers)), filter, officers };
}

const columns = [
  'Project',
  'Title',
  'State',
  'Taken on',
  'Priorities',
  'Lead officer',
  'Lead agency',
  'Bid £',
  'Award £',
  'Spent £',
  'Released £',
  'Planned finish',
  'Finished on',
  'How it finished',
];

function cellsOf(
  row: ProjectRow,
  { reading: { state } }: Visit,
  officers: ReadonlyMap<string, string>,
): readonly Cell[] {
  const named = new Map(state.priorities.map(({ priority, name }) => [priority, name]));
  return [
    words(row.project),
    words(row.title),
    words(inWords(row.status)),
    words(row.takenOn ? 'yes' : 'no'),
    words(row.priorities.map((priority) => named.get(priority) ?? priority).join('; ')),
    words(officers.get(row.leadOfficer ?? '') ?? ''),
    words(agencyName(state, row.leadAgency)),
    money(row.bidPence),
    money(row.awardPence),
    money(row.spentPence),
    money(row.releasedPence),
    date(row.plannedFinish ?? undefined),
    date(row.finishedOn ?? undefined),
    words(inWords(row.finishManner ?? '')),
  ];
}

function rowOf(row: ProjectRow, visit: Visit, officers: ReadonlyMap<string, string>): object {
  return {
    ...row,
    href: visit.at(`/projects/${row.project}`),
    officer: officers.get(row.leadOfficer ?? '') ?? '',
    statusInWords: inWords(row.status),
  };
}

function totalsOf(rows: readonly ProjectRow[]): object {
  return {
    awardPence: sumPence(rows.map(({ awardPence }) => awardPence)),
    spentPence: sumPence(rows.map(({ spentPence }) => spentPence)),
  };
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

function choicesOf(
  rows: readonly ProjectRow[],
  filter: Filter,
  priorities: readonly { readonly priority: string; readonly name: string }[],
  officers: ReadonlyMap<string, string>,
): Readonly<Record<string, readonly Choice[]>> {
  const statuses = [...new Set(rows.map(({ status }) => status))].toSorted();
  const byName = [...officers].toSorted(([, a], [, b]) => a.localeCompare(b));
  return {
    status: statuses.map((status) => choice(filter.status, status, sentence(inWords(status)))),
    priority: priorities.map(({ priority, name }) => choice(filter.priority, priority, name)),
    officer: byName.map(([person, name]) => choice(filter.officer, person, name)),
  };
}

function choice(chosen: readonly string[], value: string, text: string): Choice {
  return { value, text, checked: chosen.includes(value) };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
