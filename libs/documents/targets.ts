import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import { behindOf } from '#documents/followed';
import {
  actualCell,
  baselineCell,
  figureInWords,
  measuredIn,
  nameOf,
  targetCell,
} from '#documents/indicators';
import { note, stated, table, words } from '#documents/model/document';
import type { Cell, Part } from '#documents/model/document';
import { yearBefore, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { targetLines } from '#projections/indicators-at';
import type { TargetsLine } from '#projections/indicators-at';

/**
 * The targets of each indicator over three years, priority by priority, beside what the years came to.
 *
 * Its columns are those of section 7 of the Basildon plan of 2010.
 */
export function targetParts(facts: Facts, year: FinancialYear): readonly Part[] {
  const years = [yearBefore(yearBefore(year)), yearBefore(year), year];
  const lines = targetLines(facts.measures.indicators, years);
  const byPriority = [...Map.groupBy(lines, ({ definition }) => definition.priority).values()].flat();
  const columns = [
    'Indicator',
    'Priority',
    'Measured in',
    'Baseline #',
    ...years.map((one) => `${yearInWords(one)} #`),
    'Comment',
    'Reference',
  ];
  const rows = byPriority.map((line) => [
    words(nameOf(line)),
    words(facts.partnership.priorities.get(line.definition.priority)?.name ?? line.definition.priority),
    words(measuredIn(line.definition)),
    baselineCell(facts, line),
    ...years.map((_, at) => yearCell(facts, line, at)),
    words(commentOf(line)),
    words(line.indicator),
  ]);
  return [
    table('targets', 'Targets over three years', columns, rows, { whenEmpty: 'No indicator is defined.' }),
    note('Beside a target stands in brackets what the year came to, where that is recorded.'),
  ];
}

function yearCell(facts: Facts, { indicator, definition, targets, actuals }: TargetsLine, at: number): Cell {
  const [target, actual] = [targets[at], actuals[at]];
  const cell = targetCell(facts, indicator, target, definition.unit);
  if (cell.kind !== 'number' || actual?.figure === undefined) return cell;
  const came = figureInWords(actual.figure, definition.unit);
  const behind = together([behindOf(cell), behindOf(actualCell(facts, indicator, actual, definition.unit))]);
  return stated(cell.number, `${cell.said ?? ''} (${came})`, behind);
}

/** What was said of the latest target that has a note. */
function commentOf({ targets }: TargetsLine): string {
  return targets.findLast((target) => target?.note !== undefined)?.note ?? '';
}
