/**
 * A partnership in whose year everything happens that the published example has none of: a cut that uncovers,
 * a swap, a virement, a reclaim received, money subject to funding, a close with money carried and lapsed,
 * and a payment of the closed year that proves wrong. As lines for `run`.
 */
export function movements(): string {
  return [...founding(), ...sources(), ...projects(), ...moves(), ...close()]
    .map((command, index) => JSON.stringify({ ...command, id: `c-${index}`, partnership: 'riverside' }))
    .join('\n');
}

type Command = Readonly<Record<string, unknown>>;

const by = (person: string, role: string): Command => ({ actor: { person, role } });
const admin = by('admin', 'administrator');
const support = by('support', 'support-officer');
const finance = by('finance', 'finance-officer');
const deputy = by('deputy', 'finance-officer');

/** The clock stands at the time of the last command that set it. */
const at = (day: string): Command => ({ at: `${day}T10:00:00.000Z` });

function founding(): Command[] {
  const roles = [
    ['support', 'support-officer'],
    ['finance', 'finance-officer'],
    ['deputy', 'finance-officer'],
  ] as const;
  return [
    { command: 'FoundPartnership', ...admin, ...at('2011-04-01'), name: 'Riverside', example: true },
    { command: 'AdmitAgency', ...admin, agency: 'council', name: 'The council' },
    ...[...roles.map(([person]) => person), 'lead'].map((person) => {
      return { command: 'RegisterPerson', ...admin, person, name: `The officer ${person}` };
    }),
    ...roles.map(([person, role]) => ({ command: 'GiveRole', ...admin, person, role })),
    { command: 'GiveRole', ...admin, person: 'lead', role: 'lead-officer', agency: 'council' },
    { command: 'AdoptPriority', ...support, priority: 'asb', name: 'Anti-social behaviour' },
  ];
}

function open(source: string, year: string): Command {
  const terms = { name: source, provider: 'Home Office', year, mayCrossYear: true };
  return { command: 'OpenFundingSource', ...finance, source, ...terms };
}

function money(
  command: string,
  source: string,
  entry: string,
  fundingType: string,
  amountPence: number,
): Command {
  const reference = command === 'ExpectFunding' ? {} : { reference: 'A letter' };
  return {
    command,
    ...finance,
    source,
    entry,
    fundingType,
    amountPence,
    reason: 'As it says.',
    ...reference,
  };
}

function sources(): Command[] {
  return [
    open('grant', '2011-12'),
    open('pool', '2011-12'),
    open('grant-next', '2012-13'),
    open('hope', '2012-13'),
    money('ConfirmFunding', 'grant', 'capital', 'capital', 1_000_000),
    money('ConfirmFunding', 'grant', 'revenue', 'revenue', 2_000_050),
    money('ExpectFunding', 'grant', 'more', 'revenue', 500_000),
    money('ConfirmFunding', 'pool', 'revenue', 'revenue', 300_000),
    money('CutFunding', 'pool', 'cut', 'revenue', 100_001),
    money('ExpectFunding', 'grant-next', 'next', 'revenue', 700_000),
    money('ConfirmFunding', 'hope', 'half', 'revenue', 50_000),
    money('ExpectFunding', 'hope', 'rest', 'revenue', 80_000),
  ];
}

function projects(): Command[] {
  const takeOn = (
    project: string,
    source: string,
    year: string,
    amountPence: number,
    more: Command = {},
  ): Command => ({
    command: 'TakeOnProject',
    ...support,
    project,
    bid: {
      title: project,
      priorities: ['asb'],
      leadOfficer: 'lead',
      leadAgency: 'council',
      costs: [{ year, fundingType: 'revenue', amountPence }],
    },
    takenOn: { decidedOn: '2011-04-01', reference: 'Minute 7' },
    award: {
      awardPence: amountPence,
      allocations: [{ source, fundingType: 'revenue', amountPence, ...more }],
    },
  });
  return [
    takeOn('signs', 'grant', '2011-12', 900_000),
    takeOn('lights', 'pool', '2011-12', 150_000),
    takeOn('next', 'grant-next', '2012-13', 250_000, { subjectToFunding: true }),
    takeOn('certain', 'hope', '2012-13', 50_000),
    takeOn('hoped-for', 'hope', '2012-13', 60_000, { subjectToFunding: true }),
  ];
}

function moves(): Command[] {
  const pay = (project: string, payment: string, source: string, amountPence: number): Command => ({
    command: 'RecordExpenditure',
    ...finance,
    project,
    payment,
    payee: 'A supplier',
    reference: payment,
    paidOn: '2011-06-01',
    netPence: amountPence,
    irrecoverableVatPence: 0,
    purpose: 'As agreed',
    category: 'works',
    charges: [{ source, fundingType: 'revenue', amountPence }],
  });
  const ends = { from: { source: 'grant' }, to: { source: 'pool' } };
  const reclaim = { source: 'grant', reclaim: 'r-1' };
  const cut = {
    source: 'hope',
    entry: 'cut',
    fundingType: 'revenue',
    reference: 'A letter',
    reason: 'Less is given.',
  };
  return [
    { ...pay('signs', 'inv-1', 'grant', 400_025), ...at('2011-06-01') },
    pay('signs', 'inv-2', 'grant', 100_000),
    pay('lights', 'inv-3', 'pool', 160_000),
    {
      command: 'RequestSwap',
      ...finance,
      source: 'grant',
      swap: 's-1',
      amountPence: 250_000,
      reason: 'Posts.',
    },
    { command: 'AgreeSwap', ...finance, source: 'grant', swap: 's-1', reference: 'A letter' },
    {
      command: 'RequestVirement',
      ...finance,
      virement: 'v-1',
      fundingType: 'revenue',
      amountPence: 50_000,
      ...ends,
      reason: 'Short.',
    },
    { command: 'AuthoriseVirement', ...deputy, virement: 'v-1', source: 'grant' },
    // What is to be confirmed goes first, and the rest uncovers a commitment.
    { command: 'CutFunding', ...finance, ...cut, amountPence: 100_000 },
    {
      command: 'ExpectFunding',
      ...finance,
      ...cut,
      entry: 'again',
      amountPence: 60_000,
      reference: undefined,
    },
    {
      command: 'RaiseReclaim',
      ...finance,
      ...reclaim,
      project: 'signs',
      from: 'Another council',
      fundingType: 'revenue',
      amountPence: 30_000,
      dueOn: '2011-09-01',
      reason: 'Its share.',
    },
    {
      command: 'ReceiveReclaim',
      ...finance,
      ...reclaim,
      entry: 'r-1-paid',
      amountPence: 20_000,
      reference: 'BACS',
    },
    {
      command: 'HoldReserve',
      ...finance,
      source: 'grant',
      reserve: 'review',
      fundingType: 'capital',
      amountPence: 40_000,
      purpose: 'A review',
      takenOn: { decidedOn: '2011-04-01', reference: 'Minute 8' },
    },
  ];
}

function close(): Command[] {
  const carry = [
    { fundingType: 'revenue', amountPence: 900_000 },
    { fundingType: 'capital', amountPence: 40_000 },
  ];
  return [
    {
      command: 'CloseYear',
      ...finance,
      ...at('2012-04-02'),
      year: '2011-12',
      sources: [
        { source: 'grant', to: 'grant-next', carry },
        { source: 'pool', to: 'grant-next', carry: [] },
      ],
      reason: 'Agreed by the section 151 officer.',
    },
    {
      command: 'ReverseExpenditure',
      ...finance,
      project: 'signs',
      payment: 'inv-2',
      reason: 'Paid twice.',
      adjustAt: 'grant-next',
    },
    {
      command: 'HoldReserve',
      ...finance,
      source: 'grant-next',
      reserve: 'review-2',
      fundingType: 'revenue',
      amountPence: 10_000,
      purpose: 'Another',
      takenOn: { decidedOn: '2012-04-01', reference: 'Minute 9' },
    },
  ];
}
