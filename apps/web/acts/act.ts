import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import type { Visit } from '../access/visit.js';
import { Page } from '../answering/page.js';
import type { SeeOther } from '../answering/page.js';
import { rowsOf } from '../answering/rows.js';
import { answerForm, withId } from '../commands/form-answer.js';
import type { PageCommand, Sending } from '../commands/sending.js';
import { keyOf } from './questions.js';
import type { Question } from './questions.js';

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
  return withId(formPage(one, formOf(one).filledWith(one.filledIn)));
}

/** What was posted to an act: shown again, checked, or carried out. */
export async function answerAct(
  sending: Sending,
  visit: Visit,
  posted: Posted,
  one: Act | NotNow,
): Promise<Page | SeeOther> {
  if ('why' in one) return notNowPage(one, 422);
  return answerForm(sending, visit, posted, {
    form: formOf(one),
    show: async (view) => formPage(one, view),
    check: async (answers, view) => checkPage(one, answers, view),
    command: (answers) => one.command(answers),
    ...(one.fields === undefined ? {} : { fields: one.fields }),
    done: (answers) => one.done(answers),
  });
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

function formOf({ questions }: Act): Form<Readonly<Record<string, Field<unknown>>>> {
  return new Form(Object.fromEntries(Object.entries(questions).map(([name, { field }]) => [name, field])));
}

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
