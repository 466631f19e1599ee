import type { CommandName } from '#funding/roles';
import type { ProjectDetail } from '#reads/project-detail';
import type { Visit } from '../../access/visit.js';

interface Action {
  readonly text: string;
  readonly href: string;
  /** It is there for a change of mind or a mistake, so nothing leads to it. */
  readonly isSeldom: boolean;
}

interface Offer {
  readonly command: CommandName;
  readonly text: string;
  readonly path: string;
  /** Where the project has to stand, for it to be of any use. What is offered is judged when it is sent. */
  readonly when: (detail: ProjectDetail, visit: Visit) => boolean;
}

const isIn =
  (...statuses: readonly string[]) =>
  ({ status }: ProjectDetail): boolean =>
    statuses.includes(status);
const isOwn = ({ leadOfficer }: ProjectDetail, { person }: Visit): boolean => leadOfficer === person;
const isAwarded = ({ award }: ProjectDetail): boolean => award.length > 0;
const isCurrent = isIn('funded', 'started');
/** Neither refused nor withdrawn, and not over and done with. */
const isAlive = isIn('drafted', 'proposed', 'on-agenda', 'deferred', 'funded', 'started', 'finished');

/** Where the parts of a bid are filled in: an address of its own. */
const draft = '/bids';

function pathTo(path: string, project: string): string {
  return path === draft ? `${draft}/${project}` : `/projects/${project}/${path}`;
}

/** The most usual first: those are buttons, and the rest are links below them. */
const offers: readonly Offer[] = [
  {
    command: 'DraftBid',
    text: 'Carry on with the bid',
    path: draft,
    when: (detail, visit) => detail.status === 'drafted' && isOwn(detail, visit),
  },
  { command: 'ProposeProject', text: 'Change the bid', path: draft, when: isIn('proposed') },
  {
    command: 'ProposeProject',
    text: 'Change the bid and put it forward again',
    path: draft,
    when: isIn('deferred'),
  },
  {
    command: 'AcceptAward',
    text: 'Accept or decline the award',
    path: 'answer-award',
    when: ({ acceptance }) => acceptance?.answer === 'awaited',
  },
  { command: 'StartProject', text: 'Say that it has started', path: 'report-start', when: isIn('funded') },
  {
    command: 'SubmitPerformanceUpdate',
    text: 'Send a monthly update',
    path: 'submit-update',
    when: isIn('started'),
  },
  {
    command: 'SubmitEvaluation',
    text: 'Hand in the evaluation',
    path: 'submit-evaluation',
    when: ({ finishedOn, evaluation }) => finishedOn !== null && evaluation?.status === 'owed',
  },
  {
    command: 'MainstreamProject',
    text: 'Record that it is mainstreamed',
    path: 'mainstream',
    when: isIn('evaluated'),
  },
  {
    command: 'ContinueProject',
    text: 'Record that it is continued',
    path: 'continue',
    when: isIn('evaluated'),
  },
  { command: 'ClaimExpenditure', text: 'Claim what was spent', path: 'claim', when: isAwarded },
  { command: 'RecordExpenditure', text: 'Record a payment', path: 'record-expenditure', when: isAwarded },
  { command: 'ReverseExpenditure', text: 'Pay, reverse or release money', path: 'money', when: isAwarded },
  { command: 'FinishProject', text: 'Say that it has finished', path: 'report-finish', when: isCurrent },
  {
    command: 'RaiseMatter',
    text: 'Ask for an extension',
    path: 'ask-extension',
    when: (detail, visit) => isOwn(detail, visit) && isCurrent(detail),
  },
  { command: 'ExtendProject', text: 'Record an extension', path: 'extend', when: isCurrent },
  { command: 'VaryProject', text: 'Record a change of what it will do', path: 'vary', when: isCurrent },
  {
    command: 'CorrectFinish',
    text: 'Correct the finish',
    path: 'correct-finish',
    when: ({ finishedOn }) => finishedOn !== null,
  },
  {
    command: 'RecordForecast',
    text: 'Record a forecast',
    path: 'forecast',
    when: (detail, visit) => isOwn(detail, visit) && isAwarded(detail),
  },
  {
    command: 'DraftEvaluation',
    text: 'Write the evaluation',
    path: 'submit-evaluation',
    when: ({ status, evaluation }) => status === 'started' && evaluation?.status === 'owed',
  },
  { command: 'RecordInKindInput', text: 'Record input in kind', path: 'record-in-kind', when: isAwarded },
  { command: 'NameDeputy', text: 'Name a deputy', path: 'name-deputy', when: isCurrent },
  {
    command: 'StandDownDeputy',
    text: 'Stand the deputy down',
    path: 'stand-down-deputy',
    when: ({ deputy }) => deputy !== null,
  },
  { command: 'ChangeLeadOfficer', text: 'Hand the project over', path: 'hand-over', when: isAlive },
  {
    command: 'TakeChairsAction',
    text: 'Approve by chair’s action',
    path: 'chairs-action',
    when: isIn('proposed', 'deferred'),
  },
  {
    command: 'WithdrawBid',
    text: 'Withdraw the bid',
    path: 'withdraw-bid',
    when: isIn('drafted', 'proposed', 'on-agenda', 'deferred'),
  },
  {
    command: 'CloseAsDuplicate',
    text: 'Close as a duplicate',
    path: 'close-as-duplicate',
    when: isIn('drafted', 'proposed', 'on-agenda', 'deferred'),
  },
  {
    command: 'DiscontinueProject',
    text: 'Record that it is discontinued',
    path: 'discontinue',
    when: isIn('started', 'finished', 'evaluation-submitted', 'evaluated'),
  },
];

const seldom: ReadonlySet<CommandName> = new Set<CommandName>([
  'ChangeLeadOfficer',
  'CloseAsDuplicate',
  'CorrectFinish',
  'RecordInKindInput',
  'WithdrawBid',
]);

/** What this person can do with a project as it stands. */
export function actionsFor(detail: ProjectDetail, visit: Visit): readonly Action[] {
  return offers
    .filter(({ command, when }) => visit.mayAt(command, detail) && when(detail, visit))
    .map(({ command, text, path }) => ({
      text,
      href: visit.at(pathTo(path, detail.project)),
      isSeldom: seldom.has(command),
    }));
}
