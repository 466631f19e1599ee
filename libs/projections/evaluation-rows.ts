import type { ProjectEvent } from '#funding/project/project.events';
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
    const { month, rag, progress, risks, nextSteps: next_steps } = event.data;
    const said = { month, rag, progress, risks, next_steps };
    write.put(performanceUpdates, { partnership, project, ...said, submitted_on, person: actor.person });
    writeObligations(event, write);
  },
  EvaluationReminderSent(event, write) {
    const { partnership, subject: project, effectiveOn: sent_on, recordedAt: recorded_at } = event;
    const { obligation: kind, of: which = '', dueOn: due_on, days, message, to } = event.data;
    const rung = { kind, which, due_on, days, message, sent_to: JSON.stringify(to) };
    write.put(remindersSent, { partnership, project, ...rung, sent_on, recorded_at });
    writeObligations(event, write);
  },
  EvaluationEscalated({ position, partnership, subject, recordedAt, data: { dueOn, days, to } }, write) {
    const told = { due_on: dueOn, days, told: to, recorded_at: recordedAt };
    write.add(escalations, { position, partnership, project: subject, ...told });
  },
  EvaluationSubmitted(event, write) {
    const { daysLate, answers } = event.data;
    const row = write.the(evaluations, event.stream);
    write.change(evaluations, row, {
      status: 'submitted',
      submitted_on: event.effectiveOn,
      first_days_late: row.first_days_late ?? daysLate,
      recommended: answers.next?.recommend ?? row.recommended,
      answers: JSON.stringify(answers),
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
    const row = write.the(evaluations, event.stream);
    const recommended = event.data.recommend ?? row.recommended;
    write.change(evaluations, row, { status: 'accepted', recommended });
    moveOn(event, write, 'evaluated');
  },
} satisfies HandlersOf<ProjectEvent>;

const finishedStatuses: ReadonlySet<string> = new Set(['finished', 'evaluation-submitted', 'evaluated']);

/**
 * The evaluation moves a finished project on. One whose outcome is decided, or that runs, stays what it is.
 */
function moveOn(event: Happened, write: Write, status: string): void {
  const row = write.the(projects, event.stream);
  if (finishedStatuses.has(row.status)) write.change(projects, row, { status });
  writeObligations(event, write);
}
