import { alsoWords, firstNames } from '#documents/open/first-names';

/** What was found in a text by which a person may be known, in words for whoever decides about it. */
export type PersonalFind =
  | 'an e-mail address'
  | 'a telephone number'
  | 'a National Insurance number'
  | 'a postcode'
  | 'a date of birth'
  | 'the address of a house'
  | 'a name after a title'
  | 'what reads as the name of a person'
  | 'the name of a person of the partnership';

// The last part of the name of a host has letters, so that `12 @ 4.50` is none.
const email = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+\s*@\s*(?:[\p{L}\p{N}-]+\s?\.\s?)+\p{L}{2,}/u;
const spelledEmail = /[\p{L}\p{N}_]\s*[[({]\s*at\s*[\])}]\s*[\p{L}\p{N}]|\sat\s+[\p{L}\p{N}-]+\s+dot\s/iu;
const insurance = /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?[A-D]\b/iu;
// BS 7666, in capitals or not; `a1 2nd` is the second phase on a road.
const postcode = /\b[A-Z]{1,2}\d[A-Z\d]?[\s.-]{0,3}\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2}\b/iu;
const born =
  /\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|born(?: on)?)[\s:]*(?:is\s+|the\s+)?\d{1,2}(?:\b|st|nd|rd|th)/iu;
const flat = /\b(?:flat|apartment|bedsit)\s+(?:no\.?\s*)?\d{1,4}[a-z]?\b/iu;
const streets = 'Street Road Close Avenue Lane Drive Crescent Gardens Terrace Grove Mews';
const anyStreet = `${streets} ${streets.toUpperCase()}`.replaceAll(' ', '|');
const house = new RegExp(
  `\\b\\d{1,4}\\s?[A-Za-z]?,?\\s+(?:\\p{Lu}[\\p{L}'’-]+\\s+){1,3}(?:${anyStreet})\\b`,
  'u',
);
const titles =
  'Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|PC|PCSO|WPC|DC|DS|DI|DCI|Sgt|Sergeant|Insp|Inspector|Supt|Superintendent|' +
  'Rev|Reverend|Pastor|Imam|Sir|Dame|Prof|Professor';
// A title in small letters is one too, before a name; after `mr` and `mrs` nothing else can stand.
const titled = new RegExp(
  `\\b(?i:${titles})\\b\\.?\\s+(?:\\d+\\s+)?(?!(?i:${titles})\\b)\\p{Lu}[\\p{L}'’-]*|` +
    '\\b(?i:mrs?)\\b\\.?\\s+\\p{L}{2,}',
  'u',
);
const dates =
  /\b(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b/gu;
// A letter O among digits is read as a nought.
const noughts = /(?<=\d)o+(?!\p{L})|(?<![\p{L}\d])o(?=\d)/giu;
// A stroke stands behind the code of a place, and elsewhere between years: 08/09, 09/10.
const numbers = /(?:\+44|(?<![\p{L}\p{N}])0(?:\d{2,4}\s?\/(?=\s?\d{5}))?)[\d\s()._\u2010-\u2015-]{5,}\d/gu;
// What nobody sees, so that it parts no word here either.
const invisible = /[\p{Cf}\u034f\ufe00-\ufe0f]/gu;

/** Looks at a text; undefined when nothing was found. */
export type Look = (text: string) => PersonalFind | undefined;

/**
 * Makes the look for what may tell of a person. It would rather find too much than too little: what it finds
 * is read by somebody, who may clear it.
 *
 * @param names everybody whom the partnership has registered, by their names
 */
export function lookWith(names: readonly string[]): Look {
  const forms = Map.groupBy(names.flatMap(formsOf), ([first = '']) => first);
  return (text) => {
    const plain = text.normalize('NFKC').replaceAll(invisible, '');
    return looks.find(([, isThere]) => isThere(plain, forms))?.[0];
  };
}

/** The forms of a name, each by its parts, by the first of these: a text is looked through once for all. */
type Forms = ReadonlyMap<string, readonly (readonly string[])[]>;

const looks: readonly (readonly [PersonalFind, (text: string, forms: Forms) => boolean])[] = [
  ['an e-mail address', (text) => email.test(text) || spelledEmail.test(text)],
  ['a National Insurance number', (text) => insurance.test(text)],
  ['a telephone number', hasTelephone],
  ['a postcode', (text) => postcode.test(text)],
  ['a date of birth', (text) => born.test(text)],
  ['the address of a house', (text) => house.test(text) || flat.test(text)],
  ['the name of a person of the partnership', isNamed],
  ['a name after a title', (text) => titled.test(text)],
  ['what reads as the name of a person', (text) => readsAsName.some((reads) => reads(text))],
];

const readsAsName = [hasFirstName, hasTurnedName, hasInitials];

/** British numbers have ten or eleven digits with the nought, and foreign ones begin with a plus. */
function hasTelephone(text: string): boolean {
  if (/\+\d[\d\s().-]{7,}\d/u.test(text)) return true;
  const digitsOnly = text.replaceAll(dates, ' ').replaceAll(noughts, (found) => '0'.repeat(found.length));
  return [...digitsOnly.matchAll(numbers)].some(([found]) => {
    const digits = found.replaceAll(/\D/gu, '');
    return digits.length >= 10 && digits.length <= 15;
  });
}

function isNamed(text: string, forms: Forms): boolean {
  if (forms.size === 0) return false;
  const said = wordsOf(text);
  return said.some((word, at) =>
    (forms.get(word) ?? []).some((form) => form.every((part, nth) => said[at + nth] === part)),
  );
}

/** A name as it was registered, turned round, or with its first name as a letter. */
function formsOf(name: string): readonly (readonly string[])[] {
  const parts = wordsOf(name);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || parts.length < 2) return [];
  return [parts, [first, last], [last, first], [first.slice(0, 1), last]];
}

function wordsOf(text: string): readonly string[] {
  return unaccented(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** In small letters and without accents, as one types what one does not copy. */
function unaccented(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function isFirstName(word: string): boolean {
  return firstNames.has(unaccented(word));
}

// What follows a first name in the name of a place or of a body, as in St George Ward or Charlotte Street.
const noSurnames = new Set(
  (
    'avenue centre church close college community council court estate foundation gardens hospital house junior lane ltd ' +
    'park place primary project road school secondary square street terrace town trust ward way'
  ).split(' '),
);

const capital = /^\p{Lu}[\p{L}'’-]+$/u;
/** A surname, or the letter with which it begins; I is more often who speaks, and A an article. */
const surname = /^(?:\p{Lu}[\p{L}'’-]+|(?![AI]$)\p{Lu})$/u;
const particles = new Set('ab al ap bin da de del den der di du el ferch ibn la le van von'.split(' '));
const small = /^\p{Ll}[\p{Ll}'’-]{2,}$/u;
// What stands behind a first name in a sentence, and is no surname.
const noNames = new Set(
  (
    'about after all also and are ask asked at because before but can cannot did does each for from gave goes got had ' +
    'has he her his how if in into is it like may more must not now off only our out over says said she should spoke ' +
    'that the their then there they this to told took until was we went were what when where which while who whose ' +
    'will with would you your'
  ).split(' '),
);

function hasFirstName(text: string): boolean {
  // A hyphen stands between names as a space does: in a double name, and in a reference.
  const parts = text.split(/[^\p{L}'’]+/u).filter((part) => /\p{L}/u.test(part));
  return parts.some((word, at) => {
    // Saints give their names to places.
    if (!isFirstName(word) || /^(?:st|saint)$/iu.test(parts[at - 1] ?? '')) return false;
    const after = parts.slice(at + 1).find((one) => !particles.has(one)) ?? '';
    if (noSurnames.has(after.toLowerCase())) return false;
    return capital.test(word) ? surname.test(after) : isSmallName(word, after);
  });
}

/** Whether two words in small letters are a name: one that is no word besides, and none of a sentence. */
function isSmallName(first: string, after: string): boolean {
  return !alsoWords.has(first) && small.test(first) && small.test(after) && !noNames.has(after);
}

// The surname first, as in a list or an account.
const turned = /(\p{Lu}[\p{L}'’-]+),\s*(\p{Lu}[\p{L}'’-]+)(?:\s+([\p{L}'’-]+))?/gu;

function hasTurnedName(text: string): boolean {
  return [...text.matchAll(turned)].some(
    ([, , first = '', next = '']) => isFirstName(first) && !noSurnames.has(next.toLowerCase()),
  );
}

// One or more initials with their full stops, and a word: J. A. Oakenshaw, but no E.U. Grant.
const initialled = /(?<![\p{L}.'’])((?:\p{Lu}\.\s?){1,3})(\p{Lu}\p{Ll}[\p{L}'’-]+)/gu;
const countries = new Set(['EU', 'UK', 'UN', 'US']);

/** What ends with a letter, as in Class A, has a full stop and another sentence behind it. */
function hasInitials(text: string): boolean {
  return [...text.matchAll(initialled)].some(([, letters = '', word = '']) => {
    const plain = word.toLowerCase();
    return !countries.has(letters.replaceAll(/[.\s]/gu, '')) && !noNames.has(plain) && !noSurnames.has(plain);
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

const title = new RegExp(`^(?:${titles})$`, 'iu');

/**
 * Whether a payee reads as a person: two to four words with nothing of a body among them, of which one is a
 * first name, a title or a letter, wherever it stands: an account may begin with the surname.
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
  return parts.some((part, at) => {
    if (/^\p{L}$/u.test(part) || title.test(part)) return true;
    return isFirstName(part) && !/^(?:st|saint)$/iu.test(parts[at - 1] ?? '');
  });
}
