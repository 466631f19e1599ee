import { rolesHeld, whoAnswersEvaluation } from '#funding/partnership/queries';
import { formatDate } from '#kernel/local-date';
import { evaluationsDueOn } from '#projections/evaluations-due';
import { answeringChair } from '#reads/answering-chair';
import { evaluationsHandedIn } from '#reads/evaluation-queue';
import type { QueuedEvaluation } from '#reads/evaluation-queue';
import type { Standing } from '../access/visit.js';
import { dueBy, itemOf } from './need.js';
import type { Item, Kind } from './need.js';

/** Evaluations that were handed in, for the chair who answers them; never one of their own. */
export const evaluationsToAnswer: Kind = {
  kind: 'evaluations-to-answer',
  heading: 'Evaluations to accept or return',
  roles: ['thematic-chair', 'chair'],
  find: async (who) => handedInTo(who, (people) => people.includes(who.person)),
};

/** Evaluations that were handed in, and that nobody is there to answer. */
export const evaluationsWithoutChair: Kind = {
  kind: 'evaluations-without-chair',
  heading: 'Evaluations that no chair can answer',
  roles: ['support-officer', 'administrator'],
  find: async (who) => handedInTo(who, (people) => people.length === 0),
};

async function handedInTo(
  who: Standing,
  isTheirs: (people: readonly string[]) => boolean,
): Promise<readonly Item[]> {
  const handedIn = await evaluationsHandedIn(who.reading);
  const answering = await Promise.all(
    handedIn.map(async ({ project }) => answeringChair(who.reading, project)),
  );
  return handedIn
    .filter((_, index) => isTheirs(answering[index]?.people ?? []))
    .map(({ project, title, day }) => ({
      text: title,
      href: who.at(`/evaluations/${project}`),
      ...(day === null ? {} : { when: `Handed in on ${formatDate(day)}` }),
    }));
}

/** Evaluations that are owed: everyone's for who chases them, and for a chair those that they will answer. */
export const evaluationsOwed: Kind = {
  kind: 'evaluations-owed',
  heading: 'Evaluations that are owed',
  roles: ['support-officer', 'thematic-chair', 'chair'],
  async find(who) {
    const { models, partnership, place } = who.reading;
    const due = await evaluationsDueOn(models.db, partnership, place.today());
    const theirs = who.holds('support-officer') ? due : due.filter((one) => answers(who, one));
    return theirs.map((one) => ({ ...itemOf(who, one), ...dueBy(one.dueOn, who) }));
  },
};

function answers(
  { person, reading: { state } }: Standing,
  { thematicGroup, leadOfficer }: Pick<QueuedEvaluation, 'thematicGroup' | 'leadOfficer'>,
): boolean {
  const of = { thematicGroup: thematicGroup ?? undefined, owners: leadOfficer === null ? [] : [leadOfficer] };
  return whoAnswersEvaluation(state, of).people.includes(person);
}

/** Projects of a chair's group whose latest monthly update is red or amber, the red first. */
export const projectsInTrouble: Kind = {
  kind: 'projects-in-trouble',
  heading: 'Projects that report red or amber',
  roles: ['thematic-chair'],
  async find(who) {
    const { models, partnership } = who.reading;
    const groups = groupsChaired(who);
    if (groups.length === 0) return [];
    const rows = await models.db
      .selectFrom('projects')
      .innerJoin('performance_updates', (join) =>
        join
          .onRef('performance_updates.partnership', '=', 'projects.partnership')
          .onRef('performance_updates.project', '=', 'projects.project'),
      )
      .select(['projects.project', 'title', 'month', 'rag'])
      .where('projects.partnership', '=', partnership)
      .where('projects.status', '=', 'started')
      .where('thematic_group', 'in', groups)
      .orderBy('month')
      .execute();
    const latest = new Map(rows.map((row) => [row.project, row]));
    return [...latest.values()]
      .filter(({ rag }) => rag !== 'green')
      .toSorted((a, b) => b.rag.localeCompare(a.rag) || a.title.localeCompare(b.title))
      .map((row) => ({
        ...itemOf(who, row),
        when: row.rag === 'red' ? 'Red' : 'Amber',
        isLate: row.rag === 'red',
      }));
  },
};

/** The thematic groups that somebody chairs. */
export function groupsChaired({ reading: { state }, person: who }: Standing): string[] {
  const held = rolesHeld(state).filter(({ person, role }) => person === who && role === 'thematic-chair');
  return held.flatMap(({ group }) => group ?? []);
}
