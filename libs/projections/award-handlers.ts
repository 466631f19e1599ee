import type { AwardTerms, ProjectEvent } from '#funding/project/project.events';
import { allocate, keepPaidPart } from '#projections/award-rows';
import { putBid } from '#projections/bid-handlers';
import { writeObligations } from '#projections/obligation-rows';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import { conditions, evaluations, projects } from '#projections/projects.tables';
import type { RowOf } from '#projections/table';

/** What a decision on an award, and the answer to it, make of a project. */
export const awardHandlers = {
  ProjectFunded(event, write) {
    const {
      decision,
      meeting = null,
      item = null,
      chairsAction,
      decidedOn,
      acceptBy,
      recordedOn,
    } = event.data;
    changeProject(event, write, {
      status: 'funded',
      decision,
      meeting,
      item,
      decided_on: decidedOn,
      planned_since: recordedOn,
      acceptance: 'awaited',
      accept_by: acceptBy,
      accept_since: recordedOn,
      action_to_ratify: chairsAction === undefined ? null : decision.replace(/^action\//u, ''),
    });
    award(event, write, event.data);
  },
  ProjectTakenOn(event, write) {
    const { bid, decidedOn, reference, yetToStart = false, exampleOnly, recordedOn } = event.data;
    putBid(event, write, bid, yetToStart ? 'funded' : 'started');
    const started = {
      started_on: bid.startsOn ?? null,
      started_since: recordedOn,
      updates_from: recordedOn.slice(0, 7),
    };
    changeProject(event, write, {
      taken_on: 1,
      decision: 'taken-on',
      decided_on: decidedOn,
      reference,
      planned_since: recordedOn,
      acceptance: 'accepted',
      ...(yetToStart ? {} : started),
      example_only: exampleOnly === undefined ? null : JSON.stringify(exampleOnly),
    });
    award(event, write, event.data);
  },
  ChairsActionRatified: (event, write) => changeProject(event, write, { action_to_ratify: null }),
  ChairsActionNotRatified: (event, write) => withoutUnpaid(event, write, { action_to_ratify: null }),
  AwardAccepted(event, write) {
    changeProject(event, write, { acceptance: 'accepted' });
    writeObligations(event, write);
  },
  AwardDeclined: (event, write) => withoutUnpaid(event, write, { acceptance: 'declined' }),
  AwardLapsed: (event, write) => withoutUnpaid(event, write, { acceptance: 'lapsed' }),
  AwardRescinded: (event, write) => withoutUnpaid(event, write, {}),
  ConditionDischarged(event, write) {
    const { condition, evidence } = event.data;
    write.change(conditions, write.the(conditions, event.stream, condition), {
      status: 'discharged',
      evidence,
    });
    writeObligations(event, write);
  },
  ConditionWaived(event, write) {
    const { condition, reasons } = event.data;
    write.change(conditions, write.the(conditions, event.stream, condition), {
      status: 'waived',
      evidence: reasons,
    });
    writeObligations(event, write);
  },
} satisfies HandlersOf<ProjectEvent>;

function changeProject({ stream }: Happened, write: Write, changes: Partial<RowOf<typeof projects>>): void {
  write.change(projects, write.the(projects, stream), changes);
}

function award(event: Happened, write: Write, terms: AwardTerms & { readonly recordedOn: string }): void {
  const { partnership, subject: project } = event;
  allocate(event, write, terms.allocations);
  for (const { condition, when, text, dueOn } of terms.conditions) {
    const said = { condition, to_be_met: when, terms: text, due_on: dueOn, since: terms.recordedOn };
    write.put(conditions, { partnership, project, ...said, status: 'open' });
  }
  // The form follows with an event of its own.
  write.put(evaluations, { partnership, project, form: 'full', form_version: 0, status: 'owed' });
  writeObligations(event, write);
}

/**
 * What is unpaid is withdrawn; a project that nobody has started or paid for ends here, any other goes on.
 */
function withoutUnpaid(event: Happened, write: Write, changes: Partial<RowOf<typeof projects>>): void {
  const { status } = write.the(projects, event.stream);
  const untouched = keepPaidPart(event, write) === 0 && status === 'funded';
  changeProject(event, write, untouched ? { ...changes, status: 'award-withdrawn' } : changes);
  writeObligations(event, write);
}
