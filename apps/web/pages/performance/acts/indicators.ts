import { units } from '#funding/indicator/indicator.events';
import type { Typed } from '#govuk/fields';
import { actualAt, currentDefinition, targetAt } from '#funding/indicator/state';
import { yearInWords } from '#kernel/financial-year';
import { inWords, inWordsAtFirst } from '#reads/words';
import type { Visit } from '../../../access/visit.js';
import { act } from '../../../acts/act.js';
import type { AnswersTo } from '../../../acts/act.js';
import { askChoice, askFigure, askLine, askText, askWhy, leftEmpty, maybe } from '../../../acts/questions.js';
import { idFromName } from '../../../commands/id-from-name.js';
import { priorityChoicesNow } from '../../source/choices.js';
import { around, askPeriod, backTo, backToPeriod, definedAt } from '../measure-at.js';
import type { MeasureAct } from '../measure-at.js';

const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> => (value === undefined ? {} : ({ [name]: value } as Record<Name, Value>));

const unitChoices = units.map((unit) => ({ value: unit, text: inWordsAtFirst(unit) }));

export const define: MeasureAct = (at) =>
  act({
    ...around(at, 'Indicators'),
    title: 'Define an indicator',
    intro: ['What is measured to see whether a priority is served. Targets and figures follow.'],
    questions: askDefinition(at.visit),
    button: 'Define the indicator',
    command: (answers) => ({
      name: 'DefineIndicator',
      content: { indicator: idFromName(answers.name), ...definitionIn(answers) },
    }),
    fields: { indicator: 'name', ...baselineFields },
    done: backTo(at, 'The indicator is defined.'),
  });

/**
 * An indicator that is measured in another way from now on. What was said of it under the definition before
 * stays under that, so that figures of two kinds never stand in one row.
 */
export const redefine: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state?.status !== 'defined') return undefined;
  const now = currentDefinition(state);
  return act({
    ...around(at, state.name),
    title: 'Define the indicator anew',
    intro: [
      'Its targets and figures so far stay under the definition they were given under. New ones are given under this.',
    ],
    questions: { ...askDefinition(at.visit, now.priority), reason: askWhy },
    replaces: typedDefinition(now),
    button: 'Define the indicator anew',
    command: ({ reason, ...answers }) => ({
      name: 'RedefineIndicator',
      content: {
        indicator: at.of,
        definition: now.definition + 1,
        ...definitionIn(answers),
        reason,
      },
    }),
    fields: { definition: 'name', ...baselineFields },
    done: backTo(at, 'The indicator is defined anew.'),
  });
};

/** What stands in the inputs of a definition that is there. */
function typedDefinition({
  name,
  priority,
  unit,
  better,
  suppliedBy,
  per = '',
  partYearUnit,
  baseline,
}: ReturnType<typeof currentDefinition>): Typed {
  const { figure = '', period = '' } = baseline ?? {};
  const began = { baseline: figure, baselinePeriod: period };
  return { name, priority, unit, better, suppliedBy, per, partYearUnit: partYearUnit ?? '', ...began };
}

export const retire: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state?.status !== 'defined') return undefined;
  return act({
    ...around(at, state.name),
    title: 'Retire an indicator',
    intro: [
      'It gets no new targets, and leaves the list of later years. Figures that are still to come can be recorded, and what was recorded stays.',
    ],
    questions: { reason: askWhy },
    button: 'Retire the indicator',
    command: ({ reason }) => ({ name: 'RetireIndicator', content: { indicator: at.of, reason } }),
    done: backTo(at, 'The indicator is retired.'),
  });
};

const askBetter = askChoice({ label: 'Which is better?', what: 'which is better' }, [
  { value: 'higher' as const, text: 'Higher' },
  { value: 'lower' as const, text: 'Lower' },
]);

/** What is asked of an indicator that is new, or is measured anew. */
function askDefinition(visit: Visit, priority?: string) {
  return {
    name: askLine({
      label: 'Its name',
      what: 'its name',
      hint: 'With its number in a national set, where it has one',
    }),
    priority: askChoice(
      { label: 'Which priority does it measure?', what: 'the priority' },
      priorityChoicesNow(visit, priority),
    ),
    unit: askChoice({ label: 'What are its figures?', what: 'what its figures are' }, unitChoices),
    per: maybe(
      askLine({
        label: 'Of what it is a rate',
        what: 'of what it is a rate',
        hint: 'Such as 1,000 residents',
      }),
    ),
    partYearUnit: leftEmpty(
      askChoice(
        {
          label: 'What are its figures for a part of the year, where that is something else?',
          what: 'those',
        },
        unitChoices,
      ),
      'The same',
    ),
    better: askBetter,
    suppliedBy: askLine({
      label: 'Who supplies the figures?',
      what: 'who supplies the figures',
      hint: 'A body or a survey, and no name of a person',
    }),
    baseline: maybe(askFigure({ label: 'Where it began', what: 'where it began' })),
    baselinePeriod: maybe(askLine({ label: 'The period of that figure', what: 'the period of that figure' })),
  };
}

type Defining = AnswersTo<ReturnType<typeof askDefinition>>;

const baselineFields = { 'baseline.period': 'baselinePeriod', 'baseline.figure': 'baseline' } as const;

/** The answers as a command gives them. */
function definitionIn({ per, partYearUnit, baseline, baselinePeriod = '', ...terms }: Defining) {
  return {
    ...terms,
    ...given('per', per),
    ...given('partYearUnit', partYearUnit),
    ...(baseline === undefined ? {} : { baseline: { figure: baseline, period: baselinePeriod } }),
  };
}

const askTarget = {
  figure: maybe(askFigure({ label: 'Target', what: 'the target' })),
  notSet: maybe(askText({ label: 'Why none is set yet', what: 'why none is set yet' })),
  note: maybe(askText({ label: 'A note', what: 'the note' })),
  reason: maybe(
    askText({
      label: 'Why it changes',
      what: 'why it changes',
      hint: 'Where the period has a target already',
    }),
  ),
} as const;

export const setTarget: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state === undefined) return undefined;
  const { definition } = currentDefinition(state);
  return act({
    ...around(at, state.name),
    title: 'Set a target',
    intro: ['Leave the figure empty, and say why, where no target is set yet: that is no target of nil.'],
    questions: {
      ...askPeriod(at.visit),
      ...askTarget,
    },
    button: 'Set the target',
    warning: ({ year, period }) =>
      targetAt(state, { definition, year, period }) === undefined
        ? undefined
        : 'This period has a target already. The earlier one stays on the record.',
    command: ({ year, period, figure, notSet, note, reason }) => ({
      name: 'SetTarget',
      content: {
        indicator: at.of,
        year,
        period,
        ...given('figure', figure),
        ...given('notSet', notSet),
        ...given('note', note),
        ...given('reason', reason),
      },
    }),
    done: backToPeriod(at, 'The target is set.'),
  });
};

/** What a figure is asked for, and what stands for it where it is not available. */
const askResult = {
  figure: maybe(askFigure({ label: 'Figure', what: 'the figure' })),
  notAvailable: maybe(
    askText({
      label: 'Why it is not available',
      what: 'why it is not available',
      hint: 'Only where there is no figure: what is not known is never entered as nil',
    }),
  ),
  source: askLine({ label: 'Where it comes from', what: 'where it comes from' }),
  note: maybe(askText({ label: 'A note', what: 'the note', hint: 'Such as a part that is missing' })),
} as const;

export const recordActual: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state === undefined) return undefined;
  const { definition } = currentDefinition(state);
  return act({
    ...around(at, state.name),
    title: 'Record a figure',
    intro: ['What a period came to, or that this is not available, and why.'],
    questions: { ...askPeriod(at.visit), ...askResult },
    button: 'Record the figure',
    command: ({ year, period, figure, notAvailable, source, note }) => ({
      name: 'RecordActual',
      content: {
        indicator: at.of,
        actual: `${year}-${period}-${definition}`,
        year,
        period,
        ...given('figure', figure),
        ...given('notAvailable', notAvailable),
        source,
        ...given('note', note),
      },
    }),
    fields: { actual: 'figure' },
    done: backToPeriod(at, 'The figure is recorded.'),
  });
};

/** A figure that was wrong is corrected by a new one that names it: the old one stays on the record. */
export const correctActual: MeasureAct = async (at) => {
  const state = await definedAt(at);
  if (state === undefined) return undefined;
  const standing = state.actuals.filter((one) => actualAt(state, one) === one);
  if (standing.length === 0) return undefined;
  const choices = standing.map(({ actual, year, period, figure, notAvailable = '' }) => ({
    value: actual,
    text: `${yearInWords(year)}, ${inWords(period)}: ${figure ?? notAvailable}`,
  }));
  return act({
    ...around(at, state.name),
    title: 'Correct a figure',
    questions: {
      corrects: askChoice({ label: 'Which figure was wrong?', what: 'the figure that was wrong' }, choices),
      ...askResult,
      reason: askWhy,
    },
    button: 'Correct the figure',
    command: ({ corrects, figure, notAvailable, source, note, reason }) => ({
      name: 'CorrectActual',
      content: {
        indicator: at.of,
        corrects,
        actual: `${corrects.slice(0, 58)}-anew`,
        ...given('figure', figure),
        ...given('notAvailable', notAvailable),
        source,
        ...given('note', note),
        reason,
      },
    }),
    fields: { actual: 'figure' },
    done: backTo(at, 'The figure is corrected.'),
  });
};
