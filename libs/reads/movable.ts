import { movablePence } from '#funding/funding-source/cover';
import { fundingSource } from '#funding/funding-source/funding-source';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { bothTypes, uncommittedPence } from '#funding/funding-source/state';
import type { Source } from '#funding/funding-source/state';
import { recoverable } from '#funding/plans/recoverable';
import { project as projectDecider } from '#funding/project/project';
import { financialYearOf, firstDayOf } from '#kernel/financial-year';
import { projectStream, sourceStream } from '#kernel/ids';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';

/** Money of one funding type, of a project, or of no project where it is uncommitted. */
export interface Left {
  readonly project?: string;
  readonly fundingType: FundingType;
  readonly leftPence: Pence;
}

/** What can be moved from a source by a virement: what is uncommitted first, then project by project. */
export function movableFrom(source: Source): readonly Left[] {
  const projects = new Set(source.lines.map(({ project }) => project));
  const uncommitted = bothTypes.map((fundingType) => ({
    fundingType,
    leftPence: uncommittedPence(source, fundingType),
  }));
  const committed = [...projects].flatMap((project) =>
    bothTypes.map((fundingType) => {
      return { project, fundingType, leftPence: movablePence(source, fundingType, project) };
    }),
  );
  return [...uncommitted, ...committed].filter(({ leftPence }) => leftPence > 0);
}

/** What can be recovered at a source, project by project. */
export async function recoverableAt(from: Reading, source: Source): Promise<readonly Left[]> {
  const payers = await withTakenOver(from, source);
  const projects = new Set(payers.flatMap(({ charges }) => charges.map(({ project }) => project)));
  const left = [...projects].map(async (project) => {
    const state = await from.place.state(projectStream(from.partnership, project), projectDecider);
    return bothTypes.map((fundingType) => {
      const { paidPence, recoveredPence } = recoverable(payers, state, { project, fundingType });
      return { project, fundingType, leftPence: paidPence - recoveredPence };
    });
  });
  return (await Promise.all(left)).flat().filter(({ leftPence }) => leftPence > 0);
}

async function withTakenOver(from: Reading, source: Source): Promise<readonly Source[]> {
  const earlier = source.tookOver.map(async (id) => {
    const state = await from.place.state(sourceStream(from.partnership, id), fundingSource);
    return state.status === 'none' ? [] : withTakenOver(from, state);
  });
  return [source, ...(await Promise.all(earlier)).flat()];
}

/** A project that has an award, and of which funding types its bid has costs. */
export interface Taker {
  readonly project: string;
  readonly title: string;
  readonly fundingTypes: readonly string[];
}

/** The projects to which money of a financial year can be moved, by title. */
export async function takersOf(
  { models, partnership, place }: Reading,
  year: string,
): Promise<readonly Taker[]> {
  const rows = await models.db
    .selectFrom('projects')
    .innerJoin('bid_costs', (join) =>
      join
        .onRef('bid_costs.partnership', '=', 'projects.partnership')
        .onRef('bid_costs.project', '=', 'projects.project'),
    )
    .select(['projects.project', 'title', 'planned_finish as finish', 'year', 'funding_type as fundingType'])
    .where('projects.partnership', '=', partnership)
    .where('decided_on', 'is not', null)
    .where('projects.status', '!=', 'award-withdrawn')
    .orderBy('title')
    .orderBy('projects.project')
    .execute();
  const isNow = year <= financialYearOf(place.today());
  const takers = [...Map.groupBy(rows, ({ project }) => project).values()].filter(
    (costs) => isNow || costs.some((cost) => (cost.finish ?? '') >= firstDayOf(year) || cost.year >= year),
  );
  return takers.flatMap((costs) => {
    const fundingTypes = [...new Set(costs.map(({ fundingType }) => fundingType))].toSorted();
    return costs.slice(0, 1).map(({ project, title }) => ({ project, title, fundingTypes }));
  });
}
