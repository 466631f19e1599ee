import { choice, line, optional, pounds } from '#govuk/fields';
import { Form } from '#govuk/form';
import { plainPounds } from '#kernel/pence';
import { rowFields, rowInputs, rowsSaid, rowsShown, rowsTyped } from '../../drafts/rows.js';
import type { RowPart } from '../../drafts/rows.js';
import type { BidTask } from './bid-task.js';

const yearly = {
  field: optional(choice(['yes', 'no'] as const, { what: 'whether it is funded every year' })),
  input: {
    kind: 'radios',
    name: 'annualCommitment',
    label: 'Is it a post or a service that is funded every year?',
    hint: 'Such as a co-ordinator, or a share of a county-wide post. The plan lists it as an annual commitment, and takes it off the money before other bids are decided',
    items: [
      { value: 'yes', text: 'Yes, every year' },
      { value: 'no', text: 'No, only as this bid says' },
    ],
    neither: 'Not said',
  },
} as const;

const parts: readonly RowPart[] = [
  {
    name: 'partnership',
    isNeeded: true,
    field: line({ what: 'which partnership it is' }),
    input: {
      kind: 'line',
      label: 'Which other partnership shares it',
      hint: 'By the name that it goes by. Leave this empty if nobody else does',
    },
  },
  {
    name: 'sharePence',
    field: pounds({ what: 'what it pays' }),
    input: {
      kind: 'pounds',
      label: 'What it pays',
      hint: 'Its own share, which is no part of what this bid asks for',
    },
  },
  {
    name: 'reference',
    field: line({ what: 'its reference' }),
    input: {
      kind: 'line',
      label: 'Its own reference for it',
      hint: 'If you know it: by that, both awards are read as one where they are published',
    },
  },
];

/** Whether a post is paid for every year, and by whom besides: what few bids have to say. */
export const sharedTask: BidTask = {
  slug: 'shared',
  title: 'Shared posts, and those funded every year',
  neededFor: 'neither',
  isDone: ({ annualCommitment, jointWith }) => (annualCommitment ?? jointWith) !== undefined,
  isBegun: ({ annualCommitment, jointWith }) => (annualCommitment ?? jointWith) !== undefined,
  open: ({ annualCommitment, jointWith = [] }, _, posted = {}) => {
    const rows = rowsShown(jointWith.length, posted, 1);
    return {
      form: new Form({ annualCommitment: yearly.field, ...rowFields('Partnership', parts, rows) }),
      inputs: [yearly.input, ...rowInputs('Partnership', parts, rows)],
      typed: {
        ...(annualCommitment === undefined ? {} : { annualCommitment: annualCommitment ? 'yes' : 'no' }),
        ...rowsTyped(jointWith, ({ partnership, reference = '', sharePence }) => ({
          partnership,
          reference,
          sharePence: sharePence === undefined ? '' : plainPounds(sharePence),
        })),
      },
      said(values) {
        const said = rowsSaid(parts, values, rows);
        const { annualCommitment: answer } = values;
        return {
          annualCommitment: answer === undefined ? undefined : answer === 'yes',
          jointWith: said.length === 0 ? undefined : said,
        };
      },
    };
  },
};
