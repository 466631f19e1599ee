import { sql } from 'kysely';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { yearEndAt } from '#projections/year-end-at';
import { openClaims } from '#reads/claims';
import { ledgerState } from '#reads/ledger-batches';
import type { Visit } from '../../access/visit.js';
import type { Need } from './need.js';

/** Claims that a lead officer made and nobody has paid or declined, by project. */
export async function claimsToPay(visit: Visit): Promise<Need> {
  const heading = 'Claims to pay';
  if (!visit.may('DeclineClaim')) return { heading, items: [] };
  const open = await openClaims(visit.reading);
  return {
    heading,
    items: open.map(({ project, title, claims, amountPence }) => ({
      text: title,
      href: visit.at(`/projects/${project}/money`),
      when: `${claims === 1 ? '1 claim' : `${claims} claims`}, ${formatPence(amountPence)}`,
    })),
  };
}

/** Virements that wait for an answer, without those that this person asked for: another authorises them. */
export async function virementsToAuthorise(visit: Visit): Promise<Need> {
  const heading = 'Virements to authorise';
  if (!visit.may('AuthoriseVirement')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('open_amounts')
    .select(['source', 'reference'])
    .select(sql<number | string>`cast(sum(amount_pence) as bigint)`.as('pence'))
    .select((of) => of.fn.min('position').as('asked_at'))
    .where('partnership', '=', partnership)
    .where('kind', '=', 'virement')
    .groupBy(['source', 'reference'])
    .having(sql<number>`sum(amount_pence)`, '>', 0)
    .orderBy('reference')
    .execute();
  const own = await askedBy(
    visit,
    rows.map(({ asked_at: at }) => at),
  );
  const others = rows.filter(({ asked_at: at }) => !own.has(at));
  return {
    heading,
    items: others.map(({ source, reference, pence }) => ({
      text: reference,
      href: visit.at(`/sources/${source ?? ''}`),
      when: formatPence(Number(pence)),
    })),
  };
}

/** Those of these positions at which this person acted. */
async function askedBy(
  { reading: { models }, person }: Visit,
  positions: readonly number[],
): Promise<ReadonlySet<number>> {
  if (positions.length === 0) return new Set();
  const rows = await models.db
    .selectFrom('history')
    .select('position')
    .where('position', 'in', positions)
    .where('person', '=', person)
    .execute();
  return new Set(rows.map(({ position }) => position));
}

/** What others owe and have not paid, the longest due first. */
export async function moneyOwed(visit: Visit): Promise<Need> {
  const heading = 'Money that others owe';
  if (!visit.may('ReceiveReclaim')) return { heading, items: [] };
  const { models, partnership, place } = visit.reading;
  const rows = await models.db
    .selectFrom('reclaims_owed')
    .select(['source', 'recovery', 'from_whom', 'due_on', 'owed_pence'])
    .where('partnership', '=', partnership)
    .where('owed_pence', '>', 0)
    .orderBy('due_on')
    .orderBy('recovery')
    .execute();
  const today = place.today();
  return {
    heading,
    items: rows.map((row) => {
      const isLate = row.due_on < today;
      return {
        text: `${row.from_whom}: ${formatPence(row.owed_pence)}`,
        href: visit.at(`/sources/${row.source}`),
        when: `${isLate ? 'Late: was due' : 'By'} ${formatDate(row.due_on)}`,
        isLate,
      };
    }),
  };
}

/** Confirmations of closed years that are prepared, and wait for the s151 officer. */
export async function yearsToCertify(visit: Visit): Promise<Need> {
  const heading = 'Confirmations to certify';
  if (!visit.may('CertifyYearEnd')) return { heading, items: [] };
  const { models, partnership, state } = visit.reading;
  const years = state.closedYears.map(({ year }) => year).toSorted();
  const ends = await Promise.all(years.map(async (year) => yearEndAt(models.db, { partnership, year })));
  const waiting = years.filter((_, index) => ends[index]?.confirmation?.status === 'waiting');
  return {
    heading,
    items: waiting.map((year) => ({ text: `The year ${year}`, href: visit.at(`/year-end/${year}`) })),
  };
}

/** Batches that were sent to the general ledger, and of which nobody has recorded that it has them. */
export async function batchesToRecord(visit: Visit): Promise<Need> {
  const heading = 'Batches for the general ledger';
  if (!visit.may('RecordLedgerImport')) return { heading, items: [] };
  const { place, partnership } = visit.reading;
  const { batches } = await ledgerState(place, partnership);
  const waiting = batches.filter(({ standing }) => standing === 'sent');
  return {
    heading,
    items: waiting.map(({ batch, totalPence }) => ({
      text: `Batch ${batch}: record its import`,
      href: visit.at(`/general-ledger/batches/${batch}`),
      when: formatPence(totalPence),
    })),
  };
}
