import type { Went } from './naive-reminders.ts';

/** What the body of an event says of a reminder. */
export interface Told {
  readonly effectiveOn: string;
  readonly data: {
    readonly obligation?: string;
    readonly of?: string;
    readonly dueOn: string;
    readonly days: number;
    readonly told?: string;
    readonly to?: readonly string[] | string;
  };
}

const reminders = new Set(['EvaluationReminderSent', 'ReminderPassedOver']);

/** A reminder as an event tells of it: to someone, onto the agenda, or to nobody. */
export function wentBy(type: string, { effectiveOn: on, data }: Told): Went | undefined {
  const { obligation, of, dueOn, days, told, to } = data;
  const [person = ''] = Array.isArray(to) ? (to as readonly string[]) : [];
  const rung = { kind: obligation ?? 'evaluation', of: of ?? '', dueOn, days, on };
  if (type === 'EvaluationEscalated') return { ...rung, told: String(to), to: '' };
  return reminders.has(type) ? { ...rung, told: told ?? '', to: person } : undefined;
}

/** A line for each, so that a difference can be read. */
export function inWords(project: string, { on, kind, of, dueOn, days, told, to }: Went): string {
  return `${on} ${project}: ${kind} ${of} due ${dueOn}, ${days} days: ${told} ${to}`;
}
