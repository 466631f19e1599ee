import type { ExamplesOf } from '#desk/command-registry';

/** One example of each command to a partnership or about a person. Every name in it is made up. */
export const partnershipExamples: ExamplesOf<'partnership'> = {
  FoundPartnership: { name: 'Riverside Community Safety Partnership' },
  AdmitAgency: { agency: 'riverside-council', name: 'Riverside Borough Council' },
  FormGroup: { group: 'tasking', name: 'Tasking and Co-ordinating Group', kind: 'tasking' },
  GiveRole: { person: 'chair-1', role: 'chair', group: 'tasking', agency: 'riverside-council' },
  EndRole: { person: 'chair-1', role: 'chair', group: 'tasking', reason: 'Moved to another authority.' },
  NameSubstitute: {
    member: 'fire-1',
    substitute: 'fire-2',
    agency: 'fire-service',
    group: 'tasking',
  },
  EndSubstitute: {
    member: 'fire-1',
    substitute: 'fire-2',
    agency: 'fire-service',
    group: 'tasking',
  },
  AdoptObjective: { objective: 'safer-streets', name: 'Fewer people harmed in public places' },
  AdoptPriority: {
    priority: 'anti-social-behaviour',
    name: 'Anti-social behaviour',
    objective: 'safer-streets',
    alsoWritten: [{ written: 'ASB' }],
  },
  RetirePriority: { priority: 'anti-social-behaviour', reason: 'The plan of 2012 no longer names it.' },
  AdoptPolicy: {
    version: 2,
    from: '2011-04-01',
    quorum: { numerator: 1, denominator: 3, atLeastPeople: 3, atLeastAgencies: 2 },
    chairsActionLimitPence: 500_000,
  },
  AdoptEvaluationForm: {
    version: 2,
    form: 'short',
    questions: [{ question: 'What was done', asks: 'Say what was done, and for whom.' }],
  },
  RaiseMatter: {
    matter: 'home-office-cut',
    kind: 'uncovered',
    title: 'The Home Office grant was cut by 38 per cent',
    source: 'home-office-2011',
  },
  CloseYear: {
    year: '2011-12',
    sources: [
      {
        source: 'home-office-2011',
        to: 'home-office-2012',
        carry: [{ fundingType: 'revenue', amountPence: 1_250_000 }],
      },
      { source: 'council-2011', carry: [] },
    ],
    reason: 'The section 151 officer agreed the carry-forward on 28 March 2012.',
  },
};

export const personExamples: ExamplesOf<'person'> = {
  RegisterPerson: { person: 'officer-3', name: 'An Officer', email: 'officer@riverside.example' },
  CorrectPerson: { person: 'officer-3', name: 'An Officer', email: 'an.officer@riverside.example' },
  SwitchOffPerson: { person: 'officer-3', reason: 'Left on 30 June 2011.' },
  SwitchOnPerson: { person: 'officer-3', reason: 'Back from secondment.' },
  ForgetPerson: { person: 'officer-3', reason: 'Asked for it in writing.' },
};
