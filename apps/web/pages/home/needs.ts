import { evaluationsDueOn } from '#projections/evaluations-due';
import { updatesDueOn } from '#projections/reminders-due';
import { formatDate, formatMonth } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Visit } from '../../access/visit.js';
import {
  batchesToRecord,
  claimsToPay,
  moneyOwed,
  virementsToAuthorise,
  yearsToCertify,
} from './finance-needs.js';
import { evaluationsToAnswer, projectsInTrouble } from './chair-needs.js';
import { messagesThatNeedAHand } from './message-needs.js';
import type { Item, Need } from './need.js';

const otherNeeds = [
  evaluationsToAnswer,
  projectsInTrouble,
  claimsToPay,
  virementsToAuthorise,
  moneyOwed,
  yearsToCertify,
  messagesThatNeedAHand,
  batchesToRecord,
];

/** More of a kind than these are a page of their own. */
const mostShown = 8;

/** What waits for a person, the most urgent kind first. Kinds of which nothing waits are left out. */
export async function needsOf(visit: Visit): Promise<readonly Need[]> {
  const found = await Promise.all([
    drafts(visit),
    awardsToAccept(visit),
    evaluations(visit),
    updates(visit),
    bidsWaiting(visit),
    overspends(visit),
    ...otherNeeds.map(async (need) => need(visit)),
  ]);
  return found.filter(({ items, more }) => items.length > 0 || more !== undefined).map(shortened);
}

function shortened(need: Need): Need {
  return { ...need, items: need.items.slice(0, mostShown) };
}

/** Bids that a lead officer has begun, and the way to begin another. */
async function drafts(visit: Visit): Promise<Need> {
  const heading = 'Bids that you are making';
  if (!visit.holds('lead-officer')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('bids')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .where('lead_officer', '=', visit.person)
    .where('status', '=', 'drafted')
    .orderBy('title')
    .execute();
  const items = rows.map(({ project, title }) => ({ text: title, href: visit.at(`/bids/${project}`) }));
  return { heading, items, more: { text: 'Make a bid', href: visit.at('/bids/new') } };
}

/** A lead officer's awards that are not answered yet: unanswered, they lapse. */
async function awardsToAccept(visit: Visit): Promise<Need> {
  const heading = 'Awards to accept or decline';
  if (!visit.holds('lead-officer')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title', 'accept_by'])
    .where('partnership', '=', partnership)
    .where('lead_officer', '=', visit.person)
    .where('acceptance', '=', 'awaited')
    .orderBy('accept_by')
    .execute();
  const items = rows.map((row) => ({
    ...itemOf(visit, row, '/answer-award'),
    ...dueBy(row.accept_by, visit),
  }));
  return { heading, items };
}

/** The evaluations that a lead officer owes; for who chases or accepts them, everyone's. */
async function evaluations(visit: Visit): Promise<Need> {
  const { models, partnership, place } = visit.reading;
  const own = !visit.holds('support-officer', 'thematic-chair', 'chair');
  const heading = own ? 'Evaluations that you owe' : 'Evaluations that are owed';
  if (own && !visit.holds('lead-officer')) return { heading, items: [] };
  const due = await evaluationsDueOn(models.db, partnership, place.today());
  const mine = due.filter(({ leadOfficer }) => !own || leadOfficer === visit.person);
  return { heading, items: mine.map((one) => ({ ...itemOf(visit, one), ...dueBy(one.dueOn, visit) })) };
}

async function updates(visit: Visit): Promise<Need> {
  const heading = 'Monthly updates that you owe';
  if (!visit.holds('lead-officer')) return { heading, items: [] };
  const { models, partnership, place } = visit.reading;
  const due = await updatesDueOn(models.db, partnership, place.today());
  const mine = due.filter(({ leadOfficer }) => leadOfficer === visit.person);
  const items = mine.map((one) => {
    const item = itemOf(visit, one, '/submit-update');
    return { ...item, text: `${item.text}: ${formatMonth(one.month)}`, ...dueBy(one.dueOn, visit) };
  });
  return { heading, items };
}

/** Bids that wait for a decision: for whoever prepares and decides. */
async function bidsWaiting(visit: Visit): Promise<Need> {
  const heading = 'Bids that wait for a decision';
  if (!visit.holds('support-officer', 'chair', 'deputy-chair', 'member')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('bids')
    .select(['project', 'title', 'capital_pence', 'revenue_pence', 'deferred_until'])
    .where('partnership', '=', partnership)
    .where('status', 'in', ['proposed', 'on-agenda', 'deferred'])
    .orderBy('proposed_on')
    .execute();
  const items = rows.map((row) => {
    const sum = formatPence(sumPence([row.capital_pence, row.revenue_pence]));
    const until = row.deferred_until === null ? '' : `, put off until ${formatDate(row.deferred_until)}`;
    return { ...itemOf(visit, row), when: `${sum}${until}` };
  });
  return { heading, items };
}

/** What was paid beyond an award and is not decided on: finance's, and the tasking group's. */
async function overspends(visit: Visit): Promise<Need> {
  const heading = 'Overspends that wait for a decision';
  if (!visit.holds('finance-officer', 's151-officer', 'support-officer')) return { heading, items: [] };
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('award_lines')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'award_lines.partnership')
        .onRef('projects.project', '=', 'award_lines.project'),
    )
    .select(['award_lines.project', 'title', 'overspend_pence', 'recovering_pence'])
    .where('award_lines.partnership', '=', partnership)
    .whereRef('overspend_pence', '>', 'recovering_pence')
    .orderBy('title')
    .execute();
  return {
    heading,
    items: rows.map((row) => ({
      ...itemOf(visit, row),
      when: formatPence(row.overspend_pence - row.recovering_pence),
    })),
  };
}

interface Named {
  readonly project: string;
  readonly title: string;
}

/** @param page the page of the project on which it is done, where there is one */
function itemOf(visit: Visit, { project, title }: Named, page = ''): Item {
  return { text: title, href: visit.at(`/projects/${project}${page}`) };
}

function dueBy(day: string | null, visit: Visit): Pick<Item, 'when' | 'isLate'> {
  if (day === null) return {};
  const isLate = day < visit.reading.place.today();
  return { when: `${isLate ? 'Late: was due' : 'By'} ${formatDate(day)}`, isLate };
}
