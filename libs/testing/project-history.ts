import type { Bid, ConditionTerms, ProjectEvent, ProjectEvents } from '#funding/project/project.events';
import { project } from '#funding/project/project';
import type { ProjectRefusal, ProjectState } from '#funding/project/project';
import type { ProjectAsk } from '#funding/project/project.asks';
import type { Asked } from '#funding/project/rules';
import type { Circumstances } from '#kernel/asking';
import { addDays } from '#kernel/local-date';
import { parsePounds, type Pence } from '#kernel/pence';
import { given, type Given } from '#testing/given';

/** Histories of a project, in the words of the staff, for specs. Money is written as people write it. */
type Amount = string;
type CommandName = ProjectAsk['type'];

/** Pence from `£15,000`. Throws a RangeError for what is no sum. */
export function pounds(amount: Amount): Pence {
  const pence = parsePounds(amount);
  if (pence === undefined) throw new RangeError(`Not a sum: ${amount}`);
  return pence;
}

export const id = 'alcohol-worker';
export const lead = { person: 'lead-1', role: 'lead-officer' };
export const support = { person: 'support-1', role: 'support-officer' };
export const finance = { person: 'finance-1', role: 'finance-officer' };
export const chair = { person: 'chair-1', role: 'chair' };
export const thematicChair = { person: 'thematic-1', role: 'thematic-chair' };
export const clock = { person: 'tallystick', role: 'clock' };

/**
 * Of the Thurrock register of 2011/12: the alcohol worker, £15,000. What the register does not give is made
 * up.
 */
export const bid: Bid = {
  title: 'Alcohol worker',
  description: 'Brief interventions at the custody suite and structured group work.',
  priorities: ['asb', 're-offending', 'serious-crime'],
  leadOfficer: lead.person,
  leadAgency: 'council',
  thematicGroup: 'violent-crime',
  startsOn: '2011-06-01',
  finishesOn: '2012-02-03',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: pounds('£15,000') }],
  partnerInput: 'A room at the custody suite.',
  expectedOutputs: [{ text: 'Referrals', quantity: 126, measure: 'people' }],
  riskOfNotDoing: 'Reduced service for those abusing alcohol.',
  challenges: 'To mainstream the project.',
  beneficiaries: { place: 'Grays', group: 'People arrested while drunk' },
};

/** The £65 leaflet of the same register. */
export const leaflet: Bid = {
  title: 'ASBO leaflet',
  priorities: ['asb'],
  leadOfficer: lead.person,
  leadAgency: 'council',
  finishesOn: '2011-08-31',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: pounds('£65') }],
};

/** The day after everything below has been decided and accepted, unless a spec says another. */
const today = '2011-05-20';
export const item = { meeting: 'm-1', item: 'i-1' };
export const decidedOn = '2011-05-10';

const around: Circumstances = { by: support, partnership: 'thurrock', on: today, today };

/** Commands are classes, whose lists could be written on; what a spec says is not. */
type Said<T> = T extends object ? { readonly [Key in keyof T]: Said<T[Key]> } : T;

/** A question to the project, with what surrounds it. A day stands for both its effective date and today. */
export function asks<Name extends CommandName>(
  type: Name,
  fields: Said<Omit<Asked<Name>, 'type' | 'project' | keyof Circumstances>>,
  circumstances: Partial<Circumstances> = {},
): Asked<Name> {
  const on = circumstances.on ?? circumstances.today ?? today;
  const now = circumstances.today ?? circumstances.on ?? today;
  return {
    ...around,
    ...circumstances,
    on,
    today: now,
    type,
    project: id,
    ...fields,
  } as unknown as Asked<Name>;
}

/** An event, with its data checked against its type. */
export function happened<Type extends ProjectEvent['type']>(
  type: Type,
  data: ProjectEvents[Type],
): ProjectEvent {
  return { type, data } as unknown as ProjectEvent;
}

export const facts = {
  shortFormBelowPence: pounds('£1,000'),
  overdueEvaluations: 'warn' as const,
  priorities: ['asb', 're-offending', 'serious-crime'],
  overdue: [],
};
export const awardFacts = {
  formVersions: { short: 2, full: 3 },
  shortFormBelowPence: pounds('£1,000'),
  acceptanceDays: 14,
};

export function revenue(
  amount: Amount,
  source = 'home-office',
): {
  readonly source: string;
  readonly fundingType: 'revenue';
  readonly amountPence: Pence;
} {
  return { source, fundingType: 'revenue', amountPence: pounds(amount) };
}

export function capital(
  amount: Amount,
  source = 'home-office',
): {
  readonly source: string;
  readonly fundingType: 'capital';
  readonly amountPence: Pence;
} {
  return { source, fundingType: 'capital', amountPence: pounds(amount) };
}

export function decision(
  reasons = 'It serves three priorities.',
  at = item,
): typeof item & { readonly reasons: string } {
  return { ...at, reasons };
}

export function place(
  reasons = 'It serves three priorities.',
  at = item,
): {
  readonly decision: string;
  readonly meeting: string;
  readonly item: string;
  readonly reasons: string;
} {
  return { decision: `${at.meeting}/${at.item}`, ...at, reasons };
}

export const insurance: ConditionTerms = {
  condition: 'insurance',
  when: 'before-payment',
  text: 'Send the certificate of insurance.',
  dueOn: '2011-06-30',
};

export function proposed(terms: Partial<Bid> = {}): ProjectEvent {
  return happened('ProjectProposed', {
    project: id,
    bid: { ...bid, ...terms },
    form: 'full',
    proposedBy: lead.person,
  });
}

export const onAgenda = happened('BidPutOnAgenda', item);

export function funded(amount: Amount, more: Partial<ProjectEvents['ProjectFunded']> = {}): ProjectEvent {
  const allocations = pounds(amount) === 0 ? [] : [revenue(amount)];
  return happened('ProjectFunded', {
    ...place(),
    awardPence: pounds(amount),
    allocations,
    conditions: [],
    decidedOn,
    acceptBy: addDays(decidedOn, 14),
    recordedOn: decidedOn,
    ...more,
  });
}

export const fullFormIssued = happened('EvaluationFormIssued', { form: 'full', version: 3, shortVersion: 2 });
export const shortFormIssued = happened('EvaluationFormIssued', { form: 'short', version: 2 });
export const accepted = happened('AwardAccepted', {});

export function started(startedOn = '2011-06-01', recordedOn = startedOn): ProjectEvent {
  return happened('ProjectStarted', { startedOn, recordedOn });
}

export function finished(
  finishedOn = '2012-02-03',
  manner: ProjectEvents['ProjectFinished']['manner'] = 'completed',
  recordedOn = finishedOn,
): ProjectEvent {
  return happened('ProjectFinished', { finishedOn, manner, recordedOn });
}

export const shortAnswers = { done: 'A leaflet in every letterbox.', lessons: 'Print fewer.' };
export const fullAnswers = {
  ...shortAnswers,
  outputs: [{ text: 'Referrals', expected: 126, delivered: 130 }],
  outcomes: 'Less re-offending.',
  evidence: 'Figures of the police.',
  economy: 'A shared room.',
  efficiency: '£115 a referral.',
  effectiveness: 'As was hoped.',
  costComment: 'As awarded.',
  next: { recommend: 'continue' as const },
};

export function submitted(dueOn = '2012-03-02', daysLate = 0): ProjectEvent {
  return happened('EvaluationSubmitted', { form: 'full', answers: fullAnswers, dueOn, daysLate });
}

export const invoice = {
  payee: 'Oasis',
  reference: 'INV-7',
  netPence: pounds('£100'),
  irrecoverableVatPence: pounds('£20'),
  purpose: 'Group work in June.',
  category: 'staff',
  charges: [revenue('£120')],
};

/** An invoice of one amount, without VAT. */
export function invoiceOf(amount: Amount, source = 'home-office'): typeof invoice {
  return {
    ...invoice,
    netPence: pounds(amount),
    irrecoverableVatPence: 0,
    charges: [revenue(amount, source)],
  };
}

export function claimed(amount: Amount, claim = 'c-1'): ProjectEvent {
  return happened('ExpenditureClaimed', { ...invoiceOf(amount), claim, claimedBy: lead.person });
}

/** A payment, and what of it went beyond the award. */
export function paid(
  amount: Amount,
  payment = 'p-1',
  overspend: Amount = 'nil',
  claim?: string,
): ProjectEvent {
  const overspendPence = pounds(overspend);
  return happened('ExpenditureRecorded', {
    ...invoiceOf(amount),
    payment,
    ...(claim === undefined ? {} : { claim }),
    paidOn: '2011-07-01',
    charges: [{ ...revenue(amount), overspendPence }],
    overspendPence,
    openConditions: [],
  });
}

export type ProjectGiven = Given<ProjectState, ProjectAsk, ProjectEvent, ProjectRefusal>;

/** A project of exactly this history, to which a question can be put. */
export function after(...history: ProjectEvent[]): ProjectGiven {
  return given(project, ...history);
}

/** The alcohol worker, proposed and on the agenda. */
export function bidOnAgenda(terms: Partial<Bid> = {}): ProjectGiven {
  return after(proposed(terms), onAgenda);
}

/** The alcohol worker with its award of £15,000, not answered yet. */
export function award(...more: ProjectEvent[]): ProjectGiven {
  return after(proposed(), onAgenda, funded('£15,000'), fullFormIssued, ...more);
}

/** The alcohol worker under way since 1 June 2011, planned to finish on 3 February 2012. */
export function running(...more: ProjectEvent[]): ProjectGiven {
  return award(accepted, started(), ...more);
}

/** The alcohol worker, finished as planned; its evaluation is due on 2 March 2012. */
export function over(...more: ProjectEvent[]): ProjectGiven {
  return running(finished(), ...more);
}

/** The alcohol worker as taken on from an earlier register, started on a day that it does not give. */
export function takenOn(terms: Partial<Bid> = {}, ...more: ProjectEvent[]): ProjectGiven {
  const { startsOn: _unknown, ...known } = bid;
  const event = happened('ProjectTakenOn', {
    project: id,
    bid: { ...known, ...terms },
    decidedOn: '2010-03-08',
    reference: 'Register of 2010/11',
    awardPence: pounds('£15,000'),
    allocations: [revenue('£15,000')],
    conditions: [],
    recordedOn: today,
  });
  return after(event, fullFormIssued, ...more);
}
