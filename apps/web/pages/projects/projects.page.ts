import { Controller, Get, Query } from '@nestjs/common';
import { date, money, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { agencyName } from '#reads/agency-name';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import { kindsInRegister, partOfRegister, placeOfRow, projectsAsked } from '#reads/register';
import type { RegisterOrder, RegisterQuestion, RegisterRow } from '#reads/register';
import { inWords, inWordsAtFirst, stageInWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { narrowedAddress } from '../../answering/addresses.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { pagingOf, partAsked } from '../../answering/long-list.js';
import type { KeyPart } from '../../answering/place-in-list.js';
import { Page } from '../../answering/page.js';
import { orderOf, questionOf, sortings } from './register-asked.js';

type Asked = Readonly<Record<string, unknown>>;

/** The register: every project and bid of the partnership, with what was awarded and spent. */
@Controller('p/:partnership/projects')
@Permits(...readers)
export class ProjectsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const [question, order] = [questionOf(query), orderOf(query)];
    const shown = await partOfRegister(visit.reading, question, order, partAsked(query, keysOf[order.by]));
    const kinds = await kindsInRegister(visit.reading);
    const officers = await visit.reading.names.byId(kinds.officers);
    const path = visit.at('/projects');
    return new Page('projects/projects.njk', {
      title: 'Projects',
      rows: shown.rows.map((row) => rowOf(row, visit, officers)),
      totals: shown,
      count: shown.count,
      of: kinds.count,
      paging: pagingOf(shown, { path, query, keyOf: placeOfRow(order) }),
      sorted: sortedBy(order, path, query),
      // A filter that is applied leaves it sorted as it is.
      kept: order.by === 'title' && !order.greatestFirst ? [] : keptOf(order),
      filter: question,
      choices: choicesOf(kinds.statuses, question, visit, officers),
      clearHref: path,
      importHref: visit.may('TakeOnProject') ? visit.at('/import-register') : undefined,
      exportHref: narrowedAddress(visit.at('/projects/export.csv'), query),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const { models, partnership, names } = visit.reading;
    const asked = await projectsAsked(visit.reading, questionOf(query), orderOf(query));
    const all = await projectRows(models.db, partnership);
    const byId = new Map(all.map((row) => [row.project, row]));
    const shown = asked.flatMap((project) => byId.get(project) ?? []);
    const officers = await names.byId(shown.flatMap(({ leadOfficer }) => leadOfficer ?? []));
    const rows = shown.map((row) => cellsOf(row, visit, officers));
    return exportOf(visit, { name: 'projects', title: 'Projects', columns, rows });
  }
}

/** Of what kind the parts of the register's keys are, by what it is sorted by. */
const keysOf: Readonly<Record<RegisterOrder['by'], readonly KeyPart[]>> = {
  title: ['text', 'text'],
  status: ['text', 'text', 'text'],
  award: ['number', 'text', 'text'],
  spent: ['number', 'text', 'text'],
};

type Officers = ReadonlyMap<string, string>;

/** The headings by which it can be sorted: how it is sorted by each now, and the way to sort it otherwise. */
function sortedBy(now: RegisterOrder, path: string, query: Asked): object {
  const columnsSorted = Object.entries(sortings).map(([sort, usual]) => {
    const isNow = sort === now.by;
    const next = isNow ? !now.greatestFirst : usual;
    const is = now.greatestFirst ? 'descending' : 'ascending';
    const order = next ? 'descending' : 'ascending';
    return [sort, { is: isNow ? is : 'none', href: narrowedAddress(path, query, { sort, order }) }];
  });
  return Object.fromEntries(columnsSorted) as object;
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

function cellsOf(row: ProjectRow, { reading: { state } }: Visit, officers: Officers): readonly Cell[] {
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

function rowOf(row: RegisterRow, visit: Visit, officers: Officers): object {
  return {
    ...row,
    href: visit.at(`/projects/${row.project}`),
    officer: officers.get(row.leadOfficer ?? '') ?? '',
    statusInWords: stageInWords(row),
  };
}

function keptOf({ by, greatestFirst }: RegisterOrder): readonly (readonly [string, string])[] {
  return [
    ['sort', by],
    ['order', greatestFirst ? 'descending' : 'ascending'],
  ];
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

function choicesOf(
  statuses: readonly string[],
  filter: RegisterQuestion,
  { reading: { state } }: Visit,
  officers: Officers,
): Readonly<Record<string, readonly Choice[]>> {
  const byName = [...officers].toSorted(([, a], [, b]) => a.localeCompare(b));
  return {
    status: statuses.map((status) => choice(filter.status, status, inWordsAtFirst(status))),
    priority: state.priorities.map(({ priority, name }) => choice(filter.priority, priority, name)),
    officer: byName.map(([person, name]) => choice(filter.officer, person, name)),
    agency: state.agencies.map(({ agency, name }) => choice(filter.agency, agency, name)),
  };
}

function choice(chosen: readonly string[], value: string, text: string): Choice {
  return { value, text, checked: chosen.includes(value) };
}
