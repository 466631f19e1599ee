import { refuse } from '#kernel/decider';
import type { AwardEvents } from './project.events.js';
import { placeOf, whenAwarded, withEntry } from './rules.js';
import type { Answer, Asked, Folds, Rules } from './rules.js';
import type { AwardedProject, Condition, ProjectState } from './state.js';

export const conditionRules: Rules<'DischargeCondition' | 'WaiveCondition', AwardedProject> = {
  DischargeCondition: discharge,
  WaiveCondition: waive,
};

function discharge({ condition, evidence }: Asked<'DischargeCondition'>, state: AwardedProject): Answer {
  const known = state.conditions.get(condition);
  if (known === undefined) return refuse('no-such-condition', { condition });
  if (known.status === 'discharged' && known.evidence === evidence) return [];
  if (known.status !== 'open') return refuse('condition-not-open', { condition, status: known.status });
  return [{ type: 'ConditionDischarged', data: { condition, evidence } }];
}

/** Known by the condition and not by the decision alone: one item of a meeting may let several go. */
function waive({ condition, decision }: Asked<'WaiveCondition'>, state: AwardedProject): Answer {
  const known = state.conditions.get(condition);
  if (known === undefined) return refuse('no-such-condition', { condition });
  const place = placeOf(decision);
  if (known.waiver?.decision === place.decision && known.waiver.reasons === place.reasons) return [];
  if (known.status !== 'open') return refuse('condition-not-open', { condition, status: known.status });
  return [{ type: 'ConditionWaived', data: { ...place, condition } }];
}

/** Conditions to be met before payment that are open. */
export function openBeforePayment(state: AwardedProject): readonly string[] {
  const open = [...state.conditions.values()].filter(({ status }) => status === 'open');
  return open.filter(({ when }) => when === 'before-payment').map(({ condition }) => condition);
}

export const conditionFolds: Folds<Pick<AwardEvents, 'ConditionDischarged' | 'ConditionWaived'>> = {
  ConditionDischarged: (state, { condition, evidence }) =>
    changed(state, condition, (open) => ({ ...open, status: 'discharged', evidence })),
  ConditionWaived: (state, { condition, decision, reasons }) =>
    changed(state, condition, (open) => ({ ...open, status: 'waived', waiver: { decision, reasons } })),
};

function changed(state: ProjectState, id: string, change: (condition: Condition) => Condition): ProjectState {
  return whenAwarded(state, (project) => {
    const condition = project.conditions.get(id);
    if (condition === undefined) return project;
    return { ...project, conditions: withEntry(project.conditions, id, change(condition)) };
  });
}
