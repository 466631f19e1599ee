import { createHash } from 'node:crypto';
import type { Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';
import type { OpenTask } from './task.js';

const markLength = 16;

/** A mark of what a part says, by which it is known again whether it was saved since it was opened. */
export function markOf<Whole>({ form, said }: OpenTask<Whole>, typed: Typed): string {
  const { values } = form.read(typed);
  return markOfAll(values === undefined ? null : said(values));
}

/** A mark of all that a draft says, by which it is known again whether it is still what was checked. */
export function markOfAll(says: object | null): string {
  return createHash('sha256').update(JSON.stringify(says)).digest('hex').slice(0, markLength);
}

/** Whether a draft has changed since it was checked. */
export function isUnchecked(says: object, { since }: Posted): boolean {
  return typeof since === 'string' && since !== markOfAll(says);
}

/** Said to whoever sends what they checked before it was saved anew. */
export const savedSinceChecked =
  'It was saved since you opened this page. Check it once more as it now stands, and then send it';

/** Whether what is posted would take the place of something that whoever posts it has not seen. */
export function replacesUnseen<Whole>(open: OpenTask<Whole>, posted: Posted, typed: Typed): boolean {
  const { since } = posted;
  const saved = markOf(open, open.typed);
  return typeof since === 'string' && since !== saved && markOf(open, typed) !== saved;
}
