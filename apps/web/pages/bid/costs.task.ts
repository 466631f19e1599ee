import { choice, choices, line, pounds } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { Posted } from '#govuk/form';
import type { Bid } from '#funding/project/project.events';
import { financialYearOf, yearAfter, yearInWords } from '#kernel/financial-year';
import { plainPounds } from '#kernel/pence';
import type { Visit } from '../../access/visit.js';
import { rowFields, rowInputs, rowsSaid, rowsShown, rowsTyped } from '../../drafts/rows.js';
import type { RowPart } from '../../drafts/rows.js';
import type { BidTask, OpenBidTask } from './bid-task.js';

/** The cost by heading, financial year and funding type. */
export const costsTask: BidTask = {
  slug: 'costs',
  title: 'What it costs',
  neededFor: 'short',
  isDone: ({ costs }) => costs !== undefined,
  isBegun: ({ costs }) => costs !== undefined,
  open,
};

function open({ costs = [] }: Partial<Bid>, { reading: { place } }: Visit, posted: Posted = {}): OpenBidTask {
  const thisYear = financialYearOf(place.today());
  const next = yearAfter(thisYear);
  const years = [...new Set([...costs.map(({ year }) => year), thisYear, next, yearAfter(next)])].toSorted();
  const parts = partsFor(years);
  const rows = rowsShown(costs.length, posted);
  return {
    form: new Form(rowFields('Cost', parts, rows)),
    inputs: rowInputs('Cost', parts, rows),
    typed: rowsTyped(costs, ({ heading = '', year, fundingType, amountPence, approximate }) => ({
      heading,
      year,
      fundingType,
      amountPence: plainPounds(amountPence),
      approximate: approximate === true ? 'yes' : '',
    })),
    said: (values) => ({ costs: costsSaid(rowsSaid(parts, values, rows), thisYear) }),
  };
}

/** What is asked of every amount, whatever its year. */
const amountParts: readonly RowPart[] = [
  {
    name: 'heading',
    field: line({ what: 'what the money is for' }),
    input: { kind: 'line', label: 'For', hint: 'Staff, equipment or printing, for example' },
  },
  {
    name: 'amountPence',
    isNeeded: true,
    field: pounds({ what: 'the amount', min: 0 }),
    input: { kind: 'pounds', label: 'Amount', hint: 'In pounds. 0 for a project that costs nothing' },
  },
  {
    name: 'approximate',
    field: choices(['yes'], { what: 'whether it is approximate' }),
    input: {
      kind: 'checkboxes',
      label: 'If it is not known yet',
      items: [{ value: 'yes', text: 'This is about right, and is settled later' }],
    },
  },
];

function partsFor(years: readonly string[]): readonly RowPart[] {
  const types = ['revenue', 'capital'] as const;
  return [
    ...amountParts,
    {
      name: 'year',
      field: choice(years, { what: 'the financial year' }),
      input: {
        kind: 'select',
        label: 'Financial year',
        items: years.map((year) => ({ value: year, text: yearInWords(year) })),
      },
    },
    {
      name: 'fundingType',
      field: choice(types, { what: 'capital or revenue' }),
      input: {
        kind: 'select',
        label: 'Kind of money',
        hint: 'Capital buys lasting things, revenue pays running costs',
        items: [
          { value: 'revenue', text: 'Revenue' },
          { value: 'capital', text: 'Capital' },
        ],
      },
    },
  ];
}

/** A cost is revenue of this year, unless it says otherwise. */
function costsSaid(
  rows: readonly Readonly<Record<string, unknown>>[],
  thisYear: string,
): readonly object[] | undefined {
  return rows.length === 0
    ? undefined
    : rows.map(({ approximate, ...row }) => ({
        year: thisYear,
        fundingType: 'revenue',
        ...row,
        ...(approximate === undefined ? {} : { approximate: true }),
      }));
}
