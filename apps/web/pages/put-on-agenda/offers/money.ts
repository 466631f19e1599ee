import { sql } from 'kysely';
import { policyOn } from '#funding/partnership/queries';
import { formatPence, sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import { sourceNow } from '#reads/uncovered';
import { allProjectTitles } from '../../../titles.js';
import type { Offer, Offering } from '../offer.js';

/** Chair's actions of which no notice stands any more: the others come onto the agenda by themselves. */
export const toRatify: Offering = {
  heading: 'Chair’s actions to ratify',
  kind: 'ratification',
  async find({ reading: { models, partnership } }) {
    const rows = await models.db
      .selectFrom('projects')
      .select(['project', 'title'])
      .where('partnership', '=', partnership)
      .where('action_to_ratify', 'is not', null)
      .orderBy('title')
      .execute();
    return rows.map((row) => about(row, 'ratification', 'Chair’s action'));
  },
};

/** Projects whose award lacks money at a source. */
export const uncovered: Offering = {
  heading: 'Awards that lack money',
  kind: 'uncovered',
  async find(visit) {
    const { models, partnership, place } = visit.reading;
    const { lines } = await budgetAt(models.db, { partnership });
    const short = new Set(lines.flatMap((line) => (line.uncovered > 0 ? [line.source] : [])));
    const at = await Promise.all([...short].map(async (source) => sourceNow(place, partnership, source)));
    const lacking = at.flatMap(({ uncovered: all }) =>
      all.flatMap((one) => (one.of === 'commitment' ? [one] : [])),
    );
    const titles = await allProjectTitles(visit);
    const byProject = Map.groupBy(lacking, ({ project }) => project);
    return [...byProject].map(([project, all]) => ({
      ...about({ project, title: titles.get(project) ?? project }, 'uncovered', 'Award that lacks money'),
      hint: `${formatPence(sumPence(all.map(({ uncoveredPence }) => uncoveredPence)))} is not covered`,
    }));
  },
};

/** Payments beyond an award. */
export const overspends: Offering = {
  heading: 'Overspends',
  kind: 'overspend',
  async find(visit) {
    const { models, partnership } = visit.reading;
    const rows = await models.db
      .selectFrom('award_lines')
      .select(['project', 'overspend_pence', 'recovering_pence'])
      .where('partnership', '=', partnership)
      .whereRef('overspend_pence', '>', 'recovering_pence')
      .execute();
    const titles = await allProjectTitles(visit);
    const byProject = Map.groupBy(rows, ({ project }) => project);
    return [...byProject].map(([project, all]) => {
      const pence = sumPence(all.map((row) => row.overspend_pence - row.recovering_pence));
      const named = { project, title: titles.get(project) ?? project };
      return { ...about(named, 'overspend', 'Overspend'), hint: `${formatPence(pence)} beyond the award` };
    });
  },
};

/** Virements that finance may not authorise by itself. */
export const virements: Offering = {
  heading: 'Virements above the limit',
  kind: 'virement',
  async find({ reading: { models, partnership, state } }, { heldOn }) {
    const rows = await models.db
      .selectFrom('open_amounts')
      .innerJoin('sources', (join) =>
        join
          .onRef('sources.partnership', '=', 'open_amounts.partnership')
          .onRef('sources.source', '=', 'open_amounts.source'),
      )
      .select(['open_amounts.source', 'sources.name', 'reference'])
      .select(sql<number | string>`cast(sum(amount_pence) as bigint)`.as('pence'))
      .where('open_amounts.partnership', '=', partnership)
      .where('kind', '=', 'virement')
      .groupBy(['open_amounts.source', 'sources.name', 'reference'])
      .having(sql<number>`sum(amount_pence)`, '>', policyOn(state, heldOn).virementLimitPence)
      .orderBy('reference')
      .execute();
    const bySource = Map.groupBy(rows, ({ source }) => source ?? '');
    return [...bySource].map(([source, all]): Offer => {
      const name = all[0]?.name ?? source;
      return {
        kind: 'virement',
        source,
        title: `Virement from ${name}`.slice(0, 200),
        text: name,
        hint: all.map(({ reference, pence }) => `${formatPence(Number(pence))}: ${reference}`).join('; '),
      };
    });
  },
};

function about(
  { project, title }: { readonly project: string; readonly title: string },
  kind: Offer['kind'],
  words: string,
): Offer {
  return { kind, project, title: `${words}: ${title}`.slice(0, 200), text: title };
}
