// What no reader sees and some program might obey: control characters but tab and new line, the marks that
// turn the direction of text, and code points that XML does not allow. The isolates U+2068 and U+2069 are
// ours.
const controls = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f';
const turns = '\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066\\u2067';
const unprintable = new RegExp(`[${controls}${turns}\\ufdd0-\\ufdef\\ufffe\\uffff]`, 'gu');
const isolates = /[\u2068\u2069]/gu;
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

/** Text as any format may hold it: the same words, without what a program might obey instead of show. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/gu, '\n').replaceAll(unprintable, ' ');
}

/**
 * What someone typed, to stand within a sentence of ours: text that runs from right to left is isolated, so
 * that it turns nothing around it (Unicode, annex 9).
 */
export function quoted(text: string): string {
  const plain = printable(text).replaceAll(isolates, '').replaceAll(/\s+/gu, ' ').trim();
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** The same without the isolates, for what draws them instead of obeying them. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(isolates, '');
}

/** What a spreadsheet would take for a formula when it opens a text file (OWASP, CSV injection). */
const formula = /^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/u;

/** A text cell of a CSV: one that looks like a formula gets an apostrophe, by which it stays text. */
export function withoutFormula(text: string): string {
  return formula.test(text.trimStart()) || text.startsWith('\t') ? `'${text}` : text;
}
