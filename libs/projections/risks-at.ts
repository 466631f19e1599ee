import { pressingness, risk } from '#funding/risk/risk';
import type { RegisteredRisk } from '#funding/risk/risk';
import type { ReadModels } from '#projections/read-models';
import { statesBy } from '#projections/told-by';
import type { Moment } from '#projections/told-by';

export interface RiskLine {
  readonly risk: string;
  readonly state: RegisteredRisk;
  /** Impact times likelihood, from 1 to 25. */
  readonly score: number;
}

export interface RisksQuestion extends Moment {
  /** Those of one project; of the whole partnership and of every project when not given. */
  readonly project?: string | undefined;
  /** Whether those that were closed are asked for too. */
  readonly closedToo?: boolean;
}

/** The risk register at a moment, the most pressing first; those alike in the order of being entered. */
export async function risksAt(db: ReadModels, question: RisksQuestion): Promise<readonly RiskLine[]> {
  return riskLines(await statesBy(db, 'risks_told', risk, question), question);
}

/** The same of risks that are at hand, for a document that is folded from the events alone. */
export function riskLines(
  states: ReadonlyMap<string, RegisteredRisk>,
  { project, closedToo = false }: Pick<RisksQuestion, 'project' | 'closedToo'>,
): readonly RiskLine[] {
  return [...states]
    .filter(([, { status }]) => closedToo || status === 'open')
    .filter(([, { terms }]) => project === undefined || terms.project === project)
    .map(([id, state]) => ({ risk: id, state, score: pressingness(state.terms) }))
    .toSorted((a, b) => b.score - a.score);
}
