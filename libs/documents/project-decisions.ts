import type { Facts } from '#documents/facts/facts';
import type { AwardMove, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import type { AskedVirement } from '#documents/facts/source-facts';
import { decisionIdOf } from '#funding/project/project.asks';

/**
 * Every decision on a project in the order of recording: those that it tells itself, and the virements that
 * changed its award, which a meeting decided or finance authorised.
 */
export function decisionsOf(facts: Facts, project: ProjectFacts): readonly ProjectDecision[] {
  const { decisions, moves } = project;
  const virements = Map.groupBy(moves, ({ from, virement }) => `${from}/${virement}`);
  const moved = [...virements.values()].flatMap((those) => movedBy(facts, those));
  return [...decisions, ...moved].toSorted((a, b) => a.position - b.position);
}

/** A virement as a decision on the project, which it took money from, gave money to, or both. */
function movedBy(facts: Facts, moves: readonly AwardMove[]): readonly ProjectDecision[] {
  const last = moves.at(-1);
  const virement = facts.sources.get(last?.from ?? '')?.virements.get(last?.virement ?? '');
  // On a day on which it was not asked for yet, nobody can say what it was.
  if (last === undefined || virement === undefined) return [];
  const { on, by, position, awardPence } = last;
  const way = { byChair: false, moved: { virement, moves } } as const;
  const made = { what: 'moved by virement', on, by, position, awardPence, ...way } as const;
  return [{ ...made, ...placeOf(facts, last, virement), ...nothingElse }];
}

type Place = Pick<ProjectDecision, 'decision' | 'meeting' | 'item' | 'reasons'>;

/** Where it was decided, with the reasons as minuted; without a meeting those of whoever asked for it. */
function placeOf(facts: Facts, { from }: AwardMove, { virement, decision, reason }: AskedVirement): Place {
  if (decision === undefined)
    return {
      decision: decisionIdOf({ source: from, virement }),
      meeting: undefined,
      item: undefined,
      reasons: reason,
    };
  const [meeting = '', item = ''] = decision.split('/');
  const minuted = facts.meetings.get(meeting)?.items.get(item)?.decision;
  return { decision, meeting, item, reasons: minuted?.reasons ?? reason };
}

const nothingElse = {
  money: [],
  until: undefined,
  paidPence: undefined,
  release: undefined,
  condition: undefined,
} as const;
