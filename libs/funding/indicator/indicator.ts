import { refuse } from '#kernel/decider';
import type { Decider } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import { correctActual, recordActual, setTarget } from './measured.js';
import { planMitigation, reportMitigation } from './mitigations.js';
import type { IndicatorCommand } from './indicator.commands.js';
import type { DefinitionTerms, IndicatorEvent } from './indicator.events.js';
import type { Asked, IndicatorOutcome, IndicatorRefusal, InTheWay } from './refusals.js';
import { currentDefinition, notDefined } from './state.js';
import type { Defined, IndicatorState } from './state.js';

export { indicatorRefusalMessages } from './refusals.js';

/**
 * An indicator: what it measures, what it is to reach, what it reached, and what is done where it falls
 * short.
 */
export const indicator: Decider<IndicatorState, IndicatorCommand, IndicatorEvent, IndicatorRefusal> = {
  initialState: notDefined,
  decide,
  evolve,
};

type WhenDefined = Exclude<IndicatorCommand['type'], 'DefineIndicator'>;
type Happening = Exclude<IndicatorEvent['type'], 'IndicatorDefined'>;
type DataOf<Type extends Happening> = Extract<IndicatorEvent, { type: Type }>['data'];

/** What decides each command. One that is missing does not compile. */
const decisions: {
  readonly [Type in WhenDefined]: (command: Asked<Type>, state: Defined) => IndicatorOutcome;
} = {
  RedefineIndicator: redefine,
  RetireIndicator: retire,
  SetTarget: setTarget,
  RecordActual: recordActual,
  CorrectActual: correctActual,
  PlanMitigation: planMitigation,
  ReportMitigation: reportMitigation,
};

function decide(command: IndicatorCommand, state: IndicatorState): IndicatorOutcome {
  if (command.type === 'DefineIndicator') return define(command, state);
  if (state.status === 'none') return refuse('no-such-indicator');
  const decideOn = decisions[command.type] as (command: IndicatorCommand, state: Defined) => IndicatorOutcome;
  return decideOn(command, state);
}

function define(command: Asked<'DefineIndicator'>, state: IndicatorState): IndicatorOutcome {
  const terms = termsOf(command, 1);
  if (state.status === 'none') {
    return rateOfNothing(command) ?? [{ type: 'IndicatorDefined', data: terms }];
  }
  const [first] = state.definitions;
  if (sameContent(first, terms)) return [];
  return refuse('indicator-differs', { name: currentDefinition(state).name });
}

function redefine(command: Asked<'RedefineIndicator'>, state: Defined): IndicatorOutcome {
  const { definition, reason } = command;
  const said = { ...termsOf(command, definition), reason };
  const next = String(state.definitions.length + 1);
  const known = state.definitions.find((one) => one.definition === definition);
  if (known !== undefined)
    return sameContent(known, said)
      ? []
      : refuse('definition-differs', { definition: String(definition), next });
  if (String(definition) !== next) return refuse('definition-out-of-order', { next });
  if (state.status === 'retired') return refuse('indicator-retired');
  return rateOfNothing(command) ?? [{ type: 'IndicatorRedefined', data: said }];
}

function retire({ reason }: Asked<'RetireIndicator'>, state: Defined): IndicatorOutcome {
  return state.status === 'retired' ? [] : [{ type: 'IndicatorRetired', data: { reason } }];
}

function rateOfNothing(command: Asked<'DefineIndicator' | 'RedefineIndicator'>): InTheWay {
  const isRate = command.unit === 'rate' || command.partYearUnit === 'rate';
  return isRate && command.per === undefined ? refuse('rate-of-what') : undefined;
}

function termsOf(
  command: Asked<'DefineIndicator' | 'RedefineIndicator'>,
  definition: number,
): DefinitionTerms {
  const { name, unit, per, partYearUnit, better, priority, suppliedBy, baseline } = command;
  return {
    definition,
    name,
    unit,
    ...(per === undefined ? {} : { per }),
    ...(partYearUnit === undefined ? {} : { partYearUnit }),
    better,
    priority,
    suppliedBy,
    ...(baseline === undefined ? {} : { baseline: { figure: baseline.figure, period: baseline.period } }),
  };
}

/** What each event changes. One that is missing does not compile. */
const changes: { readonly [Type in Happening]: (state: Defined, data: DataOf<Type>) => Partial<Defined> } = {
  IndicatorRedefined: ({ definitions }, data) => ({ definitions: [...definitions, data] }),
  IndicatorRetired: () => ({ status: 'retired' }),
  TargetSet: ({ targets }, data) => ({ targets: [...targets, data] }),
  ActualRecorded: ({ actuals }, data) => ({ actuals: [...actuals, data] }),
  ActualCorrected: ({ actuals }, data) => ({
    actuals: [
      ...actuals.map((known) =>
        known.actual === data.corrects ? { ...known, correctedBy: data.actual } : known,
      ),
      data,
    ],
  }),
  MitigationPlanned: ({ mitigations }, data) => ({
    mitigations: [...mitigations, { ...data, standing: 'planned', reports: [] }],
  }),
  MitigationReported: ({ mitigations }, data) => ({
    mitigations: mitigations.map((known) =>
      known.mitigation === data.mitigation
        ? { ...known, standing: data.standing, reports: [...known.reports, data] }
        : known,
    ),
  }),
};

function evolve(state: IndicatorState, event: IndicatorEvent): IndicatorState {
  if (event.type === 'IndicatorDefined') {
    return { status: 'defined', definitions: [event.data], targets: [], actuals: [], mitigations: [] };
  }
  // What was told before the beginning, as when a report stops at an earlier day, says nothing of an
  // indicator.
  if (state.status === 'none') return state;
  const change = changes[event.type] as (state: Defined, data: typeof event.data) => Partial<Defined>;
  return { ...state, ...change(state, event.data) };
}
