import { optional, text, wholeNumber } from '#govuk/fields';
import type { Field, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { Posted } from '#govuk/form';
import type { DraftAnswers, EvaluationAnswers } from '#funding/project/delivery.events';
import { formOwed } from '#funding/project/state';
import type { AwardedProject } from '#funding/project/state';
import { rowFields, rowInputs, rowsSaid, rowsShown, rowsTyped } from '../../drafts/rows.js';
import type { RowPart } from '../../drafts/rows.js';
import type { Beside, Input } from '../../drafts/task.js';
import { stated } from './evaluation-task.js';
import type { EvaluationOf, EvaluationTask, OpenEvaluationTask } from './evaluation-task.js';

type Output = NonNullable<EvaluationAnswers['outputs']>[number];

/** An output that the bid promised, and how many were delivered as far as that is known. */
interface Promised {
  readonly field: string;
  readonly text: string;
  readonly expected?: number | undefined;
  readonly measure?: string | undefined;
  readonly delivered?: number | undefined;
}

/** What was done and learned: all that a short form asks. */
export const doneTask: EvaluationTask = {
  slug: 'done',
  title: 'What was done, and what was learned',
  neededFor: 'short',
  isDone: ({ done, lessons, outputs = [] }, { state }) => {
    const hasOutputs = outputs.length > 0 || formOwed(state) === 'short';
    return done !== undefined && lessons !== undefined && hasOutputs;
  },
  isBegun: ({ done, lessons, outputs }) => [done, lessons, outputs].some((part) => part !== undefined),
  open,
};

function open(soFar: DraftAnswers, { state }: EvaluationOf, posted: Posted = {}): OpenEvaluationTask {
  const promised = promisedBy(state, soFar);
  const others = otherOutputs(soFar, promised);
  const rows = asksForOthers(state, others) ? rowsShown(others.length, posted) : 0;
  return {
    form: new Form({
      done: optional(text({ what: 'what was done', max: 20_000 })),
      ...deliveredFields(promised),
      ...rowFields('Output', otherParts, rows),
      lessons: optional(text({ what: 'what was learned', max: 20_000 })),
    }),
    inputs: [
      { kind: 'text', name: 'done', label: 'What was done', hint: doneHint },
      ...promised.map(inputFor),
      ...rowInputs('Output', otherParts, rows),
      { kind: 'text', name: 'lessons', label: 'What was learned', hint: lessonsHint },
    ],
    beside: promisedInWords(state),
    typed: { done: soFar.done ?? '', lessons: soFar.lessons ?? '', ...typedOutputs(promised, others) },
    said: (values) => {
      const known = promised.map((one) => deliveredOf(one, values));
      const outputs = [...known, ...rowsSaid(otherParts, values, rows).map(otherOf)];
      const { done, lessons } = values;
      return { done, lessons, outputs: outputs.length === 0 ? undefined : outputs };
    },
  };
}

const doneHint = 'In a few sentences: what was provided, where, how often, and by whom';
const lessonsHint = 'What you would do again, and what you would do otherwise';

function promisedInWords({ bid: { description } }: AwardedProject): readonly Beside[] {
  return description === undefined ? [] : [{ heading: 'What the bid said would be done', text: description }];
}

/** Two outputs in the same words are told apart by their place. */
function promisedBy({ bid }: AwardedProject, { outputs = [] }: DraftAnswers): readonly Promised[] {
  return (bid.expectedOutputs ?? []).map(({ text: output, quantity, measure }, index) => {
    const atPlace = outputs[index]?.text === output ? outputs[index] : undefined;
    const { delivered } = atPlace ?? outputs.find((one) => one.text === output) ?? {};
    return { field: `delivered-${index}`, text: output, expected: quantity, measure, delivered };
  });
}

function otherOutputs({ outputs = [] }: DraftAnswers, promised: readonly Promised[]): readonly Output[] {
  return outputs.filter((output) => !promised.some((one) => one.text === output.text));
}

/** What was taken on may have promised nothing, and a full form asks what was delivered all the same. */
function asksForOthers(state: AwardedProject, others: readonly Output[]): boolean {
  const isNoneKnown = (state.bid.expectedOutputs ?? []).length === 0 && formOwed(state) === 'full';
  return isNoneKnown || others.length > 0;
}

const otherParts: readonly RowPart[] = [
  {
    name: 'otherText',
    isNeeded: true,
    field: text({ what: 'what was delivered', max: 2000 }),
    input: {
      kind: 'line',
      label: 'What was delivered',
      hint: 'What can be counted: sessions held, locks fitted',
    },
  },
  {
    name: 'otherDelivered',
    field: wholeNumber({ what: 'how many' }),
    input: { kind: 'number', label: 'How many' },
  },
];

function deliveredFields(promised: readonly Promised[]): Readonly<Record<string, Field<unknown>>> {
  return Object.fromEntries(
    promised.map(({ field, text: output }) => [
      field,
      optional(wholeNumber({ what: `how many were delivered of: ${output}` })),
    ]),
  );
}

function inputFor({ field, text: output, expected, measure }: Promised): Input {
  const of = measure === undefined ? '' : ` ${measure}`;
  const hint = expected === undefined ? 'The bid gave no number' : `The bid promised ${expected}${of}`;
  return { kind: 'number', name: field, label: `How many were delivered: ${output}`, hint };
}

function typedOutputs(promised: readonly Promised[], others: readonly Output[]): Typed {
  return {
    ...Object.fromEntries(promised.map(({ field, delivered }) => [field, numberTyped(delivered)])),
    ...rowsTyped(others, ({ text: otherText, delivered }) => ({
      otherText,
      otherDelivered: numberTyped(delivered),
    })),
  };
}

function numberTyped(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}

function deliveredOf(
  { field, text: output, expected }: Promised,
  values: Readonly<Record<string, unknown>>,
): object {
  return stated({ text: output, expected, delivered: values[field] });
}

function otherOf({ otherText, otherDelivered }: Readonly<Record<string, unknown>>): object {
  return stated({ text: otherText, delivered: otherDelivered });
}
