import type { Document } from '#documents/model/document';
import { printable } from '#documents/model/text-safety';

/**
 * The whole document for a program: amounts in pence, and behind each figure the positions of its events.
 * Where a standard says how it is to be written, that.
 */
export function json(document: Document): string {
  const said = document.published?.json ?? { unit: 'pence', ...document };
  return `${JSON.stringify(said, withPrintableTexts, 2)}\n`;
}

function withPrintableTexts(_: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}
