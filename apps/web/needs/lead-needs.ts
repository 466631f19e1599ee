import { addDays, formatDate, formatMonth } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import { evaluationsDueOn } from '#projections/evaluations-due';
import { updatesDueOn } from '#projections/reminders-due';
import { shortOfMoney } from '#reads/short-of-money';
import type { Standing } from '../access/visit.js';
import { dueBy, itemOf } from './need.js';
import type { Item, Kind } from './need.js';

/** An award that nobody answers lapses. */
export const awardsToAnswer: Kind = {
  kind: 'awards-to-answer',
  heading: 'Awards to accept or decline',
  roles: ['lead-officer'],
  async find(who) {
    const rows = await ownProjects(who)
      .select(['project', 'title', 'accept_by'])
      .where('acceptance', '=', 'awaited')
      .orderBy('accept_by')
      .execute();
    return rows.map((row) => ({ ...itemOf(who, row, '/answer-award'), ...dueBy(row.accept_by, who) }));
  },
};

/** Those of projects that have finished; of others, whether they have is asked first. */
export const evaluationsToHandIn: Kind = {
  kind: 'evaluations-to-hand-in',
  heading: 'Evaluations that you owe',
  roles: ['lead-officer'],
  async find(who) {
    const { models, partnership, place } = who.reading;
    const due = await evaluationsDueOn(models.db, partnership, place.today());
    return due
      .filter(({ leadOfficer, hasFinished }) => leadOfficer === who.person && hasFinished)
      .map((one) => ({ ...itemOf(who, one, '/submit-evaluation'), ...dueBy(one.dueOn, who) }));
  },
};

export const updatesToSend: Kind = {
  kind: 'updates-to-send',
  heading: 'Monthly updates that you owe',
  roles: ['lead-officer'],
  async find(who) {
    const { models, partnership, place } = who.reading;
    const due = await updatesDueOn(models.db, partnership, place.today());
    return due
      .filter(({ leadOfficer }) => leadOfficer === who.person)
      .map((one) => {
        const item = itemOf(who, one, '/submit-update');
        return { ...item, text: `${item.text}: ${formatMonth(one.month)}`, ...dueBy(one.dueOn, who) };
      });
  },
};

/** Awards that were accepted, of which nobody has said that the work began on the day it was to begin. */
export const startsToTell: Kind = {
  kind: 'starts-to-tell',
  heading: 'Has it started?',
  roles: ['lead-officer'],
  async find(who) {
    const rows = await ownProjects(who)
      .select(['project', 'title', 'planned_start'])
      .where('status', '=', 'funded')
      .where((where) => where.or([where('acceptance', 'is', null), where('acceptance', '!=', 'awaited')]))
      .where('planned_start', '<=', who.reading.place.today())
      .orderBy('planned_start')
      .execute();
    return rows.map((row) => ({
      ...itemOf(who, row, '/report-start'),
      when: `Was to start on ${formatDate(row.planned_start ?? '')}`,
    }));
  },
};

/** Awards of theirs for which a source lacks money. */
export const awardsShort: Kind = {
  kind: 'awards-short',
  heading: 'Your awards that lack money',
  roles: ['lead-officer'],
  async find(who) {
    const short = await shortOfMoney(who.reading);
    if (short.length === 0) return [];
    const own = await ownProjects(who).select(['project', 'title']).execute();
    return short.flatMap(({ name, uncovered }) =>
      uncovered.flatMap((one): readonly Item[] => {
        const project = own.find((row) => one.of === 'commitment' && row.project === one.project);
        if (project === undefined) return [];
        const when = `${formatPence(one.uncoveredPence)} is not covered at ${name}`;
        return [{ ...itemOf(who, project), when, isLate: true }];
      }),
    );
  },
};

/** For so long a claim that was declined is told of to whoever made it. */
const toldOfDays = 28;

/** Claims that finance declined of late, and that were not made again since. */
export const claimsDeclined: Kind = {
  kind: 'claims-declined',
  heading: 'Claims that finance declined',
  roles: ['lead-officer'],
  async find(who) {
    const { place } = who.reading;
    const rows = await ownProjects(who)
      .innerJoin('claims', (join) =>
        join
          .onRef('claims.partnership', '=', 'projects.partnership')
          .onRef('claims.project', '=', 'projects.project'),
      )
      .select(['projects.project', 'title', 'claims.reference', 'declined_because', 'answered_on'])
      .where('claims.status', '=', 'declined')
      .where('answered_on', '>=', addDays(place.today(), -toldOfDays))
      .where((of) =>
        of.not(
          of.exists(
            of
              .selectFrom('claims as again')
              .select('again.claim')
              .whereRef('again.partnership', '=', 'claims.partnership')
              .whereRef('again.project', '=', 'claims.project')
              .whereRef('again.payee', '=', 'claims.payee')
              .whereRef('again.reference', '=', 'claims.reference')
              .where('again.status', '!=', 'declined'),
          ),
        ),
      )
      .orderBy('answered_on')
      .execute();
    return rows.map((row) => ({
      ...itemOf(who, row, '/claim'),
      text: `${row.title}: ${row.reference}`,
      when: `Declined on ${formatDate(row.answered_on ?? '')}: ${row.declined_because ?? ''}`,
    }));
  },
};

/** Bids of theirs that a meeting put off, and that they can change before another takes them up. */
export const bidsPutOff: Kind = {
  kind: 'bids-put-off',
  heading: 'Bids of yours that were put off',
  roles: ['lead-officer'],
  async find(who) {
    const { models, partnership } = who.reading;
    const rows = await models.db
      .selectFrom('bids')
      .select(['project', 'title', 'deferred_until'])
      .where('partnership', '=', partnership)
      .where('lead_officer', '=', who.person)
      .where('status', '=', 'deferred')
      .orderBy('deferred_until')
      .orderBy('title')
      .execute();
    return rows.map(({ project, title, deferred_until: until }) => ({
      text: title,
      href: who.at(`/bids/${project}`),
      ...(until === null ? {} : { when: `Until ${formatDate(until)}` }),
    }));
  },
};

/** Bids that they have begun, and the way to begin another. */
export const drafts: Kind = {
  kind: 'drafts',
  heading: 'Bids that you are making',
  roles: ['lead-officer'],
  also: { text: 'Make a bid', path: '/bids/new' },
  async find(who) {
    const rows = await ownProjects(who)
      .select(['project', 'title'])
      .where('status', '=', 'drafted')
      .orderBy('title')
      .execute();
    return rows.map(({ project, title }) => ({ text: title, href: who.at(`/bids/${project}`) }));
  },
};

/** The projects that they lead. */
const ownProjects = ({ person, reading: { models, partnership } }: Standing) =>
  models.db
    .selectFrom('projects')
    .where('projects.partnership', '=', partnership)
    .where('projects.lead_officer', '=', person);
