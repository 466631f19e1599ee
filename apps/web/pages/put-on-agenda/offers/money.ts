import { policyOn } from '#funding/partnership/queries';
import { formatPence, sumPence } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import { virementsAsked } from '#reads/asked-and-unanswered';
import { sourceNow } from '#reads/uncovered';
import { undecidedOverspends } from '#reads/undecided';
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
  async find({ reading }) {
    const byProject = Map.groupBy(await undecidedOverspends(reading), ({ project }) => project);
    return [...byProject.values()].flatMap((all) => {
      const hint = `${formatPence(sumPence(all.map(({ pence }) => pence)))} beyond the award`;
      return all.slice(0, 1).map((one) => ({ ...about(one, 'overspend', 'Overspend'), hint }));
    });
  },
};

/** Virements that finance may not authorise by itself. */
export const virements: Offering = {
  heading: 'Virements above the limit',
  kind: 'virement',
  async find({ reading }, { heldOn }) {
    const limit = policyOn(reading.state, heldOn).virementLimitPence;
    const above = (await virementsAsked(reading)).filter(({ pence }) => pence > limit);
    const bySource = Map.groupBy(above, ({ source }) => source);
    return [...bySource].map(([source, all]): Offer => {
      const name = all[0]?.sourceName ?? source;
      return {
        kind: 'virement',
        source,
        title: `Virement from ${name}`.slice(0, 200),
        text: name,
        hint: all.map(({ reference, pence }) => `${formatPence(pence)}: ${reference}`).join('; '),
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
