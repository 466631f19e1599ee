import type { Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';
import { markOf } from '../commands/mark.js';
import type { OpenTask } from './task.js';

/** A mark of what a part says, by which it is known again whether it was saved since it was opened. */
export function markOfPart<Whole>({ form, said }: OpenTask<Whole>, typed: Typed): string {
  const { values } = form.read(typed);
  return markOf(values === undefined ? null : said(values));
}

/** Whether a draft has changed since it was checked. */
export function isUnchecked(says: object, { since }: Posted): boolean {
  return typeof since === 'string' && since !== markOf(says);
}

/** Said to whoever sends what they checked before it was saved anew. */
export const savedSinceChecked =
  'It was saved since you opened this page. Check it once more as it now stands, and then send it';

/** Whether what is posted would take the place of something that whoever posts it has not seen. */
export function replacesUnseen<Whole>(open: OpenTask<Whole>, posted: Posted, typed: Typed): boolean {
  const { since } = posted;
  const saved = markOfPart(open, open.typed);
  return typeof since === 'string' && since !== saved && markOfPart(open, typed) !== saved;
}
