import type { WrongField } from '#desk/given-command';

/** No form or file that a person makes comes near these; what does is refused before anything works on it. */
const deepest = 8;
const mostValues = 20_000;
const mostCharacters = 1_000_000;
/** Keys that some code obeys instead of keeping, were an object copied key by key. */
const obeyed = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether it is what JSON can say and no more: an object of plain objects, lists, texts, whole numbers that
 * are kept exactly, true and false, of a bearable size. Undefined when it is, else the first thing that is
 * wrong.
 *
 * What validates fields by class passes over some of these: it drops `__proto__` in silence, and takes 1e21
 * for an integer.
 */
export function whatIsNotPlain(input: unknown): WrongField | undefined {
  if (!isPlainObject(input)) return { field: '', text: 'A command is a JSON object.' };
  return new Inspection().of(input, '', 0);
}

/** Whether it is an object such as JSON gives: no list, and nothing with a class of its own. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has an `Object.prototype` of its own, hence the look at the parent instead.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

class Inspection {
  private values = 0;
  private characters = 0;

  of(value: unknown, field: string, depth: number): WrongField | undefined {
    this.values += 1;
    if (this.values > mostValues) return { field, text: 'The command has too many parts.' };
    switch (typeof value) {
      case 'string':
        return this.ofText(value, field);
      case 'number':
        return Number.isSafeInteger(value) ? undefined : { field, text: 'It has to be a whole number.' };
      case 'boolean':
        return undefined;
      case 'object':
        return this.ofParts(value, field, depth);
      default:
        return { field, text: `It cannot be of the kind ${typeof value}.` };
    }
  }

  private ofText(text: string, field: string): WrongField | undefined {
    this.characters += text.length;
    if (this.characters > mostCharacters) return { field, text: 'The command is too long.' };
    return undefined;
  }

  private ofParts(value: object | null, field: string, depth: number): WrongField | undefined {
    if (value === null) return { field, text: 'It is empty (null). Leave it out instead.' };
    if (depth >= deepest) return { field, text: 'Its parts lie too deep in each other.' };
    if (Array.isArray(value)) return this.ofItems(value, field, depth);
    return isPlainObject(value)
      ? this.ofFields(value, field, depth)
      : { field, text: 'It has to be a plain object.' };
  }

  private ofFields(
    fields: Readonly<Record<string, unknown>>,
    field: string,
    depth: number,
  ): WrongField | undefined {
    for (const [key, part] of Object.entries(fields)) {
      // Only a caller within the program can say `undefined`, and means what JSON leaves out.
      if (part === undefined) continue;
      const wrong = this.ofKey(key, field) ?? this.of(part, within(field, key), depth + 1);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  private ofItems(items: readonly unknown[], field: string, depth: number): WrongField | undefined {
    for (let index = 0; index < items.length; index += 1) {
      const wrong = this.of(items[index], `${field}[${index}]`, depth + 1);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  private ofKey(key: string, field: string): WrongField | undefined {
    this.characters += key.length;
    if (/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(key) && !obeyed.has(key)) return undefined;
    // The key itself is not repeated, for what a stranger chose to write there is not for a screen.
    return { field, text: 'It has a field whose name no command knows.' };
  }
}

/** The path of a field within another. */
export function within(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}
