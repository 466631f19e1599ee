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
  readonly when: (detail: ProjectDetail, visit: Visit) => boolean;
}

const isOwn = ({ leadOfficer }: ProjectDetail, { person }: Visit): boolean => leadOfficer === person;

const offers: readonly Offer[] = [
  {
    command: 'AcceptAward',
    text: 'Accept or decline the award',
    path: 'answer-award',
    when: (detail, visit) => isOwn(detail, visit) && detail.acceptance?.answer === 'awaited',
  },
  {
    command: 'StartProject',
    text: 'Say that it has started',
    path: 'report-start',
    when: (detail, visit) => isOwn(detail, visit) && detail.status === 'funded',
  },
  {
    command: 'SubmitPerformanceUpdate',
    text: 'Monthly update',
    path: 'submit-update',
    when: (detail, visit) => isOwn(detail, visit) && detail.status === 'started',
  },
  {
    command: 'FinishProject',
    text: 'Say that it has finished',
    path: 'report-finish',
    when: (detail, visit) => isOwn(detail, visit) && ['funded', 'started'].includes(detail.status),
  },
  {
    command: 'SubmitEvaluation',
    text: 'Hand in the evaluation',
    path: 'submit-evaluation',
    when: (detail, visit) =>
      isOwn(detail, visit) && detail.finishedOn !== null && detail.evaluation?.status === 'owed',
  },
  {
    command: 'RecordExpenditure',
    text: 'Record a payment',
    path: 'record-expenditure',
    when: ({ award }) => award.length > 0,
  },
  {
    command: 'ReverseExpenditure',
    text: 'Pay claims, reverse, release',
    path: 'money',
    when: ({ award }) => award.length > 0,
  },
];

/** What this person can do with a project as it stands. */
export function actionsFor(detail: ProjectDetail, visit: Visit): readonly Action[] {
  return offers
    .filter(({ command, when }) => visit.may(command) && when(detail, visit))
    .map(({ text, path }) => ({ text, href: visit.at(`/projects/${detail.project}/${path}`) }));
}
