import { createHash } from 'node:crypto';
import type { DocumentName } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import type { Withheld } from '#documents/open/checked-texts';
import { registerOf } from '#documents/open/grants-register';
import { openGrantsOf } from '#documents/open/open-grants';
import { spendingOf } from '#documents/open/spending';
import type { NameOf } from '#documents/people';
import type { FinancialYear } from '#kernel/financial-year';

/** The documents that are published. */
type OpenDocument = Extract<DocumentName, '360giving' | 'grants-register' | 'spending-over-500'>;

/** How much of a document of a year is published. */
export interface Openness {
  readonly document: OpenDocument;
  readonly published: number;
  readonly outOf: number;
}

/** Something that is held back, with every document from which it is. */
export interface WithheldFrom extends Withheld {
  readonly documents: readonly OpenDocument[];
}

/** What of a year is published, in which document, and what is held back from them and why. */
export function openDataOf(
  facts: Facts,
  year: FinancialYear,
  nameOf: NameOf,
): { readonly documents: readonly Openness[]; readonly withheld: readonly WithheldFrom[] } {
  const grants = openGrantsOf(facts, year, nameOf);
  const register = registerOf(facts, year, nameOf);
  const spending = spendingOf(facts, year, nameOf);
  const documents: readonly Openness[] = [
    { document: '360giving', published: grants.shown.length, outOf: grants.awards.length },
    { document: 'grants-register', published: register.shown.length, outOf: register.awards.length },
    { document: 'spending-over-500', published: spending.rows.length, outOf: spending.over.length },
  ];
  const all = [
    ...from('360giving', grants.withheld),
    ...from('grants-register', register.withheld),
    ...from('spending-over-500', spending.withheld),
  ];
  const same = Map.groupBy(all, ({ of, part, why, text = '' }) => JSON.stringify([of, part, why, text]));
  const withheld = [...same.values()].flatMap((several) => {
    const [first] = several;
    return first === undefined ? [] : [{ ...first, documents: several.flatMap((one) => one.documents) }];
  });
  return { documents, withheld };
}

function from(document: OpenDocument, withheld: readonly Withheld[]): readonly WithheldFrom[] {
  return withheld.map((one) => ({ ...one, documents: [document] }));
}

/** By what a text is named in an address: letter by letter another text has another. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
