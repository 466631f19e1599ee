import type { ProjectFacts } from '#documents/facts/project-facts';
import { absent, count, money } from '#documents/model/document';
import type { Behind, Cell, Figure, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';

/** An output in numbers, and what one of it cost. */
export interface CountedOutput {
  readonly said: Sentence;
  readonly costOfOne: Cell;
}

/** What came of a project: in words, in numbers, and what one of them cost. */
export interface ProjectOutputs {
  readonly inWords: string;
  readonly inNumbers: Sentence;
  /** Of the one output that is in numbers; where there are several, the cost of each stands beside it. */
  readonly costOfOne: Cell;
  readonly each: readonly CountedOutput[];
}

interface Output {
  readonly text: string;
  readonly expected?: number | undefined;
  readonly delivered?: number | undefined;
}

/** The outputs of a project: those that its evaluation reports, and else those that its bid expects. */
export function projectOutputs(project: ProjectFacts, cost: Figure): ProjectOutputs {
  const outputs = outputsOf(project);
  const each = outputs
    .filter(({ expected, delivered }) => (delivered ?? expected) !== undefined)
    .map((output) => ({ said: numberWords(output, saidBy(project)), costOfOne: costOf(output, cost) }));
  const [first, ...others] = each;
  return {
    inWords: inWords(project, outputs),
    inNumbers: oneAfterAnother(others.length === 0 ? each.map(({ said }) => said) : each.map(withCost), '\n'),
    costOfOne: others.length > 0 ? absent('beside each') : (first?.costOfOne ?? absent('not in numbers')),
    each,
  };
}

/** The whole cost by each number: what several outputs cost is not to be added up. */
function withCost({ said, costOfOne }: CountedOutput): Sentence {
  return costOfOne.kind === 'pence' ? told`${said} (${costOfOne} each)` : said;
}

function outputsOf({ bid, evaluation }: ProjectFacts): readonly Output[] {
  const reported = evaluation?.answers.outputs;
  if (reported !== undefined && reported.length > 0) return reported;
  return (bid.expectedOutputs ?? []).map(({ text, quantity, measure }) => {
    return { text: withMeasure(text, measure), expected: quantity };
  });
}

/** An output with what it is counted in, where its own words do not say that already. */
export function withMeasure(text: string, measure: string | undefined): string {
  const isSaid = measure === undefined || text.toLowerCase().includes(measure.toLowerCase());
  return isSaid ? text : `${text} (${measure})`;
}

function inWords({ evaluation, finish }: ProjectFacts, outputs: readonly Output[]): string {
  const came = evaluation?.answers.outcomes ?? evaluation?.answers.done;
  if (came !== undefined) return came;
  const expected = outputs.filter((output) => output.expected === undefined).map(({ text }) => text);
  if (expected.length > 0) return `Expected: ${expected.join('; ')}`;
  return finish === undefined ? 'Not yet evaluated: under way.' : 'Not yet evaluated.';
}

/** The events by which its outputs are as they are: its evaluation, else its bid. */
function saidBy({ evaluation, bidBehind }: ProjectFacts): Behind {
  const isReported = (evaluation?.answers.outputs ?? []).length > 0;
  return isReported && evaluation !== undefined ? [evaluation.position] : bidBehind;
}

function numberWords({ text, expected, delivered }: Output, behind: Behind): Sentence {
  if (delivered === undefined) return told`${text}: ${count(expected ?? 0, behind)} expected`;
  const beside = expected === undefined ? '' : told` of ${count(expected, behind)} expected`;
  return told`${text}: ${count(delivered, behind)}${beside}`;
}

function costOf({ expected, delivered }: Output, { pence, behind }: Figure): Cell {
  const many = delivered ?? expected ?? 0;
  if (pence === 0) return absent('no cost');
  return many === 0 ? absent('none delivered') : money(Math.round(pence / many), behind);
}
