import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';
import { claimsOf } from '#reads/claims';
import type { ClaimLine } from '#reads/claims';
import type { AwardNow } from '#reads/award-now';
import { act } from '../../../acts/act.js';
import { askLine, askPounds, askReference, askText, maybe } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import { idFromName } from '../../../commands/id-from-name.js';
import type { Called } from '../../../titles.js';
import {
  chargeName,
  chargesOf,
  netAmount,
  placeOf,
  sourcesCalled,
} from '../../record-expenditure/record-expenditure.form.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct, ProjectAt } from '../project-at.js';

const invoice = {
  payee: askLine({
    label: 'Who is to be paid',
    what: 'who is to be paid',
    hint: 'An organisation, not a person',
  }),
  reference: askLine({
    label: 'Number of the receipt or invoice',
    what: 'the number of the receipt or invoice',
    hint: 'Keep it: finance and the auditor may ask to see it',
  }),
  netPence: { ...askPounds({ label: 'Net amount', what: 'the net amount' }), field: netAmount },
  vatPence: maybe(
    askPounds(
      {
        label: 'VAT that cannot be recovered',
        what: 'the VAT',
        hint: 'Leave it empty where the body that pays recovers all of it',
      },
      0,
    ),
  ),
  purpose: askText({ label: 'What it was for', what: 'what it was for' }),
  category: askReference({
    label: 'Category of cost',
    what: 'the category of cost',
    hint: 'For example, staff, equipment or printing',
  }),
};

/** What was spent, claimed by who leads the project, with its receipt. Someone else pays (rule 12). */
export const claim: ProjectAct = async (at) => {
  const { project, award } = at.detail;
  if (award.length === 0) return undefined;
  const claims = await claimsOf(at.visit.reading, project);
  const called = await sourcesCalled(at.visit, award);
  const questions: typeof invoice = { ...invoice, ...chargeQuestions(award, called) };
  return act({
    ...around(at),
    title: 'Claim what was spent',
    intro: [
      `${formatPence(unspentPence(award))} of the award is unspent. Finance pays what you claim, or tells you why not.`,
    ],
    questions,
    button: 'Send the claim',
    warning: ({ reference }) => knownReference(at, claims, reference),
    command: ({ vatPence = 0, ...terms }) => ({
      name: 'ClaimExpenditure',
      content: {
        project,
        claim: idOf(terms, claims),
        payee: terms.payee,
        reference: terms.reference,
        netPence: terms.netPence,
        irrecoverableVatPence: vatPence,
        purpose: terms.purpose,
        category: terms.category,
        charges: chargesOf(award, { ...terms, vatPence }),
      },
    }),
    fields: {
      claim: 'reference',
      irrecoverableVatPence: 'vatPence',
      charges: award.length > 1 ? chargeName(0) : 'netPence',
    },
    done: backTo(at, 'The claim is sent to finance.'),
  });
};

function unspentPence(award: readonly AwardNow[]): Pence {
  return sumPence(award.map((line) => line.unspentPence));
}

/** How much of it is charged to each line of the award; not asked where there is only one line. */
function chargeQuestions(
  award: readonly AwardNow[],
  called: Called,
): Readonly<Record<string, Question<Pence | undefined>>> {
  if (award.length < 2) return {};
  const questions = award.map((line, index) => {
    const hint = `${formatPence(line.unspentPence)} of the award is unspent there`;
    const where = placeOf(line, called);
    return [
      chargeName(index),
      maybe(askPounds({ label: `Charged to ${where}`, what: `what is charged to ${where}`, hint }, 0)),
    ];
  });
  return Object.fromEntries(questions) as Readonly<Record<string, Question<Pence | undefined>>>;
}

/**
 * The identity of a claim, from its receipt, so that one receipt is not claimed twice. After finance has
 * declined a claim, the same receipt can be claimed anew.
 */
function idOf(
  { payee, reference }: Pick<ClaimLine, 'payee' | 'reference'>,
  claims: readonly ClaimLine[],
): string {
  const receipt = idFromName(`${reference} ${payee}`);
  const declined = claims.filter(({ claim: id, status }) => {
    return status === 'declined' && (id === receipt || id.startsWith(`${receipt}-`));
  });
  return declined.length === 0 ? receipt : `${receipt}-${declined.length + 1}`;
}

/** What was claimed or paid on the same receipt before: perhaps it is the same purchase. */
function knownReference(
  { detail }: ProjectAt,
  claims: readonly ClaimLine[],
  reference: string,
): string | undefined {
  const isSame = (other: { readonly reference: string | null }): boolean =>
    other.reference?.trim().toLowerCase() === reference.trim().toLowerCase();
  const claimed = claims.find((one) => one.status === 'open' && isSame(one));
  const paid = detail.payments.find((one) => one.kind === 'payment' && isSame(one));
  if (claimed !== undefined)
    return `${formatPence(claimed.amountPence)} to ${claimed.payee} was claimed on a receipt of this number on ${formatDate(claimed.claimedOn)}, and waits to be paid. Is this another?`;
  if (paid === undefined) return undefined;
  return `${formatPence(paid.amountPence)} to ${paid.payee ?? ''} was paid on a receipt of this number. Is this another?`;
}
