import { Controller, Get, Query } from '@nestjs/common';
import { sumPence } from '#kernel/pence';
import { projectRows } from '#reads/project-rows';
import type { ProjectRow } from '#reads/project-rows';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import { filterOf, isShown } from './projects-filter.js';
import type { Filter } from './projects-filter.js';

/** The register: every project and bid of the partnership, with what was awarded and spent. */
@Controller('p/:partnership/projects')
@Permits(...readers)
export class ProjectsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Readonly<Record<string, unknown>>): Promise<Page> {
    const { models, partnership, names, state } = visit.reading;
    const all = await projectRows(models.db, partnership);
    const officers = new Map<string, string>();
    for (const { leadOfficer } of all)
      if (leadOfficer !== null) officers.set(leadOfficer, await names.of(leadOfficer));
    const filter = filterOf(query);
    const shown = all.filter((row) => isShown(row, filter, officers));
    return new Page('projects/projects.njk', {
      title: 'Projects',
      rows: shown.map((row) => rowOf(row, visit, officers)),
      totals: totalsOf(shown),
      count: shown.length,
      of: all.length,
      filter,
      choices: choicesOf(all, filter, state.priorities, officers),
      clearHref: visit.at('/projects'),
      importHref: visit.may('TakeOnProject') ? visit.at('/import-register') : undefined,
    });
  }
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

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
