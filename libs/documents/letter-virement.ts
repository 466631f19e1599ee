import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import type { AwardMove, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { virementEnd } from '#documents/item-words';
import { money } from '#documents/model/document';
import type { Behind, Sentence } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { sourceNamed } from '#documents/source-words';

/** What a virement took from the award or gave to it, or between which of its sources it moved money. */
export function movedInWords(
  facts: Facts,
  project: ProjectFacts,
  decision: ProjectDecision,
): Sentence | string {
  const [one, other] = decision.moved?.moves ?? [];
  if (one === undefined) return 'money was moved';
  return other === undefined ? movedAlone(facts, project, decision, one) : movedWithin(facts, one, other);
}

/** Between two sources of one award. */
function movedWithin(facts: Facts, one: AwardMove, other: AwardMove): Sentence {
  const [from, to] = one.change === 'less' ? [one, other] : [other, one];
  const ends = `from ${sourceNamed(facts, from.source)} to ${sourceNamed(facts, to.source)}`;
  return told`${sumOf(one)} of your award was moved ${ends}, and the award comes to as much as before`;
}

/** From another or to another, or what a source has for no project. */
function movedAlone(
  facts: Facts,
  project: ProjectFacts,
  decision: ProjectDecision,
  move: AwardMove,
): Sentence {
  const [way, other] = move.change === 'less' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const terms = decision.moved?.virement.money;
  const end = terms === undefined ? 'another' : virementEnd(facts, terms, other, move.source);
  const comesTo = money(move.awardPence, awardBehindBy(facts, project, decision));
  const moved = told`${sumOf(move)}, of ${sourceNamed(facts, move.source)}, was moved ${way} your award`;
  return told`${moved} ${other} ${end}. Your award came to ${comesTo} by it`;
}

function sumOf({ amountPence, fundingType, position }: AwardMove): Sentence {
  return told`${money(amountPence, [position])} of ${fundingType}`;
}

/** The events that had made the award what it was by a decision. */
function awardBehindBy({ awards }: Facts, { project }: ProjectFacts, { position }: ProjectDecision): Behind {
  const all = together(awards.ofAllYears(project).map(({ behind }) => behind));
  return together([all.filter((one) => one < position), [position]]);
}
