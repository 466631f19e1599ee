import { refuse } from '#kernel/decider';
import { daysBetween, formatDate } from '#kernel/local-date';
import { evaluationDueOn, monthsOwed, openObligations } from './obligations.js';
import type { DeliveryEvents } from './delivery.events.js';
import { stated, whenAwarded } from './rules.js';
import type { Answer, Asked, Folds, Rules } from './rules.js';
import type { AwardedProject, ProjectState } from './state.js';

export const reminderRules: Rules<'RecordReminder' | 'EscalateEvaluation', AwardedProject> = {
  RecordReminder: record,
  EscalateEvaluation: escalate,
};

interface Rung {
  readonly obligation: string;
  readonly of?: string;
  readonly dueOn: string;
  readonly days: number;
}

/** The identity of a rung: its obligation, its due date, and its days from it (rule 18). */
function reminderKey({ obligation, of = '', dueOn, days }: Rung): string {
  return `${obligation} ${of} ${dueOn} ${days}`;
}

/** Each rung is recorded once, whichever message carried it; and none for what is no longer owed. */
function record(command: Asked<'RecordReminder'>, state: AwardedProject): Answer {
  const { obligation, of, dueOn, days, message, to } = command;
  if (state.reminders.has(reminderKey(stated({ obligation, of, dueOn, days })))) return [];
  if (!isOwed(command, state)) return refuse('nothing-due', { dueOn: formatDate(dueOn) });
  const data = stated({ obligation, of, dueOn, days, message, to });
  return [{ type: 'EvaluationReminderSent', data }];
}

function isOwed({ obligation, of, dueOn, today }: Asked<'RecordReminder'>, state: AwardedProject): boolean {
  // A reclaim is its source's, and on which day of the month updates are due is the partnership's policy.
  if (obligation === 'reclaim') return true;
  if (obligation === 'performance-update') return of !== undefined && monthsOwed(state, today).includes(of);
  return openObligations(state, { upTo: today, updatesDueOnDay: 1 }).some(
    (owed) => owed.kind === obligation && owed.of === of && owed.dueOn === dueOn,
  );
}

function escalate(command: Asked<'EscalateEvaluation'>, state: AwardedProject): Answer {
  const { dueOn, days, to, today } = command;
  if (state.reminders.has(escalationKey({ dueOn, days, to }))) return [];
  if (evaluationDueOn(state) !== dueOn) return refuse('nothing-due', { dueOn: formatDate(dueOn) });
  if (daysBetween(dueOn, today) < days) return refuse('not-overdue', { days: String(days) });
  return [{ type: 'EvaluationEscalated', data: { dueOn, days, to } }];
}

function escalationKey({ dueOn, days, to }: DeliveryEvents['EvaluationEscalated']): string {
  return reminderKey({ obligation: 'escalation', of: to, dueOn, days });
}

export const reminderFolds: Folds<Pick<DeliveryEvents, 'EvaluationReminderSent' | 'EvaluationEscalated'>> = {
  EvaluationReminderSent: (state, data) => sent(state, reminderKey(data)),
  EvaluationEscalated: (state, data) => sent(state, escalationKey(data)),
};

function sent(state: ProjectState, key: string): ProjectState {
  return whenAwarded(state, (project) => ({ ...project, reminders: new Set([...project.reminders, key]) }));
}
