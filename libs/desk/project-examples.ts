import type { ExamplesOf } from '#desk/command-registry';

const project = 'youth-bus';
const source = 'home-office-2011';
const decision = {
  meeting: 'tasking-2011-07',
  item: 'item-3',
  reasons: 'It serves the priority at a fair cost.',
};
const bid = {
  title: 'Youth bus',
  description: 'A bus with youth workers at three estates on Friday nights.',
  priorities: ['anti-social-behaviour'],
  leadOfficer: 'officer-3',
  leadAgency: 'riverside-council',
  thematicGroup: 'asb-group',
  startsOn: '2011-08-01',
  finishesOn: '2012-02-29',
  costs: [{ year: '2011-12', fundingType: 'revenue' as const, amountPence: 398_000 }],
  expectedOutputs: [{ text: 'Friday nights with the bus', quantity: 30, measure: 'nights' }],
  riskOfNotDoing: 'Complaints on the three estates keep rising.',
};
const allocations = [{ source, fundingType: 'revenue' as const, amountPence: 398_000 }];
const award = {
  awardPence: 398_000,
  allocations,
  conditions: [
    {
      condition: 'insurance',
      when: 'before-payment' as const,
      text: 'Send the certificate of insurance.',
      dueOn: '2011-08-31',
    },
  ],
};
const invoice = {
  project,
  payee: 'Riverside Coaches Ltd',
  reference: 'INV-2207',
  netPence: 60_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire of the bus in August.',
  category: 'vehicle-hire',
  charges: [{ source, fundingType: 'revenue' as const, amountPence: 60_000 }],
};

type Examples = ExamplesOf<'project'>;

const biddingExamples = {
  DraftBid: { project, bid: { title: 'Youth bus', leadOfficer: 'officer-3' } },
  ProposeProject: { project, bid },
  WithdrawBid: { project, reason: 'Another body pays for it.' },
  CloseAsDuplicate: { project: 'bus-for-youth', of: project },
} satisfies Partial<Examples>;

const awardExamples = {
  FundProject: { project, decision, award },
  DeferBid: { project, decision: { ...decision, reasons: 'Two quotes are missing.' }, until: '2011-09-08' },
  RefuseBid: { project, decision: { ...decision, reasons: 'It serves no priority of the plan.' } },
  TakeChairsAction: {
    project,
    action: 'action-4',
    consulted: 'police-1',
    award: { awardPence: 398_000, allocations },
    reasons: 'The bus has to be booked before the next meeting.',
  },
  RatifyChairsAction: { project, action: 'action-4', decision, outcome: 'ratified' },
  AcceptAward: { project },
  DeclineAward: { project, reason: 'The award is too small to run it.' },
  LapseAward: { project },
  VaryAward: {
    project,
    decision,
    changes: [{ source, fundingType: 'revenue', change: 'more', amountPence: 50_000 }],
  },
  RescindAward: { project, decision: { ...decision, reasons: 'The trust has withdrawn.' } },
  DischargeCondition: { project, condition: 'insurance', evidence: 'Certificate 88/2011, seen on 3 August.' },
  WaiveCondition: { project, condition: 'insurance', decision },
  DecideOverspend: {
    project,
    decision,
    outcome: 'accept',
    shares: [{ source, fundingType: 'revenue', amountPence: 12_000 }],
  },
  TakeOnProject: {
    project,
    bid,
    takenOn: { decidedOn: '2011-03-08', reference: 'Register of 2011/12' },
    award: { awardPence: 398_000, allocations },
  },
} satisfies Partial<Examples>;

const deliveryExamples = {
  StartProject: { project },
  SubmitPerformanceUpdate: {
    project,
    month: '2011-08',
    rag: 'green',
    progress: 'Four Friday nights, 112 young people.',
  },
  CorrectPerformanceUpdate: {
    project,
    month: '2011-08',
    rag: 'amber',
    progress: 'Three Friday nights, 84 young people.',
    reason: 'The fourth night was in September.',
  },
  ExtendProject: { project, finishesOn: '2012-03-31', reasons: 'Two nights were lost to snow.' },
  VaryProject: {
    project,
    variation: 'variation-1',
    description: 'Four estates instead of three.',
    reasons: 'A fourth estate asked for it.',
  },
  ChangeLeadOfficer: { project, leadOfficer: 'officer-5', reason: 'The lead officer has left.' },
  FinishProject: { project, manner: 'completed' },
  CorrectFinish: { project, finishedOn: '2012-02-24', reason: 'The last night was a week earlier.' },
  RecordInKindInput: {
    project,
    entry: 'in-kind-1',
    from: 'Riverside Youth Trust',
    description: 'Two volunteers a night.',
    valuePence: 90_000,
  },
  NameDeputy: { project, deputy: 'officer-4' },
  StandDownDeputy: { project, deputy: 'officer-4', reason: 'Moved to another service.' },
  RecordReminder: {
    project,
    obligation: 'evaluation',
    dueOn: '2012-03-28',
    days: -14,
    message: 'message-771',
    to: ['officer-3'],
  },
  PassOverReminder: {
    project,
    obligation: 'evaluation',
    dueOn: '2012-03-28',
    days: 7,
    told: 'thematic-chair',
  },
  EscalateEvaluation: { project, dueOn: '2012-03-28', days: 7, to: 'thematic-chair' },
} satisfies Partial<Examples>;

const spendingExamples = {
  ClaimExpenditure: { ...invoice, claim: 'claim-1' },
  DeclineClaim: { project, claim: 'claim-1', reason: 'The invoice is for another project.' },
  RecordExpenditure: { ...invoice, payment: 'ap-55102', claim: 'claim-1', paidOn: '2011-09-09' },
  ReverseExpenditure: { project, payment: 'ap-55102', reason: 'Paid to the wrong payee.' },
  ReleaseCommitment: { project, release: 'release-1', reason: 'All invoices are in.' },
  VireWithinProject: {
    project,
    virement: 'virement-8',
    fromHeading: 'Vehicle hire',
    toHeading: 'Staff',
    amountPence: 20_000,
    reason: 'A third youth worker was needed.',
  },
  RecordForecast: { project, year: '2011-12', amountPence: 338_000, note: 'Six more months of hire.' },
} satisfies Partial<Examples>;

const evaluationExamples = {
  DraftEvaluation: { project, answers: { done: 'The bus stood on three estates for 29 Friday nights.' } },
  SubmitEvaluation: {
    project,
    answers: {
      done: 'The bus stood on three estates for 29 Friday nights.',
      outputs: [{ text: 'Friday nights with the bus', expected: 30, delivered: 29 }],
      outcomes: 'Complaints fell by a third.',
      evidence: 'Calls to the council and the police, August to February.',
      lessons: 'Start in spring.',
      next: { recommend: 'continue', why: 'Two more estates have asked.' },
    },
  },
  ReturnEvaluation: {
    project,
    reasons: 'Say what the calls were in the year before.',
    newDueOn: '2012-04-20',
  },
  AcceptEvaluation: { project, recommend: 'continue' },
  PutOffEvaluation: { project, revisitOn: '2012-09-03', reasons: 'The figures come out in August.' },
  WaiveEvaluation: { project, reason: 'It cost nothing and left no trace.' },
  MainstreamProject: {
    project,
    agency: 'Riverside Borough Council',
    from: '2012-04-01',
    budget: 'Youth services',
    reasons: 'It works, and the council wants to keep it.',
  },
  ContinueProject: { project, as: 'youth-bus-2012', reasons: 'It works.' },
  DiscontinueProject: { project, reasons: 'One referral in six months.' },
} satisfies Partial<Examples>;

/** One example of each command to a project, from its bid to what became of it. */
export const projectExamples: Examples = {
  ...biddingExamples,
  ...awardExamples,
  ...deliveryExamples,
  ...spendingExamples,
  ...evaluationExamples,
};
