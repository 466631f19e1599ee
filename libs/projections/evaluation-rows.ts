import type { ProjectEvent, ProjectEvents } from '#funding/project/project.events';
import { writeObligations } from '#projections/obligation-rows';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import {
  escalations,
  evaluations,
  performanceUpdates,
  projects,
  remindersSent,
} from '#projections/projects.tables';

/** What becomes of the reports and the evaluation that a project owes. */
export const evaluationRowHandlers = {
  EvaluationFormIssued({ stream, data: { form, version } }, write) {
    write.change(evaluations, write.the(evaluations, stream), { form, form_version: version });
  },
  PerformanceUpdateSubmitted(event, write) {
    const { partnership, subject: project, effectiveOn: submitted_on, actor } = event;
    const said = { month: event.data.month, ...reportIn(event.data) };
    write.put(performanceUpdates, { partnership, project, ...said, submitted_on, person: actor.person });
    writeObligations(event, write);
  },
  PerformanceUpdateCorrected({ stream, effectiveOn: corrected_on, data }, write) {
    const sent = write.the(performanceUpdates, stream, data.month);
    write.change(performanceUpdates, sent, { ...reportIn(data), corrected_on });
  },
  EvaluationReminderSent(event, write) {
    const { partnership, subject: project, effectiveOn: sent_on, recordedAt: recorded_at } = event;
    const sent = { message: event.data.message, sent_to: JSON.stringify(event.data.to) };
    write.put(remindersSent, { partnership, project, ...rungOf(event.data), ...sent, sent_on, recorded_at });
    writeObligations(event, write);
  },
  ReminderPassedOver: (event, write) => passedOver(event, write, event.data),
  ReminderTakenBack(event, write) {
    const { kind, which, source, due_on, days, told } = rungOf(event.data);
    const key = [kind, which, source, due_on, String(days), told] as const;
    write.remove(remindersSent, write.the(remindersSent, event.stream, ...key));
    writeObligations(event, write);
  },
  EvaluationEscalated(event, write) {
    const { position, partnership, subject, recordedAt } = event;
    const { dueOn, days, to, obligation = 'evaluation', of, source } = event.data;
    const told = { due_on: dueOn, days, told: to, recorded_at: recordedAt };
    write.add(escalations, { position, partnership, project: subject, ...told });
    passedOver(event, write, { obligation, of, source, dueOn, days, told: to });
  },
  EvaluationDrafted({ stream, data }, write) {
    write.change(evaluations, write.the(evaluations, stream), { draft: JSON.stringify(data.answers) });
  },
  EvaluationSubmitted(event, write) {
    const { daysLate, answers } = event.data;
    const row = write.the(evaluations, event.stream);
    const recommend = answers.next?.recommend;
    write.change(evaluations, row, {
      status: 'submitted',
      submitted_on: event.effectiveOn,
      first_days_late: row.first_days_late ?? daysLate,
      ...(recommend === undefined ? {} : { recommended: recommend, recommended_by: 'lead-officer' }),
      answers: JSON.stringify(answers),
      draft: null,
    });
    moveOn(event, write, 'evaluation-submitted');
  },
  EvaluationReturned(event, write) {
    const { newDueOn, reasons } = event.data;
    const agreed = { agreed_because: 'returned', agreed_on: newDueOn, agreed_reasons: reasons };
    write.change(evaluations, write.the(evaluations, event.stream), { status: 'owed', ...agreed });
    moveOn(event, write, 'finished');
  },
  EvaluationPutOff(event, write) {
    const { revisitOn, reasons } = event.data;
    const agreed = { agreed_because: 'put-off', agreed_on: revisitOn, agreed_reasons: reasons };
    write.change(evaluations, write.the(evaluations, event.stream), agreed);
    moveOn(event, write, 'finished');
  },
  EvaluationWaived(event, write) {
    const waived = { status: 'waived', waived_because: event.data.reason };
    write.change(evaluations, write.the(evaluations, event.stream), waived);
    moveOn(event, write, 'finished');
  },
  ProjectEvaluated(event, write) {
    const { recommend } = event.data;
    write.change(evaluations, write.the(evaluations, event.stream), {
      status: 'accepted',
      ...(recommend === undefined ? {} : { recommended: recommend, recommended_by: 'chair' }),
    });
    moveOn(event, write, 'evaluated');
  },
} satisfies HandlersOf<ProjectEvent>;

/** What a monthly report says. */
function reportIn(data: ProjectEvents['PerformanceUpdateSubmitted']) {
  const { rag, progress, risks = null, nextSteps: next_steps = null } = data;
  return { rag, progress, risks, next_steps };
}

interface Rung {
  readonly obligation: string;
  readonly of?: string | undefined;
  readonly source?: string | undefined;
  readonly dueOn: string;
  readonly days: number;
  readonly told?: string;
}

function rungOf({ obligation: kind, of: which = '', source = '', dueOn: due_on, days, told = '' }: Rung) {
  return { kind, which, source, due_on, days, told };
}

/** A rung that no message had to carry. */
function passedOver(event: Happened, write: Write, rung: Rung): void {
  const { partnership, subject: project, effectiveOn: sent_on, recordedAt: recorded_at } = event;
  const sent = { message: null, sent_to: '[]', sent_on, recorded_at };
  write.put(remindersSent, { partnership, project, ...rungOf(rung), ...sent });
  writeObligations(event, write);
}

const finishedStatuses: ReadonlySet<string> = new Set(['finished', 'evaluation-submitted', 'evaluated']);

/**
 * The evaluation moves a finished project on. One whose outcome is decided, or that runs, stays what it is.
 */
function moveOn(event: Happened, write: Write, status: string): void {
  const row = write.the(projects, event.stream);
  if (finishedStatuses.has(row.status)) write.change(projects, row, { status });
  writeObligations(event, write);
}
