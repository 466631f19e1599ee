import type { Facts } from '#documents/facts/facts';
import { together } from '#documents/facts/money';
import {
  actualCell,
  baselineCell,
  indicatorsIn,
  measuredIn,
  nameOf,
  ratedBy,
  ratingCell,
  targetCell,
} from '#documents/indicators';
import { officeOf } from '#documents/offices';
import { periodInWords } from '#documents/period-words';
import { count, date, note, table, words } from '#documents/model/document';
import type { Cell, Counted, Part, Sentence } from '#documents/model/document';
import { many, oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import type { Period } from '#funding/indicator/periods';
import type { Actual, Mitigation } from '#funding/indicator/state';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import type { IndicatorLine } from '#projections/indicators-at';

/** The indicators of a period: the table, the rule of the ratings, and what was corrected. */
export function indicatorParts(facts: Facts, year: FinancialYear, period: Period): readonly Part[] {
  const lines = indicatorsIn(facts, year, period);
  const [first] = lines;
  if (first === undefined) return [indicatorTable(facts, lines, year, period)];
  return [
    indicatorTable(facts, lines, year, period),
    note(ratingRule(first)),
    ...correctedTable(facts, lines),
  ];
}

/**
 * How many are green, amber, red, how many cannot be rated, and for how many no action is planned though it
 * is required; nothing where no indicator is defined.
 */
export function indicatorsInShort(facts: Facts, year: FinancialYear, period: Period): readonly Sentence[] {
  const lines = indicatorsIn(facts, year, period);
  if (lines.length === 0) return [];
  const counted = (those: readonly IndicatorLine[]): Counted =>
    count(those.length, together(those.map((line) => ratedBy(facts, line))));
  const of = (rating: IndicatorLine['rating']): Counted =>
    counted(lines.filter((line) => line.rating === rating));
  const rated = told`${of('green')} green, ${of('amber')} amber, ${of('red')} red`;
  const all = told`${many(counted(lines), 'indicator')}: ${rated}, and ${of('not-rated')} that cannot be rated.`;
  const owed = counted(lines.filter(({ mitigationOwed }) => mitigationOwed));
  const lacking = told`For ${owed} of them the mitigating action that is required is not planned yet.`;
  return [owed.number === 0 ? all : oneAfterAnother([all, lacking])];
}

function indicatorTable(
  facts: Facts,
  lines: readonly IndicatorLine[],
  year: FinancialYear,
  period: Period,
): Part {
  const isPart = period !== 'year';
  const columns = [
    'Indicator',
    'Priority',
    'Measured in',
    'Baseline #',
    ...(isPart ? [`Target for ${yearInWords(year)} #`] : []),
    isPart ? 'Target for the period #' : 'Target #',
    'Figure #',
    'Rating',
    'Where the figure comes from',
    'Reference',
  ];
  const rows = lines.map((line) => {
    const { indicator, definition, unit, yearTarget, target, actual, rating } = line;
    return [
      words(nameOf(line)),
      words(facts.partnership.priorities.get(definition.priority)?.name ?? definition.priority),
      words(measuredIn(definition)),
      baselineCell(facts, line),
      ...(isPart ? [targetCell(facts, indicator, yearTarget, definition.unit)] : []),
      targetCell(facts, indicator, target, unit),
      actualCell(facts, indicator, actual, unit),
      ratingCell(rating),
      words(provenance(line)),
      words(indicator),
    ];
  });
  return table('indicators', `Indicators, ${periodInWords(year, period)}`, columns, rows, {
    whenEmpty: 'No indicator is defined.',
  });
}

function provenance({ definition, target, actual }: IndicatorLine): string {
  const from = quoted(actual?.source ?? definition.suppliedBy);
  return [from, ...[target?.note, actual?.note].filter((said) => said !== undefined)].join('. ');
}

/** The rule by which an indicator is red, amber or green, as its partnership's policy has it. */
function ratingRule({ amberWithinPercent }: IndicatorLine): string {
  const within = `${amberWithinPercent} per cent of the target`;
  return `Green: at the target or better. Amber: misses it by no more than ${within}. Red: misses it by more. What has no target for the period, or no figure, is not rated.`;
}

function correctedTable(facts: Facts, lines: readonly IndicatorLine[]): readonly Part[] {
  const rows = lines.flatMap((line) => line.corrected.map((wrong) => correctedRow(facts, line, wrong)));
  if (rows.length === 0) return [];
  const columns = ['Indicator', 'Was given as', 'Why it was wrong'];
  return [table('corrected', 'Figures that were corrected since', columns, rows)];
}

function correctedRow(facts: Facts, line: IndicatorLine, wrong: Actual): readonly Cell[] {
  const { indicator, definition, unit, actual } = line;
  const { correctedBy } = wrong;
  const why = actual?.actual === correctedBy ? (actual?.reason ?? '') : 'It was corrected again.';
  return [words(quoted(definition.name)), actualCell(facts, indicator, wrong, unit), words(why)];
}

/** What is done about each indicator that is red or amber; that nothing is planned is said as well. */
export function mitigationParts(facts: Facts, year: FinancialYear, period: Period): readonly Part[] {
  const lines = indicatorsIn(facts, year, period);
  const rows = lines.flatMap((line) => [
    ...(line.mitigationOwed ? [owedRow(line)] : []),
    ...line.mitigations.map((one) => mitigationRow(facts, line, one)),
  ]);
  const columns = ['Indicator', 'Rating', 'Mitigating action', 'By whom', 'Due', 'How it stands'];
  return [
    table('mitigation', 'Mitigating action, required for red and amber', columns, rows, {
      whenEmpty: 'No indicator is red or amber.',
    }),
  ];
}

function owedRow({ definition, rating }: IndicatorLine): readonly Cell[] {
  const owed = words('Required, and not yet planned', 'red');
  return [words(quoted(definition.name)), ratingCell(rating), owed, words(''), words(''), words('')];
}

function mitigationRow(facts: Facts, line: IndicatorLine, one: Mitigation): readonly Cell[] {
  return [
    words(quoted(line.definition.name)),
    ratingCell(line.rating),
    words(one.action),
    words(byWhom(facts, one)),
    date(one.dueOn),
    words(howItStands(one)),
  ];
}

/** Who does it: in the role that was named, else in the one that the person holds. */
export function byWhom(facts: Facts, { person, inRole }: Mitigation): string {
  if (inRole !== undefined) return quoted(inRole);
  return person === undefined ? '' : officeOf(facts, person);
}

const standings: Readonly<Record<Mitigation['standing'], string>> = {
  planned: 'Planned',
  'under-way': 'Under way',
  done: 'Done',
  'given-up': 'Given up',
};

function howItStands({ standing, reports }: Mitigation): string {
  const last = reports.at(-1);
  return last === undefined ? `${standings[standing]}.` : `${standings[standing]}: ${last.progress}`;
}
