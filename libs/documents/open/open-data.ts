import { createHash } from 'node:crypto';
import type { DocumentName } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import { PersonalDataFound } from '#documents/open/checked-texts';
import type { Shown, Withheld } from '#documents/open/checked-texts';
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
  /** Why nothing of it can be written, in a sentence or two; undefined where all of this can. */
  readonly stopped?: string;
}

/** Something that is held back, with every document from which it is. */
export interface WithheldFrom extends Withheld {
  readonly documents: readonly OpenDocument[];
}

/** A text that is published, and all that it is. */
export interface ShownText {
  readonly text: string;
  readonly as: readonly Pick<Shown, 'of' | 'part'>[];
}

interface OpenData {
  readonly documents: readonly Openness[];
  readonly withheld: readonly WithheldFrom[];
  readonly texts: readonly ShownText[];
}

/** What of a year is published, in which document, and what is held back from them and why. */
export function openDataOf(facts: Facts, year: FinancialYear, nameOf: NameOf): OpenData {
  const grants = openGrantsOf(facts, year, nameOf);
  const register = registerOf(facts, year, nameOf);
  const spending = spendingOf(facts, year, nameOf);
  const documents: readonly Openness[] = [
    openness('360giving', grants.shown, grants.awards, grants.found),
    openness('grants-register', register.shown, register.awards, register.found),
    openness('spending-over-500', spending.rows, spending.over, spending.found),
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
  return { documents, withheld, texts: eachOnce([...grants.texts, ...register.texts, ...spending.texts]) };
}

/** Each text once, in the order of its letters; the reference of a project is no text of anybody. */
function eachOnce(texts: readonly Shown[]): readonly ShownText[] {
  const typed = texts.filter(({ of, text }) => text !== of.replaceAll('-', ' '));
  const same = [...Map.groupBy(typed, ({ text }) => text)].toSorted(([a], [b]) =>
    a.localeCompare(b, 'en-GB'),
  );
  return same.map(([text, those]) => {
    const as = new Map(those.map(({ of, part }) => [`${of} ${part}`, { of, part }]));
    return { text, as: [...as.values()] };
  });
}

function openness(
  document: OpenDocument,
  shown: readonly unknown[],
  all: readonly unknown[],
  found: Withheld | undefined,
): Openness {
  if (found === undefined) return { document, published: shown.length, outOf: all.length };
  return { document, published: 0, outOf: all.length, stopped: new PersonalDataFound(found).message };
}

function from(document: OpenDocument, withheld: readonly Withheld[]): readonly WithheldFrom[] {
  return withheld.map((one) => ({ ...one, documents: [document] }));
}

/** By what a text is named in an address: letter by letter another text has another. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
