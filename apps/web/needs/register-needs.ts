import { policyOn } from '#funding/partnership/queries';
import { formatDate, formatMonth } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import { updatesDueOn } from '#projections/reminders-due';
import { virementsAsked } from '#reads/asked-and-unanswered';
import { openConditions, undecidedOverspends, withoutOutcome } from '#reads/undecided';
import { inWords } from '#reads/words';
import type { Standing } from '../access/visit.js';
import { askedItem } from './finance-needs.js';
import { isOfTasking } from './meeting-needs.js';
import { dueBy, itemOf } from './need.js';
import type { Kind } from './need.js';

/** Bids that wait for a decision: for whoever prepares and decides. */
export const bidsWaiting: Kind = {
  kind: 'bids-waiting',
  heading: 'Bids that wait for a decision',
  roles: ['support-officer', 'chair', 'deputy-chair', 'member'],
  async find(who) {
    if (!isOfTasking(who)) return [];
    const { models, partnership } = who.reading;
    const rows = await models.db
      .selectFrom('bids')
      .select(['project', 'title', 'capital_pence', 'revenue_pence', 'deferred_until'])
      .where('partnership', '=', partnership)
      .where('status', 'in', ['proposed', 'on-agenda', 'deferred'])
      .orderBy('proposed_on')
      .orderBy('project')
      .execute();
    return rows.map((row) => {
      const sum = formatPence(sumPence([row.capital_pence, row.revenue_pence]));
      const until = row.deferred_until === null ? '' : `, put off until ${formatDate(row.deferred_until)}`;
      return { ...itemOf(who, row), when: `${sum}${until}` };
    });
  },
};

/** Projects whose planned finish is past, and of which nobody has said that they finished (rule 16). */
export const finishesToTell: Kind = {
  kind: 'finishes-to-tell',
  heading: 'Has it finished?',
  roles: ['lead-officer', 'support-officer'],
  async find(who) {
    const rows = await projectsToSee(who)
      .select(['project', 'title', 'planned_finish'])
      .where('status', 'in', ['funded', 'started'])
      .where('planned_finish', '<=', who.reading.place.today())
      .orderBy('planned_finish')
      .orderBy('project')
      .execute();
    return rows.map((row) => ({
      ...itemOf(who, row, '/report-finish'),
      when: `Was to finish on ${formatDate(row.planned_finish ?? '')}`,
    }));
  },
};

/** Conditions that are to be met: for who meets them, and for who says that they are. */
export const conditionsOpen: Kind = {
  kind: 'conditions-open',
  heading: 'Conditions that are open',
  roles: ['lead-officer', 'support-officer'],
  async find(who) {
    const mayDischarge = who.holds('support-officer');
    const rows = await openConditions(who.reading, mayDischarge ? undefined : who.person);
    return rows.map((row) => ({
      ...itemOf(who, row, mayDischarge ? `/discharge-condition/${row.condition}` : ''),
      text: `${row.title}: ${row.terms}`,
      when: inWords(row.toBeMet),
      ...dueBy(row.dueOn, who),
    }));
  },
};

/** Reports that did not come by their day: for who chases them, and for the chair who receives them. */
export const updatesLate: Kind = {
  kind: 'updates-late',
  heading: 'Monthly updates that are late',
  roles: ['support-officer', 'thematic-chair'],
  async find(who) {
    const { models, partnership, place, state } = who.reading;
    const due = await updatesDueOn(models.db, partnership, place.today());
    const chaired = new Set(
      state.roles
        .filter(({ person, role, ended }) => !ended && role === 'thematic-chair' && person === who.person)
        .map(({ group }) => group),
    );
    return due
      .filter(({ daysLate }) => daysLate > 0)
      .filter(({ thematicGroup }) => who.holds('support-officer') || chaired.has(thematicGroup ?? ''))
      .map((one) => {
        const text = `${one.title}: ${formatMonth(one.month)}`;
        return { ...itemOf(who, one), text, ...dueBy(one.dueOn, who) };
      });
  },
};

/** Projects whose evaluation is accepted, and of which nothing is recorded that became of them. */
export const outcomesToRecord: Kind = {
  kind: 'outcomes-to-record',
  heading: 'Evaluated: mainstream, continue or stop',
  roles: ['support-officer'],
  async find(who) {
    const rows = await withoutOutcome(who.reading);
    return rows.map((row) => ({
      ...itemOf(who, row),
      ...(row.recommended === null
        ? {}
        : { when: `The ${inWords(row.recommendedBy ?? '')} recommends: ${inWords(row.recommended)}` }),
    }));
  },
};

/** Virements that finance may not authorise by itself: the tasking group does. */
export const virementsForMeeting: Kind = {
  kind: 'virements-for-meeting',
  heading: 'Virements for the tasking group',
  roles: ['support-officer'],
  async find(who) {
    const { state, place } = who.reading;
    const limit = policyOn(state, place.today()).virementLimitPence;
    const asked = await virementsAsked(who.reading);
    return asked.filter(({ pence }) => pence > limit).map((one) => askedItem(who, one));
  },
};

/** What was paid beyond an award and is not decided on: finance's, and the tasking group's. */
export const overspends: Kind = {
  kind: 'overspends',
  heading: 'Overspends that wait for a decision',
  roles: ['finance-officer', 's151-officer', 'support-officer'],
  async find(who) {
    const rows = await undecidedOverspends(who.reading);
    return rows.map((row) => ({
      ...itemOf(who, row),
      when: formatPence(row.pence),
    }));
  },
};

/** Every project for who keeps the register; for a lead officer, those that they lead. */
const projectsToSee = (who: Standing) => {
  const { models, partnership } = who.reading;
  const all = models.db.selectFrom('projects').where('projects.partnership', '=', partnership);
  return who.holds('support-officer') ? all : all.where('projects.lead_officer', '=', who.person);
};
