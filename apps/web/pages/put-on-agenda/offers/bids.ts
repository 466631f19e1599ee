import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Offering } from '../offer.js';

/** Bids that were put forward, and those that were put off: when that was until a day, with the day. */
export const bids: Offering = {
  heading: 'Bids',
  kind: 'bid',
  async find({ reading: { models, partnership } }) {
    const rows = await models.db
      .selectFrom('bids')
      .select(['project', 'title', 'status', 'capital_pence', 'revenue_pence', 'deferred_until'])
      .where('partnership', '=', partnership)
      .where('status', 'in', ['proposed', 'deferred'])
      .orderBy('proposed_on')
      .execute();
    return rows.map(({ project, title, status, deferred_until: until, ...cost }) => {
      const asks = `Asks for ${formatPence(sumPence([cost.capital_pence, cost.revenue_pence]))}`;
      const putOff = until === null ? ', and was put off' : `, and was put off until ${formatDate(until)}`;
      const hint = status === 'deferred' ? `${asks}${putOff}` : asks;
      return { kind: 'bid', project, text: title, hint };
    });
  },
};
