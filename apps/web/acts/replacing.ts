import type { Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';
import { markOf } from '../commands/mark.js';

/** A mark of what answers take the place of, by which it is known again whether that still stands. */
export function markOfReplaced(replaced: Typed): string {
  return markOf(Object.entries(replaced).map(([part, typed]) => [part, plain(typed)]));
}

/** Whether what is posted would take the place of something that whoever posts it has not seen. */
export function replacesUnseen(replaced: Typed, posted: Posted): boolean {
  const { since } = posted;
  if (typeof since !== 'string' || since === markOfReplaced(replaced)) return false;
  return Object.entries(replaced).some(([part, typed]) => plain(posted[part]) !== plain(typed));
}

/** A browser ends lines with two characters, and sends one ticked box as a text, several as a list. */
function plain(typed: unknown): string {
  const texts = [typed].flat().filter((text) => typeof text === 'string');
  const trimmed = texts.map((text) => text.replaceAll('\r\n', '\n').trim());
  return JSON.stringify(trimmed.filter((text) => text !== ''));
}
