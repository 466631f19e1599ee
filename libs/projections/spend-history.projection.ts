import type { PaidCharge } from '#funding/project/money.events';
import { sumPence } from '#kernel/pence';
import { placeOfDecision } from '#projections/decision-place';
import type { Happened, Projection, Write } from '#projections/projection';
import { integer, journal, optionalText, pence, text } from '#projections/table';

/** What was paid and what was reversed, a payment or a reversal a row. A reversal is below zero. */
const payments = journal(
  'payments',
  {
    position: integer,
    partnership: text,
    project: text,
    payment: text,
    /** `payment` or `reversal`. */
    kind: text,
    claim: optionalText,
    payee: optionalText,
    reference: optionalText,
    purpose: optionalText,
    category: optionalText,
    paid_on: optionalText,
    net_pence: pence,
    irrecoverable_vat_pence: pence,
    amount_pence: pence,
    overspend_pence: pence,
    /** Why it was reversed. */
    reason: optionalText,
    /** The open year's source that took the adjustment, where the payment was in a closed year. */
    adjusted_at: optionalText,
    effective_on: text,
    recorded_at: text,
    person: text,
  },
  { key: ['position'], indexes: [['partnership', 'project', 'payment']] },
);

/**
 * What each payment took from each source, and the decision whose money it was. What went beyond every
 * commitment has no decision.
 */
const paymentCharges = journal(
  'payment_charges',
  {
    position: integer,
    line: integer,
    partnership: text,
    project: text,
    payment: text,
    source: text,
    funding_type: text,
    /** `<meeting>/<item>`, `action/<number>`, `virement/<source>/<number>` or `taken-on`. */
    decision: optionalText,
    meeting: optionalText,
    item: optionalText,
    amount_pence: pence,
    effective_on: text,
    recorded_at: text,
  },
  {
    key: ['position', 'line'],
    indexes: [
      ['partnership', 'project'],
      // The order in which they are read a page at a time, and all that a filter and its sum ask of them.
      ['partnership', 'effective_on', 'position', 'line', 'amount_pence', 'project', 'source'],
    ],
  },
);

export const spendHistoryTables = [payments, paymentCharges] as const;

/** What was paid to whom for what, and which decision of which meeting it goes back to. */
export const spendHistoryProjection: Projection<typeof spendHistoryTables> = {
  name: 'spend-history',
  version: 4,
  tables: spendHistoryTables,
  on: {
    project: {
      ExpenditureRecorded(event, write) {
        const { payment, claim, payee, reference, purpose, category, paidOn, charges } = event.data;
        const { netPence, irrecoverableVatPence, overspendPence } = event.data;
        write.add(payments, {
          ...placeOf(event),
          payment,
          kind: 'payment',
          claim,
          payee,
          reference,
          purpose,
          category,
          paid_on: paidOn,
          net_pence: netPence,
          irrecoverable_vat_pence: irrecoverableVatPence,
          amount_pence: totalOf(charges),
          overspend_pence: overspendPence,
        });
      },
      ExpenditureReversed(event, write) {
        const { payment, charges, reason, priorYear } = event.data;
        write.add(payments, {
          ...placeOf(event),
          payment,
          kind: 'reversal',
          reason,
          adjusted_at: priorYear?.adjustedAt,
          net_pence: 0,
          irrecoverable_vat_pence: 0,
          amount_pence: -totalOf(charges),
          overspend_pence: -sumPence(charges.map((charge) => charge.overspendPence)),
        });
      },
    },
    source: {
      ExpenditureCharged: (event, write) => keepCharges(event, write, 1),
      ChargeReversed: (event, write) => keepCharges(event, write, -1),
      PriorYearAdjusted: ({ data: { amountPence, ...data }, ...event }, write) => {
        keepCharges({ ...event, data: { ...data, met: [], overspendPence: amountPence } }, write, -1);
      },
    },
  },
};

function placeOf({ position, partnership, subject, effectiveOn, recordedAt, actor }: Happened): {
  position: number;
  partnership: string;
  project: string;
  effective_on: string;
  recorded_at: string;
  person: string;
} {
  const when = { effective_on: effectiveOn, recorded_at: recordedAt };
  return { position, partnership, project: subject, ...when, person: actor.person };
}

function totalOf(charges: readonly PaidCharge[]): number {
  return sumPence(charges.map(({ amountPence }) => amountPence));
}

interface Charged {
  readonly project: string;
  readonly payment: string;
  readonly fundingType: string;
  readonly met: readonly { readonly decision: string; readonly amountPence: number }[];
  readonly overspendPence: number;
}

function keepCharges(event: Happened<Charged>, write: Write, sign: 1 | -1): void {
  const { project, payment, fundingType, met, overspendPence } = event.data;
  const parts: readonly { readonly decision?: string; readonly amountPence: number }[] =
    overspendPence === 0 ? met : [...met, { amountPence: overspendPence }];
  for (const [line, { decision, amountPence }] of parts.entries()) {
    write.add(paymentCharges, {
      position: event.position,
      line,
      partnership: event.partnership,
      project,
      payment,
      source: event.subject,
      funding_type: fundingType,
      decision,
      ...placeOfDecision(decision),
      amount_pence: sign * amountPence,
      effective_on: event.effectiveOn,
      recorded_at: event.recordedAt,
    });
  }
}
