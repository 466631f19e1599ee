import { Type } from 'typebox';
import { day, id, instant, oneOf, year, yesOrNo } from '#funding/fields';
import { periods } from '#funding/indicator/periods';
import type { Period } from '#funding/indicator/periods';
import { financialYearOf } from '#kernel/financial-year';
import { indicatorsAt } from '#projections/indicators-at';
import { outbox } from '#projections/outbox';
import { risksAt } from '#projections/risks-at';
import { Paging } from '../paging.js';
import { wholeRows } from '../read.js';
import { day as aDay, list, moment, orNull, text, textOrNull, whole, yesOrNo as isSo } from '../shapes.js';

const tag = 'Measures and messages';

class AsAt extends Paging {
  @day('As it was true at the end of this day; left out, as it is.', { optional: true }) asAt?: string;
  @instant('As it was known at this moment; left out, as it is known.', { optional: true }) knownAt?: string;
}

class IndicatorsAsked extends AsAt {
  @year('The financial year; left out, that of today.', { optional: true }) year?: string;
  @oneOf(periods, 'The part of the year; left out, the whole.', { optional: true }) period?: Period;
}

class RisksAsked extends AsAt {
  @id('Those of this project.', { optional: true }) project?: string;
  @yesOrNo('Whether those that were closed are wanted too.', { optional: true }) closed?: boolean;
}

const figure = text('A figure such as 8.73.');
const target = Type.Object({
  year: text('The financial year.'),
  period: text('The part of the year.'),
  definition: whole('Under which definition.'),
  figure: Type.Optional(figure),
  notSet: Type.Optional(text('Why none is set yet.')),
  note: Type.Optional(text('A note.')),
  reason: Type.Optional(text('Why it takes the place of an earlier one.')),
});
const actual = Type.Object({
  actual: text('The figure by its identity.'),
  year: text('The financial year.'),
  period: text('The part of the year.'),
  definition: whole('Under which definition.'),
  figure: Type.Optional(figure),
  notAvailable: Type.Optional(text('Why it is not known.')),
  source: text('Where it comes from.'),
  note: Type.Optional(text('A note.')),
  corrects: Type.Optional(text('The figure that it corrects.')),
  reason: Type.Optional(text('Why that was wrong.')),
  correctedBy: Type.Optional(text('The figure that corrects it.')),
});
const mitigation = Type.Object({
  mitigation: text('The action.'),
  action: text('What is done.'),
  person: Type.Optional(text('Who does it.')),
  inRole: Type.Optional(text('In what role.')),
  dueOn: aDay('By when.'),
  standing: text('planned, under-way, done or given-up.'),
});

const indicator = Type.Object({
  indicator: text('The indicator.'),
  definition: Type.Object({
    definition: whole('The number of the definition.'),
    name: text('What it measures.'),
    unit: text('number, percentage, money or rate.'),
    per: Type.Optional(text('Of what a rate is.')),
    partYearUnit: Type.Optional(text('The unit for a part of the year.')),
    better: text('higher or lower.'),
    priority: text('The priority that it is of.'),
    suppliedBy: text('Where the figures come from.'),
    baseline: Type.Optional(Type.Object({ figure, period: text('Of when.') })),
  }),
  inForce: isSo('Whether no other definition has taken its place.'),
  unit: text('What the figures of this period are.'),
  yearTarget: Type.Optional(target),
  target: Type.Optional(target),
  actual: Type.Optional(actual),
  corrected: list(actual, 'Figures that were corrected since.'),
  rating: text('red, amber, green or not-rated.'),
  amberWithinPercent: whole('By how many per cent a target may be missed and be amber.'),
  mitigations: list(mitigation, 'What is done where it falls short.'),
  mitigationOwed: isSo('Whether something is to be done and nobody has planned it.'),
});

const risk = Type.Object({
  risk: text('The risk.'),
  score: whole('Impact times likelihood, from 1 to 25.'),
  status: text('open or closed.'),
  description: text('What may happen.'),
  owner: text('Who looks after it, a person.'),
  project: Type.Optional(text('The project that it is of.')),
  impact: text('very-low, low, medium, high or very-high.'),
  likelihood: text('Likewise.'),
  countermeasure: Type.Optional(text('What is done against it.')),
  closedBecause: Type.Optional(text('Why it was closed.')),
});

const message = Type.Object({
  message: text('The message.'),
  person: text('To whom.'),
  claimedOn: aDay('When it was made.'),
  status: text('queued, sending, handed-over, delivered, unknown, failed …'),
  attempt: whole('How often it was tried.'),
  channel: textOrNull('By what it goes.'),
  reference: textOrNull('What that calls it.'),
  why: textOrNull('Why it stands so.'),
  since: moment('Since when.'),
  tryAt: orNull(moment('From when it may be sent.')),
  carries: list(
    Type.Object({
      project: text('The project.'),
      obligation: text('What is owed.'),
      of: Type.Optional(text('Which month, condition or reclaim.')),
      source: Type.Optional(text('The source that paid, for a reclaim.')),
      dueOn: aDay('When it is due.'),
    }),
    'What it says.',
  ),
});

export const measureReads = [
  wholeRows({
    operation: 'listIndicators',
    path: '/indicators',
    tag,
    about: 'Every indicator in a year or a part of it: target, figure, rating and what is done.',
    query: IndicatorsAsked,
    row: indicator,
    key: ['text', 'text', 'number'],
    keyOf: ({ definition, indicator: of }) => [definition.priority, of, definition.definition],
    read: async ({ models, partnership, place }, _, { year: asked, period = 'year', asAt, knownAt }) => {
      const when = { year: asked ?? financialYearOf(place.today()), period };
      return indicatorsAt(models.db, { partnership, ...when, asAt, knownAt });
    },
  }),
  wholeRows({
    operation: 'listRisks',
    path: '/risks',
    tag,
    about: 'The risk register, the most pressing first.',
    query: RisksAsked,
    row: risk,
    key: ['number', 'text'],
    keyOf: (row) => [-row.score, row.risk],
    read: async ({ models, partnership }, _, { project, closed: closedToo = false, asAt, knownAt }) => {
      const asked = { partnership, project, closedToo, asAt, knownAt };
      const lines = await risksAt(models.db, asked);
      return lines.map(({ risk: of, score, state: { status, terms, closedBecause } }) => {
        return { risk: of, score, status, ...terms, closedBecause };
      });
    },
  }),
  wholeRows({
    operation: 'listMessages',
    path: '/messages',
    tag,
    about: 'The messages to people, those that stand longest first.',
    query: Paging,
    row: message,
    key: ['text', 'text'],
    keyOf: (row) => [row.since, row.message],
    read: async ({ models, partnership }) => outbox(models.db, partnership),
  }),
] as const;
