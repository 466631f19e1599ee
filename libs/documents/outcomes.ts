import type { Facts } from '#documents/facts/facts';
import { allCountedBy } from '#documents/facts/in-year';
import { together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { count } from '#documents/model/document';
import type { Sentence } from '#documents/model/document';
import { listed, many, told } from '#documents/model/sentence';
import type { FinancialYear } from '#kernel/financial-year';

/** What comes after the projects of a year, as far as it is decided, in a sentence. */
export function outcomesInShort(
  facts: Facts,
  projects: readonly ProjectFacts[],
  year: FinancialYear,
): Sentence | string {
  if (projects.length === 0) return 'There were no projects.';
  const became = Object.entries(outcomeWords).flatMap(([what, said]) => {
    const behind = projects.flatMap(({ outcome }) => (outcome?.became === what ? [outcome.position] : []));
    const counted = count(behind.length, together([behind]));
    return behind.length === 0 ? [] : [many(counted, `was ${said}`, `were ${said}`)];
  });
  const open = projects.filter(({ outcome }) => outcome === undefined);
  const undecided = count(open.length, allCountedBy(facts, open, year));
  const rest = open.length === 0 ? [] : [many(undecided, 'is not decided yet', 'are not decided yet')];
  return told`What comes after the projects of the year: ${listed([...became, ...rest])}.`;
}

const outcomeWords: Readonly<Record<NonNullable<ProjectFacts['outcome']>['became'], string>> = {
  mainstreamed: "taken into an agency's own work",
  continued: 'funded again',
  discontinued: 'stopped',
};
