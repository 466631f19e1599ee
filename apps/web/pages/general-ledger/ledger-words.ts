import type { BatchLine } from '#funding/ledger/batch-lines';
import type { LedgerCodes, MappingRule } from '#funding/ledger/ledger.events';
import { yearInWords } from '#kernel/financial-year';
import type { Visit } from '../../access/visit.js';

/** What a rule is for: a source, a funding type and a category of cost, or any of each. */
export type Kind = Omit<MappingRule, keyof LedgerCodes>;

/** The names of the sources by id, for who reads a batch. */
export async function sourceNames(visit: Visit): Promise<ReadonlyMap<string, string>> {
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('sources')
    .select(['source', 'name', 'year'])
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .orderBy('name')
    .execute();
  return new Map(rows.map(({ source, name, year }) => [source, `${name}, ${yearInWords(year)}`]));
}

export function kindInWords(
  { source, fundingType, category }: Kind,
  names: ReadonlyMap<string, string>,
): string {
  return [
    source === undefined ? 'Every source' : (names.get(source) ?? source),
    fundingType ?? 'capital and revenue',
    category ?? 'every category',
  ].join('; ');
}

/** The kinds of amounts that have no codes yet, each once, as a line has them. */
export function kindsWithout(lines: readonly BatchLine[]): readonly Kind[] {
  const without = lines.filter(({ codes }) => codes === undefined);
  const byKind = Map.groupBy(without, ({ source, fundingType, category }) =>
    JSON.stringify([source, fundingType, category]),
  );
  return [...byKind.values()].flatMap(([line]) =>
    line === undefined ? [] : [{ source: line.source, fundingType: line.fundingType, ...categoryOf(line) }],
  );
}

function categoryOf({ category }: BatchLine): Pick<Kind, 'category'> {
  return category === undefined ? {} : { category };
}

export function codesInWords({ costCentre, subjective, analysis }: LedgerCodes): string {
  const said = `cost centre ${costCentre}, subjective ${subjective}`;
  return analysis === undefined ? said : `${said}, analysis ${analysis}`;
}

/** The places of rules that no amount comes to, for one before them fits all that they fit. */
export function neverReached(rules: readonly MappingRule[]): readonly number[] {
  return rules.flatMap((rule, at) => (rules.slice(0, at).some((one) => covers(one, rule)) ? [at + 1] : []));
}

function covers(one: Kind, other: Kind): boolean {
  return (['source', 'fundingType', 'category'] as const).every(
    (part) => one[part] === undefined || one[part] === other[part],
  );
}
