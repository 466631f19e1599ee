import type { Facts } from '#documents/facts/facts';
import { sourcesOf } from '#documents/facts/in-year';
import { nothing, summed, together } from '#documents/facts/money';
import type { SourceFacts } from '#documents/facts/source-facts';
import { commentOf, confirmedOf } from '#documents/source-standing';
import { amount, money, note, paragraph, table, words } from '#documents/model/document';
import type { Figure, Part, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';

/** A source in two years; one that is new or gone has one of them. */
interface Pair {
  readonly name: string;
  readonly before: Figure;
  readonly now: Figure;
  readonly reason: Sentence | string;
}

/** What all sources give less or more than the year before, in a sentence; none where that is not known. */
export function changeInShort(
  facts: Facts,
  last: FinancialYear,
  year: FinancialYear,
): Sentence | string | undefined {
  if (sourcesOf(facts, last).length === 0) return undefined;
  return sentence(
    changeOf(pairsOf(facts, sourcesOf(facts, last), sourcesOf(facts, year))),
    yearInWords(last),
  );
}

function changeOf(pairs: readonly Pair[]): Figure {
  const [before, now] = [summed(pairs.map((pair) => pair.before)), summed(pairs.map((pair) => pair.now))];
  return { pence: now.pence - before.pence, behind: together([before.behind, now.behind]) };
}

/** What each source gives less or more than the year before, with the reason, and in all. */
export function sourceComparison(facts: Facts, last: FinancialYear, year: FinancialYear): readonly Part[] {
  if (sourcesOf(facts, last).length === 0)
    return [
      paragraph(`No source of ${yearInWords(last)} is in the record: there is nothing to compare with.`),
    ];
  const pairs = pairsOf(facts, sourcesOf(facts, last), sourcesOf(facts, year));
  const [before, now] = [
    sumPence(pairs.map((one) => one.before.pence)),
    sumPence(pairs.map((one) => one.now.pence)),
  ];
  const rows = pairs.map((pair) => [
    words(pair.name),
    amount(pair.before),
    amount(pair.now),
    money(pair.now.pence - pair.before.pence, together([pair.before.behind, pair.now.behind])),
    words(
      pair.reason === '' && pair.now.pence !== pair.before.pence ? 'No reason is recorded.' : pair.reason,
    ),
  ]);
  const [lastShown, shown] = [yearInWords(last), yearInWords(year)];
  const columns = ['Source', `${lastShown} £`, `${shown} £`, 'Change £', 'Reason'];
  return [
    table('change', `Confirmed funding, ${lastShown} and ${shown}`, columns, rows, {
      totals: [[words('Total'), money(before), money(now), money(now - before)]],
    }),
    note(
      'A source is the same in both years when the close of a year made one of the other, or when both have, or had, one name.',
    ),
  ];
}

function sentence({ pence, behind }: Figure, last: string): Sentence | string {
  if (pence === 0) return `Confirmed funding is as in ${last}.`;
  return told`There is ${money(Math.abs(pence), behind)} ${pence < 0 ? 'less' : 'more'} than in ${last}.`;
}

function pairsOf(facts: Facts, before: readonly SourceFacts[], now: readonly SourceFacts[]): readonly Pair[] {
  const same = sameIn(before, now);
  const pairs = now.map((source): Pair => {
    const earlier = same.get(source);
    const amounts = {
      before: earlier === undefined ? nothing : confirmedOf(facts, earlier).total,
      now: confirmedOf(facts, source).total,
    };
    return { name: quoted(source.name), ...amounts, reason: reasonOf(source, earlier === undefined) };
  });
  const found = new Set(same.values());
  const gone = before
    .filter((source) => !found.has(source))
    .map((source): Pair => {
      return {
        name: quoted(source.name),
        before: confirmedOf(facts, source).total,
        now: nothing,
        reason: 'No source this year.',
      };
    });
  return [...pairs, ...gone].filter((pair) => pair.before.pence !== 0 || pair.now.pence !== 0);
}

type IsSame = (earlier: SourceFacts, source: SourceFacts) => boolean;

/** How a source is known again, the surest way first: a name may have been given up, and taken by another. */
const waysToBeSame: readonly IsSame[] = [
  ({ heir }, { source }) => heir === source,
  ({ name }, source) => name === source.name,
  (earlier, source) => {
    const names = new Set([earlier.name, ...earlier.earlierNames]);
    return [source.name, ...source.earlierNames].some((name) => names.has(name));
  },
];

/** For each source of a year the one of the year before that it was; each was one at most. */
function sameIn(
  before: readonly SourceFacts[],
  now: readonly SourceFacts[],
): ReadonlyMap<SourceFacts, SourceFacts> {
  const same = new Map<SourceFacts, SourceFacts>();
  const left = new Set(before);
  for (const isSame of waysToBeSame)
    for (const source of now) {
      const earlier = same.has(source) ? undefined : [...left].find((one) => isSame(one, source));
      if (earlier === undefined) continue;
      same.set(source, earlier);
      left.delete(earlier);
    }
  return same;
}

function reasonOf(source: SourceFacts, isNew: boolean): Sentence {
  return oneAfterAnother([isNew ? 'New this year.' : '', commentOf(source)]);
}
