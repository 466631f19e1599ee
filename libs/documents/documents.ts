import type { Facts } from '#documents/facts/facts';
import type { Document } from '#documents/model/document';
import { partnershipPlan } from '#documents/partnership-plan';
import { valueForMoney } from '#documents/value-for-money';
import type { FinancialYear } from '#kernel/financial-year';

interface Recipe {
  /** What it is, for whoever chooses one. */
  readonly about: string;
  readonly make: (facts: Facts, year: FinancialYear) => Document;
}

/** Every document, by its name on the command line. */
const recipes = {
  'value-for-money': {
    about: 'the value-for-money self-assessment of a year: a row a project, and totals by priority',
    make: valueForMoney,
  },
  'partnership-plan': {
    about:
      "a year's funding: sources, change on last year, commitments, what can still be awarded and what not",
    make: partnershipPlan,
  },
} as const satisfies Readonly<Record<string, Recipe>>;

export type DocumentName = keyof typeof recipes;
export const documentNames = Object.keys(recipes) as DocumentName[];

export function isDocumentName(text: string): text is DocumentName {
  return Object.hasOwn(recipes, text);
}

/** What a document is, in a line. */
export function aboutDocument(name: DocumentName): string {
  return recipes[name].about;
}

/** Makes a document from the facts. */
export function documentOf(name: DocumentName, facts: Facts, year: FinancialYear): Document {
  return recipes[name].make(facts, year);
}
