import type { Reply } from '#desk/reply';
import { commandIdReused } from '#eventing/handle';
import type { Fields, Form, FormRead, FormView, Posted, ValuesOf } from '#govuk/form';
import type { Visit } from '../access/visit.js';
import { Page } from '../answering/page.js';
import type { SeeOther } from '../answering/page.js';
import { commandIdIn, newCommandId, numbered } from './sending.js';
import type { PageCommand, Sends } from './sending.js';

/** What a form page does with what was posted to it. */
export interface FormPage<F extends Fields> {
  readonly form: Form<F>;
  /** The page with the form, as it was filled in and with what is wrong. */
  readonly show: (view: FormView) => Promise<Page>;
  /** The answers, to be checked before they are sent, where that is wanted. */
  readonly check?: (values: ValuesOf<F>, view: FormView) => Promise<Page>;
  /** What it sends; several where the answers ask for several things, each of which needs the one before. */
  readonly command: (values: ValuesOf<F>) => PageCommand | readonly PageCommand[];
  /** The form's field for a command's, where they have other names: `{ 'charges': 'netPence' }`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Where to go when it is done. */
  readonly done: (values: ValuesOf<F>) => SeeOther;
}

/**
 * What every form page does: read, show what is wrong, have it checked, send, say why not, or go on.
 *
 * Nothing that was typed is lost on the way, nor to whoever goes back. A form that is shown again carries a
 * new command identity, so that what is sent next is not taken for what was sent before; one that was sent
 * has the identity under which it was, so that it is not carried out twice.
 */
export async function answerForm<F extends Fields>(
  sending: Sends,
  visit: Visit,
  posted: Posted,
  page: FormPage<F>,
): Promise<Page | SeeOther> {
  const read = page.form.read(posted);
  const { typed } = read.view;
  if (posted['step'] === 'change') return withId(await page.show(page.form.filledWith(typed)));
  const answered = await answerTo(sending, visit, posted, page, read);
  // Nobody types where answers are checked: they stand there as they were sent.
  if (page.check !== undefined && posted['step'] === 'send') return answered;
  const isUnsent = answered instanceof Page && answered.status >= 400;
  const id = isUnsent ? newCommandId() : commandIdIn(posted);
  return answered.answering(async () => withId(await page.show(page.form.filledWith(typed)), id));
}

async function answerTo<F extends Fields>(
  sending: Sends,
  visit: Visit,
  posted: Posted,
  page: FormPage<F>,
  { values, view }: FormRead<F>,
): Promise<Page | SeeOther> {
  if (values === undefined) return unsent(await page.show(view));
  const id = commandIdIn(posted);
  if (page.check !== undefined && posted['step'] !== 'send')
    return withId(await page.check(values, view), id);
  const stopped = await sendInOrder(sending, visit, id, page.command(values));
  if (stopped === undefined) return page.done(values);
  return unsent(await page.show(refusedView(stopped, page, view)));
}

/**
 * Sends commands one after the other, each under an identity made from the form's, until one is not carried
 * out. Sent again after that was put right, what was carried out before changes nothing.
 */
async function sendInOrder(
  sending: Sends,
  visit: Visit,
  id: string,
  commands: PageCommand | readonly PageCommand[],
): Promise<NotDone | undefined> {
  const all = 'name' in commands ? [commands] : commands;
  for (const [index, command] of all.entries()) {
    const reply = await sending.send(visit, all.length === 1 ? id : numbered(id, index), command);
    if (reply.outcome !== 'accepted' && reply.outcome !== 'unchanged') return reply;
  }
  return undefined;
}

/** A form that is shown for the first time. */
export function withId(page: Page, commandId: string = newCommandId()): Page {
  return new Page(page.template, { ...page.data, commandId }, page.status);
}

/** Not carried out, so that no program takes it for done. */
function unsent({ template, data }: Page): Page {
  return new Page(template, { ...data, commandId: newCommandId() }, 422);
}

type NotDone = Exclude<Reply, { readonly outcome: 'accepted' | 'unchanged' }>;

const sentBefore =
  'You have sent this form before, with other answers, and that was recorded. To record these answers as well, send them again.';

function refusedView<F extends Fields>(reply: NotDone, page: FormPage<F>, view: FormView): FormView {
  if (reply.outcome === 'conflict') return page.form.refused(view.typed, [{ words: reply.words }]);
  const fieldOf = (field: string | undefined): string | undefined => formField(field, page.fields ?? {});
  if (reply.outcome === 'invalid')
    return page.form.refused(
      view.typed,
      reply.wrong.map(({ field, text }) => ({ words: text, field: fieldOf(field) })),
    );
  const words = reply.refusal === commandIdReused ? sentBefore : reply.words;
  return page.form.refused(view.typed, [{ words, field: fieldOf(reply.field) }]);
}

/**
 * `award.allocations[0].amountPence` is looked for whole, then by its parts from the left, then by the last.
 */
function formField(field: string | undefined, fields: Readonly<Record<string, string>>): string | undefined {
  if (field === undefined) return undefined;
  const path = field.replaceAll(/\[\d+\]/g, '').split('.');
  const prefixes = path.map((_, index) => path.slice(0, path.length - index).join('.'));
  return prefixes.map((prefix) => fields[prefix]).find((known) => known !== undefined) ?? path.at(-1);
}
