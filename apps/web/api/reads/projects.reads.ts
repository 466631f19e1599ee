import { Type } from 'typebox';
import { line } from '#funding/fields';
import { isId, projectStream } from '#kernel/ids';
import { claimsOf } from '#reads/claims';
import { projectDetail } from '#reads/project-detail';
import { projectRows, projectsAfter } from '#reads/project-rows';
import type { Reading } from '#reads/reading';
import { waitingBids } from '#reads/waiting-bids';
import { Paging } from '../paging.js';
import { one, revisionOf, rows, wholeRows } from '../read.js';
import {
  day,
  dayOrNull,
  fundingType,
  list,
  orNull,
  pence,
  text,
  textOrNull,
  whole,
  yesOrNo,
} from '../shapes.js';
import { recovery, uncoveredPart } from './parts.js';

const tag = 'Projects';

class ProjectsAsked extends Paging {
  @line('Only those that stand so: proposed, funded, started, finished.', { optional: true, max: 40 })
  status?: string;
}

const listed = {
  project: text('The project.'),
  title: text('What it is called.'),
  status: text('Where it stands: drafted, proposed, funded, started, finished, evaluated …'),
  takenOn: yesOrNo('Whether it was decided before the partnership had Tallystick.'),
  priorities: list(Type.String(), 'The priorities that it serves.'),
  leadOfficer: textOrNull('The lead officer, a person.'),
  leadAgency: textOrNull('The lead agency.'),
  deputy: textOrNull('The deputy lead officer, a person.'),
  bidPence: pence('What was asked for.'),
  awardPence: pence('What was awarded.'),
  spentPence: pence('What was spent, less what was reversed.'),
  releasedPence: pence('What finance released, unspent.'),
  plannedFinish: dayOrNull('When it is to finish, as last extended.'),
  finishedOn: dayOrNull('When it finished.'),
  finishManner: textOrNull('How it finished: completed, ended early, never implemented.'),
};

const bid = Type.Object({
  description: textOrNull('What is to be done.'),
  thematicGroup: textOrNull('The thematic group that it reports to.'),
  startsOn: dayOrNull('When it is to start.'),
  finishesOn: dayOrNull('When it is to finish.'),
  partnerInput: textOrNull('What partners give in kind.'),
  riskOfNotDoing: textOrNull('The risk of not doing it.'),
  challenges: textOrNull('What may be difficult.'),
  beneficiaries: textOrNull('Who is to be better off.'),
  place: textOrNull('Where.'),
  reasons: textOrNull('Why it was decided as it was.'),
});

const cost = Type.Object({ year: text('The year.'), fundingType, amountPence: pence('What it costs.') });

const decision = Type.Object({
  decidedOn: dayOrNull('When it was decided.'),
  meeting: textOrNull('The meeting that decided.'),
  item: textOrNull('The item of its agenda.'),
  reference: textOrNull('Where the decision of a project that was taken on is written down.'),
  exampleOnly: list(Type.String(), 'Facts that are made up for an example.'),
  startedOn: dayOrNull('When it started.'),
});

const condition = Type.Object({
  condition: text('The condition.'),
  toBeMet: text('When it is to be met.'),
  terms: text('What is to be met.'),
  dueOn: dayOrNull('By when.'),
  status: text('open, discharged or waived.'),
});

const payment = Type.Object({
  payment: text('The payment.'),
  kind: text('payment or reversal.'),
  paidOn: dayOrNull('When it was paid.'),
  payee: textOrNull('Who was paid.'),
  purpose: textOrNull('What for.'),
  reference: textOrNull('The invoice, or another reference.'),
  netPence: pence('The net amount.'),
  irrecoverableVatPence: pence('VAT that cannot be recovered.'),
  amountPence: pence('The whole.'),
  overspendPence: pence('What of it goes beyond the award.'),
  reason: textOrNull('Why it was reversed.'),
});

const evaluation = Type.Object({
  form: text('short or full.'),
  status: text('Where it stands.'),
  dueOn: dayOrNull('When it is due.'),
  firstDaysLate: orNull(whole('How many days late it first came in; nil or below when it was not.')),
  recommended: textOrNull('mainstream, continue or discontinue, by the latest word.'),
  recommendedBy: textOrNull('Whose recommendation it is: lead-officer or chair.'),
  waivedBecause: textOrNull('Why it was waived.'),
});

const awardLine = Type.Object({
  source: text('The source.'),
  sources: list(Type.String(), 'The source, and those of later years that took over from it.'),
  fundingType,
  awardedPence: pence('As decided.'),
  subjectToFundingPence: pence('What waits for money that is to be confirmed.'),
  spentPence: pence('What was spent.'),
  releasedPence: pence('What finance released.'),
  givenBackPence: pence('Payments of a closed year that were reversed since.'),
  unspentPence: pence('Committed, and neither spent, released nor given back.'),
  overspendPence: pence('What was spent beyond it.'),
});

const charge = Type.Object({ source: text('The source.'), fundingType, amountPence: pence('The amount.') });

const claim = Type.Object({
  claim: text('The claim.'),
  claimedBy: text('Who claims, a person.'),
  payee: text('Who is to be paid.'),
  reference: text('The invoice, or another reference.'),
  netPence: pence('The net amount.'),
  irrecoverableVatPence: pence('VAT that cannot be recovered.'),
  purpose: text('What for.'),
  category: text('Of what kind.'),
  charges: list(charge, 'What it is charged to.'),
});

const project = Type.Object({
  ...listed,
  bid: Type.Optional(bid),
  costs: list(cost, 'What was asked for, by year and funding type.'),
  outputs: list(Type.String(), 'What it is to deliver.'),
  decision,
  acceptance: Type.Optional(
    Type.Object({
      answer: text('awaited, accepted, declined or lapsed.'),
      reason: Type.Optional(text('Why it was declined.')),
      on: Type.Optional(day('Since when it is awaited.')),
      recordedOn: Type.Optional(day('When that was recorded.')),
    }),
  ),
  chairsAction: Type.Optional(
    Type.Object({
      action: text("The chair's action."),
      by: text('Who took it.'),
      consulted: text('Who was consulted.'),
      answer: text('to be ratified, ratified or not ratified.'),
      meeting: Type.Optional(text('The meeting that answered.')),
    }),
  ),
  award: list(awardLine, 'The award, by source and funding type.'),
  uncovered: list(uncoveredPart, 'What its sources lack the money for.'),
  conditions: list(condition, 'The conditions of the award.'),
  payments: list(payment, 'What was paid, and reversed.'),
  claims: list(claim, 'What the lead officer claims and nobody has answered.'),
  recoveries: list(Type.Object({ ...recovery, source: text('The source that paid.') }), 'What others owe.'),
  matchFunding: list(
    Type.Object({
      from: text('Who gives it.'),
      status: text('secured or sought.'),
      amountPence: Type.Optional(pence('How much.')),
      inKind: Type.Optional(text('What is given in kind.')),
    }),
    'Money from others. It enters no balance.',
  ),
  annualCommitment: yesOrNo('Whether it is funded every year, before bidding opens.'),
  jointWith: list(
    Type.Object({
      partnership: text('The other partnership.'),
      reference: Type.Optional(text('Its own reference.')),
      sharePence: Type.Optional(pence('Its share of the cost.')),
    }),
    'The partnerships that share it.',
  ),
  inKind: list(
    Type.Object({
      entry: text('The entry.'),
      from: text('Who gave it.'),
      description: text('What was given.'),
      valuePence: Type.Optional(pence('What it was worth.')),
    }),
    'What was given in kind.',
  ),
  forecasts: list(
    Type.Object({
      year: text('The year.'),
      amountPence: pence('What is expected to be spent.'),
      note: Type.Optional(text('A note.')),
    }),
    'What is expected to be spent.',
  ),
  shortfall: Type.Optional(
    Type.Object({
      spentPence: pence('Spent.'),
      forecastPence: pence('Forecast for this year and those to come.'),
      awardPence: pence('The award, less what was released or given back.'),
      reclaimsPence: pence('What others owe.'),
      shortfallPence: pence('What is missing; nil or below when nothing is.'),
    }),
  ),
  evaluation: Type.Optional(evaluation),
  updates: list(
    Type.Object({
      month: text('The month, as 2011-04.'),
      rag: text('red, amber or green.'),
      progress: text('What has been done.'),
      risks: textOrNull('What may go wrong.'),
      nextSteps: textOrNull('What comes next.'),
      correctedOn: dayOrNull('When it was corrected last; null where it stands as it was sent.'),
    }),
    'The monthly updates.',
  ),
});

const waitingBid = Type.Object({
  project: text('The project that it becomes.'),
  title: text('What it is called.'),
  status: text('drafted, proposed, on-agenda or deferred.'),
  form: textOrNull('short or full.'),
  leadOfficer: textOrNull('The lead officer, a person.'),
  proposedOn: dayOrNull('When it was put forward.'),
  capitalPence: pence('Capital asked for.'),
  revenuePence: pence('Revenue asked for.'),
  meeting: textOrNull('The meeting whose agenda it is on.'),
  item: textOrNull('The item of that agenda.'),
  deferredUntil: dayOrNull('Until when it was deferred.'),
  overdueEvaluations: list(Type.String(), 'Projects of the lead officer whose evaluations are overdue.'),
});

const claimed = Type.Object({
  claim: text('The claim.'),
  status: text('open, paid or declined.'),
  payee: text('Who is to be paid.'),
  reference: text('The invoice, or another reference.'),
  purpose: text('What for.'),
  amountPence: pence('How much.'),
  claimedBy: text('Who claims, a person.'),
  claimedOn: day('When.'),
  payment: textOrNull('The payment by which it was paid.'),
  declinedBecause: textOrNull('Why it was declined.'),
  answeredOn: dayOrNull('When it was answered.'),
});

async function hasProject({ models, partnership }: Reading, id: string): Promise<boolean> {
  return (await projectRows(models.db, partnership, [id])).length > 0;
}

export const projectReads = [
  rows({
    operation: 'listProjects',
    path: '/projects',
    tag,
    about: 'Every project and bid, by id.',
    query: ProjectsAsked,
    row: Type.Object(listed),
    key: ['text'],
    keyOf: (row) => [row.project],
    read: async ({ models, partnership }, _, { status }, { after, limit }) =>
      projectsAfter(models.db, partnership, { after: after?.map(String)[0], limit: limit + 1, status }),
  }),
  one({
    operation: 'getProject',
    path: '/projects/:project',
    tag,
    about: 'One project: bid, award, money, delivery, evaluation.',
    shape: project,
    revision: revisionOf(projectStream, 'project'),
    read: async (from, { project: id = '' }) => (isId(id) ? projectDetail(from, id) : undefined),
  }),
  wholeRows({
    operation: 'listClaims',
    path: '/projects/:project/claims',
    tag,
    about: 'What a lead officer claimed for a project, and what finance answered.',
    query: Paging,
    row: claimed,
    key: ['text', 'text'],
    keyOf: (row) => [row.claimedOn, row.claim],
    read: async (from, { project: id = '' }) =>
      isId(id) && (await hasProject(from, id)) ? claimsOf(from, id) : undefined,
  }),
  wholeRows({
    operation: 'listBids',
    path: '/bids',
    tag,
    about: 'The bids that wait for a decision, the longest first.',
    query: Paging,
    row: waitingBid,
    key: ['text', 'text'],
    keyOf: (row) => [row.proposedOn ?? '', row.project],
    read: async (from) => waitingBids(from),
  }),
] as const;
