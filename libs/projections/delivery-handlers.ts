import type { ProjectEvent } from '#funding/project/project.events';
import { writeObligations } from '#projections/obligation-rows';
import type { Happened, HandlersOf, Write } from '#projections/projection';
import { forecasts, projects } from '#projections/projects.tables';
import type { RowOf } from '#projections/table';

/** What the register says of a project in delivery, and of what became of it. */
export const deliveryHandlers = {
  ProjectStarted(event, write) {
    const { startedOn, recordedOn } = event.data;
    const row = write.the(projects, event.stream);
    // Of a project taken on, months before it was are not asked for, whenever it had started.
    const updates_from = row.updates_from ?? startedOn.slice(0, 7);
    change(event, write, {
      status: 'started',
      started_on: startedOn,
      started_since: recordedOn,
      updates_from,
    });
  },
  ProjectExtended(event, write) {
    const { finishesOn, recordedOn } = event.data;
    change(event, write, { planned_finish: finishesOn, planned_since: recordedOn });
  },
  LeadOfficerChanged(event, write) {
    const { leadOfficer, leadAgency } = event.data;
    const { deputy } = write.the(projects, event.stream);
    const stays = deputy === leadOfficer ? null : deputy;
    change(event, write, { lead_officer: leadOfficer, lead_agency: leadAgency ?? null, deputy: stays });
  },
  DeputyNamed: (event, write) => change(event, write, { deputy: event.data.deputy }),
  DeputyStoodDown: (event, write) => change(event, write, { deputy: null }),
  ProjectFinished(event, write) {
    const { finishedOn, manner } = event.data;
    change(event, write, { status: 'finished', finished_on: finishedOn, finish_manner: manner });
  },
  FinishCorrected(event, write) {
    const { finishedOn, manner } = event.data;
    change(event, write, { finished_on: finishedOn, finish_manner: manner });
  },
  ProjectMainstreamed: (event, write) =>
    change(event, write, { status: 'mainstreamed', mainstreamed_by: event.data.agency }),
  ProjectContinued: (event, write) =>
    change(event, write, { status: 'continued', continued_as: event.data.as }),
  ProjectDiscontinued: (event, write) => change(event, write, { status: 'discontinued' }),
  ForecastRecorded({ partnership, subject: project, data: { year, amountPence, note } }, write) {
    write.put(forecasts, { partnership, project, year, amount_pence: amountPence, note });
  },
} satisfies HandlersOf<ProjectEvent>;

function change(event: Happened, write: Write, changes: Partial<RowOf<typeof projects>>): void {
  write.change(projects, write.the(projects, event.stream), changes);
  writeObligations(event, write);
}
