import { refuse } from '#kernel/decider';
import { daysBetween, formatDate } from '#kernel/local-date';
import type { ObligationKind, Told } from '#funding/ladder';
import { monthsOwed, openObligations } from './obligations.js';
import type { DeliveryEvents } from './delivery.events.js';
import { stated, whenAwarded, withEntry } from './rules.js';
import type { Answer, Asked, Folds, Rules } from './rules.js';
import { isAwarded } from './state.js';
import type { AwardedProject, ProjectState } from './state.js';

export const reminderRules: Rules<
  'RecordReminder' | 'CarryReminders' | 'TakeBackReminders' | 'PassOverReminder' | 'EscalateEvaluation',
  AwardedProject
> = {
  RecordReminder: record,
  CarryReminders: carry,
  TakeBackReminders: takeBack,
  PassOverReminder: passOver,
  EscalateEvaluation: escalate,
};

/** What is owed by a day, of which a ladder of rungs reminds. */
export interface OwedRung {
  readonly obligation: ObligationKind;
  readonly of?: string | undefined;
  readonly source?: string | undefined;
  readonly dueOn: string;
}

interface Rung extends OwedRung {
  readonly days: number;
  readonly told?: Told | undefined;
}

/** The identity of a rung: its obligation, its due date, its days from it (rule 18), and whom it tells. */
function reminderKey({ obligation, of = '', source = '', dueOn, days, told }: Rung): string {
  return `${obligation} ${of} ${source} ${dueOn} ${days} ${told ?? ''}`;
}

/** Every key under which a rung may be known: older records say neither the source nor who was told. */
function keysOf(rung: Rung): readonly string[] {
  const { told, source, ...others } = rung;
  return [
    reminderKey(rung),
    reminderKey({ ...others, source }),
    reminderKey({ ...others, told }),
    reminderKey(others),
  ];
}

/** What carried a rung: the id of its message, empty where it needed none; undefined while it is unsent. */
function carriedBy(state: AwardedProject, rung: Rung): string | undefined {
  const known = keysOf(rung).find((key) => state.reminders.has(key));
  return known === undefined ? undefined : state.reminders.get(known);
}

/** Each rung is recorded once, whichever message carried it; and none for what is no longer owed. */
function record(command: Asked<'RecordReminder'>, state: AwardedProject): Answer {
  const { obligation, of, source, dueOn, days, told, message, to } = command;
  if (carriedBy(state, command) !== undefined) return [];
  if (!isOwedStill(state, command, command.today)) return notOwed(command);
  const data = stated({ obligation, of, source, dueOn, days, told, message, to });
  return [{ type: 'EvaluationReminderSent', data }];
}

function notOwed({ dueOn }: OwedRung): Answer {
  return refuse('nothing-due', { dueOn: formatDate(dueOn) });
}

/**
 * A message takes rungs of one obligation with it. When another message has one of them already, or nothing
 * is owed, this one is to be claimed without: the refusal says which part of the message it is about.
 */
function carry(command: Asked<'CarryReminders'>, state: AwardedProject): Answer {
  const { project, obligation, of, source, dueOn, told, message, person } = command;
  const place = String(command.place);
  const rungs = command.days.map((days) => ({ obligation, of, source, dueOn, days, told }));
  const unsent = rungs.filter((rung) => carriedBy(state, rung) !== message);
  const taken = unsent.find((rung) => carriedBy(state, rung) !== undefined);
  if (taken !== undefined)
    return refuse('reminder-sent', { days: String(taken.days), obligation, project, place });
  if (unsent.length > 0 && !isOwedStill(state, command, command.today))
    return refuse('nothing-due', { dueOn: formatDate(dueOn), project, place });
  return unsent.map((rung) => ({
    type: 'EvaluationReminderSent',
    data: stated({ ...rung, message, to: [person] }),
  }));
}

/** The message has not gone, and somebody else is to be told: what it had taken is to be sent again. */
function takeBack(command: Asked<'TakeBackReminders'>, state: AwardedProject): Answer {
  const { obligation, of, source, dueOn, told, message } = command;
  const rungs = command.days.map((days) => ({ obligation, of, source, dueOn, days, told }));
  return rungs
    .filter((rung) => state.reminders.get(reminderKey(rung)) === message)
    .map((rung) => ({ type: 'ReminderTakenBack', data: stated({ ...rung, message }) }));
}

function passOver(command: Asked<'PassOverReminder'>, state: AwardedProject): Answer {
  const { obligation, of, source, dueOn, days, told } = command;
  if (carriedBy(state, command) !== undefined) return [];
  if (!isOwedStill(state, command, command.today)) return notOwed(command);
  return [{ type: 'ReminderPassedOver', data: stated({ obligation, of, source, dueOn, days, told }) }];
}

/** Whether a project still owes what a rung reminds of. Of a reclaim its source has to say. */
export function isOwedStill(
  state: ProjectState,
  { obligation, of, dueOn }: OwedRung,
  today: string,
): boolean {
  if (!isAwarded(state)) return false;
  // A reclaim is its source's, and on which day of the month updates are due is the partnership's policy.
  if (obligation === 'reclaim') return true;
  if (obligation === 'performance-update') return of !== undefined && monthsOwed(state, today).includes(of);
  // It is asked whether the project has finished before the day has come, where a ladder says so.
  const upTo = obligation === 'finish-check' && dueOn > today ? dueOn : today;
  return openObligations(state, { upTo, updatesDueOnDay: 1 }).some(
    (owed) => owed.kind === obligation && owed.of === of && owed.dueOn === dueOn,
  );
}

function escalate(command: Asked<'EscalateEvaluation'>, state: AwardedProject): Answer {
  const { dueOn, days, to, today, obligation, of, source } = command;
  if (state.reminders.has(escalationKey(command))) return [];
  const owed = { obligation: obligation ?? 'evaluation', of, dueOn };
  if (!isOwedStill(state, owed, today)) return notOwed(owed);
  // A rung before the due date may go earlier than it falls, on a working day: its plan has seen to that.
  if (days > 0 && daysBetween(dueOn, today) < days) return refuse('not-overdue', { days: String(days) });
  return [{ type: 'EvaluationEscalated', data: stated({ dueOn, days, to, obligation, of, source }) }];
}

type Escalation = Pick<Asked<'EscalateEvaluation'>, 'dueOn' | 'days' | 'to'> &
  Partial<DeliveryEvents['EvaluationEscalated']>;

function escalationKey({ dueOn, days, to, obligation = 'evaluation', of, source }: Escalation): string {
  return `escalation ${reminderKey({ obligation, of, source, dueOn, days, told: to })}`;
}

export const reminderFolds: Folds<
  Pick<
    DeliveryEvents,
    'EvaluationReminderSent' | 'ReminderPassedOver' | 'ReminderTakenBack' | 'EvaluationEscalated'
  >
> = {
  EvaluationReminderSent: (state, data) => sent(state, reminderKey(data), data.message),
  ReminderPassedOver: (state, data) => sent(state, reminderKey(data), ''),
  ReminderTakenBack: (state, data) =>
    whenAwarded(state, (project) => {
      const reminders = new Map(project.reminders);
      reminders.delete(reminderKey(data));
      return { ...project, reminders };
    }),
  EvaluationEscalated: (state, data) => sent(state, escalationKey(data), ''),
};

function sent(state: ProjectState, key: string, message: string): ProjectState {
  return whenAwarded(state, (project) => ({
    ...project,
    reminders: withEntry(project.reminders, key, message),
  }));
}
