import type { ExamplesOf } from '#desk/command-registry';

const indicator = 'repeat-victims';
const firstHalf = { indicator, year: '2011-12', period: 'first-half' } as const;
const definition = {
  indicator,
  unit: 'percentage',
  better: 'lower',
  priority: 'domestic-abuse',
  suppliedBy: 'Riverside Police',
} as const;

/** One example of each command about an indicator. */
export const indicatorExamples: ExamplesOf<'indicator'> = {
  DefineIndicator: {
    ...definition,
    name: 'Victims of domestic violence who are victims again',
    baseline: { figure: '33.5', period: '2009-10' },
  },
  RedefineIndicator: {
    ...definition,
    definition: 2,
    name: 'Repeat incidents of domestic abuse',
    reason: 'Incidents say more than victims do.',
  },
  RetireIndicator: { indicator, reason: 'The plan of 2012 no longer has it.' },
  SetTarget: { ...firstHalf, figure: '30' },
  RecordActual: { ...firstHalf, actual: 'first-half-1', figure: '31', source: 'Police crime recording' },
  CorrectActual: {
    indicator,
    corrects: 'first-half-1',
    actual: 'first-half-2',
    notAvailable: 'The police changed how they report, and count anew.',
    source: 'Letter of 12 October 2011',
    reason: 'Counted by the old rule.',
  },
  PlanMitigation: {
    ...firstHalf,
    mitigation: 'workshop',
    action: 'A case study workshop, from reporting to support for victims.',
    person: 'officer-3',
    inRole: 'Chair, domestic abuse group',
    dueOn: '2011-12-15',
  },
  ReportMitigation: {
    indicator,
    mitigation: 'workshop',
    report: 'december',
    progress: 'Held on 12 December; training follows in March.',
    standing: 'done',
  },
};

const risk = 'economic-climate';

/** One example of each command about a risk. */
export const riskExamples: ExamplesOf<'risk'> = {
  RegisterRisk: {
    risk,
    description: 'The economic climate may bring more acquisitive crime.',
    owner: 'officer-3',
    impact: 'high',
    likelihood: 'high',
    countermeasure: 'The geographical group watches for trends.',
  },
  ReviewRisk: {
    risk,
    review: 'october',
    impact: 'high',
    likelihood: 'medium',
    comment: 'No rise in the first half of the year.',
  },
  CloseRisk: { risk, reason: 'It has not come about.' },
};

const confirmed = { year: '2010-11', preparation: 1 } as const;

/** One example of each command about the confirmation of a year. */
export const confirmationExamples: ExamplesOf<'confirmation'> = {
  PrepareYearEnd: {
    ...confirmed,
    statement: 'The partnership plan was funded effectively and efficiently, in line with its objectives.',
  },
  CertifyYearEnd: confirmed,
  DeclineYearEnd: { ...confirmed, reason: 'The carry-forward of the fire service is not in my letter.' },
};

/** One example of each command about a highlight report. */
export const highlightExamples: ExamplesOf<'highlight'> = {
  SubmitHighlightReport: {
    report: 'youth-bus-first-quarter',
    project: 'youth-bus',
    from: '2011-04-01',
    to: '2011-06-30',
    budget: 'On track; £1,200 is spent.',
    progress: 'Twelve sessions were held on three estates.',
    performanceAndRisk: 'Complaints fell. The second driver has not been found.',
    nextPeriod: 'Sessions go on to the summer fair.',
  },
};

/** One example of each command about what goes to the general ledger. */
export const ledgerExamples: ExamplesOf<'ledger'> = {
  AdoptLedgerMapping: {
    version: 1,
    rules: [
      { fundingType: 'capital', costCentre: 'C2041', subjective: '8001' },
      { category: 'transport', costCentre: 'R2041', subjective: '3010', analysis: 'CSP' },
      { costCentre: 'R2041', subjective: '4000', analysis: 'CSP' },
    ],
    balancing: { costCentre: 'B9000', subjective: '9990' },
  },
  SendLedgerBatch: { batch: 1, hash: '4f5e2c8a9b1d3e7f60718293a4b5c6d7e8f9010203040506070809aabbccddee' },
  TakeBackLedgerBatch: { batch: 1, reason: 'The cost centre was closed.' },
  RecordLedgerImport: { batch: 1, reference: 'JNL-2011-0412' },
};
