import { project as projectDecider } from '#funding/project/project';
import { oneAPlace } from '#funding/project/queries';
import { isAwarded } from '#funding/project/state';
import { financialYearOf } from '#kernel/financial-year';
import { projectStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { ProjectDetail } from '#reads/project-detail';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askDay, askReference, askWhy, maybe } from '../../acts/questions.js';
import { chargesInWords, sourcesCalled } from '../record-expenditure/record-expenditure.form.js';
import { nextNumber } from '../source/acts/reserves.js';
import { sourceChoices } from '../source/choices.js';
import { aroundMoney, backToMoney } from './money-at.js';
import type { MoneyAct, MoneyAt } from './money-at.js';

type Known = NonNullable<Act['known']>;
type Claim = ProjectDetail['claims'][number];
type Payment = ProjectDetail['payments'][number];

/** A lead officer claimed it; someone else pays, as claimed. */
export const pay: MoneyAct = async (at) => {
  const claim = claimAt(at);
  if (claim === undefined) return undefined;
  return act({
    ...aroundMoney(at),
    title: 'Record that a claim was paid',
    known: await termsOf(at, claim),
    questions: {
      payment: askReference({
        label: 'The payment’s reference in the ledger',
        what: 'the payment’s reference in the ledger',
        hint: 'It tells this payment from every other of the project',
      }),
      paidOn: askDay({ label: 'Date paid', what: 'the date paid' }),
    },
    button: 'Record the payment',
    command: ({ payment, paidOn }) => {
      const { claimedBy: _, ...terms } = claim;
      const content = { project: at.detail.project, payment, paidOn, ...terms, charges: [...claim.charges] };
      return { name: 'RecordExpenditure', content };
    },
    done: backToMoney(at, 'The payment is recorded, and the claim is paid.'),
  });
};

export const decline: MoneyAct = async (at) => {
  const claim = claimAt(at);
  if (claim === undefined) return undefined;
  return act({
    ...aroundMoney(at),
    title: 'Decline a claim',
    known: await termsOf(at, claim),
    questions: { reason: askWhy },
    button: 'Decline the claim',
    command: ({ reason }) => ({
      name: 'DeclineClaim',
      content: { project: at.detail.project, claim: at.of, reason },
    }),
    done: backToMoney(at, 'The claim is declined.'),
  });
};

/** The payment stays in the history. Of a closed year, a source of the open one takes the adjustment. */
export const reverse: MoneyAct = async (at) => {
  const payment = standingPayments(at.detail).find((one) => one.payment === at.of);
  if (payment === undefined) return undefined;
  const { visit, detail } = at;
  const year = financialYearOf(visit.reading.place.today());
  return act({
    ...aroundMoney(at),
    title: 'Reverse a payment that was a mistake',
    intro: [
      'The payment stays in the history, and the reversal names it. What it took from the award becomes committed again.',
    ],
    known: paymentTerms(payment),
    questions: {
      reason: askWhy,
      adjustAt: maybe(
        askChoice(
          {
            label: 'The source that takes the adjustment',
            what: 'the source that takes the adjustment',
            hint: 'Only for a payment of a closed year: its own figures stand',
          },
          await sourceChoices(visit, year),
        ),
      ),
    },
    button: 'Reverse the payment',
    command: ({ reason, adjustAt }) => ({
      name: 'ReverseExpenditure',
      content: {
        project: detail.project,
        payment: at.of,
        reason,
        ...(adjustAt === undefined ? {} : { adjustAt }),
      },
    }),
    done: backToMoney(at, 'The payment is reversed.'),
  });
};

/** After the finish what is unspent stays committed until finance releases it (rule 12). */
export const release: MoneyAct = async (at) => {
  const unspentPence = sumPence(at.detail.award.map((line) => line.unspentPence));
  return act({
    ...aroundMoney(at),
    title: 'Release what is unspent',
    intro: [
      `${formatPence(unspentPence)} of the award is unspent. Released, it becomes uncommitted at its sources, and can be awarded again.`,
    ],
    questions: {
      release: askReference({ label: 'Number of the release', what: 'the number of the release' }),
      reason: askWhy,
    },
    filledIn: { release: await nextRelease(at) },
    button: 'Release what is unspent',
    command: (answers) => ({
      name: 'ReleaseCommitment',
      content: { project: at.detail.project, ...answers },
    }),
    done: backToMoney(at, 'What was unspent is released.'),
  });
};

async function nextRelease({ visit: { reading }, detail }: MoneyAt): Promise<string> {
  const state = await reading.place.state(projectStream(reading.partnership, detail.project), projectDecider);
  return nextNumber('release', isAwarded(state) ? state.money.releases.keys() : []);
}

/** Payments that no reversal has named. */
export function standingPayments({ payments }: ProjectDetail): readonly Payment[] {
  const reversed = new Set(payments.filter(({ kind }) => kind === 'reversal').map(({ payment }) => payment));
  return payments.filter(({ kind, payment }) => kind === 'payment' && !reversed.has(payment));
}

function claimAt({ detail, of }: MoneyAt): Claim | undefined {
  return detail.claims.find(({ claim }) => claim === of);
}

async function termsOf(
  { visit, detail }: MoneyAt,
  { claim, payee, reference, netPence, irrecoverableVatPence, purpose, charges }: Claim,
): Promise<Known> {
  const called = await sourcesCalled(visit, detail.award);
  const [claimed, now] = [charges, chargesNow(charges, detail)].map((them) => chargesInWords(them, called));
  return [
    ['Claim', claim],
    ['To be paid to', payee],
    ['Invoice', reference],
    ['In all', formatPence(sumPence([netPence, irrecoverableVatPence]))],
    ['For', purpose],
    ['Charged to', now ?? ''],
    ...(now === claimed ? [] : [['Claimed from', claimed ?? ''] as const]),
  ];
}

/** A source whose year is closed pays no more: what was claimed from it is charged where its money is. */
function chargesNow(charges: Claim['charges'], { award }: ProjectDetail): Claim['charges'] {
  const payer = ({ source, fundingType }: Claim['charges'][number]): string => {
    const line = award.find((one) => one.fundingType === fundingType && one.sources.includes(source));
    return line?.sources.at(-1) ?? source;
  };
  return oneAPlace(charges.map((charge) => ({ ...charge, source: payer(charge) })));
}

function paymentTerms({ payment, payee, paidOn, amountPence, purpose }: Payment): Known {
  return [
    ['Payment', payment],
    ['Paid to', payee ?? ''],
    ['Date paid', paidOn === null ? '' : formatDate(paidOn)],
    ['Amount', formatPence(amountPence)],
    ['For', purpose ?? ''],
  ];
}
