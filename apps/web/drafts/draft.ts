import { NotFoundException } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import type { Visit } from '../access/visit.js';
import { Page, SeeOther } from '../answering/page.js';
import { answerForm, withId } from '../commands/form-answer.js';
import { commandIdIn, numbered } from '../commands/sending.js';
import type { PageCommand, Sends } from '../commands/sending.js';
import { markOfPart, replacesUnseen } from './since-opened.js';
import type { OpenTask, Said, Task } from './task.js';

/** Something that is written part by part and saved as it goes, as it was last saved. */
export interface Draft<Whole, At> {
  readonly soFar: Partial<Whole>;
  /** Which form it needs. */
  readonly form: 'short' | 'full';
  /** Its parts, in the order in which people think of them. */
  readonly tasks: readonly Task<Whole, At>[];
  /** What its parts need to be asked. */
  readonly known: At;
  /** Where its parts are listed. */
  readonly at: string;
  readonly caption: string;
  readonly trail: readonly object[];
  /** Why a part cannot be saved so; undefined where it can. */
  readonly whyNot: (said: Said<Whole>) => string | undefined;
  /** What saves it, where it is still as it was read; other parts are saved with it as they were read. */
  readonly savedWith: (said: Said<Whole>) => PageCommand;
  /** Where saving leads. */
  readonly after: (said: Said<Whole>) => string;
}

/** The whole with what a part says of it; what the part leaves empty is taken out. */
export function mergedWith<Whole extends object>(soFar: Partial<Whole>, said: Said<Whole>): Partial<Whole> {
  const all = Object.entries({ ...soFar, ...said }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as Partial<Whole>;
}

/** The parts as a task list shows them, each with how far it is. */
export function taskItems<Whole, At>(draft: Draft<Whole, At>): readonly object[] {
  return draft.tasks.map((task) => ({
    title: { text: task.title },
    href: `${draft.at}/${task.slug}`,
    status: statusOf(task, draft),
  }));
}

function statusOf<Whole, At>(
  { isDone, isBegun, neededFor }: Task<Whole, At>,
  { soFar, known, form }: Draft<Whole, At>,
): object {
  if (isDone(soFar, known)) return { text: 'Completed' };
  const isNeeded = neededFor === 'short' || neededFor === form;
  if (!isBegun(soFar) && !isNeeded) return { text: 'Optional' };
  const [text, colour] = isBegun(soFar) ? ['In progress', 'light-blue'] : ['Not yet begun', 'blue'];
  return { tag: { text, classes: `govuk-tag--${colour}` } };
}

/** The page of one part, filled in as it was last saved. @throws NotFoundException where there is none */
export async function askTask<Whole, At>(draft: Draft<Whole, At>, slug: string): Promise<Page> {
  const task = taskOf(draft, slug);
  const open = await task.open(draft.soFar, draft.known);
  const since = markOfPart(open, open.typed);
  return withId(taskPage({ draft, task, open, since }, open.form.filledWith(open.typed)));
}

/** So often a part is saved anew at most, before whoever saves it is asked to. */
const mostTries = 5;

/**
 * What was posted to a part: saved, or shown again with what is wrong. Where another part was saved in the
 * same moment, it is saved anew on what stands since, so that both stay.
 *
 * @param read the draft as it stands at the time
 */
export async function saveTask<Whole, At>(
  sending: Sends,
  visit: Visit,
  posted: Posted,
  { read, slug }: { readonly read: () => Promise<Draft<Whole, At>>; readonly slug: string },
): Promise<Page | SeeOther> {
  const id = commandIdIn(posted);
  for (let tried = 0; tried < mostTries; tried += 1) {
    const commandId = tried === 0 ? id : numbered(id, tried);
    const anew = { ...posted, commandId };
    const saved = await outrun(saveOnce(unlessOutrun(sending), visit, anew, { draft: await read(), slug }));
    if (saved !== undefined) return saved;
  }
  return saveOnce(
    sending,
    visit,
    { ...posted, commandId: numbered(id, mostTries) },
    { draft: await read(), slug },
  );
}

/** Thrown where what is saved was changed after it was read. */
class Outrun extends Error {}

function unlessOutrun(sending: Sends): Sends {
  return {
    async send(visit, id, command) {
      const reply = await sending.send(visit, id, command);
      if (reply.outcome === 'refused' && reply.refusal === 'changed-since-read') throw new Outrun();
      return reply;
    },
  };
}

async function outrun<Saved>(saving: Promise<Saved>): Promise<Saved | undefined> {
  try {
    return await saving;
  } catch (error) {
    if (error instanceof Outrun) return undefined;
    throw error;
  }
}

async function saveOnce<Whole, At>(
  sending: Sends,
  visit: Visit,
  posted: Posted,
  { draft, slug }: { readonly draft: Draft<Whole, At>; readonly slug: string },
): Promise<Page | SeeOther> {
  const task = taskOf(draft, slug);
  const open = await task.open(draft.soFar, draft.known, posted);
  const stopped = notSaved({ draft, task, open }, posted);
  if (stopped !== undefined) return stopped;
  let since = posted['since'];
  return answerForm(sending, visit, posted, {
    form: open.form,
    show: async (view) => taskPage({ draft, task, open, since }, view),
    command: (values) => draft.savedWith(open.said(values)),
    done: (values) => {
      // Whoever goes back to it has before them what is saved.
      since = markOfPart(open, open.form.read(posted).view.typed);
      const isMore = posted['more'] !== undefined;
      return new SeeOther(isMore ? `${draft.at}/${slug}` : draft.after(open.said(values)), 'Saved.');
    },
  });
}

interface OpenPart<Whole, At> {
  readonly draft: Draft<Whole, At>;
  readonly task: Task<Whole, At>;
  readonly open: OpenTask<Whole>;
}

/** A part that cannot be saved so, shown again as it was filled in, under another identity. */
function notSaved<Whole, At>(part: OpenPart<Whole, At>, posted: Posted): Page | undefined {
  const { draft, task, open } = part;
  const { values, view } = open.form.read(posted);
  if (values === undefined) return undefined;
  const isUnseen = replacesUnseen(open, posted, view.typed);
  const words = isUnseen ? savedSince : draft.whyNot(open.said(values));
  if (words === undefined) return undefined;
  const refused = open.form.refused(view.typed, [{ words }]);
  const since = isUnseen ? markOfPart(open, open.typed) : posted['since'];
  const { template, data } = taskPage({ ...part, since }, refused);
  const savedHref = isUnseen ? `${draft.at}/${task.slug}` : undefined;
  return withId(new Page(template, { ...data, savedHref }, 422));
}

const savedSince =
  'This part was saved since you opened it. Look at what is saved before you replace it: to replace it with what stands below, save once more';

function taskOf<Whole, At>({ tasks }: Draft<Whole, At>, slug: string): Task<Whole, At> {
  const task = tasks.find((one) => one.slug === slug);
  if (task === undefined) throw new NotFoundException();
  return task;
}

function taskPage<Whole, At>(
  { draft, task, open, since }: OpenPart<Whole, At> & { readonly since: unknown },
  form: FormView,
): Page {
  const { caption, trail } = draft;
  const { inputs, beside = [] } = open;
  const hasRows = inputs.some(({ kind }) => kind === 'heading');
  const data = { title: task.title, caption, trail, inputs, beside, hasRows, since, form };
  return new Page('draft/task.njk', data);
}

/** One line of what is checked before it is put forward: the question, the answer, and the part it is in. */
export type Checked = readonly [key: string, text: string | undefined, slug: string];

/** Those lines as a summary, each with the way to change it. */
export function checkedRows(at: string, lines: readonly Checked[]): readonly object[] {
  return lines.map(([key, text, slug]) => ({
    key: { text: key },
    value: { text: text === undefined || text === '' ? 'Not given' : text },
    changeHref: `${at}/${slug}`,
  }));
}
