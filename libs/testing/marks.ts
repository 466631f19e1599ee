/** A text that someone has typed, and which field of which command it is of. */
interface Typed {
  readonly field: string;
  readonly text: string;
}

/** Every text of a command, by the name of its field: `ProposeProject bid.title`. */
export function textsIn(value: unknown, field: string): readonly Typed[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, `${field} ${name}`));
}

/** Whether a text has marks in it that mean something to a browser: harmless ones, as people type them. */
export function hasMarks(text: string): boolean {
  return ['<b>', '&', '"'].every((mark) => text.includes(mark));
}

/** Such a mark as it was typed, as a page has to say it, and said twice over. */
const asTyped = /<b>/;
const said = /&(?:amp|lt|gt|quot|#0?39|#x27);/;
const saidTwice = /&amp;(?:amp|lt|gt|quot|#0?39|#x27);/;

/** What is wrong with the marks of a page or another text that a browser takes for markup. */
export function marksWrongIn(html: string): readonly string[] {
  return [...around(html, asTyped), ...around(html, saidTwice)];
}

/** The same of a text that is none, such as a table of plain text, where marks stand as they were typed. */
export function marksWrongInPlain(text: string): readonly string[] {
  return around(text, said);
}

function around(text: string, pattern: RegExp): readonly string[] {
  const at = text.search(pattern);
  return at === -1 ? [] : [text.slice(Math.max(0, at - 60), at + 40)];
}
