import { refuse } from '#kernel/decider';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import { duplicateOf } from './award-terms.js';
import { reversed, spent } from './award-lines.js';
import { openBeforePayment } from './conditions.js';
import type { Charge, Invoice, MoneyEvents } from './money.events.js';
import { inWords, claimablePence, shortAt } from './queries.js';
import { repeats, stated, whenAwarded, withEntry, wrongStage } from './rules.js';
import type { Answer, Asked, Folds, Refusal, Rules } from './rules.js';
import type { AwardedProject, Claim, Money, Payment, ProjectState } from './state.js';

export const spendingRules: Rules<
  'ClaimExpenditure' | 'DeclineClaim' | 'RecordExpenditure' | 'ReverseExpenditure',
  AwardedProject
> = {
  ClaimExpenditure: claim,
  DeclineClaim: declineClaim,
  RecordExpenditure: record,
  ReverseExpenditure: reverse,
};

type Charged = Invoice & { readonly charges: readonly Charge[] };

function invoiceOf(command: Charged): Charged {
  const { payee, reference, netPence, irrecoverableVatPence, purpose, category, charges } = command;
  return { payee, reference, netPence, irrecoverableVatPence, purpose, category, charges };
}

function claim(command: Asked<'ClaimExpenditure'>, state: AwardedProject): Answer {
  const data = { ...invoiceOf(command), claim: command.claim, claimedBy: command.by.person };
  const known = state.money.claims.get(command.claim);
  if (known !== undefined) return repeats(known.terms, data) ? [] : refuse('claim-differs');
  if (state.status === 'award-withdrawn') return wrongStage(state, 'with an award');
  if (state.acceptance.answer !== 'accepted') return refuse('award-not-accepted');
  return (
    conditionsFirst(state) ??
    unfitCharges(command) ??
    unclaimable(command, state) ?? [{ type: 'ExpenditureClaimed', data }]
  );
}

function unclaimable(command: Asked<'ClaimExpenditure'>, state: AwardedProject): Refusal {
  return beyondAward(command.charges, state) ?? unpayableYet(command);
}

function conditionsFirst(state: AwardedProject): Refusal {
  const conditions = openBeforePayment(state);
  return conditions.length === 0 ? undefined : refuse('conditions-open', { conditions: inWords(conditions) });
}

function unfitCharges(command: Charged): Refusal {
  const { charges } = command;
  const twice = duplicateOf(charges);
  if (twice !== undefined) return refuse('duplicate-charge', twice);
  const [charged, total] = [totalOf(charges), netAndVat(command)];
  if (charged === total) return undefined;
  return refuse('charges-do-not-add-up', { charges: formatPence(charged), total: formatPence(total) });
}

/**
 * A payment that is still to be made beyond the award is refused (rule 12), counting what else is claimed.
 */
function beyondAward(charges: readonly Charge[], state: AwardedProject): Refusal {
  const beyond = charges.find((charge) => charge.amountPence > claimablePence(state, charge));
  if (beyond === undefined) return undefined;
  return refuse('more-than-award', shortAt(beyond, 'left', claimablePence(state, beyond)));
}

/** What is claimed will be paid, so its money has to be confirmed by now, and may pay for such a cost. */
function unpayableYet({ charges, facts }: Asked<'ClaimExpenditure'>): Refusal {
  for (const [index, charge] of charges.entries()) {
    const { committedPence, onlyFor } = facts.charges[index] ?? { committedPence: 0 };
    if (onlyFor !== undefined)
      return refuse('claim-outside-ring-fence', { source: charge.source, only: onlyFor });
    if (charge.amountPence > committedPence)
      return refuse('claim-not-confirmed', shortAt(charge, 'committed', committedPence));
  }
  return undefined;
}

function declineClaim({ claim: id, reason }: Asked<'DeclineClaim'>, state: AwardedProject): Answer {
  const known = state.money.claims.get(id);
  if (known === undefined) return refuse('no-such-claim', { claim: id });
  if (known.status === 'declined' && known.declinedBecause === reason) return [];
  if (known.status !== 'open') return refuse('claim-not-open', { claim: id, status: known.status });
  return [{ type: 'ClaimDeclined', data: { claim: id, reason } }];
}

/** A payment that was made is recorded whatever the award says: what goes beyond it awaits a decision. */
function record(command: Asked<'RecordExpenditure'>, state: AwardedProject): Answer {
  const { payment, claim: claimed, paidOn, today } = command;
  const said = { ...invoiceOf(command), payment, claim: claimed, paidOn };
  const known = state.money.payments.get(payment);
  if (known !== undefined) return recordedBefore(known, said);
  if (paidOn > today) return refuse('paid-in-the-future', { today: formatDate(today) });
  return (
    unfitDay(command) ?? unfitCharges(command) ?? unfitPayer(command, state) ?? [recorded(command, state)]
  );
}

/** One that was reversed is not so any more, so to answer that nothing changes would mislead. */
function recordedBefore({ terms, reversal }: Payment, said: Charged): Answer {
  if (!repeats({ ...terms, charges: terms.charges.map(chargeOf) }, said)) return refuse('payment-differs');
  return reversal === undefined ? [] : refuse('payment-is-reversed', { reason: reversal.reason });
}

/** A payment takes effect on the day on which it was made, unless the figures of that day stand (rule 10). */
function unfitDay({ paidOn, on, openFrom }: Asked<'RecordExpenditure'>): Refusal {
  const stands = openFrom !== undefined && paidOn < openFrom;
  return stands || on === paidOn ? undefined : refuse('paid-on-another-day', { paidOn: formatDate(paidOn) });
}

function recorded(
  command: Asked<'RecordExpenditure'>,
  state: AwardedProject,
): { readonly type: 'ExpenditureRecorded'; readonly data: MoneyEvents['ExpenditureRecorded'] } {
  const { payment, claim: claimed, paidOn, facts } = command;
  const charges = command.charges.map((charge, index) => ({
    ...chargeOf(charge),
    overspendPence: facts.overspends[index] ?? 0,
  }));
  const overspendPence = sumPence(charges.map((charge) => charge.overspendPence));
  const more = { paidOn, charges, overspendPence, openConditions: openBeforePayment(state) };
  return {
    type: 'ExpenditureRecorded',
    data: stated({ ...invoiceOf(command), payment, claim: claimed, ...more }),
  };
}

/** A lead officer claims, and someone else pays: neither who claimed it, nor who leads the project. */
function unfitPayer(command: Asked<'RecordExpenditure'>, state: AwardedProject): Refusal {
  const { claim: id, by } = command;
  if (by.person === state.bid.leadOfficer) return refuse('pays-own-claim');
  if (id === undefined) return undefined;
  const known = state.money.claims.get(id);
  if (known === undefined) return refuse('no-such-claim', { claim: id });
  if (known.status !== 'open') return refuse('claim-not-open', { claim: id, status: known.status });
  return by.person === known.terms.claimedBy ? refuse('pays-own-claim') : notAsClaimed(command, known.terms);
}

/** What settles a claim is paid to whom it names, on the invoice that it names, and is no more than it. */
function notAsClaimed(command: Charged, { claim: id, ...claimed }: Claim['terms']): Refusal {
  const { payee, reference } = claimed;
  const most = netAndVat(claimed);
  if (command.payee === payee && command.reference === reference && netAndVat(command) <= most)
    return undefined;
  return refuse('not-as-claimed', { claim: id, amount: formatPence(most), payee, reference });
}

function netAndVat({ netPence, irrecoverableVatPence }: Invoice): number {
  return netPence + irrecoverableVatPence;
}

/** Rule 10: closed figures stand, so a payment of a closed year is adjusted at a source of the open one. */
function reverse(command: Asked<'ReverseExpenditure'>, state: AwardedProject): Answer {
  const { payment, reason, adjustAt, facts } = command;
  const known = state.money.payments.get(payment);
  if (known === undefined) return refuse('no-such-payment', { payment });
  if (known.reversal !== undefined) {
    const again = repeats(known.reversal, { reason }) && isAdjustedAt(known.reversal, adjustAt);
    return again ? [] : refuse('already-reversed', { payment, reason: known.reversal.reason });
  }
  const { charges } = known.terms;
  const closed = charges.flatMap(({ source }) => {
    const year = facts.closedYears[source];
    return year === undefined ? [] : [{ source, year }];
  });
  if (closed.length === 0) return [{ type: 'ExpenditureReversed', data: { payment, charges, reason } }];
  if (adjustAt === undefined)
    return refuse('year-closed', { years: inWords(new Set(closed.map(({ year }) => year))) });
  const priorYear = { adjustedAt: adjustAt, closed };
  return [{ type: 'ExpenditureReversed', data: { payment, charges, reason, priorYear } }];
}

/** Where nothing was closed no adjustment was made, whatever source was named for one. */
function isAdjustedAt(
  { priorYear }: MoneyEvents['ExpenditureReversed'],
  source: string | undefined,
): boolean {
  return priorYear === undefined || priorYear.adjustedAt === source;
}

function chargeOf({ source, fundingType, amountPence }: Charge): Charge {
  return { source, fundingType, amountPence };
}

function totalOf(charges: readonly Charge[]): number {
  return sumPence(charges.map(({ amountPence }) => amountPence));
}

export const spendingFolds: Folds<
  Pick<MoneyEvents, 'ExpenditureClaimed' | 'ClaimDeclined' | 'ExpenditureRecorded' | 'ExpenditureReversed'>
> = {
  ExpenditureClaimed: (state, terms) =>
    withMoney(state, (money) => withClaim(money, terms.claim, { status: 'open', terms })),
  ClaimDeclined: (state, { claim: id, reason }) =>
    withMoney(state, (money) => claimBecomes(money, id, { status: 'declined', declinedBecause: reason })),
  ExpenditureRecorded: (state, terms) =>
    withMoney(state, (money) => {
      const payments = withEntry(money.payments, terms.payment, { terms });
      const lines = terms.charges.reduce(spent, money.lines);
      return claimBecomes({ ...money, payments, lines }, terms.claim, { status: 'paid' });
    }),
  ExpenditureReversed: (state, reversal) =>
    withMoney(state, (money) => {
      const known = money.payments.get(reversal.payment);
      if (known === undefined) return money;
      const payments = withEntry(money.payments, reversal.payment, { ...known, reversal });
      const lines = reversed(money.lines, reversal.charges, (source) => isClosedFor(reversal, source));
      // What was claimed is still owed to whoever it should have been paid to.
      return claimBecomes({ ...money, payments, lines }, known.terms.claim, { status: 'open' });
    }),
};

/** The state with its money changed, where it has an award. */
export function withMoney(state: ProjectState, change: (money: Money) => Money): ProjectState {
  return whenAwarded(state, (project) => ({ ...project, money: change(project.money) }));
}

function withClaim(money: Money, id: string, known: Claim): Money {
  return { ...money, claims: withEntry(money.claims, id, known) };
}

function claimBecomes(money: Money, id: string | undefined, change: Partial<Claim>): Money {
  const known = id === undefined ? undefined : money.claims.get(id);
  return id === undefined || known === undefined ? money : withClaim(money, id, { ...known, ...change });
}

function isClosedFor({ priorYear }: MoneyEvents['ExpenditureReversed'], source: string): boolean {
  return priorYear?.closed.some((closed) => closed.source === source) ?? false;
}
