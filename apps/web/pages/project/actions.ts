import type { CommandName } from '#funding/roles';
import type { ProjectDetail } from '#reads/project-detail';
import type { Visit } from '../../access/visit.js';

interface Action {
  readonly text: string;
  readonly href: string;
}

interface Offer {
  readonly command: CommandName;
  readonly text: string;
  readonly path: string;
  /** Where the project has to stand, for it to be of any use. What is offered is judged when it is sent. */
  readonly when: (detail: ProjectDetail) => boolean;
}

const offers: readonly Offer[] = [
  {
    command: 'RecordExpenditure',
    text: 'Record a payment',
    path: 'record-expenditure',
    when: ({ award }) => award.length > 0,
  },
];

/** What this person can do with a project as it stands. */
export function actionsFor(detail: ProjectDetail, visit: Visit): readonly Action[] {
  return offers
    .filter(({ command, when }) => visit.may(command) && when(detail))
    .map(({ text, path }) => ({ text, href: visit.at(`/projects/${detail.project}/${path}`) }));
}
