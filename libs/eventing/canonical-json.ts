import canonicalize from 'canonicalize';

/** The longest text, in characters: what a person could write in one box of a form. */
export const maximumTextCharacters = 20_000;

/** How deep lists and objects may lie in each other. No form or file needs more than a handful. */
export const maximumDepth = 32;

/**
 * Content that could not be kept, hashed and read back the same everywhere. The message names the place and
 * the reason.
 */
export class UnfitContent extends Error {
  override name = 'UnfitContent';
  readonly place: string;
  readonly reason: string;

  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.place = place;
    this.reason = reason;
  }
}

/**
 * The RFC 8785 canonical JSON text of a value, after it was seen to be fit: plain objects with keys in
 * printable ASCII, lists, well-formed texts of at most 20,000 characters without control characters (a
 * newline may stand), safe integers, `true`, `false` and `null`. A property that is `undefined` is left out.
 *
 * The same content gives the same text on every machine, which is what hashes and copies stand on.
 *
 * @param place how the value is called in an error: `data` gives `data.outputs[2].inWords: …`
 * @throws UnfitContent for anything else, such as a fraction, a `Date`, a cycle or half a character.
 */
export function canonicalJson(value: unknown, place = 'content'): string {
  const unfit = unfitIn(value, 0);
  if (unfit !== undefined) throw new UnfitContent(`${place}${unfit.place}`, unfit.reason);
  const text = JSON.stringify(inOrder(value));
  // An object always lists keys that are whole numbers first and by their size, which is not their order as
  // texts.
  return /"\d+":/.test(text) ? (canonicalize(value) as string) : text;
}

/**
 * A copy with its keys in order, which JSON.stringify then writes as RFC 8785 wants it, as it writes fit
 * texts and numbers: RFC 8785 (3.2.2) is what ECMAScript does. It takes a third of the time of writing it
 * oneself.
 */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted()) {
    ordered[key] = inOrder((value as Readonly<Record<string, unknown>>)[key]);
  }
  return ordered;
}

/**
 * What cannot be kept, and where. The place is put together on the way out, so that fit content costs no
 * text.
 */
interface Unfit {
  readonly place: string;
  readonly reason: string;
}

function unfitIn(value: unknown, depth: number): Unfit | undefined {
  switch (typeof value) {
    case 'string':
      return unfitText(value);
    case 'number':
      return Number.isSafeInteger(value)
        ? undefined
        : here(`${value} is not a whole number that is kept exactly`);
    case 'boolean':
      return undefined;
    case 'object':
      return value === null ? undefined : unfitPart(value, depth);
    default:
      return here(`a value of type ${typeof value} cannot be kept`);
  }
}

function unfitPart(value: object, depth: number): Unfit | undefined {
  if (depth >= maximumDepth) return here(`lies more than ${maximumDepth} levels deep`);
  if (Array.isArray(value)) return unfitItem(value, depth + 1);
  return isPlain(value) ? unfitProperty(value, depth + 1) : here('is neither a plain object nor a list');
}

function unfitItem(items: readonly unknown[], depth: number): Unfit | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const unfit = unfitIn(items[index], depth);
    if (unfit !== undefined) return { place: `[${index}]${unfit.place}`, reason: unfit.reason };
  }
  return undefined;
}

function unfitProperty(value: object, depth: number): Unfit | undefined {
  for (const [key, part] of Object.entries(value)) {
    if (!isFitKey(key)) return here(`the key ${JSON.stringify(key)} is not in printable ASCII`);
    const unfit = part === undefined ? undefined : unfitIn(part, depth);
    if (unfit !== undefined) return { place: `.${key}${unfit.place}`, reason: unfit.reason };
  }
  return undefined;
}

/** `__proto__` is a key that some parsers obey instead of keeping. */
function isFitKey(key: string): boolean {
  return /^[\x20-\x7e]{1,200}$/.test(key) && key !== '__proto__';
}

/**
 * Asks the parent of the prototype, since content may come from another realm with an `Object` of its own.
 */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unfitText(text: string): Unfit | undefined {
  if (!text.isWellFormed()) return here('has half a character (a lone surrogate)');
  const isTooLong = text.length > maximumTextCharacters && [...text].length > maximumTextCharacters;
  if (isTooLong) return here(`is longer than ${maximumTextCharacters} characters`);
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.exec(text);
  return control === null ? undefined : here(`has the control character ${JSON.stringify(control[0])}`);
}

function here(reason: string): Unfit {
  return { place: '', reason };
}
