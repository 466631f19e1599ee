import { printable } from '#documents/model/text-safety';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text within HTML or XML, in an element or an attribute: nothing of it is markup. */
export function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"']/gu, (found) => entities[found] ?? found);
}
