import { choice, line, optional, pounds, text } from '#govuk/fields';
import { Form } from '#govuk/form';
import { plainPounds } from '#kernel/pence';
import { rowFields, rowInputs, rowsSaid, rowsShown, rowsTyped } from '../../drafts/rows.js';
import type { RowPart } from '../../drafts/rows.js';
import type { BidTask } from './bid-task.js';

const parts: readonly RowPart[] = [
  {
    name: 'from',
    isNeeded: true,
    field: line({ what: 'who gives it' }),
    input: { kind: 'line', label: 'Who gives it' },
  },
  {
    name: 'amountPence',
    field: pounds({ what: 'the amount' }),
    input: { kind: 'pounds', label: 'How much' },
  },
  {
    name: 'inKind',
    field: text({ what: 'what is given', max: 2000 }),
    input: {
      kind: 'line',
      label: 'What it is, if it is not money',
      hint: 'A room or a vehicle, for example',
    },
  },
  {
    name: 'status',
    field: choice(['secured', 'sought'], { what: 'secured or sought' }),
    input: {
      kind: 'select',
      label: 'How sure it is',
      items: [
        { value: 'secured', text: 'Secured' },
        { value: 'sought', text: 'Still being sought' },
      ],
    },
  },
];

/** What others give, in money and in kind. It enters no balance. */
export const partnersTask: BidTask = {
  slug: 'partners',
  title: 'What others give',
  neededFor: 'full',
  isDone: ({ matchFunding, partnerInput }) => (matchFunding ?? partnerInput) !== undefined,
  isBegun: ({ matchFunding, partnerInput }) => (matchFunding ?? partnerInput) !== undefined,
  open: ({ matchFunding = [], partnerInput = '' }, _, posted = {}) => {
    const rows = rowsShown(matchFunding.length, posted);
    return {
      form: new Form({
        partnerInput: optional(text({ what: 'what partners put in' })),
        ...rowFields('Match funding', parts, rows),
      }),
      inputs: [
        {
          kind: 'text',
          name: 'partnerInput',
          label: 'What partners put in, in kind',
          hint: 'Time, rooms, vehicles, and how much of each: two officers for a day. Say so if there is nothing',
        },
        ...rowInputs('Match funding', parts, rows),
      ],
      typed: {
        partnerInput,
        ...rowsTyped(matchFunding, ({ from, amountPence, inKind = '', status }) => ({
          from,
          inKind,
          amountPence: amountPence === undefined ? '' : plainPounds(amountPence),
          status,
        })),
      },
      said(values) {
        const named = rowsSaid(parts, values, rows).map((row) => ({ status: 'sought', ...row }));
        return { partnerInput: values['partnerInput'], matchFunding: named.length === 0 ? undefined : named };
      },
    };
  },
};
