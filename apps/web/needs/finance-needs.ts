import type { Preparation } from '#funding/confirmation/confirmation';
import { isYearClosed, policyOn } from '#funding/partnership/queries';
import { lastDayOf, yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { confirmationsAt } from '#projections/year-end-at';
import { swapsAsked, virementsAsked } from '#reads/asked-and-unanswered';
import type { AskedOf } from '#reads/asked-and-unanswered';
import { openClaims } from '#reads/claims';
import { ledgerState } from '#reads/ledger-batches';
import { shortOfMoney } from '#reads/short-of-money';
import { unspentAfterFinish } from '#reads/unspent';
import type { Standing } from '../access/visit.js';
import { dueBy, itemOf } from './need.js';
import type { Item, Kind } from './need.js';

const finance = ['finance-officer'] as const;

/** Claims that a lead officer made and nobody has paid or declined, by project. */
export const claimsToPay: Kind = {
  kind: 'claims-to-pay',
  heading: 'Claims to pay',
  roles: finance,
  async find(who) {
    const open = await openClaims(who.reading);
    return open.map(({ claims, amountPence, ...project }) => ({
      ...itemOf(who, project, '/money'),
      when: `${claims === 1 ? '1 claim' : `${claims} claims`}, ${formatPence(amountPence)}`,
    }));
  },
};

/** Those that finance may authorise by itself, without those that this person asked for: another does. */
export const virementsToAuthorise: Kind = {
  kind: 'virements-to-authorise',
  heading: 'Virements to authorise',
  roles: finance,
  find: async (who) => virementsWhere(who, ({ askedBy }) => askedBy !== who.person),
};

/** Those that this person asked for, so that they can find somebody who may authorise them. */
export const virementsOfTheirs: Kind = {
  kind: 'virements-of-yours',
  heading: 'Virements of yours that another finance officer has to authorise',
  roles: finance,
  find: async (who) => virementsWhere(who, ({ askedBy }) => askedBy === who.person),
};

async function virementsWhere(who: Standing, isOne: (asked: AskedOf) => boolean): Promise<readonly Item[]> {
  const { state, place } = who.reading;
  const limit = policyOn(state, place.today()).virementLimitPence;
  const asked = await virementsAsked(who.reading);
  return asked.filter((one) => one.pence <= limit && isOne(one)).map((one) => askedItem(who, one));
}

export const swapsToAnswer: Kind = {
  kind: 'swaps-to-answer',
  heading: 'Swaps that the provider has not answered',
  roles: finance,
  find: async (who) => (await swapsAsked(who.reading)).map((one) => askedItem(who, one)),
};

export function askedItem(who: Standing, { source, sourceName, reference, pence, askedOn }: AskedOf): Item {
  const since = askedOn === '' ? '' : `, asked for on ${formatDate(askedOn)}`;
  return {
    text: `${sourceName}: ${reference}`,
    href: who.at(`/sources/${source}`),
    when: `${formatPence(pence)}${since}`,
  };
}

/** What others owe and have not paid, the longest due first. */
export const moneyOwed: Kind = {
  kind: 'money-owed',
  heading: 'Money that others owe',
  roles: finance,
  async find(who) {
    const { models, partnership } = who.reading;
    const rows = await models.db
      .selectFrom('reclaims_owed')
      .select(['source', 'recovery', 'from_whom', 'due_on', 'owed_pence'])
      .where('partnership', '=', partnership)
      .where('owed_pence', '>', 0)
      .orderBy('due_on')
      .orderBy('recovery')
      .execute();
    return rows.map((row) => ({
      text: `${row.from_whom}: ${formatPence(row.owed_pence)}`,
      href: who.at(`/sources/${row.source}`),
      ...dueBy(row.due_on, who),
    }));
  },
};

/** Sources for which money is lacking: what is uncovered there is re-sourced, reduced or stopped (rule 9). */
export const sourcesShort: Kind = {
  kind: 'sources-short',
  heading: 'Sources that are short of money',
  roles: ['finance-officer', 's151-officer', 'support-officer', 'chair', 'deputy-chair'],
  async find(who) {
    const short = await shortOfMoney(who.reading);
    return short.map(({ source, name, lacksPence }) => ({
      text: name,
      href: who.at(`/sources/${source}`),
      when: `${formatPence(lacksPence)} is not covered`,
      isLate: true,
    }));
  },
};

/** After the finish the unspent award stays committed until finance releases it (rule 12). */
export const awardsToRelease: Kind = {
  kind: 'awards-to-release',
  heading: 'Unspent money of projects that have finished',
  roles: finance,
  async find(who) {
    const unspent = await unspentAfterFinish(who.reading);
    return unspent.map(({ unspentPence, finishedOn, ...project }) => ({
      ...itemOf(who, project, '/money'),
      when: `${formatPence(unspentPence)}, finished on ${formatDate(finishedOn)}`,
    }));
  },
};

/** Batches that were sent to the general ledger, and of which nobody has recorded that it has them. */
export const batchesToRecord: Kind = {
  kind: 'batches-to-record',
  heading: 'Batches for the general ledger',
  roles: finance,
  async find(who) {
    const { place, partnership } = who.reading;
    const { batches } = await ledgerState(place, partnership);
    return batches
      .filter(({ standing }) => standing === 'sent')
      .map(({ batch, totalPence }) => ({
        text: `Batch ${batch}: record its import`,
        href: who.at(`/general-ledger/batches/${batch}`),
        when: formatPence(totalPence),
      }));
  },
};

/** Financial years that are over, have sources and are open. */
export const yearsToClose: Kind = {
  kind: 'years-to-close',
  heading: 'Years to close',
  roles: ['finance-officer', 's151-officer'],
  async find(who) {
    const { state, place } = who.reading;
    const years = [...new Set(state.sources.map(({ year }) => year))].toSorted();
    return years
      .filter((year) => lastDayOf(year) < place.today() && !isYearClosed(state, year))
      .map((year) => ({
        text: `The year ${yearInWords(year)}`,
        href: who.at(`/close-year/${year}`),
        when: `Ended on ${formatDate(lastDayOf(year))}`,
      }));
  },
};

/** Closed years of which nothing is prepared, or what was prepared is declined. */
export const confirmationsToPrepare: Kind = {
  kind: 'confirmations-to-prepare',
  heading: 'Confirmations to prepare',
  roles: finance,
  find: async (who) =>
    closedYears(who, '/prepare', (last) => last === undefined || last.answer?.outcome === 'declined'),
};

/** Those that are prepared, without those that this person prepared: another certifies (rule 2). */
export const confirmationsToCertify: Kind = {
  kind: 'confirmations-to-certify',
  heading: 'Confirmations to certify',
  roles: ['s151-officer'],
  find: async (who) =>
    closedYears(who, '', (last) => {
      return last !== undefined && last.answer === undefined && last.preparedBy !== who.person;
    }),
};

async function closedYears(
  who: Standing,
  page: string,
  isOne: (last: Preparation | undefined) => boolean,
): Promise<readonly Item[]> {
  const { models, partnership, state } = who.reading;
  if (state.closedYears.length === 0) return [];
  const confirmations = await confirmationsAt(models.db, { partnership });
  const waiting = state.closedYears
    .map(({ year }) => year)
    .filter((year) => isOne(confirmations.get(year)?.preparations.at(-1)))
    .toSorted();
  if (waiting.length === 0) return [];
  // Of a year in which no money moved there is nothing to confirm.
  const moved = await models.db
    .selectFrom('postings')
    .select('year')
    .distinct()
    .where('partnership', '=', partnership)
    .where('year', 'in', waiting)
    .execute();
  return waiting
    .filter((year) => moved.some((row) => row.year === year))
    .map((year) => ({ text: `The year ${yearInWords(year)}`, href: who.at(`/year-end/${year}${page}`) }));
}
