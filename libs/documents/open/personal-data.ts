import { firstNames } from '#documents/open/first-names';

/** What was found in a text by which a person may be known, in words for whoever decides about it. */
export type PersonalFind =
  | 'an e-mail address'
  | 'a telephone number'
  | 'a National Insurance number'
  | 'a postcode'
  | 'a name after a title'
  | 'what reads as the name of a person'
  | 'the name of a person of the partnership';

const email = /[\p{L}\p{N}._%+'-]+\s*@\s*[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const spelledEmail = /[\p{L}\p{N}._-]+\s*[[(]\s*at\s*[\])]\s*[\p{L}\p{N}-]+/iu;
const insurance = /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/iu;
// BS 7666, as it is written; a code in small letters is more often something else.
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b/u;
const titles =
  'Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|PC|PCSO|WPC|DC|DS|DI|DCI|Sgt|Sergeant|Insp|Inspector|Rev|Reverend|Sir|Dame|' +
  'Prof|Professor';
const titled = new RegExp(
  `\\b(?:${titles})\\b\\.?\\s+(?:\\d+\\s+)?(?!(?:${titles})\\b)\\p{Lu}[\\p{L}'’-]+`,
  'u',
);
const dates = /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/gu;
const numbers = /(?:\+44|\b0)[\d\s().-]{8,}\d/gu;
const invisible = /[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]/gu;

/** Looks at a text; undefined when nothing was found. */
export type Look = (text: string) => PersonalFind | undefined;

/**
 * Makes the look for what may tell of a person. It would rather find too much than too little: what it finds
 * is read by somebody, who may clear it.
 *
 * @param names everybody whom the partnership has registered, by their names
 */
export function lookWith(names: readonly string[]): Look {
  const forms = names.flatMap(formsOf);
  return (text) => {
    const plain = text.normalize('NFKC').replaceAll(invisible, '');
    return looks.find(([, isThere]) => isThere(plain, forms))?.[0];
  };
}

const looks: readonly (readonly [PersonalFind, (text: string, forms: readonly string[]) => boolean])[] = [
  ['an e-mail address', (text) => email.test(text) || spelledEmail.test(text)],
  ['a National Insurance number', (text) => insurance.test(text)],
  ['a telephone number', hasTelephone],
  ['a postcode', (text) => postcode.test(text)],
  ['the name of a person of the partnership', isNamed],
  ['a name after a title', (text) => titled.test(text)],
  ['what reads as the name of a person', hasFirstName],
];

/** British numbers have ten or eleven digits with the nought, and foreign ones begin with a plus. */
function hasTelephone(text: string): boolean {
  if (/\+\d[\d\s().-]{7,}\d/u.test(text)) return true;
  return [...text.replaceAll(dates, ' ').matchAll(numbers)].some(([found]) => {
    const digits = found.replaceAll(/\D/gu, '');
    return digits.length >= 10 && digits.length <= 14;
  });
}

function isNamed(text: string, forms: readonly string[]): boolean {
  if (forms.length === 0) return false;
  const said = spaced(wordsOf(text));
  return forms.some((form) => said.includes(form));
}

/** A name as it was registered, turned round, or with its first name as a letter. */
function formsOf(name: string): readonly string[] {
  const parts = wordsOf(name);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || parts.length < 2) return [];
  return [parts, [first, last], [last, first], [first.slice(0, 1), last]].map(spaced);
}

function spaced(parts: readonly string[]): string {
  return ` ${parts.join(' ')} `;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

// What follows a first name in the name of a place or of a body, as in St George Ward or Charlotte Street.
const noSurnames = new Set(
  (
    'avenue centre church close college community council court estate foundation gardens hospital house junior lane ltd ' +
    'park place primary project road school secondary square street terrace town trust ward way'
  ).split(' '),
);

const capital = /^\p{Lu}[\p{L}'’-]+$/u;

function hasFirstName(text: string): boolean {
  const parts = text.split(/[^\p{L}'’-]+/u);
  return parts.some((word, at) => {
    const next = parts[at + 1] ?? '';
    if (!capital.test(word) || !firstNames.has(word.toLowerCase())) return false;
    // Saints give their names to places.
    if (/^(?:st|saint)$/iu.test(parts[at - 1] ?? '')) return false;
    return capital.test(next) && !noSurnames.has(next.toLowerCase());
  });
}

// What the name of a body has in it, and the name of a person has not.
const bodies = new Set(
  (
    'academy agency and association authority bureau care centre charity cic cio church club co college commission ' +
    'community company consortium constabulary consultancy consultants council county cyrenians department district ' +
    'enterprises federation fire force forum foundation fund group hire holdings home homes hospital hotel housing inc ' +
    'institute international limited llp ltd media network nhs office organisation partners partnership plc police ' +
    'primary print printers printing probation productions project rescue school secondary security service services ' +
    'shop society solutions stores studio studios supplies support systems taxis team theatre training transport trust ' +
    'uk union unit university video works youth'
  ).split(' '),
);

/**
 * Whether a payee reads as a person: two or three words with nothing of a body among them, of which the first
 * is a first name or a letter.
 */
export function isPersonsName(payee: string): boolean {
  const parts = payee
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .trim()
    .split(/[\s.,]+/u)
    .filter(Boolean);
  if (parts.length < 2 || parts.length > 4) return false;
  if (parts.some((part) => bodies.has(part.toLowerCase()) || /[\d&]/u.test(part))) return false;
  const [first = ''] = parts;
  return /^\p{L}$/u.test(first) || firstNames.has(first.toLowerCase());
}
