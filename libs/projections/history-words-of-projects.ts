import type { FinishManner, ReminderSent } from '#funding/project/delivery.events';
import type { Invoice } from '#funding/project/money.events';
import type { AwardTerms, Bid, DecisionPlace, ProjectEvents } from '#funding/project/project.events';
import { yearInWords } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import {
  chargeSaid,
  codeSaid,
  daySaid,
  decisionSaid,
  labelled,
  personSaid,
  said,
} from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of a project say beyond their names. */
export const projectWords: WordsOf<'project'> = {
  BidDrafted: ({ bid }) => bidSaid(bid),
  BidRevised: ({ bid }) => bidSaid(bid),
  ProjectProposed: ({ bid, form, proposedBy, overdueEvaluations = [] }) =>
    said(
      bidSaid(bid),
      `${form} form`,
      `proposed by ${personSaid(proposedBy)}`,
      labelled('evaluations overdue of', overdueEvaluations.join(', ')),
    ),
  BidWithdrawn: ({ duplicateOf }) => said(labelled('it repeats', duplicateOf)),
  BidPutOnAgenda: () => '',
  BidTakenOffAgenda: () => '',
  BidDeferred: (data) => said(placeSaid(data), labelled('until', daySaid(data.until))),
  BidRefused: placeSaid,
  ProjectFunded: (data) =>
    said(awardSaid(data), `to be accepted by ${daySaid(data.acceptBy)}`, placeSaid(data)),
  ProjectTakenOn: (data) =>
    said(
      data.bid.title,
      awardSaid(data),
      `decided on ${daySaid(data.decidedOn)}`,
      `reference ${data.reference}`,
      data.yetToStart === true ? 'yet to start' : '',
    ),
  EvaluationFormIssued: ({ form, version }) => `${form} form, version ${version}`,
  ChairsActionRatified: ({ action }) => `chair's action ${action}`,
  ChairsActionNotRatified: ({ action, paidPence }) =>
    `chair's action ${action}; ${formatPence(paidPence)} was paid already`,
  AwardAccepted: () => '',
  AwardDeclined: () => '',
  AwardLapsed: ({ dueOn }) => `not accepted by ${daySaid(dueOn)}`,
  AwardVaried: (data) =>
    said(
      `the award is now ${formatPence(data.awardPence)}`,
      ...data.changes.map((change) => `${change.change} ${chargeSaid(change)}`),
      placeSaid(data),
    ),
  AwardRescinded: (data) => said(`${formatPence(data.paidPence)} was paid already`, placeSaid(data)),
  ConditionDischarged: ({ condition, evidence }) => `condition ${condition}; evidence: ${evidence}`,
  ConditionWaived: (data) => said(`condition ${data.condition}`, placeSaid(data)),
  OverspendDecided: (data) =>
    said(
      `${formatPence(data.overspendPence)} ${data.outcome === 'accept' ? 'accepted' : 'to be recovered'}`,
      ...data.allocations.map(chargeSaid),
      placeSaid(data),
    ),
  ExpenditureClaimed: (data) => said(`claim ${data.claim}`, invoiceSaid(data), chargesSaid(data.charges)),
  ClaimDeclined: ({ claim }) => `claim ${claim}`,
  ExpenditureRecorded: (data) =>
    said(
      `payment ${data.payment}`,
      invoiceSaid(data),
      `paid on ${daySaid(data.paidOn)}`,
      labelled('of claim', data.claim),
      chargesSaid(data.charges),
      data.overspendPence > 0 ? `${formatPence(data.overspendPence)} of it beyond the award` : '',
      labelled('conditions open', data.openConditions.join(', ')),
    ),
  ExpenditureReversed: ({ payment, charges, priorYear }) =>
    said(`payment ${payment}`, `${totalSaid(charges)} taken back`, adjustmentSaid(priorYear)),
  UnspentAwardReleased: ({ release, releasedPence }) =>
    `release ${release}; ${formatPence(releasedPence)} of the award`,
  AwardMovedByVirement: ({ virement, change, from, ...at }) =>
    `virement ${virement} of ${from}; ${change} ${chargeSaid(at)}`,
  HeadingsVired: ({ virement, fromHeading, toHeading, year, fundingType, amountPence }) =>
    `virement ${virement}; ${formatPence(amountPence)} from ${fromHeading} to ${toHeading}; ${yearInWords(year)}, ${fundingType}`,
  ForecastRecorded: ({ year, amountPence, note }) =>
    said(`${yearInWords(year)}: ${formatPence(amountPence)}`, note),
  InKindInputRecorded: ({ entry, from, description, valuePence }) =>
    said(
      `entry ${entry}`,
      `from ${from}`,
      description,
      valuePence === undefined ? 'not valued' : `worth ${formatPence(valuePence)}`,
    ),
  ProjectStarted: ({ startedOn }) => `started on ${daySaid(startedOn)}`,
  PerformanceUpdateSubmitted: ({ month, rag, progress, risks, nextSteps }) =>
    said(`${month}: ${rag}`, progress, labelled('risks:', risks), labelled('next:', nextSteps)),
  PerformanceUpdateCorrected: ({ month, rag, progress, risks, nextSteps }) =>
    said(`${month}: ${rag}`, progress, labelled('risks:', risks), labelled('next:', nextSteps)),
  ProjectExtended: ({ finishesOn, previouslyOn }) => movedSaid('to finish on', finishesOn, previouslyOn),
  ProjectVaried: ({ variation, description, expectedOutputs = [] }) =>
    said(
      `variation ${variation}`,
      description,
      labelled('outputs:', expectedOutputs.map(({ text }) => text).join(', ')),
    ),
  LeadOfficerChanged: ({ leadOfficer, leadAgency, previously }) =>
    said(
      [`now ${personSaid(leadOfficer)}`, labelled('of', leadAgency)].filter(Boolean).join(' '),
      `before, ${personSaid(previously)}`,
    ),
  DeputyNamed: ({ deputy, previously }) =>
    said(personSaid(deputy), previously === undefined ? '' : `before, ${personSaid(previously)}`),
  DeputyStoodDown: ({ deputy }) => personSaid(deputy),
  ProjectFinished: ({ finishedOn, manner, note }) => said(finishSaid(finishedOn, manner), note),
  FinishCorrected: ({ finishedOn, manner, previouslyOn }) =>
    `${finishSaid(finishedOn, manner)}; before, ${daySaid(previouslyOn)}`,
  EvaluationReminderSent: reminderSaid,
  ReminderPassedOver: (rung) => said(rungInWords(rung), `nobody to tell: ${codeSaid(rung.told)}`),
  ReminderTakenBack: (rung) => said(rungInWords(rung), `message ${rung.message} has not gone`),
  EvaluationEscalated: ({ dueOn, days, to, obligation, of }) =>
    said(
      obligation === undefined ? '' : [codeSaid(obligation), of].filter(Boolean).join(' '),
      `due on ${daySaid(dueOn)}, ${days} days late`,
      `told: ${codeSaid(to)}`,
    ),
  EvaluationDrafted: ({ answers }) => `answered so far: ${Object.keys(answers).length}`,
  EvaluationSubmitted: ({ form, dueOn, daysLate, answers }) =>
    said(
      `${form} form`,
      `due on ${daySaid(dueOn)}`,
      daysLate > 0 ? `${daysLate} days late` : 'in time',
      labelled('recommends:', answers.next?.recommend),
    ),
  EvaluationReturned: ({ newDueOn }) => `due again on ${daySaid(newDueOn)}`,
  EvaluationPutOff: ({ revisitOn }) => `to come back to on ${daySaid(revisitOn)}`,
  EvaluationWaived: () => '',
  ProjectEvaluated: ({ comments, recommend, firstDaysLate }) =>
    said(
      comments,
      labelled('recommends:', recommend),
      firstDaysLate > 0 ? `first in ${firstDaysLate} days late` : '',
    ),
  ProjectMainstreamed: ({ agency, from, budget, yearlyPence }) =>
    said(
      `by ${agency} from ${daySaid(from)}`,
      `budget: ${budget}`,
      yearlyPence === undefined ? '' : `${formatPence(yearlyPence)} a year`,
    ),
  ProjectContinued: ({ as }) => `as ${as}`,
  ProjectDiscontinued: () => '',
};

function bidSaid({ title, leadOfficer, costs = [] }: Partial<Bid>): string {
  const cost = costs.length === 0 ? '' : formatPence(sumPence(costs.map(({ amountPence }) => amountPence)));
  return said(title, cost, leadOfficer === undefined ? '' : `lead officer ${personSaid(leadOfficer)}`);
}

/** A chair's action by its number and whom it was by; a meeting's decision stands beside the event anyhow. */
function placeSaid({ decision, meeting, chairsAction }: DecisionPlace): string {
  if (chairsAction === undefined) return meeting === undefined ? said(decisionSaid(decision)) : '';
  const { by, consulted, chairIs } = chairsAction;
  return said(
    `${decisionSaid(decision)} by ${personSaid(by)}, who consulted ${personSaid(consulted)}`,
    chairIs === undefined ? '' : `the chair is ${chairIs}`,
  );
}

function awardSaid({ awardPence, allocations, conditions }: AwardTerms): string {
  const lines = allocations.map((line) => {
    const waits = line.subjectToFunding === true ? ', subject to funding' : '';
    const reserve = line.fromReserve === undefined ? '' : `, from reserve ${line.fromReserve}`;
    return `${chargeSaid(line)}${waits}${reserve}`;
  });
  return said(
    `award ${formatPence(awardPence)}`,
    ...lines,
    ...conditions.map(({ condition, when, text }) => `condition ${condition}, ${codeSaid(when)}: ${text}`),
  );
}

function invoiceSaid({ payee, reference, netPence, irrecoverableVatPence, purpose }: Invoice): string {
  const vat = irrecoverableVatPence === 0 ? '' : ` and ${formatPence(irrecoverableVatPence)} VAT`;
  return said(`${formatPence(netPence)}${vat} to ${payee}`, `invoice ${reference}`, purpose);
}

type Charges = ProjectEvents['ExpenditureClaimed']['charges'];

function chargesSaid(charges: Charges): string {
  return charges.length === 0 ? '' : `charged: ${charges.map(chargeSaid).join(', ')}`;
}

function totalSaid(charges: Charges): string {
  return formatPence(sumPence(charges.map(({ amountPence }) => amountPence)));
}

function adjustmentSaid(priorYear: ProjectEvents['ExpenditureReversed']['priorYear']): string {
  if (priorYear === undefined) return '';
  const closed = priorYear.closed.map(({ source, year }) => `${source}, ${yearInWords(year)}`).join(', ');
  return `adjusted at ${priorYear.adjustedAt}, since these are closed: ${closed}`;
}

function movedSaid(what: string, to: string, from: string | undefined): string {
  return said(`${what} ${daySaid(to)}`, labelled('before,', daySaid(from)));
}

function finishSaid(finishedOn: string, manner: FinishManner): string {
  return `finished on ${daySaid(finishedOn)}, ${codeSaid(manner)}`;
}

function reminderSaid(sent: ReminderSent): string {
  const { message, to, told } = sent;
  const people = labelled('to', to.map(personSaid).join(', '));
  return said(
    rungInWords(sent),
    `message ${message}`,
    people,
    told === undefined ? '' : `as ${codeSaid(told)}`,
  );
}

type Rung = Pick<ReminderSent, 'obligation' | 'of' | 'source' | 'dueOn' | 'days'>;

function rungInWords({ obligation, of, source, dueOn, days }: Rung): string {
  return said(
    [codeSaid(obligation), of].filter(Boolean).join(' '),
    labelled('at', source),
    `due on ${daySaid(dueOn)}`,
    rungSaid(days),
  );
}

function rungSaid(days: number): string {
  if (days === 0) return 'on the day';
  const many = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `${many} before` : `${many} after`;
}
