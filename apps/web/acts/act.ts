import { line, optional } from '#govuk/fields';
import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { Visit } from '../access/visit.js';
import { Page } from '../answering/page.js';
import type { SeeOther } from '../answering/page.js';
import { rowsOf } from '../answering/rows.js';
import { answerForm, withId } from '../commands/form-answer.js';
import type { PageCommand, Sends } from '../commands/sending.js';
import { keyOf } from './questions.js';
import type { Question } from './questions.js';
import { markOfReplaced, replacesUnseen } from './replacing.js';

export type Questions = Readonly<Record<string, Question<unknown>>>;

/** The answers to questions, once nothing is wrong with any of them. */
export type AnswersTo<Q extends Questions> = {
  readonly [Name in keyof Q]: Q[Name] extends Question<infer Value> ? Value : never;
};

interface Step {
  readonly text: string;
  readonly href?: string;
}

/**
 * One thing that someone can do by a form: what it asks, what is said before it is done, and the command.
 * Every act has its answers checked before anything is recorded. An act that only asks words needs no
 * template of its own, so dozens of them cannot drift apart.
 */
export interface Act<Q extends Questions = Questions> {
  readonly title: string;
  /** What it is done to. */
  readonly caption: string;
  readonly trail: readonly Step[];
  /** Paragraphs above the questions: what stands now, and what this does. */
  readonly intro?: readonly string[];
  /** What is known already, and checked beside the answers. */
  readonly known?: readonly (readonly [key: string, text: string])[];
  readonly questions: Q;
  readonly filledIn?: Typed;
  /**
   * What stands now and the answers take the place of, as it would be typed. It is filled in, and what others
   * record of it while the form is open is not replaced unseen.
   */
  readonly replaces?: Typed;
  /** The button that does it, and the heading of the check: `Confirm the money`. */
  readonly button: string;
  warning?(answers: AnswersTo<Q>): string | undefined;
  /** Several where the answers ask for several things, each of which needs the one before. */
  command(answers: AnswersTo<Q>): PageCommand | readonly PageCommand[];
  /** The question for a field of the command, where they have other names. */
  readonly fields?: Readonly<Record<string, string>>;
  done(answers: AnswersTo<Q>): SeeOther;
}

/** Something that cannot be done now, and why: what would be chosen is not there. */
export interface NotNow extends Pick<Act, 'title' | 'caption' | 'trail'> {
  readonly why: string;
}

/** An act, typed by its own questions where it is written and by any where it is carried out. */
export function act<Q extends Questions>(given: Act<Q>): Act {
  return given;
}

/** The form of an act, for the first time; or why it cannot be done now. */
export function askAct(one: Act | NotNow): Page {
  if ('why' in one) return notNowPage(one);
  return withId(formPage(one, formOf(one).filledWith({ ...one.replaces, ...sinceOf(one), ...one.filledIn })));
}

/** What was posted to an act: shown again, checked, or carried out. */
export async function answerAct(
  sending: Sends,
  visit: Visit,
  posted: Posted,
  one: Act | NotNow,
): Promise<Page | SeeOther> {
  if ('why' in one) return notNowPage(one, 422);
  const unseen = unseenPage(one, posted);
  if (unseen !== undefined) return unseen;
  return answerForm(sending, visit, posted, {
    form: formOf(one),
    show: async (view) => formPage(one, view),
    check: async (answers, view) => checkPage(one, answers, view),
    command: ({ since: _, ...answers }) => one.command(answers),
    ...(one.fields === undefined ? {} : { fields: one.fields }),
    done: (answers) => one.done(answers),
  });
}

const changedSince =
  'What you are changing was changed since you opened this form. Look at what stands now before you replace it: to replace it with what you typed, send it once more';

/** The form as it was filled in, beside what others have recorded since; undefined where nobody has. */
function unseenPage(one: Act, posted: Posted): Page | undefined {
  const { replaces } = one;
  const form = formOf(one);
  const { values, view } = form.read(posted);
  if (replaces === undefined || values === undefined || posted['step'] === 'change') return undefined;
  if (!replacesUnseen(replaces, posted)) return undefined;
  const refused = form.refused({ ...view.typed, ...sinceOf(one) }, [{ words: changedSince }]);
  const { template, data } = formPage(one, refused);
  return withId(new Page(template, { ...data, standing: rowsOf(standingIn(one, replaces)) }, 422));
}

/** What stands now, in the words of the questions. */
function standingIn({ questions }: Act, replaces: Typed): readonly (readonly [string, string])[] {
  return Object.entries(questions).flatMap(([name, question]) => {
    if (!question.field.parts(name).some((part) => part in replaces)) return [];
    const read = question.field.read(replaces, name);
    return [[keyOf(question), 'value' in read ? question.say(read.value) : 'None']];
  });
}

function sinceOf({ replaces }: Act): Typed {
  return replaces === undefined ? {} : { since: markOfReplaced(replaces) };
}

/** Its way back is to what the act would be done to. */
function notNowPage({ trail, ...said }: NotNow, status = 200): Page {
  const to = trail.at(-1);
  return new Page(
    'act/cannot.njk',
    { ...said, trail, back: { ...to, text: `Back to ${to?.text ?? ''}` } },
    status,
  );
}

function formOf({ questions, replaces }: Act): Form<Readonly<Record<string, Field<unknown>>>> {
  const asked = Object.entries(questions).map(([name, { field }]) => [name, field] as const);
  return new Form(Object.fromEntries(replaces === undefined ? asked : [...asked, ['since', sinceField]]));
}

const sinceField = optional(line({ what: 'the mark of what stood' }));

function formPage(one: Act, form: FormView): Page {
  const { title, caption, trail, intro = [], known = [] } = one;
  const questions = Object.entries(one.questions).map(([name, question]) => ({ name, ...question }));
  const data = { title, caption, trail, intro, known: rowsOf(known), questions, form, button: 'Continue' };
  return new Page('act/act.njk', data);
}

function checkPage(one: Act, answers: AnswersTo<Questions>, form: FormView): Page {
  const { caption, trail, button, known = [] } = one;
  const asked = Object.entries(one.questions).filter(([, { kind }]) => kind !== 'unseen');
  const answered = asked.map(([name, question]) => [keyOf(question), question.say(answers[name])] as const);
  return new Page('check-answers.njk', {
    title: 'Check before it is recorded',
    caption,
    trail,
    button,
    form,
    rows: rowsOf([...known, ...answered]),
    warning: one.warning?.(answers),
  });
}
