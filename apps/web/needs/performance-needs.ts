import { nameOf } from '#documents/indicators';
import { periodInWords } from '#documents/period-words';
import { financialYearOf, yearBefore } from '#kernel/financial-year';
import { mitigationsOwed } from '#projections/indicators-at';
import type { Owed } from '#projections/indicators-at';
import type { Standing } from '../access/visit.js';
import { groupsChaired } from './chair-needs.js';
import type { Kind } from './need.js';

/**
 * Red and amber both ask for a mitigating action: for who keeps the indicators, and for the chair whose group
 * has the priority. Whatever is older than last year is history.
 */
export const actionsToPlan: Kind = {
  kind: 'actions-to-plan',
  heading: 'Red or amber, and no action is planned',
  roles: ['support-officer', 'thematic-chair'],
  async find(who) {
    const { models, partnership, place } = who.reading;
    const now = financialYearOf(place.today());
    const owed = await mitigationsOwed(models.db, { partnership, years: [now, yearBefore(now)] });
    const theirs = who.holds('support-officer') ? owed : owed.filter((one) => chairs(who, one));
    return theirs.map((one) => ({
      text: `${nameOf(one)}, ${periodInWords(one.year, one.period)}`,
      href: who.at(`/performance?year=${one.year}&period=${one.period}`),
      when: one.rating === 'red' ? 'Red' : 'Amber',
      isLate: one.rating === 'red',
    }));
  },
};

function chairs(who: Standing, { definition }: Owed): boolean {
  const groups = new Set(groupsChaired(who));
  const theirs = who.reading.state.groups.filter(({ group }) => groups.has(group));
  return theirs.some(({ priorities }) => priorities.includes(definition.priority));
}
