import { Type } from 'typebox';
import { day, fundingType, pence, text } from '../shapes.js';

/** The figures of a source, as the budget has them. */
export const figureNames = [
  'confirmed',
  'toBeConfirmed',
  'carried',
  'lapsed',
  'virements',
  'swaps',
  'received',
  'reserved',
  'committed',
  'subjectToFunding',
  'spent',
  'uncommitted',
  'uncovered',
] as const;

/** What of several reads tells the same: a reclaim or a clawback. */
export const recovery = {
  kind: text('reclaim or clawback.'),
  recovery: text('The reclaim or clawback.'),
  project: text('The project.'),
  from: text('Who owes it.'),
  fundingType,
  owedPence: pence('What is still owed.'),
  dueOn: day('When it is due.'),
  broughtFrom: Type.Optional(text('The source of the year before to which it was owed.')),
  writtenOffBecause: Type.Optional(text('Why it was written off.')),
};

/** A commitment or a reserve for which its source lacks money. */
export const uncoveredPart = Type.Object({
  of: text('commitment or reserve.'),
  project: Type.Optional(text('The project of a commitment.')),
  decision: Type.Optional(text('The decision that gave it.')),
  reserve: Type.Optional(text('The reserve.')),
  source: text('The source that lacks the money.'),
  fundingType,
  uncoveredPence: pence('What is lacking.'),
  since: day('Since when, by what was recorded.'),
});
