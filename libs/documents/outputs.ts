import type { ProjectFacts } from '#documents/facts/project-facts';
import { absent, money } from '#documents/model/document';
import type { Cell, Figure } from '#documents/model/document';
import { plainNumber } from '#documents/model/in-words';

/** What came of a project: in words, in numbers, and what one of them cost. */
export interface ProjectOutputs {
  readonly inWords: string;
  readonly inNumbers: string;
  readonly costOfOne: Cell;
}

interface Output {
  readonly text: string;
  readonly expected?: number | undefined;
  readonly delivered?: number | undefined;
}

/** The outputs of a project: those that its evaluation reports, and else those that its bid expects. */
export function projectOutputs(project: ProjectFacts, cost: Figure): ProjectOutputs {
  const outputs = outputsOf(project);
  const counted = outputs.filter(({ expected, delivered }) => (delivered ?? expected) !== undefined);
  return {
    inWords: inWords(project, outputs),
    inNumbers: counted.map(numberWords).join('\n'),
    costOfOne: costOfOne(counted, cost),
  };
}

function outputsOf({ bid, evaluation }: ProjectFacts): readonly Output[] {
  const reported = evaluation?.answers.outputs;
  if (reported !== undefined && reported.length > 0) return reported;
  return (bid.expectedOutputs ?? []).map(({ text, quantity, measure }) => {
    return { text: withMeasure(text, measure), expected: quantity };
  });
}

/** An output with what it is counted in, where its own words do not say that already. */
function withMeasure(text: string, measure: string | undefined): string {
  const isSaid = measure === undefined || text.toLowerCase().includes(measure.toLowerCase());
  return isSaid ? text : `${text} (${measure})`;
}

function inWords({ evaluation, finish }: ProjectFacts, outputs: readonly Output[]): string {
  const told = evaluation?.answers.outcomes ?? evaluation?.answers.done;
  if (told !== undefined) return told;
  const expected = outputs.filter((output) => output.expected === undefined).map(({ text }) => text);
  if (expected.length > 0) return `Expected: ${expected.join('; ')}`;
  return finish === undefined ? 'Not yet evaluated: under way.' : 'Not yet evaluated.';
}

function numberWords({ text, expected, delivered }: Output): string {
  if (delivered === undefined) return `${text}: ${plainNumber(expected ?? 0)} expected`;
  const beside = expected === undefined ? '' : ` of ${plainNumber(expected)} expected`;
  return `${text}: ${plainNumber(delivered)}${beside}`;
}

function costOfOne(counted: readonly Output[], { pence, behind }: Figure): Cell {
  const [only, ...others] = counted;
  if (only === undefined) return absent('not in numbers');
  if (others.length > 0) return absent('several outputs');
  const many = only.delivered ?? only.expected ?? 0;
  if (pence === 0) return absent('no cost');
  return many === 0 ? absent('none delivered') : money(Math.round(pence / many), behind);
}
