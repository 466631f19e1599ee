import { isLedgerCode } from '#funding/ledger/ledger';
import type { LedgerCodes, MappingRule, MappingTerms } from '#funding/ledger/ledger.events';
import { reference, wholeNumber } from '#govuk/fields';
import type { Field, Reading, Typed } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { Posted, ValuesOf } from '#govuk/form';

/** As many rules as a mapping can have, and as many empty ones as a page offers beside those there are. */
const mostRules = 500;
const someMore = 3;
const longestCode = 40;

const codeParts = ['costCentre', 'subjective', 'analysis'] as const;
const ruleParts = ['place', 'source', 'type', 'category', ...codeParts] as const;
const codeNames: Readonly<Record<(typeof codeParts)[number], string>> = {
  costCentre: 'cost centre',
  subjective: 'subjective code',
  analysis: 'analysis code',
};

/** A rule with the place at which it is tried; undefined place stands where it stands on the page. */
export interface PlacedRule extends MappingRule {
  readonly place: number | undefined;
}

/** What was typed into a part of a rule, or of the other side. */
type Part = (part: string) => string;
/** What is wrong, and with which part. */
interface Wrong {
  readonly words: string;
  readonly part: string;
}

/** What is asked of one rule; undefined where it has no codes, by which it is taken out. */
function rule(what: string, sources: readonly string[]): Field<PlacedRule | undefined> {
  return {
    parts: (name) => ruleParts.map((part) => `${name}-${part}`),
    read(typed, name) {
      const of: Part = (part) => lineOf(typed[`${name}-${part}`]);
      if (codeParts.every((part) => of(part) === '')) return { value: undefined };
      const wrong = wrongInKind(of, what, sources) ?? wrongInCodes(of, what);
      return wrong === undefined ? { value: ruleFrom(of) } : readingOf(wrong, name);
    },
  };
}

/** The codes of the other side, which every mapping has. */
const otherSide: Field<LedgerCodes> = {
  parts: (name) => codeParts.map((part) => `${name}-${part}`),
  read(typed, name) {
    const of: Part = (part) => lineOf(typed[`${name}-${part}`]);
    const wrong = wrongInCodes(of, 'the other side');
    return wrong === undefined ? { value: codesFrom(of) } : readingOf(wrong, name);
  },
};

function readingOf({ words, part }: Wrong, name: string): Reading<never> {
  return { wrong: words, at: `${name}-${part}` };
}

function wrongInKind(of: Part, what: string, sources: readonly string[]): Wrong | undefined {
  if (!/^(?:[1-9]\d{0,3})?$/.test(of('place')))
    return { words: `The place of ${what} must be a whole number, from 1`, part: 'place' };
  if (!['', ...sources].includes(of('source')))
    return { words: `Choose the source of ${what}`, part: 'source' };
  const category = categoryIn(of, what);
  return 'wrong' in category ? { words: category.wrong, part: 'category' } : undefined;
}

/** A category is an identity, as where payments are recorded: however it is written, it is the same. */
function categoryIn(of: Part, what: string): Reading<string | undefined> {
  const category = of('category');
  if (category === '') return { value: undefined };
  return reference({ what: `the category of ${what}` }).read({ category }, 'category');
}

function wrongInCodes(of: Part, what: string): Wrong | undefined {
  for (const part of codeParts) {
    const words = wrongIn(of(part), part, what);
    if (words !== undefined) return { words, part };
  }
  return undefined;
}

function wrongIn(code: string, part: (typeof codeParts)[number], what: string): string | undefined {
  const named = `${codeNames[part]} of ${what}`;
  if (code === '') return part === 'analysis' ? undefined : `Enter the ${named}`;
  if (code.length > longestCode) return `The ${named} must be ${longestCode} characters or fewer`;
  if (isLedgerCode(code)) return undefined;
  return `The ${named} must begin with a letter or a digit, and have no marks but . , : / & ( ) _ and -`;
}

function ruleFrom(of: Part): PlacedRule {
  const [place, source, type] = [of('place'), of('source'), of('type')];
  const category = categoryIn(of, '');
  return {
    place: place === '' ? undefined : Number(place),
    ...(source === '' ? {} : { source }),
    ...(type === 'capital' || type === 'revenue' ? { fundingType: type } : {}),
    ...('value' in category && category.value !== undefined ? { category: category.value } : {}),
    ...codesFrom(of),
  };
}

function codesFrom(of: Part): LedgerCodes {
  const analysis = of('analysis');
  const codes = { costCentre: of('costCentre'), subjective: of('subjective') };
  return analysis === '' ? codes : { ...codes, analysis };
}

function lineOf(typed: string | readonly string[] | undefined): string {
  return (typeof typed === 'string' ? typed : (typed?.[0] ?? '')).trim();
}

/** The names of the rules of a page: those there are, those that are missing, and some more. */
export function ruleNames(many: number): readonly string[] {
  return namesOf(Math.min(mostRules, many + someMore));
}

/** The names of the rules that were posted, however many there were on the page. */
export function ruleNamesIn(posted: Posted): readonly string[] {
  const many = Array.from({ length: mostRules }, (_, at) => at).findLast(
    (at) => posted[`rule${at}-costCentre`] !== undefined,
  );
  return namesOf((many ?? 0) + 1);
}

function namesOf(many: number): readonly string[] {
  return Array.from({ length: many }, (_, at) => `rule${at}`);
}

export type CodesForm = Form<{
  readonly [name: `rule${number}`]: Field<PlacedRule | undefined>;
  readonly balancing: Field<LedgerCodes>;
  readonly version: Field<number>;
}>;
export type CodesAnswers = CodesForm extends Form<infer F> ? ValuesOf<F> : never;

/** The form of a mapping. It says which version it will be, so that nobody's changes are lost unseen. */
export function codesForm(names: readonly string[], sources: readonly string[]): CodesForm {
  return new Form({
    ...Object.fromEntries(names.map((name, at) => [name, rule(`rule ${at + 1}`, sources)])),
    balancing: otherSide,
    version: wholeNumber({ what: 'the version' }),
  });
}

/** The rules of a form that was filled in, in the order in which they are tried. */
export function rulesIn(values: CodesAnswers): readonly MappingRule[] {
  const placed = Object.entries(values)
    .filter(([name, value]) => name.startsWith('rule') && value !== undefined)
    .map(([, value], at) => ({ ...(value as PlacedRule), at: at + 1 }));
  // Of two at one place the one from further down comes first: so one that is moved there stands there.
  return placed
    .toSorted((a, b) => (a.place ?? a.at) - (b.place ?? b.at) || b.at - a.at)
    .map(({ place: _, at: __, ...said }) => said);
}

/** What stands in the inputs: the mapping in force, and a rule without codes for each kind that has none. */
export function typedCodes(
  { rules, balancing }: Pick<MappingTerms, 'rules' | 'balancing'>,
  missing: readonly Omit<MappingRule, keyof LedgerCodes>[],
  version: number,
): Typed {
  const all: readonly Partial<MappingRule>[] = [...rules, ...missing];
  return {
    ...Object.fromEntries(all.flatMap((one, at) => Object.entries(typedRule(`rule${at}`, one, at + 1)))),
    ...typedParts('balancing', balancing ?? {}),
    version: String(version),
  };
}

function typedRule(name: string, one: Partial<MappingRule>, place: number): Typed {
  return {
    [`${name}-place`]: String(place),
    [`${name}-source`]: one.source ?? '',
    [`${name}-type`]: one.fundingType ?? '',
    [`${name}-category`]: one.category ?? '',
    ...typedParts(name, one),
  };
}

function typedParts(name: string, codes: Partial<LedgerCodes>): Typed {
  return Object.fromEntries(codeParts.map((part) => [`${name}-${part}`, codes[part] ?? '']));
}
