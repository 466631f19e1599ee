import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { isYearClosed, sourcesOfYear } from '#funding/partnership/queries';
import { isFinancialYear, lastDayOf, yearAfter, yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import type { Offered } from '../../acts/questions.js';
import { sourceChoices } from '../source/choices.js';
import { openedSource } from '../source/source-at.js';
import {
  carriedOf,
  carryName,
  closeYear,
  closeYearForm,
  closingOf,
  heirName,
  heirOf,
} from './close-year.form.js';
import type { Closing } from './close-year.form.js';

/** The close of a financial year: every source of it at once, each with what is carried and by which heir. */
@Controller('p/:partnership/close-year')
@Permits('finance-officer', 's151-officer')
export class CloseYearPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  choose(@Visiting() visit: Visit): Page {
    const { state } = visit.reading;
    const years = [...new Set(state.sources.map(({ year }) => year))].toSorted();
    return new Page('close-year/choose-year.njk', {
      title: 'Close a financial year',
      trail: [{ text: 'Sources', href: visit.at('/sources') }],
      years: years.map((year) => ({
        year,
        isClosed: isYearClosed(state, year),
        isOver: visit.reading.place.today() >= lastDayOf(year),
        ends: formatDate(lastDayOf(year)),
        href: visit.at(`/close-year/${year}`),
      })),
    });
  }

  @Get(':year')
  async ask(@Visiting() visit: Visit, @Param('year') year: string): Promise<Page> {
    const at = await closingAt(visit, year);
    return withId(formPage(at, closeYearForm(at.closings, at.heirs).filledWith()));
  }

  @Post(':year')
  async close(
    @Visiting() visit: Visit,
    @Param('year') year: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const at = await closingAt(visit, year);
    return answerForm(this.sending, visit, posted, {
      form: closeYearForm(at.closings, at.heirs),
      show: async (view) => formPage(at, view),
      check: async (answers, view) => checkPage(at, answers, view),
      command: (answers) => closeYear(year, at.closings, answers),
      done: () =>
        new SeeOther(visit.at('/sources'), `The year ${yearInWords(year)} is closed. Its figures stand.`),
    });
  }
}

/** A year that is being closed, with its sources and those of the next that can take over. */
interface ClosingAt {
  readonly visit: Visit;
  readonly year: string;
  readonly closings: readonly Closing[];
  readonly heirs: readonly Offered[];
}

/** Only a year that has sources and is open can be closed. */
async function closingAt(visit: Visit, year: string): Promise<ClosingAt> {
  const { state } = visit.reading;
  const ids = isFinancialYear(year) ? sourcesOfYear(state, year) : [];
  if (ids.length === 0 || isYearClosed(state, year)) throw new NotFoundException();
  const sources = await Promise.all(ids.map(async (id) => openedSource(visit, id)));
  const closings = sources.flatMap((source) => (source === undefined ? [] : [closingOf(source)]));
  return { visit, year, closings, heirs: await sourceChoices(visit, yearAfter(year)) };
}

function around({ visit, year }: ClosingAt): object {
  return {
    caption: `Financial year ${yearInWords(year)}`,
    trail: [
      { text: 'Sources', href: visit.at('/sources') },
      { text: 'Close a year', href: visit.at('/close-year') },
    ],
  };
}

function formPage(at: ClosingAt, form: FormView): Page {
  return new Page('close-year/close-year.njk', {
    ...around(at),
    title: 'Close the year',
    button: 'Continue',
    form,
    nextYear: yearAfter(at.year),
    heirs: at.heirs,
    sources: at.closings.map(({ source, unspent }) => ({
      name: source.name,
      mayCrossYear: source.mayCrossYear,
      heirName: heirName(source.source),
      unspent: unspent.map(({ fundingType, pence }) => ({
        fundingType,
        pence,
        name: carryName(source.source, fundingType),
      })),
    })),
  });
}

function checkPage(at: ClosingAt, answers: Readonly<Record<string, unknown>>, form: FormView): Page {
  const rows = [
    ...at.closings.map(
      (closing) => [closing.source.name, sourceInWords(closing, answers, at.heirs)] as const,
    ),
    ['Authority', String(answers['reason'])] as const,
  ];
  return new Page('check-answers.njk', {
    ...around(at),
    title: 'Check before the year is closed',
    button: 'Close the year',
    form,
    rows: rows.map(([key, text]) => ({ key: { text: key }, value: { text } })),
    warning: `A closed year is never opened again. What is not carried lapses, and commitments that are not carried are uncovered in ${yearInWords(yearAfter(at.year))}.`,
  });
}

function sourceInWords(
  closing: Closing,
  answers: Readonly<Record<string, unknown>>,
  heirs: readonly Offered[],
): string {
  const carried = carriedOf(closing, answers);
  const rest = sumPence([
    ...closing.unspent.map(({ pence }) => pence),
    ...carried.map(({ amountPence }) => -amountPence),
  ]);
  const heir = heirs.find(({ value }) => value === heirOf(closing, answers));
  const words = carried.map((one) => `${formatPence(one.amountPence)} of ${one.fundingType} carried`);
  return [
    ...(words.length === 0 ? ['Nothing carried'] : words),
    `${formatPence(rest)} not carried`,
    heir === undefined ? 'nothing takes over' : `${heir.text} takes over`,
  ].join('; ');
}
