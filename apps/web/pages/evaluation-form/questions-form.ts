import type { EvaluationFormTerms } from '#funding/partnership/partnership.events';
import type { Field, Reading, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';

/** One question of an evaluation form: its heading, and what is asked under it. */
type Question = EvaluationFormTerms['questions'][number];

/** As many questions as a form may have, and how many empty ones stand after those that there are. */
const mostQuestions = 40;
const someMore = 2;
const longestHeading = 200;
const longestAsk = 4_000;

/** The names of the questions of a page, for a form that has so many. */
export function questionNames(many: number): readonly string[] {
  return Array.from({ length: Math.min(mostQuestions, many + someMore) }, (_, index) => `question${index}`);
}

export type QuestionsForm = Form<Readonly<Record<string, Field<Question | undefined>>>>;

export function questionsForm(names: readonly string[]): QuestionsForm {
  return new Form(Object.fromEntries(names.map((name, index) => [name, questionField(index + 1)])));
}

/** What stands in the inputs for the questions that there are. */
export function typedQuestions(questions: readonly Question[]): Typed {
  return Object.fromEntries(
    questions.flatMap(({ question, asks }, index) => [
      [`question${index}-heading`, question],
      [`question${index}-asks`, asks],
    ]),
  );
}

/** The questions of a form that was filled in, in their order. */
export function questionsIn(values: Readonly<Record<string, Question | undefined>>): readonly Question[] {
  return Object.values(values).filter((one) => one !== undefined);
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
