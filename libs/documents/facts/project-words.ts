import type { Facts } from '#documents/facts/facts';
import type { OutcomeFacts, ProjectFacts } from '#documents/facts/project-facts';
import { money } from '#documents/model/document';
import type { Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { formatDate } from '#kernel/local-date';

/** A project by its title, or by its identity before it has one. */
export function titleOf({ bid, project }: ProjectFacts): string {
  return quoted(bid.title ?? project);
}

/** The same by its identity, whatever is known of it. */
export function projectNamed({ projects }: Pick<Facts, 'projects'>, project: string): string {
  const known = projects.get(project);
  return known === undefined ? project : titleOf(known);
}

/** The names of the priorities that a project serves, its first one first. */
export function prioritiesOf({ partnership }: Facts, { bid }: ProjectFacts): readonly string[] {
  return (bid.priorities ?? []).map((priority) => partnership.priorities.get(priority)?.name ?? priority);
}

export function agencyOf({ partnership }: Facts, agency: string | undefined): string {
  return agency === undefined ? '' : quoted(partnership.agencies.get(agency) ?? agency);
}

/** What partners gave in kind: as the bid said, and as it was recorded. */
export function partnerInputOf({ bid, inKind }: ProjectFacts): Sentence {
  const recorded = inKind.map(({ from, description, valuePence, position }) => {
    const value = valuePence === undefined ? '' : told` (valued at ${money(valuePence, [position])})`;
    return told`${quoted(from)}: ${description}${value}`;
  });
  return oneAfterAnother([bid.partnerInput ?? '', ...recorded], '\n');
}

/** Whether an evaluation is still to come: the first one, or another where it was returned. */
export function owesEvaluation({ awarded, evaluation, waived }: ProjectFacts): boolean {
  const isToCome = evaluation === undefined || evaluation.standing === 'returned';
  return awarded && waived === undefined && isToCome;
}

/** What became of a project: mainstreamed, continued or stopped and why, or how far it is. */
export function outcomeOf(facts: Facts, { outcome, finish, startedOn }: ProjectFacts): string {
  if (outcome !== undefined) return settledWords[outcome.became](facts, outcome);
  if (finish !== undefined) return finishWords(finish);
  return startedOn === undefined ? 'Yet to be implemented.' : 'Under way.';
}

function finishWords({ on, manner, note = '' }: NonNullable<ProjectFacts['finish']>): string {
  if (manner === 'completed') return `Finished on ${formatDate(on)}; what next is not decided.`;
  const how = manner === 'never-implemented' ? 'Never implemented.' : `Ended early on ${formatDate(on)}.`;
  return `${how} ${note}`.trim();
}

const settledWords: Readonly<Record<OutcomeFacts['became'], (facts: Facts, of: OutcomeFacts) => string>> = {
  mainstreamed(facts, { agency, from, budget, reasons }) {
    const since = from === undefined ? '' : ` from ${formatDate(from)}`;
    const into = budget === undefined ? '' : `, budget: ${quoted(budget)}`;
    return `Mainstreamed by ${agencyOf(facts, agency)}${since}${into}. ${reasons}`;
  },
  continued({ projects }, { as = '', reasons }) {
    const next = projects.get(as);
    return `Continued as ${next === undefined ? as : titleOf(next)}. ${reasons}`;
  },
  discontinued: (_, { reasons }) => `Stopped. ${reasons}`,
};
