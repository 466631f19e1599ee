// What ends a line or moves the cursor, wherever a program may take it so; and the marks that make text run
// backwards, with which a title could pass for another.
const breaksLines = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const turnsDirection = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * Text as someone typed it, as one line of at most so many characters as people count them: an ellipsis
 * stands for the rest. Half a surrogate pair becomes U+FFFD.
 */
export function oneLine(text: string, most: number): string {
  const line = text.toWellFormed().replace(breaksLines, ' ').replace(turnsDirection, '');
  return clipped(line.replace(/\s+/gu, ' ').trim(), most);
}

function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  // Looked at no further than needed: a title may be a book.
  const characters = Array.from(graphemes.segment(text.slice(0, most * 20)), ({ segment }) => segment);
  if (characters.length <= most && text.length <= most * 20) return text;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
