import type { Document } from '#documents/model/document';
import { printable } from '#documents/model/text-safety';

/** The whole document for a program: amounts in pence, and behind each figure the positions of its events. */
export function json(document: Document): string {
  return `${JSON.stringify({ unit: 'pence', ...document }, withPrintableTexts, 2)}\n`;
}

function withPrintableTexts(_: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}
