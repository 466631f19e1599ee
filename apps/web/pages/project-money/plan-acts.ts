import { financialYearOf, yearAfter, yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { act } from '../../acts/act.js';
import { askAmount, askChoice, askLine, askPounds, askText, askWhy, maybe } from '../../acts/questions.js';
import type { Offered } from '../../acts/questions.js';
import { askNumber, nextNumber } from '../source/acts/reserves.js';
import { around, backTo } from '../project-acts/project-at.js';
import { aroundMoney, backToMoney } from './money-at.js';
import type { MoneyAct } from './money-at.js';

/** What is still expected to be spent in a year; it replaces the last forecast of that year. */
export const forecast: MoneyAct = (at) => {
  const now = financialYearOf(at.visit.reading.place.today());
  const known = at.detail.costs.map(({ year }) => year);
  const years = [...new Set([...known, now, yearAfter(now)])].toSorted();
  // A lead officer comes to it from the project itself, finance from its money.
  const isFinance = at.visit.holds('finance-officer');
  return act({
    ...(isFinance ? aroundMoney(at) : around(at)),
    title: 'Record a forecast',
    intro: ['What is still expected to be spent in a year. It replaces the last forecast of that year.'],
    questions: {
      year: askChoice(
        { label: 'Financial year', what: 'the financial year' },
        years.map((year) => ({ value: year, text: yearInWords(year) })),
      ),
      amountPence: askPounds(
        {
          label: 'Still to be spent',
          what: 'what is still to be spent',
          hint: 'From today to the end of that year, without what is paid already',
        },
        0,
      ),
      note: maybe(
        askText({
          label: 'Note',
          what: 'the note',
          hint: 'What is planned with it. If it is more than the award has left, where the rest is to come from',
        }),
      ),
    },
    button: 'Record the forecast',
    command: ({ year, amountPence, note }) => ({
      name: 'RecordForecast',
      content: { project: at.detail.project, year, amountPence, ...(note === undefined ? {} : { note }) },
    }),
    done: (isFinance ? backToMoney : backTo)(at, 'The forecast is recorded.'),
  });
};

/** Money moves between the headings of one project, and never across years or funding types (rule 12). */
export const vire: MoneyAct = (at) => {
  const { project, headings, headingMoves } = at.detail;
  if (headings.length === 0) return undefined;
  return act({
    ...aroundMoney(at),
    title: 'Move money between headings',
    intro: [
      'A virement within one project. It stays within its financial year and within capital or revenue, and the award stays what it is.',
    ],
    questions: {
      from: askChoice(
        { label: 'From the heading', what: 'the heading that it comes from' },
        headings.map(headingOffered),
      ),
      toHeading: askLine({
        label: 'To the heading',
        what: 'the heading that it goes to',
        hint: 'One of those above, or a new one',
      }),
      amountPence: askAmount,
      virement: askNumber('virement'),
      reason: askWhy,
    },
    filledIn: {
      virement: nextNumber(
        'virement',
        headingMoves.map((one) => one.virement),
      ),
    },
    button: 'Move the money',
    command: ({ from, ...terms }) => ({
      name: 'VireWithinProject',
      content: { project, ...terms, ...placeOf(headings, from) },
    }),
    fields: { fromHeading: 'from', year: 'from', fundingType: 'from' },
    done: backToMoney(at, 'The money is moved.'),
  });
};

type Headings = ProjectDetail['headings'];

function headingOffered(
  { heading, year, fundingType, amountPence }: Headings[number],
  index: number,
): Offered {
  return {
    value: String(index),
    text: `${heading}: ${formatPence(amountPence)}, ${fundingType} of ${yearInWords(year)}`,
  };
}

/** A heading can stand in several years, and for both funding types: which one is meant goes with it. */
function placeOf(
  headings: Headings,
  from: string,
): { fromHeading: string; year?: string; fundingType?: 'capital' | 'revenue' } {
  const chosen = headings[Number(from)];
  if (chosen === undefined) return { fromHeading: '' };
  return { fromHeading: chosen.heading, year: chosen.year, fundingType: chosen.fundingType };
}
