import { visit } from 'jsonc-parser';

/** A text of JSON: what it says, or in words why it cannot be taken. */
export type ReadJson = { readonly value: unknown } | { readonly wrong: string };

/**
 * Reads a text of JSON. One that names a thing twice in one object is not taken: of two amounts, the last
 * would win unseen (RFC 8259, section 4, leaves open which).
 *
 * @param what what the text is, in the words of what is wrong
 */
export function readJson(text: string, what: 'line' | 'body' = 'line'): ReadJson {
  const value = parsed(text);
  if (value === undefined) return { wrong: `The ${what} is not JSON.` };
  // What looks through it goes from part to part, and would not come back from as deep as a text can go.
  if (liesDeeper(value, deepest)) return { wrong: `The ${what} has parts that lie too deep in each other.` };
  const twice = namedTwice(text);
  return twice === undefined ? { value } : { wrong: `The ${what} gives "${twice}" twice.` };
}

/** No command comes near it. */
const deepest = 100;

function liesDeeper(value: unknown, deep: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return deep === 0 || Object.values(value).some((part) => liesDeeper(part, deep - 1));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function namedTwice(text: string): string | undefined {
  const open: Set<string>[] = [];
  let twice: string | undefined;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name) => {
      if (open.at(-1)?.has(name) === true) twice ??= name;
      open.at(-1)?.add(name);
    },
  });
  return twice;
}
