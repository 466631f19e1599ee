import type { Key } from '#projections/keyset';

/** What a part of a list's keys is. */
export type KeyPart = 'text' | 'number';

const longestText = 300;

/** A place in a list, as an address carries it. */
export function placeOf(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key that an address carries; undefined where it is none of a list whose keys are of these parts. */
export function keyAt(place: string, parts: readonly KeyPart[]): Key | undefined {
  const key = parsed(Buffer.from(place, 'base64url').toString('utf8'));
  const isOne =
    Array.isArray(key) && key.length === parts.length && key.every((part, index) => fits(part, parts[index]));
  return isOne ? (key as Key) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fits(part: unknown, wanted: KeyPart | undefined): boolean {
  if (wanted === 'number') return Number.isSafeInteger(part);
  return typeof part === 'string' && part.length <= longestText && !part.includes('\0');
}
