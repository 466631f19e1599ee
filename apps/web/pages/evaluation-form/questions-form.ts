import type { EvaluationFormTerms } from '#funding/partnership/partnership.events';
import { wholeNumber } from '#govuk/fields';
import type { Field, Reading, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { Posted, ValuesOf } from '#govuk/form';

/** One question of an evaluation form: its heading, and what is asked under it. */
type Question = EvaluationFormTerms['questions'][number];

/** As many questions as a form may have, and how many empty ones stand after those that there are. */
const mostQuestions = 40;
const someMore = 2;
const longestHeading = 200;
const longestAsk = 4_000;

/**
 * The names of the questions of a page, for a form that has so many: as many as were sent at the least, so
 * that none of them is lost.
 */
export function questionNames(many: number, posted: Posted = {}): readonly string[] {
  const sent = Object.keys(posted).map((name) => Number(/^question(\d{1,2})-/.exec(name)?.[1] ?? -1) + 1);
  const shown = Math.min(mostQuestions, Math.max(many + someMore, ...sent));
  return Array.from({ length: shown }, (_, index) => `question${index}`);
}

const fields = { version: wholeNumber({ what: 'the version' }) };

/** The form of a wording: which version of it this becomes, and its questions. */
export function wordingForm(names: readonly string[]): Form<typeof fields> {
  const questions = names.map((name, index) => [name, questionField(index + 1)] as const);
  return new Form({ ...fields, ...Object.fromEntries(questions) });
}

/** What stands in the inputs, where a wording is changed. */
export function typedWording({ version, questions }: EvaluationFormTerms): Typed {
  const typed = questions.flatMap(({ question, asks }, index) => [
    [`question${index}-heading`, question] as const,
    [`question${index}-asks`, asks] as const,
  ]);
  return { ...Object.fromEntries(typed), version: String(version + 1) };
}

/** The questions of a form that was filled in, in their order. */
export function questionsIn({ version: _, ...asked }: ValuesOf<typeof fields>): readonly Question[] {
  return Object.values(asked as Readonly<Record<string, Question | undefined>>).filter(
    (one) => one !== undefined,
  );
}

/** One question, in two inputs; undefined where both are left empty. */
function questionField(number: number): Field<Question | undefined> {
  return {
    parts: (name) => [`${name}-heading`, `${name}-asks`],
    read(typed, name) {
      const question = said(typed, `${name}-heading`);
      const asks = said(typed, `${name}-asks`);
      if (question === '' && asks === '') return { value: undefined };
      return wrongWith({ question, asks }, name, number) ?? { value: { question, asks } };
    },
  };
}

function wrongWith({ question, asks }: Question, name: string, number: number): Reading<never> | undefined {
  const heading = `${name}-heading`;
  if (question === '') return { wrong: `Enter the heading of question ${number}`, at: heading };
  if (/\n/.test(question))
    return { wrong: `The heading of question ${number} must be on one line`, at: heading };
  if (question.length > longestHeading)
    return {
      wrong: `The heading of question ${number} must be ${longestHeading} characters or fewer`,
      at: heading,
    };
  if (asks === '') return { wrong: `Enter what question ${number} asks`, at: `${name}-asks` };
  if (asks.length > longestAsk)
    return { wrong: `What question ${number} asks must be 4,000 characters or fewer`, at: `${name}-asks` };
  return undefined;
}

function said(typed: Typed, part: string): string {
  const given = typed[part];
  return (typeof given === 'string' ? given : (given?.[0] ?? '')).replaceAll('\r\n', '\n').trim();
}
