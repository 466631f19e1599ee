import { day, line, optional, pounds, reference, text } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { ValuesOf } from '#govuk/form';
import type { Pence } from '#kernel/pence';
import { formatPence, sumPence } from '#kernel/pence';
import type { AwardNow } from '#reads/award-now';
import type { PageCommand } from '../../commands/sending.js';
import type { Visit } from '../../access/visit.js';
import { sourceNames } from '../../titles.js';
import type { Called } from '../../titles.js';

const vat = optional(pounds({ what: 'the VAT that cannot be recovered', min: 0 }));

/** Of a payment that is nothing but VAT the net amount is nil; of none is it nothing at all. */
export const netAmount: Field<Pence> = {
  ...pounds({ what: 'the net amount', min: 0 }),
  read(typed, name) {
    const net = pounds({ what: 'the net amount', min: 0 }).read(typed, name);
    const paid = vat.read(typed, 'vatPence');
    const isNothing = 'value' in net && net.value === 0 && 'value' in paid && (paid.value ?? 0) === 0;
    return isNothing ? { wrong: 'The net amount must be more than £0.00' } : net;
  },
};

const fields = {
  payee: line({ what: 'who was paid' }),
  reference: line({ what: 'the invoice number or reference' }),
  payment: reference({ what: 'the payment’s reference in the ledger' }),
  paidOn: day({ what: 'the date paid' }),
  netPence: netAmount,
  vatPence: vat,
  purpose: text({ what: 'what it was for', max: 2000 }),
  category: reference({ what: 'the category of cost' }),
};

type Answers = ValuesOf<typeof fields>;

/** The form, with an amount for each line of the award where there are several to charge it to. */
export function recordExpenditureForm(award: readonly AwardNow[], called: Called): Form<typeof fields> {
  return new Form({ ...fields, ...chargeFields(award, called) });
}

/** The inputs of the charges, by the lines of the award; none where there is only one line. */
function chargeFields(
  award: readonly AwardNow[],
  called: Called,
): Readonly<Record<string, Field<Pence | undefined>>> {
  if (award.length < 2) return {};
  return Object.fromEntries(
    award.map((awarded, index) => [
      chargeName(index),
      optional(pounds({ what: `what is charged to ${placeOf(awarded, called)}`, min: 0 })),
    ]),
  );
}

export function chargeName(index: number): string {
  return `charge${index}`;
}

/**
 * A line of an award in words: `Home Office grant, 2011-12, revenue`. After the close of a year it is paid
 * by its last source.
 */
export function placeOf({ sources, fundingType }: AwardNow, called: Called): string {
  return `${called(sources.at(-1) ?? '')}, ${fundingType}`;
}

/** The command that the answers ask for. */
export function recordExpenditure(
  project: string,
  award: readonly AwardNow[],
  answers: Answers,
): PageCommand {
  const { payee, payment, paidOn, netPence, vatPence = 0, purpose, category } = answers;
  return {
    name: 'RecordExpenditure',
    content: {
      project,
      payee,
      reference: answers.reference,
      payment,
      paidOn,
      netPence,
      irrecoverableVatPence: vatPence,
      purpose,
      category,
      charges: chargesOf(award, answers),
    },
  };
}

/** What is charged where: all of it to the only line, or what was said of each of several. */
export function chargesOf(
  award: readonly AwardNow[],
  answers: Pick<Answers, 'netPence' | 'vatPence'>,
): { source: string; fundingType: AwardNow['fundingType']; amountPence: Pence }[] {
  const byName = answers as unknown as Readonly<Record<string, Pence | undefined>>;
  const all = sumPence([answers.netPence, answers.vatPence ?? 0]);
  const amounts = award.map((_, index) => (award.length === 1 ? all : (byName[chargeName(index)] ?? 0)));
  return award.flatMap(({ sources, fundingType }, index) => {
    const amountPence = amounts[index] ?? 0;
    return amountPence === 0 ? [] : [{ source: sources.at(-1) ?? '', fundingType, amountPence }];
  });
}

/** What each source of an award is called. */
export async function sourcesCalled(visit: Visit, award: readonly AwardNow[]): Promise<Called> {
  return sourceNames(
    visit,
    award.flatMap(({ sources }) => sources),
  );
}

/** What was charged where, in words: `£400.00 to Home Office grant, 2011-12, revenue`. */
export function chargesInWords(
  charges: readonly {
    readonly source: string;
    readonly fundingType: string;
    readonly amountPence: Pence;
  }[],
  called: Called,
): string {
  return charges
    .map(
      ({ source, fundingType, amountPence }) =>
        `${formatPence(amountPence)} to ${called(source)}, ${fundingType}`,
    )
    .join('; ');
}
