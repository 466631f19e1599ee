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
  const twice = namedTwice(text);
  return twice === undefined ? { value } : { wrong: `The ${what} gives "${twice}" twice.` };
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
