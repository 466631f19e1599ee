import { UnreadableRegister } from '#imports/register-file';
import type { SheetRow } from '#imports/register-file';

/** What a register says about a project, a column each. */
export type RegisterColumn =
  | 'title'
  | 'description'
  | 'priorities'
  | 'cost'
  | 'spent'
  | 'outputs-in-words'
  | 'outputs-in-numbers'
  | 'partner-input'
  | 'risk'
  | 'challenges';

/** Where each column stands in this file. */
export interface RegisterColumns {
  /** The row of the headings, as a spreadsheet numbers it. */
  readonly headingRow: number;
  readonly headings: readonly string[];
  readonly places: ReadonlyMap<RegisterColumn, number>;
  /** Headings that no column here answers to; what stands under them is not read. */
  readonly unread: readonly string[];
}

/** "Date paid" is no sum, and a "lead partner" is no input. */
const ofSomethingElse = /\b(?:date|source|lead|officer|reference|ref|number|no)\b/;

// In the order in which they are tried: "Cost: actual" is what was spent, and "Output: quantitative" no mere
// output.
const patterns: readonly (readonly [RegisterColumn, RegExp])[] = [
  ['priorities', /priorit/],
  ['spent', /\b(?:spent|spend|expenditure|actual|paid)\b/],
  ['cost', /\b(?:costs?|award(?:ed)?|amount|allocat(?:ed|ion)|budget)\b/],
  ['outputs-in-words', /\bqualitative\b/],
  ['outputs-in-numbers', /\bquantitative\b|\boutputs?\b/],
  ['partner-input', /\bpartners?\b|\bin.kind\b/],
  ['risk', /\brisks?\b|\bimpact\b/],
  ['challenges', /\bchallenges?\b|\bissues\b|\bbarriers\b/],
  ['description', /\bdescription\b|\bdetails?\b/],
  ['title', /\b(?:project|title|name|scheme|initiative|activity)\b/],
];

const needed = { title: 'the project', priorities: 'its priorities', cost: 'its cost' } as const;
const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });
/** A spreadsheet may open with a title of its own; the headings come soon after it. */
const headingsWithinRows = 10;

/**
 * Finds the headings of a register, loosely worded: `Project`, `Priority to address`, `Cost £`.
 *
 * @throws UnreadableRegister when no row near the top has them, or when two of them mean the same
 */
export function recogniseColumns(rows: readonly SheetRow[]): RegisterColumns {
  const near = rows.slice(0, headingsWithinRows).map(recognise);
  const found = near.find(({ places }) => lackedBy(places).length === 0);
  if (found !== undefined) {
    insistOnce(found.headings);
    return found;
  }
  const fullest = near.toSorted((a, b) => lackedBy(a.places).length - lackedBy(b.places).length)[0];
  const lacking = lackedBy(fullest?.places ?? new Map()).map((column) => needed[column]);
  throw new UnreadableRegister(
    `No row of headings was found: there is no column for ${oneOf.format(lacking)}.`,
  );
}

function recognise({ row, cells }: SheetRow): RegisterColumns {
  const meanings = cells.map(meaningOf);
  const places = new Map(
    meanings.flatMap((column, place) => (column === undefined ? [] : [[column, place] as const])),
  );
  const unread = cells.filter((heading, place) => heading !== '' && meanings[place] === undefined);
  return { headingRow: row, headings: cells, places, unread };
}

function lackedBy(places: RegisterColumns['places']): (keyof typeof needed)[] {
  return (Object.keys(needed) as (keyof typeof needed)[]).filter((column) => !places.has(column));
}

function insistOnce(headings: readonly string[]): void {
  const seen = new Map<RegisterColumn, string>();
  for (const heading of headings) {
    const column = meaningOf(heading);
    if (column === undefined) continue;
    const other = seen.get(column);
    if (other !== undefined) {
      throw new UnreadableRegister(
        `The columns "${other}" and "${heading}" seem to mean the same: rename or remove one of them.`,
      );
    }
    seen.set(column, heading);
  }
}

function meaningOf(heading: string): RegisterColumn | undefined {
  const words = heading.toLowerCase().replaceAll(/\s+/g, ' ');
  if (ofSomethingElse.test(words)) return undefined;
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
}
