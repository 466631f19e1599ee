import type { Facts } from '#documents/facts/facts';
import { projectNamed } from '#documents/facts/project-words';
import { officeOf } from '#documents/offices';
import { together } from '#documents/facts/money';
import { absent, count, date, table, words } from '#documents/model/document';
import type { Counted, Part, Sentence } from '#documents/model/document';
import { many, sentenceOf, told } from '#documents/model/sentence';
import type { Grade } from '#funding/risk/risk.events';
import { riskLines } from '#projections/risks-at';
import type { RiskLine } from '#projections/risks-at';

/** A grade as people write it: `Very high`. */
export function gradeInWords(grade: Grade): string {
  const spaced = grade.replace('-', ' ');
  return `${spaced.slice(0, 1).toUpperCase()}${spaced.slice(1)}`;
}

/** The open risks, the most pressing first, of the whole partnership or of those that are asked for. */
export function risksIn(
  facts: Facts,
  isAsked: (line: RiskLine) => boolean = () => true,
): readonly RiskLine[] {
  return riskLines(facts.measures.risks, {}).filter(isAsked);
}

/** How many risks are open, and how many of them would do much harm, in a sentence. */
export function risksInShort(facts: Facts): Sentence {
  const lines = risksIn(facts);
  const counted = (those: readonly RiskLine[]): Counted => {
    const behind = those.map(({ risk }) => facts.measures.risks.get(risk)?.told ?? []);
    return count(those.length, together(behind.map((all) => all.map(({ position }) => position))));
  };
  if (lines.length === 0) return sentenceOf('No risk is open.');
  const grave = counted(lines.filter(({ state }) => graveImpacts.has(state.terms.impact)));
  return told`${many(counted(lines), 'risk is', 'risks are')} open, ${grave} of high or very high impact.`;
}

const graveImpacts: ReadonlySet<Grade> = new Set(['high', 'very-high']);

/** The risk register: each open risk with its impact, its likelihood and what is done against it. */
export function riskTable(facts: Facts, lines: readonly RiskLine[]): Part {
  const rows = lines.map(({ risk, state }) => {
    const { description, project, owner, impact, likelihood, countermeasure } = state.terms;
    return [
      words(description),
      words(riskOf(facts, project)),
      words(gradeInWords(impact)),
      words(gradeInWords(likelihood)),
      countermeasure === undefined ? absent('none recorded') : words(countermeasure),
      words(officeOf(facts, owner)),
      date(facts.measures.risks.get(risk)?.told.at(-1)?.effectiveOn),
      words(risk),
    ];
  });
  const columns = [
    'Risk',
    'About',
    'Impact',
    'Likelihood',
    'Mitigating action',
    'Looked after by',
    'Reviewed on',
    'Reference',
  ];
  return table('risks', 'Risk register, the most pressing first', columns, rows, {
    whenEmpty: 'No risk is open.',
  });
}

function riskOf(facts: Facts, project: string | undefined): string {
  if (project === undefined) return 'The partnership';
  return projectNamed(facts, project);
}
