import type { NaiveMoney } from './naive-money.ts';
import { sourcesOfYear } from './partnership.ts';
import { amountOf, decisionOf, entryOf, finance, lead, letter, support, why } from './step.ts';
import type { Draft, Step } from './step.ts';

/** On this day everything is paid; it is true in the world on that day. */
const paidOn = '2012-04-05';
const invoice = { payee: 'A supplier', irrecoverableVatPence: 0, purpose: 'As agreed', category: 'staff' };

function chargesOf(step: Step, money: NaiveMoney): Readonly<Record<string, unknown>> {
  const { source, second, fundingType, project, choice } = step;
  const places = [...new Set(choice ? [source, second] : [source])];
  const charges = places.map((id) => {
    const left = money.unpaid(money.heirOf(id), fundingType, project);
    return { source: id, fundingType, amountPence: amountOf(step, left) };
  });
  const netPence = charges.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return { project, ...invoice, reference: `INV-${step.number}`, netPence, charges };
}

/** Asked for by one, and authorised by the other, or now and then by the same. */
function virement(step: Step, money: NaiveMoney): readonly Draft[] {
  const { source, number, odd, hand } = step;
  const id = `v-${number}`;
  const agreement = odd ? { providerAgreement: 'Letter' } : {};
  const decision = odd ? { decision: decisionOf(step, 'virement', source) } : {};
  const asked = { virement: id, ...virementOf(step, money), ...agreement, ...why };
  return [
    [`finance-${number === 3 ? hand : 3 - hand}/finance-officer`, 'RequestVirement', asked],
    [finance(step), 'AuthoriseVirement', { virement: id, source, ...decision }],
  ];
}

/** From a project or from what is uncommitted, mostly to a project. */
function virementOf(step: Step, money: NaiveMoney): object {
  const { source, second, fundingType, project, other, choice, pence } = step;
  const { uncommitted } = money.purse(source, fundingType);
  const isFromProject = uncommitted === 0 || pence % 2 === 0;
  const isToProject = (choice || pence > 10) && money.awarded.has(other);
  const left = isFromProject ? money.unpaid(source, fundingType, project) : uncommitted;
  const amountPence = amountOf({ ...step, pence: 1 + (pence % Math.max(1, left)) }, left);
  const from = isFromProject ? { source, project } : { source };
  const to = isToProject ? { source: second, project: other } : { source: second };
  return { fundingType, amountPence, from, to };
}

function hold(step: Step, money: NaiveMoney): Draft {
  const { source, fundingType, number } = step;
  const amountPence = amountOf(step, money.purse(source, fundingType).uncommitted);
  const reserve = { source, reserve: `${fundingType}-${number}`, fundingType, amountPence };
  const earlier = { takenOn: { decidedOn: '2012-01-10', reference: 'Minute 4' } };
  const decided = step.odd ? earlier : { decision: decisionOf(step, 'reserve', source) };
  return [support(step), 'HoldReserve', { ...reserve, purpose: 'A review', ...decided }];
}

function answerSwap(step: Step): Draft {
  const swap = { source: step.source, swap: `s-${step.number}` };
  return step.odd
    ? [finance(step), 'RefuseSwap', { ...swap, ...why }]
    : [finance(step), 'AgreeSwap', { ...swap, reference: 'Letter' }];
}

function recovery(step: Step): readonly [number: object, name: 'Reclaim' | 'Clawback'] {
  const { choice, source, number } = step;
  return choice
    ? [{ reclaim: `reclaim-${source}-${number}` }, 'Reclaim']
    : [{ clawback: `clawback-${source}-${number}` }, 'Clawback'];
}

/** What the close of the year carries of each source, and to where. */
function closes(step: Step, money: NaiveMoney): readonly object[] {
  return sourcesOfYear.map((source) => {
    const purses = money.source(source).purses;
    const carry = (['capital', 'revenue'] as const).flatMap((fundingType) => {
      const { balance, reserved, committed } = purses[fundingType];
      const unspent = balance + reserved + committed;
      const amountPence = step.size === 'some' ? Math.min(unspent, step.pence * 2) : unspent;
      return source === 'council' || amountPence <= 0 ? [] : [{ fundingType, amountPence }];
    });
    const to = step.choice || source === 'grant' ? 'grant-next' : 'police-next';
    return { source, to, carry };
  });
}

/** What happens to money: what comes in, is set aside, paid, moved, owed, and carried into the next year. */
export const moneySteps = {
  expect: (step: Step): Draft => [
    finance(step),
    'ExpectFunding',
    { ...entryOf(step, 'x', step.pence), ...why },
  ],
  confirm: (step: Step): Draft => [
    finance(step),
    'ConfirmFunding',
    { ...entryOf(step, 'c', step.pence * 2), ...letter },
  ],
  cut: (step: Step, money: NaiveMoney): Draft => {
    const { confirmed, expected } = money.purse(step.source, step.fundingType);
    return [
      finance(step),
      'CutFunding',
      { ...entryOf(step, 'k', amountOf(step, confirmed + expected)), ...letter },
    ];
  },
  withdraw: (step: Step): Draft => [
    finance(step),
    'WithdrawFunding',
    { source: step.source, entry: `w-${step.number}`, ...letter },
  ],
  reverseEntry: (step: Step, money: NaiveMoney): Draft => {
    const entries = [...money.source(step.source).undo.keys()];
    const entry = entries[step.pence % Math.max(1, entries.length)] ?? `c-${step.number}`;
    return [finance(step), 'ReverseEntry', { source: step.source, entry, reversal: `not-${entry}`, ...why }];
  },
  hold,
  releaseReserve: (step: Step, money: NaiveMoney): Draft => {
    const { source, fundingType, number, other } = step;
    const [[reserve, held] = [`${fundingType}-1`, 0]] = money.purse(source, fundingType).reserves;
    const release = { source, reserve, release: `${other}-${number}`, amountPence: amountOf(step, held) };
    return [finance(step), 'ReleaseReserve', { ...release, ...why }];
  },
  swap: (step: Step, money: NaiveMoney): readonly Draft[] => {
    const { source, number, choice, pence } = step;
    const amountPence = amountOf(step, money.purse(source, 'capital').uncommitted);
    const ask: Draft = [finance(step), 'RequestSwap', { source, swap: `s-${number}`, amountPence, ...why }];
    // The provider takes its time, and meanwhile some of the capital is set aside.
    const aside = { ...step, fundingType: 'capital', size: 'some', odd: true } as const;
    return choice && pence > 15 ? [ask, hold(aside, money), answerSwap(step)] : [ask];
  },
  answerSwap,
  pay: (step: Step, money: NaiveMoney): Draft => {
    const { number, odd, project } = step;
    const isClaimed = odd && money.isDone(project, 'ClaimExpenditure');
    const claim = isClaimed ? { claim: `claim-${number}` } : {};
    const payment = { payment: `p-${number}`, paidOn, on: paidOn, ...claim };
    return [finance(step), 'RecordExpenditure', { ...chargesOf(step, money), ...payment }];
  },
  claim: (step: Step, money: NaiveMoney): Draft => [
    lead(step),
    'ClaimExpenditure',
    { ...chargesOf(step, money), claim: `claim-${step.number}` },
  ],
  reversePayment: (step: Step): Draft => {
    const { project, number, odd, second } = step;
    const adjustAt = odd ? { adjustAt: second } : {};
    const payment = { project, payment: `p-${number}`, ...adjustAt };
    return [finance(step), 'ReverseExpenditure', { ...payment, ...why }];
  },
  release: (step: Step): Draft => [
    finance(step),
    'ReleaseCommitment',
    { project: step.project, release: `r-${step.number}`, ...why },
  ],
  virement,
  declineVirement: (step: Step): Draft => [
    finance(step),
    'DeclineVirement',
    { virement: `v-${step.number}`, source: step.source, ...why },
  ],
  raise: (step: Step, money: NaiveMoney): Draft => {
    const { source, project, fundingType } = step;
    const [id, name] = recovery(step);
    const amountPence = amountOf(step, Math.max(0, money.recoverable(source, fundingType, project)));
    const owed = { source, project, from: 'A body', fundingType, amountPence };
    return [finance(step), `Raise${name}`, { ...id, ...owed, dueOn: '2012-09-30', ...why }];
  },
  receive: (step: Step, money: NaiveMoney): Draft => {
    const [id, name] = recovery(step);
    const source = money.heirOf(step.source);
    const owed = money.source(source).owed.get(`${name.toLowerCase()}-${step.source}-${step.number}`);
    const receipt = { source, entry: `i-${name.toLowerCase()}-${step.other}`, reference: 'BACS' };
    const amountPence = amountOf(step, owed?.amount ?? 0);
    return [finance(step), `Receive${name}`, { ...id, ...receipt, amountPence }];
  },
  writeOff: (step: Step, money: NaiveMoney): Draft => {
    const [id, name] = recovery(step);
    return [finance(step), `WriteOff${name}`, { ...id, source: money.heirOf(step.source), ...why }];
  },
  close: (step: Step, money: NaiveMoney): Draft => [
    finance(step),
    'CloseYear',
    { year: '2011-12', sources: closes(step, money), reason: 'The year is over.' },
  ],
} as const satisfies Record<string, (step: Step, money: NaiveMoney) => Draft | readonly Draft[]>;
