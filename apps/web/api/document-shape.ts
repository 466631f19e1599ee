import { Type } from 'typebox';
import type { TArray } from 'typebox';
import { day, list, moment, pence, text, whole } from './shapes.js';

const moments = Type.Object({ asAt: day('True by the end of this day.'), knownAt: moment('Known then.') });
const behind = Type.Optional(list(Type.Integer(), 'The positions of the events behind it.'));
const sum = Type.Object({ kind: Type.Literal('pence'), pence: pence('A sum.'), behind });
const number = Type.Object({
  kind: Type.Literal('number'),
  number: Type.Number(),
  said: Type.Optional(text('As it was said: 66.30%.')),
  names: Type.Optional(Type.Literal(true)),
  behind,
});
const figures = Type.Optional(
  list(
    Type.Object({ start: whole('From which letter of the text on.'), cell: Type.Union([sum, number]) }),
    'The figures in the text.',
  ),
);
const cell = Type.Union([
  Type.Object({
    kind: Type.Literal('text'),
    text: text('Words.'),
    figures,
    tone: Type.Optional(text('red, amber or green.')),
  }),
  sum,
  number,
  Type.Object({ kind: Type.Literal('date'), date: day('A day.') }),
  Type.Object({ kind: Type.Literal('absent'), why: text('Why there is no figure.') }),
]);
const tableRows = (about: string): TArray => list(Type.Array(cell), about);
const bar = Type.Object({ label: text('Of what.'), pence: pence('How much.') });

const documentPart = Type.Union([
  Type.Object({ kind: Type.Literal('heading'), level: whole('1 or 2.'), text: text('The heading.') }),
  Type.Object({ kind: Type.Literal('paragraph'), text: text('A paragraph.'), figures }),
  Type.Object({
    kind: Type.Literal('list'),
    items: list(Type.Object({ text: text('An item.'), figures }), 'The items.'),
  }),
  Type.Object({
    kind: Type.Literal('note'),
    text: text('Something to know about what stands above it.'),
    figures,
  }),
  Type.Object({ kind: Type.Literal('chart'), title: text('Its title.'), bars: list(bar, 'Its bars.') }),
  Type.Object({
    kind: Type.Literal('table'),
    id: text('Names the table in its document.'),
    caption: text('What it shows.'),
    columns: list(
      Type.Object({ heading: text('The heading.'), figures: Type.Optional(Type.Literal(true)) }),
      'The columns.',
    ),
    rows: tableRows('The rows.'),
    totals: tableRows('The rows of totals.'),
    whenEmpty: text('What is said where there is no row.'),
  }),
]);

const eventBehind = Type.Object({
  position: whole('Its place in the whole store.'),
  effectiveOn: day('When it was true.'),
  recordedAt: moment('When it was recorded.'),
  type: text('What happened: ProjectFunded.'),
  stream: text('Whose event it is.'),
});

/** A document as JSON: all of it, with the events behind each figure; amounts in pence. */
export const documentShape = Type.Object({
  unit: Type.Literal('pence'),
  name: text('Which document it is.'),
  title: text('Its title.'),
  partnership: text('What the partnership is called.'),
  moment: moments,
  paper: text('upright or sideways.'),
  isLetter: Type.Optional(Type.Literal(true)),
  parts: list(documentPart, 'All that it says, in order.'),
  events: Type.Optional(list(eventBehind, 'The events behind its figures, in the order of recording.')),
  mainTable: text('The table that stands for it as CSV.'),
});

/** What is given to the public, in the words of the standard that says how it is to be written. */
export const publishedShape = Type.Unsafe<object>({
  type: 'object',
  description: 'What is published, as its standard says: 360Giving 1.4, or the Transparency Code.',
});
