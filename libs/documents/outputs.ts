import type { ProjectFacts } from '#documents/facts/project-facts';
import { absent, count, money } from '#documents/model/document';
import type { Behind, Cell, Figure, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';

/** What came of a project: in words, in numbers, and what one of them cost. */
export interface ProjectOutputs {
  readonly inWords: string;
  readonly inNumbers: Sentence;
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
    inNumbers: oneAfterAnother(
      counted.map((output) => numberWords(output, saidBy(project))),
      '\n',
    ),
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

function costOfOne(counted: readonly Output[], { pence, behind }: Figure): Cell {
  const [only, ...others] = counted;
  if (only === undefined) return absent('not in numbers');
  if (others.length > 0) return absent('several outputs');
  const many = only.delivered ?? only.expected ?? 0;
  if (pence === 0) return absent('no cost');
  return many === 0 ? absent('none delivered') : money(Math.round(pence / many), behind);
}
