const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
// What a terminal shows two columns wide: emoji, and the letters and forms of East Asia (Unicode, annex 11).
const eastAsian =
  '\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6';
const wide = new RegExp(`\\p{Extended_Pictographic}|[${eastAsian}]`, 'u');
const ascii = /^[ -~]*$/;

/** How many columns of a terminal a line takes up. */
export function displayWidth(line: string): number {
  if (ascii.test(line)) return line.length;
  let width = 0;
  for (const { segment } of graphemes.segment(line)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/**
 * Text as one line that a terminal shows and does not obey: control characters, with which escape sequences
 * begin, and those that turn the direction of the text, become spaces.
 */
export function plainLine(text: string): string {
  return text
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
}

/** A line broken at spaces into lines of at most so many columns; a word that is longer stays whole. */
export function wrapped(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && displayWidth(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}
