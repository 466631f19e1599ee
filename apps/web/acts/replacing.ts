import { createHash } from 'node:crypto';
import type { Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';

const markLength = 16;

/** A mark of what answers take the place of, by which it is known again whether that still stands. */
export function markOf(replaced: Typed): string {
  const parts = Object.entries(replaced).map(([part, typed]) => [part, plain(typed)]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, markLength);
}

/** Whether what is posted would take the place of something that whoever posts it has not seen. */
export function replacesUnseen(replaced: Typed, posted: Posted): boolean {
  const { since } = posted;
  if (typeof since !== 'string' || since === markOf(replaced)) return false;
  return Object.entries(replaced).some(([part, typed]) => plain(posted[part]) !== plain(typed));
}

/** A browser ends lines with two characters, and sends one ticked box as a text, several as a list. */
function plain(typed: unknown): string {
  const texts = [typed].flat().filter((text) => typeof text === 'string');
  const trimmed = texts.map((text) => text.replaceAll('\r\n', '\n').trim());
  return JSON.stringify(trimmed.filter((text) => text !== ''));
}
