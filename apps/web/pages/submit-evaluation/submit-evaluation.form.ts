import { choice, day, line, optional, text, typedDay, wholeNumber } from '#govuk/fields';
import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { ValuesOf } from '#govuk/form';
import type { EvaluationAnswers } from '#funding/project/delivery.events';
import type { AwardedProject } from '#funding/project/state';
import type { PageCommand } from '../../commands/sending.js';

const words = (what: string): Field<string> => text({ what, max: 20_000 });

const fields = {
  done: words('what was done'),
  outcomes: optional(words('what changed')),
  evidence: optional(words('the evidence')),
  economy: optional(words('what was done to keep costs down')),
  efficiency: optional(words('what was got for the money')),
  effectiveness: optional(words('whether it met its aim')),
  costComment: optional(words('the cost against the award')),
  lessons: optional(words('what was learned')),
  recommend: optional(
    choice(['mainstream', 'continue', 'discontinue'] as const, { what: 'what should happen next' }),
  ),
  byWhom: optional(line({ what: 'by whom' })),
  from: optional(day({ what: 'the day from when' })),
  budget: optional(line({ what: 'the budget' })),
  why: optional(text({ what: 'why' })),
};

type Answers = ValuesOf<typeof fields>;

/** The outputs that the bid promised, each with what is asked of it. */
export interface Promised {
  readonly field: string;
  readonly text: string;
  readonly expected?: number | undefined;
  readonly measure?: string | undefined;
}

export function promisedBy({ bid }: AwardedProject): readonly Promised[] {
  return (bid.expectedOutputs ?? []).map(({ text: output, quantity, measure }, index) => {
    return { field: `delivered${index}`, text: output, expected: quantity, measure };
  });
}

/** The evaluation form, with how many of each promised output were delivered. */
export function evaluationForm(promised: readonly Promised[]): Form<typeof fields> {
  const delivered: Record<string, Field<number | undefined>> = {};
  for (const { field, text: output } of promised)
    delivered[field] = optional(wholeNumber({ what: `how many were delivered of: ${output}` }));
  return new Form({ ...fields, ...delivered });
}

/** What was handed in before, when it was returned. */
export function typedFrom(answers: EvaluationAnswers | undefined, promised: readonly Promised[]): Typed {
  if (answers === undefined) return {};
  const { outputs = [], next, ...said } = answers;
  const delivered: Record<string, string> = {};
  for (const { field, text: output } of promised)
    delivered[field] = String(outputs.find((one) => one.text === output)?.delivered ?? '');
  return { ...said, ...delivered, ...typedNext(next) };
}

function typedNext(next: EvaluationAnswers['next']): Typed {
  if (next === undefined) return {};
  const { from, ...said } = next;
  return { ...said, ...typedDay('from', from) };
}

/** The command that the answers ask for. */
export function submitEvaluation(
  project: string,
  promised: readonly Promised[],
  answers: Answers,
): PageCommand {
  const { recommend, byWhom, from, budget, why, done, outcomes, evidence } = answers;
  const { economy, efficiency, effectiveness, costComment, lessons } = answers;
  const outputs = outputsOf(promised, answers);
  const content = {
    done,
    ...stated({ outcomes, evidence, economy, efficiency, effectiveness, costComment, lessons }),
    ...(outputs.length === 0 ? {} : { outputs }),
    ...(recommend === undefined ? {} : { next: { recommend, ...stated({ byWhom, from, budget, why }) } }),
  };
  return { name: 'SubmitEvaluation', content: { project, answers: content } };
}

function outputsOf(promised: readonly Promised[], answers: Answers): { text: string }[] {
  const given = answers as Readonly<Record<string, unknown>>;
  return promised.map(({ field, text: output, expected }) => ({
    text: output,
    ...stated({ expected, delivered: given[field] }),
  }));
}

function stated(parts: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
