import { Controller, Get, Query } from '@nestjs/common';
import { count, date, words } from '#documents/model/document';
import { evaluationQueue } from '#reads/evaluation-queue';
import type { QueuedEvaluation, QueueState } from '#reads/evaluation-queue';
import { inWordsAtFirst } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { narrowedAddress } from '../../answering/addresses.js';
import { exportOf } from '../../answering/export.js';
import { partOfWhole } from '../../answering/long-list.js';
import { Page } from '../../answering/page.js';

type Asked = Readonly<Record<string, unknown>>;

const states: readonly QueueState[] = ['handed in', 'overdue', 'due', 'returned', 'put off'];
const colours: Readonly<Record<QueueState, string>> = {
  'handed in': 'blue',
  overdue: 'red',
  due: 'grey',
  returned: 'orange',
  'put off': 'yellow',
};

/** The evaluations that are owed, and those that wait for a chair to accept or return them. */
@Controller('p/:partnership/evaluations')
@Permits(...readers)
export class EvaluationsPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Asked): Promise<Page> {
    const all = await named(await evaluationQueue(visit.reading), visit);
    const asked = all.filter((one) => isShown(one, query));
    const path = visit.at('/evaluations');
    const shown = partOfWhole(asked, { path, query, idOf: ({ project }) => project });
    return new Page('evaluations/evaluations.njk', {
      title: 'Evaluations',
      rows: shown.rows.map((one) => ({
        ...one,
        colour: colours[one.state],
        dayIs: one.state === 'handed in' ? 'Handed in' : 'Due',
        href: visit.at(`/evaluations/${one.project}`),
      })),
      count: shown.count,
      paging: shown.paging,
      of: all.length,
      choices: choicesOf(all, query, visit),
      isOfficerChosen: listOf(query['officer']).length > 0,
      clearHref: path,
      exportHref: narrowedAddress(visit.at('/evaluations/export.csv'), query),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Asked): Promise<Download> {
    const all = await named(await evaluationQueue(visit.reading), visit);
    const rows = all
      .filter((one) => isShown(one, query))
      .map((one) => [
        words(one.project),
        words(one.title),
        words(one.officer),
        words(one.group),
        words(one.form),
        words(one.state),
        date(one.day ?? undefined),
        count(Math.max(0, one.daysLate)),
      ]);
    const columns = ['Project', 'Title', 'Lead officer', 'Group', 'Form', 'State', 'Day', 'Days late #'];
    return exportOf(visit, { name: 'evaluations', title: 'Evaluations', columns, rows });
  }
}

type Named = QueuedEvaluation & { readonly officer: string; readonly group: string };

async function named(all: readonly QueuedEvaluation[], { reading }: Visit): Promise<readonly Named[]> {
  const groups = new Map(reading.state.groups.map(({ group, name }) => [group, name]));
  return Promise.all(
    all.map(async (one) => ({
      ...one,
      officer: one.leadOfficer === null ? '' : await reading.names.of(one.leadOfficer),
      group: groups.get(one.thematicGroup ?? '') ?? '',
    })),
  );
}

/** Nothing chosen of a kind means all of it. */
function isShown(one: QueuedEvaluation, query: Asked): boolean {
  const chosen = (name: string, value: string): boolean => {
    const ticked = listOf(query[name]);
    return ticked.length === 0 || ticked.includes(value);
  };
  return (
    chosen('state', one.state) &&
    chosen('group', one.thematicGroup ?? '') &&
    chosen('officer', one.leadOfficer ?? '')
  );
}

function choicesOf(all: readonly Named[], query: Asked, { reading }: Visit): object {
  const ticked = (name: string, value: string): boolean => listOf(query[name]).includes(value);
  const officers = new Map(all.map(({ leadOfficer, officer }) => [leadOfficer ?? '', officer]));
  const groups = reading.state.groups.filter(({ kind }) => kind === 'thematic');
  return {
    state: states.map((value) => ({ value, text: inWordsAtFirst(value), checked: ticked('state', value) })),
    group: groups.map(({ group: value, name: text }) => ({ value, text, checked: ticked('group', value) })),
    officer: [...officers]
      .toSorted(([, a], [, b]) => a.localeCompare(b))
      .map(([value, text]) => ({ value, text, checked: ticked('officer', value) })),
  };
}

function listOf(value: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string' && one !== '') as string[];
}
