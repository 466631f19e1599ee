import { createHash } from 'node:crypto';
import type { Typed } from '#govuk/fields';
import type { Posted } from '#govuk/form';
import type { OpenTask } from './task.js';

const markLength = 16;

/** A mark of what a part says, by which it is known again whether it was saved since it was opened. */
export function markOf<Whole>({ form, said }: OpenTask<Whole>, typed: Typed): string {
  const { values } = form.read(typed);
  const says = JSON.stringify(values === undefined ? null : said(values));
  return createHash('sha256').update(says).digest('hex').slice(0, markLength);
}

/** Whether what is posted would take the place of something that whoever posts it has not seen. */
export function replacesUnseen<Whole>(open: OpenTask<Whole>, posted: Posted, typed: Typed): boolean {
  const { since } = posted;
  const saved = markOf(open, open.typed);
  return typeof since === 'string' && since !== saved && markOf(open, typed) !== saved;
}
