import { choice, day, line, optional, text } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import { isMainstreamingComplete } from '#funding/project/evaluation';
import { awardPence, spentPence } from '#funding/project/queries';
import type { AwardedProject } from '#funding/project/state';
import { formatPence } from '#kernel/pence';
import type { Input } from '../../drafts/task.js';
import { stated, typedNext } from './evaluation-task.js';
import type { EvaluationTask } from './evaluation-task.js';

const words = (what: string): Field<string | undefined> => optional(text({ what, max: 20_000 }));

/** What became different, and how that is known. */
export const changeTask: EvaluationTask = {
  slug: 'change',
  title: 'What changed because of it',
  neededFor: 'full',
  isDone: ({ outcomes, evidence }) => outcomes !== undefined && evidence !== undefined,
  isBegun: ({ outcomes, evidence }) => outcomes !== undefined || evidence !== undefined,
  open: ({ outcomes = '', evidence = '' }) => ({
    form: new Form({ outcomes: words('what changed'), evidence: words('the evidence') }),
    inputs: [
      {
        kind: 'text',
        name: 'outcomes',
        label: 'What changed because of it',
        hint: 'Not what was done, but what became different: calls about the park fell by a third from May to July',
      },
      {
        kind: 'text',
        name: 'evidence',
        label: 'How do you know? The evidence',
        hint: 'Counts before and after, a survey, what people said. That there is no figure is an answer, and is not nil',
      },
    ],
    typed: { outcomes, evidence },
    said: ({ outcomes: changed, evidence: shown }) => ({ outcomes: changed, evidence: shown }),
  }),
};

/** Economy, efficiency and effectiveness, and the cost against the award. */
export const valueTask: EvaluationTask = {
  slug: 'value',
  title: 'Value for money',
  neededFor: 'full',
  isDone: ({ economy, efficiency, effectiveness, costComment }) =>
    [economy, efficiency, effectiveness, costComment].every((part) => part !== undefined),
  isBegun: ({ economy, efficiency, effectiveness, costComment }) =>
    [economy, efficiency, effectiveness, costComment].some((part) => part !== undefined),
  open: ({ economy = '', efficiency = '', effectiveness = '', costComment = '' }, { state }) => ({
    form: new Form({
      economy: words('what was done to keep costs down'),
      efficiency: words('what was got for the money'),
      effectiveness: words('whether it met its aim'),
      costComment: words('the cost against the award'),
    }),
    inputs: [
      ...valueInputs,
      { kind: 'text', name: 'costComment', label: 'Cost against the award', hint: costHint(state) },
    ],
    typed: { economy, efficiency, effectiveness, costComment },
    said: (values) => ({
      economy: values['economy'],
      efficiency: values['efficiency'],
      effectiveness: values['effectiveness'],
      costComment: values['costComment'],
    }),
  }),
};

const valueInputs: readonly Input[] = [
  { kind: 'text', name: 'economy', label: 'Economy', hint: 'What was done to keep costs down' },
  {
    kind: 'text',
    name: 'efficiency',
    label: 'Efficiency',
    hint: 'What was got for the money: the cost of each session, or of each person reached',
  },
  { kind: 'text', name: 'effectiveness', label: 'Effectiveness', hint: 'Whether it met its aim' },
];

function costHint(state: AwardedProject): string {
  const spent = `${formatPence(spentPence(state))} of ${formatPence(awardPence(state))} is spent`;
  return `${spent}. If any is left, say why`;
}

const recommendations = [
  { value: 'mainstream', text: 'Mainstream it', hint: { text: 'An agency takes it into its own budget' } },
  { value: 'continue', text: 'Continue it', hint: { text: 'It is funded again' } },
  { value: 'discontinue', text: 'Stop it' },
] as const;
const recommended = recommendations.map(({ value }) => value);

const nextFields = {
  recommend: optional(choice(recommended, { what: 'what should happen next' })),
  byWhom: optional(line({ what: 'by whom' })),
  from: optional(day({ what: 'the day from when' })),
  budget: optional(line({ what: 'the budget' })),
  why: optional(text({ what: 'why' })),
};

/** What should become of it, and where an agency takes it on, by whom, from when and which budget. */
export const nextTask: EvaluationTask = {
  slug: 'next',
  title: 'What should happen next',
  neededFor: 'full',
  isDone: (soFar) => soFar.next?.recommend !== undefined && isMainstreamingComplete(soFar),
  isBegun: ({ next }) => next !== undefined,
  open: ({ next }) => ({
    form: new Form(nextFields),
    inputs: [
      {
        kind: 'radios',
        name: 'recommend',
        label: 'What should happen next?',
        items: recommendations,
        neither: 'Not said yet',
      },
      { kind: 'line', name: 'byWhom', label: 'If it is mainstreamed: by whom?' },
      { kind: 'day', name: 'from', label: 'From when?' },
      { kind: 'line', name: 'budget', label: 'From which budget?' },
      { kind: 'text', name: 'why', label: 'Why?' },
    ],
    typed: typedNext(next),
    said: ({ recommend, byWhom, from, budget, why }) => {
      const said = stated({ recommend, byWhom, from, budget, why });
      return { next: Object.keys(said).length === 0 ? undefined : said };
    },
  }),
};
