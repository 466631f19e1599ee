import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import type { Posted } from '#govuk/form';
import { financialYearOf, yearAfter, yearInWords } from '#kernel/financial-year';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { act, answerAct, askAct } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askLine, askReference, askText, maybe } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import type { Page } from '../../answering/page.js';
import { Sending } from '../../commands/sending.js';

/** A new stream of money, for one financial year. Its money is entered afterwards, as letters come. */
@Controller('p/:partnership/open-source')
@Permits('finance-officer')
export class OpenSourcePage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return askAct(openSource(visit));
  }

  @Post()
  async answer(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerAct(this.sending, visit, posted, openSource(visit));
  }
}

function openSource(visit: Visit): Act {
  return act({
    title: 'Open a funding source',
    caption: visit.reading.state.name,
    trail: [{ text: 'Sources', href: visit.at('/sources') }],
    questions: questionsFor(visit),
    button: 'Open the source',
    command: ({ mayCrossYear, comment, ...terms }) => ({
      name: 'OpenFundingSource',
      content: {
        ...terms,
        mayCrossYear: mayCrossYear === 'yes',
        ...(comment === undefined ? {} : { comment }),
      },
    }),
    done: ({ source }) =>
      new SeeOther(
        visit.at(`/sources/${source}`),
        'The source is open. Enter its money as the letters come.',
      ),
  });
}

function questionsFor(visit: Visit) {
  return {
    name: askLine({
      label: 'Its name',
      what: 'its name',
      hint: 'For example, Community Safety Fund 2011/12',
    }),
    source: askReference({
      label: 'A short name for addresses and exports',
      what: 'a short name',
      hint: 'Small letters, digits and hyphens, for example home-office-2011. It never changes',
    }),
    provider: askLine({ label: 'Who provides it', what: 'who provides it' }),
    year: askChoice({ label: 'Financial year', what: 'the financial year' }, yearsFrom(visit)),
    mayCrossYear: askChoice(
      { label: 'At the end of the year, may unspent money be carried into the next?', what: 'yes or no' },
      [
        { value: 'no', text: 'No, it lapses' },
        { value: 'yes', text: 'Yes, where that is authorised' },
      ],
    ),
    comment: maybe(askText({ label: 'Comment', what: 'the comment' })),
  } as const;
}

/** The year that runs, those on either side of it, and every year that has a source already. */
function yearsFrom({ reading: { state, place } }: Visit): readonly { value: string; text: string }[] {
  const now = financialYearOf(place.today());
  const known = state.sources.map(({ year }) => year);
  const closed = new Set(state.closedYears.map(({ year }) => year));
  const years = [...new Set([...known, now, yearAfter(now), yearAfter(yearAfter(now))])].toSorted();
  return years.filter((year) => !closed.has(year)).map((year) => ({ value: year, text: yearInWords(year) }));
}
