import type { Refused, RefusalMessage } from '#kernel/decider';
import type { IndicatorCommand } from './indicator.commands.js';
import type { IndicatorEvent } from './indicator.events.js';

/** Why an indicator says no, with the words for it. */
export type IndicatorRefusal =
  | 'no-such-indicator'
  | 'indicator-differs'
  | 'indicator-retired'
  | 'definition-differs'
  | 'definition-out-of-order'
  | 'rate-of-what'
  | 'target-or-why-none'
  | 'target-set-already'
  | 'figure-or-why-none'
  | 'period-not-begun'
  | 'figure-differs'
  | 'figure-recorded-already'
  | 'no-such-figure'
  | 'figure-corrected-already'
  | 'mitigation-differs'
  | 'nobody-mitigates'
  | 'nothing-to-mitigate'
  | 'no-such-mitigation'
  | 'progress-differs'
  | 'mitigation-ended';

export type IndicatorOutcome = readonly IndicatorEvent[] | Refused<IndicatorRefusal>;
/** What stands in the way, if anything. */
export type InTheWay = Refused<IndicatorRefusal> | undefined;
export type Asked<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

export const indicatorRefusalMessages: Record<IndicatorRefusal, RefusalMessage> = {
  'no-such-indicator': {
    field: 'indicator',
    text: 'The partnership has no indicator with this identity. Define it first.',
  },
  'indicator-differs': {
    field: 'indicator',
    text: 'This identity already stands for {name}, in other words. Define that anew, or choose another.',
  },
  'indicator-retired': {
    field: 'indicator',
    text: 'This indicator was retired. Define another, so that the years stay apart.',
  },
  'definition-differs': {
    field: 'definition',
    text: 'Definition {definition} says something else. The next is {next}.',
  },
  'definition-out-of-order': { field: 'definition', text: 'The next definition is {next}.' },
  'rate-of-what': { field: 'per', text: 'Say of what the rate is, such as 1,000 residents.' },
  'target-or-why-none': {
    field: 'figure',
    text: 'Give the target, or why none is set yet, and not both.',
  },
  'target-set-already': {
    field: 'reason',
    text: 'There is a target already: {target}. Say why it changes.',
  },
  'figure-or-why-none': {
    field: 'figure',
    text: 'Give the figure, or why it is not available, and not both.',
  },
  'period-not-begun': {
    field: 'period',
    text: 'This period begins on {begins}. It has no figure yet.',
  },
  'figure-differs': { field: 'actual', text: 'This identity stands for another figure: {figure}.' },
  'figure-recorded-already': {
    field: 'period',
    text: 'The period has a figure already, {actual}: {figure}. Correct that one by naming it.',
  },
  'no-such-figure': { field: 'corrects', text: 'The indicator has no figure with the identity {actual}.' },
  'figure-corrected-already': {
    field: 'corrects',
    text: 'This figure was corrected already, by {by}. Correct that one.',
  },
  'mitigation-differs': { field: 'mitigation', text: 'This identity stands for another action.' },
  'nobody-mitigates': { field: 'person', text: 'Say who will do it: a person, a role, or both.' },
  'nothing-to-mitigate': {
    field: 'period',
    text: 'Nothing is recorded for this period, so there is nothing to mitigate. Record what it came to first.',
  },
  'no-such-mitigation': { field: 'mitigation', text: 'No such mitigating action is planned.' },
  'progress-differs': { field: 'report', text: 'This identity stands for another report of progress.' },
  'mitigation-ended': {
    field: 'mitigation',
    text: 'This action is {standing}. Plan another if more is to be done.',
  },
};
