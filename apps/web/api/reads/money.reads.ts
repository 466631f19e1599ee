import { Type } from 'typebox';
import { day, id, year } from '#funding/fields';
import { sourceStream } from '#kernel/ids';
import { budgetAt } from '#projections/budget-at';
import { sourceDetail } from '#reads/source-detail';
import { placeOfLine, spendingAfter } from '#reads/spend-history';
import { MomentAsked } from '../moment-asked.js';
import { Paging } from '../paging.js';
import { one, revisionOf, rows, wholeRows } from '../read.js';
import {
  day as aDay,
  dayOrNull,
  each,
  fundingType,
  list,
  moment,
  pence,
  text,
  textOrNull,
  whole,
  yesOrNo,
} from '../shapes.js';
import { figureNames, recovery, uncoveredPart } from './parts.js';

const tag = 'Money';

class BudgetAsked extends MomentAsked {
  @year('A financial year; left out, every year.', { optional: true }) year?: string;
}

class SourcesAsked extends Paging {
  @year('Those of this financial year.', { optional: true }) year?: string;
}

class SpendingAsked extends Paging {
  @id('Of this project.', { optional: true }) project?: string;
  @id('From this source.', { optional: true }) source?: string;
  @id('Of projects that this person leads now.', { optional: true }) officer?: string;
  @day('From this day on, by the day on which it took effect.', { optional: true }) from?: string;
  @day('Up to this day.', { optional: true }) to?: string;
}

const figures = each(figureNames, Type.Integer({ description: 'In pence.' }));

const budgetLine = Type.Object({
  source: text('The source.'),
  name: text('What it was called.'),
  provider: text('Who gives it.'),
  year: text('The financial year.'),
  fundingType,
  exampleOnly: yesOrNo('Whether it is made up for an example.'),
  ...figures.properties,
});

const leftOut = Type.Object({
  kind: text('What it is: to-be-confirmed, reserve, overspend, reclaim …'),
  year: text('The financial year.'),
  source: Type.Optional(text('The source.')),
  project: Type.Optional(text('The project.')),
  reference: Type.Optional(text('The reserve, the swap, the reclaim.')),
  fundingType: Type.Optional(fundingType),
  amountPence: pence('How much.'),
  note: Type.Optional(text('A note.')),
  why: text('Why it is in no total.'),
});

const source = {
  source: text('The source.'),
  name: text('What it is called.'),
  provider: text('Who gives it.'),
  year: text('The financial year.'),
  status: text('open, withdrawn or year-closed.'),
};

const virementEnd = Type.Object({
  source: text('The source.'),
  project: Type.Optional(text('The project.')),
});
const sums = { fundingType, amountPence: pence('How much.') };

const sourceNow = Type.Object({
  ...source,
  certainty: text('no money yet, to be confirmed, confirmed in part, confirmed or withdrawn.'),
  mayCrossYear: yesOrNo('Whether its money may cross the year.'),
  ringFence: Type.Object(
    {
      priorities: Type.Optional(list(Type.String(), 'Priorities that it may pay for.')),
      projects: Type.Optional(list(Type.String(), 'Projects that it may pay for.')),
      categories: Type.Optional(list(Type.String(), 'Kinds of cost that it may pay for.')),
    },
    { description: 'What it may pay for; whatever is not named here is not fenced.' },
  ),
  comment: textOrNull('A comment.'),
  exampleOnly: yesOrNo('Whether it is made up for an example.'),
  continuedAs: textOrNull('The source that took over from it.'),
  figures: list(budgetLine, 'Its money, by funding type.'),
  uncovered: list(uncoveredPart, 'What it lacks the money for.'),
  pays: list(
    Type.Object({
      project: text('The project.'),
      title: text('What it is called.'),
      fundingType,
      awardedPence: pence('What was awarded.'),
      spentPence: pence('What was spent.'),
      releasedPence: pence('What was released.'),
    }),
    'What it pays for.',
  ),
  reserves: list(
    Type.Object({
      reserve: text('The reserve.'),
      fundingType,
      purpose: text('What it is for.'),
      heldPence: pence('What is held.'),
    }),
    'Money set aside.',
  ),
  swaps: list(
    Type.Object({
      swap: text('The swap.'),
      amountPence: pence('How much.'),
      status: text('requested, agreed or refused.'),
      answer: Type.Optional(text("The provider's letter, or why it refused.")),
    }),
    'Capital that the provider was asked to change into revenue.',
  ),
  virements: list(
    Type.Object({
      virement: text('The virement.'),
      ...sums,
      from: virementEnd,
      to: virementEnd,
      status: text('requested, declined, authorised or sent.'),
      requestedBy: text('Who asked, a person.'),
      reason: text('Why.'),
      providerAgreement: Type.Optional(text("The provider's agreement.")),
      answer: Type.Optional(text('The decision of the tasking group, or why it was declined.')),
    }),
    'Moves that were asked for.',
  ),
  recoveries: list(Type.Object(recovery), 'What is owed to it.'),
  entries: list(
    Type.Object({
      entry: text('The entry.'),
      of: text('What it was.'),
      effects: list(
        Type.Object({
          fundingType,
          confirmedPence: pence('What it added to what is confirmed.'),
          expectedPence: pence('What it added to what is to be confirmed.'),
          receivedPence: pence('What it added to what was received.'),
          swappedPence: Type.Optional(pence('What it swapped.')),
        }),
        'What it added to each figure.',
      ),
    }),
    'Entries that can be reversed.',
  ),
});

const spendLine = Type.Object({
  position: whole('The position of the event behind it.'),
  line: whole('Which of the lines of that event.'),
  effectiveOn: aDay('When it took effect.'),
  recordedAt: moment('When it was recorded.'),
  kind: text('payment or reversal.'),
  project: text('The project.'),
  title: text('What it is called.'),
  leadOfficer: textOrNull('The lead officer, a person.'),
  payment: text('The payment.'),
  payee: textOrNull('Who was paid.'),
  reference: textOrNull('The invoice, or another reference.'),
  purpose: textOrNull('What for.'),
  category: textOrNull('Of what kind.'),
  source: text('The source.'),
  sourceName: text('What it is called.'),
  fundingType,
  decision: textOrNull('The decision that had given the money; null for what went beyond.'),
  meeting: textOrNull('The meeting that decided.'),
  meetingOn: dayOrNull('The day on which that meeting is held.'),
  item: textOrNull('The item of its agenda.'),
  amountPence: pence('How much; a reversal is below nil.'),
});

export const moneyReads = [
  one({
    operation: 'getBudget',
    path: '/budget',
    tag,
    about: 'The budget: as it was true by a day, and as it was known by a moment.',
    query: BudgetAsked,
    shape: Type.Object({
      lines: list(budgetLine, 'A line for each source and funding type.'),
      totals: each(['capital', 'revenue', 'all'], figures),
      leftOut: list(leftOut, 'What the totals leave out, and why.'),
    }),
    row: budgetLine,
    rowsOf: ({ lines }) => lines,
    read: async ({ models, partnership }, _, { year: of, asAt, knownAt }) =>
      budgetAt(models.db, { partnership, year: of, asAt, knownAt }),
  }),
  wholeRows({
    operation: 'listSources',
    path: '/sources',
    tag,
    about: 'The funding sources, the newest year last.',
    query: SourcesAsked,
    row: Type.Object(source),
    key: ['text', 'text'],
    keyOf: (row) => [row.year, row.source],
    read: async ({ models, partnership }, _, asked) => {
      const all = models.db
        .selectFrom('sources')
        .select(['source', 'name', 'provider', 'year', 'status'])
        .where('partnership', '=', partnership);
      return (asked.year === undefined ? all : all.where('year', '=', asked.year)).execute();
    },
  }),
  one({
    operation: 'getSource',
    path: '/sources/:source',
    tag,
    about: 'One source: its money, what it pays for, and what waits for an answer.',
    shape: sourceNow,
    revision: revisionOf(sourceStream, 'source'),
    read: async (from, { source: named = '' }) => sourceDetail(from, named),
  }),
  rows({
    operation: 'listSpending',
    path: '/spending',
    tag,
    about: 'What was spent, the newest first: a line for each decision that gave a part of a payment.',
    query: SpendingAsked,
    row: spendLine,
    key: ['text', 'number', 'number'],
    keyOf: placeOfLine,
    read: async (from, _, { project, source: at, officer, from: first, to }, { after, limit }) => {
      const question = { project, source: at, officer, from: first, to };
      return spendingAfter(from, question, { after, limit: limit + 1 });
    },
  }),
] as const;
