import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { money, words } from '#documents/model/document';
import type { Preparation } from '#funding/confirmation/confirmation';
import type { ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { isYearClosed } from '#funding/partnership/queries';
import type { Posted } from '#govuk/form';
import { isFinancialYear, yearInWords } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import { yearEndAt } from '#projections/year-end-at';
import type { YearEnd } from '#projections/year-end-at';
import { confirmedFigures } from '#reads/confirmed-figures';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';
import { callings } from '../../titles.js';
import { certify, decline, prepare } from './year-end-acts.js';
import type { YearEndAct } from './year-end-acts.js';

const acts: ReadonlyMap<string, YearEndAct> = new Map(Object.entries({ prepare, certify, decline }));

interface Address {
  readonly year: string;
  readonly act: string;
}

/** The confirmation of a closed year: its figures, who prepared it, and what the s151 officer said. */
@Controller('p/:partnership/year-end/:year')
@Permits(...readers)
export class YearEndPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Param('year') year: string): Promise<Page> {
    const { confirmation, adjustments } = await yearEnd(visit, year);
    const last = confirmation?.preparations.at(-1);
    return new Page('year-end/year-end.njk', {
      title: `The confirmation of ${yearInWords(year)}`,
      trail: [{ text: 'Sources', href: visit.at('/sources') }],
      last: last === undefined ? undefined : await shown(last, visit),
      headings: confirmedFigures.map(([heading]) => heading),
      adjustments: await adjustmentsInWords(adjustments, visit),
      actions: actionsFor(visit, year, last),
      exportHref: visit.at(`/year-end/${year}/export.csv`),
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Param('year') year: string): Promise<Download> {
    const { confirmation } = await yearEnd(visit, year);
    const lines = confirmation?.preparations.at(-1)?.lines ?? [];
    const rows = lines.map((line) => [
      words(line.source),
      words(line.name),
      words(line.provider),
      words(line.fundingType),
      ...confirmedFigures.map(([, figure]) => money(line[figure])),
    ]);
    const named = { name: `year-end-${year}`, title: `The figures of ${year}` };
    return exportOf(visit, { ...named, columns, rows });
  }

  @Get(':act')
  @Permits('finance-officer', 's151-officer')
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    return askAct(await actAt(visit, address));
  }

  @Post(':act')
  @Permits('finance-officer', 's151-officer')
  async answer(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, await actAt(visit, address));
  }
}

const columns = [
  'Source',
  'Name',
  'Provider',
  'Funding type',
  ...confirmedFigures.map(([heading]) => `${heading} £`),
];

/** @throws NotFoundException for a year that is not closed: there is nothing to confirm of it yet */
async function yearEnd({ reading: { models, partnership, state } }: Visit, year: string): Promise<YearEnd> {
  if (!isFinancialYear(year) || !isYearClosed(state, year)) throw new NotFoundException();
  return yearEndAt(models.db, { partnership, year });
}

async function actAt(visit: Visit, { year, act }: Address): Promise<Act> {
  const { confirmation } = await yearEnd(visit, year);
  const found = acts.get(act)?.({ visit, year, last: confirmation?.preparations.at(-1) });
  if (found === undefined) throw new NotFoundException();
  return found;
}

async function shown(last: Preparation, { reading: { names } }: Visit): Promise<object> {
  const { answer, lines } = last;
  return {
    ...last,
    by: await names.of(last.preparedBy),
    answeredBy: answer === undefined ? undefined : await names.of(answer.by),
    state: answer?.outcome ?? 'waits for the s151 officer',
    colour: answer === undefined ? 'blue' : { certified: 'green', declined: 'orange' }[answer.outcome],
    rows: lines.map((line) => ({ ...line, cells: cellsOf([line]) })),
    totals: cellsOf(lines),
  };
}

async function adjustmentsInWords(
  adjustments: YearEnd['adjustments'],
  visit: Visit,
): Promise<readonly object[]> {
  const { projectCalled, sourceCalled } = await callings(visit, {
    projects: adjustments.map(({ project }) => project),
    sources: adjustments.map(({ source }) => source),
  });
  return adjustments.map((one) => ({
    ...one,
    project: projectCalled(one.project),
    source: sourceCalled(one.source),
  }));
}

function cellsOf(lines: readonly ConfirmedLine[]): readonly string[] {
  return confirmedFigures.map(([, figure]) => formatPence(sumPence(lines.map((line) => line[figure]))));
}

const offers = [
  { command: 'PrepareYearEnd', text: 'Prepare the confirmation', path: 'prepare', when: isToPrepare },
  { command: 'CertifyYearEnd', text: 'Certify the year', path: 'certify', when: isToAnswer },
  { command: 'DeclineYearEnd', text: 'Decline the confirmation', path: 'decline', when: isToAnswer },
] as const;

/** What this person can do now. Whoever prepared it does not certify it: that is judged when it is sent. */
function actionsFor(visit: Visit, year: string, last: Preparation | undefined): readonly object[] {
  return offers
    .filter(({ command, when }) => visit.may(command) && when(last))
    .map(({ text, path }) => ({ text, href: visit.at(`/year-end/${year}/${path}`) }));
}

function isToPrepare(last: Preparation | undefined): boolean {
  return last === undefined || last.answer?.outcome === 'declined';
}

function isToAnswer(last: Preparation | undefined): boolean {
  return last !== undefined && last.answer === undefined;
}
