import { Controller, Get, Query } from '@nestjs/common';
import { date, money, words } from '#documents/model/document';
import type { Posted } from '#govuk/form';
import { yearInWords } from '#kernel/financial-year';
import { partOfSpending, placeOfLine, spendHistory } from '#reads/spend-history';
import type { SpendLine, SpendQuestion } from '#reads/spend-history';
import { reversedAfterClose } from '#reads/spent-and-budget';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { narrowedAddress } from '../../answering/addresses.js';
import { exportOf } from '../../answering/export.js';
import { pagingOf, partAsked } from '../../answering/long-list.js';
import { Page } from '../../answering/page.js';
import { decisionBehind } from './decision-behind.js';
import { spendQuestionOf } from './spending-question.js';

/** What was spent, of a project, a source, a person or a period, with the decision behind each line. */
@Controller('p/:partnership/spending')
@Permits(...readers)
export class SpendingPage {
  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Posted): Promise<Page> {
    const { question, view } = spendQuestionOf(query);
    const shown = await partOfSpending(
      visit.reading,
      question,
      partAsked(query, ['text', 'number', 'number']),
    );
    const path = visit.at('/spending');
    return new Page('spending/spending.njk', {
      title: 'What was spent',
      form: view,
      choices: await choicesOf(shown, question, visit),
      lines: shown.rows.map((line) => lineOf(line, visit)),
      count: shown.count,
      totalPence: shown.amountPence,
      reversedPence: await reversedAfterClose(visit.reading, question),
      paging: pagingOf(shown, { path, query, keyOf: placeOfLine }),
      exportHref: narrowedAddress(visit.at('/spending/export.csv'), query),
      projectHref: question.project && visit.at(`/projects/${question.project}/spending`),
      chartsHref: visit.at('/charts'),
      clearHref: path,
      isNarrowed: Object.values(question).some((value) => value !== undefined),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query() query: Posted): Promise<Download> {
    const lines = await spendHistory(visit.reading, spendQuestionOf(query).question);
    return exportOf(visit, { name: 'spending', title: 'What was spent', columns, rows: lines.map(cellsOf) });
  }
}

function lineOf(line: SpendLine, visit: Visit): object {
  return {
    ...line,
    ...decisionBehind(line, visit),
    projectHref: visit.at(`/projects/${line.project}`),
    sourceHref: visit.at(`/sources/${line.source}`),
    eventHref: visit.at(`/events/${line.position}`),
  };
}

const columns = [
  'Date',
  'Kind',
  'Project',
  'Title',
  'Payment',
  'Paid to',
  'Invoice',
  'For',
  'Category',
  'Source',
  'Funding type',
  'Decision',
  'Amount £',
  'Recorded at',
];

function cellsOf(line: SpendLine): ReturnType<typeof words>[] {
  return [
    date(line.effectiveOn),
    words(line.kind),
    words(line.project),
    words(line.title),
    words(line.payment),
    words(line.payee ?? ''),
    words(line.reference ?? ''),
    words(line.purpose ?? ''),
    words(line.category ?? ''),
    words(line.source),
    words(line.fundingType),
    words(line.decision ?? 'beyond the award'),
    money(line.amountPence),
    words(line.recordedAt),
  ];
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

async function choicesOf(
  { projects, sources }: Awaited<ReturnType<typeof partOfSpending>>,
  question: SpendQuestion,
  { reading: { names } }: Visit,
): Promise<Readonly<Record<string, readonly Choice[]>>> {
  const named = [...(await names.byId(projects.flatMap(({ leadOfficer }) => leadOfficer ?? [])))];
  const byName = named.toSorted(([, a], [, b]) => a.localeCompare(b));
  return {
    project: projects.map(({ project, title }) => choice(question.project, project, title)),
    source: sources.map(({ source, name, year }) =>
      choice(question.source, source, `${name}, ${yearInWords(year)}`),
    ),
    officer: byName.map(([person, name]) => choice(question.officer, person, name)),
  };
}

function choice(chosen: string | undefined, value: string, text: string): Choice {
  return { value, text, selected: value === chosen };
}
