import { line, text, wholeNumber } from '#govuk/fields';
import { Form } from '#govuk/form';
import { rowFields, rowInputs, rowsSaid, rowsShown, rowsTyped } from '../../drafts/rows.js';
import type { RowPart } from '../../drafts/rows.js';
import type { BidTask } from './bid-task.js';

const parts: readonly RowPart[] = [
  {
    name: 'text',
    isNeeded: true,
    field: text({ what: 'the output', max: 2000 }),
    input: {
      kind: 'line',
      label: 'What will be delivered',
      hint: 'What can be counted: courses completed, bikes marked. What changes by it is asked in the evaluation',
    },
  },
  {
    name: 'quantity',
    field: wholeNumber({ what: 'how many' }),
    input: { kind: 'number', label: 'How many' },
  },
  {
    name: 'measure',
    field: line({ what: 'of what' }),
    input: { kind: 'line', label: 'Of what', hint: 'Sessions, for example' },
  },
];

/** What will be delivered, in words and in numbers. The evaluation asks for each of them. */
export const outputsTask: BidTask = {
  slug: 'outputs',
  title: 'What will be delivered',
  neededFor: 'full',
  isDone: ({ expectedOutputs = [] }) => expectedOutputs.some(({ quantity }) => quantity !== undefined),
  isBegun: ({ expectedOutputs = [] }) => expectedOutputs.length > 0,
  open: ({ expectedOutputs = [] }, _, posted = {}) => {
    const rows = rowsShown(expectedOutputs.length, posted);
    return {
      form: new Form(rowFields('Output', parts, rows)),
      inputs: rowInputs('Output', parts, rows),
      typed: rowsTyped(expectedOutputs, ({ text: words, quantity, measure = '' }) => ({
        text: words,
        quantity: quantity === undefined ? '' : String(quantity),
        measure,
      })),
      said(values) {
        const said = rowsSaid(parts, values, rows);
        return { expectedOutputs: said.length === 0 ? undefined : said };
      },
    };
  },
};
