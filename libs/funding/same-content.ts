/**
 * Whether two pieces of content say the same: the same texts, figures and lists, whatever the order of their
 * fields. A field that is left out says what one that is `undefined` says.
 *
 * This is how a repeat is known for one (rule 6), so it must hold before and after content has been stored.
 */
export function sameContent(a: unknown, b: unknown): boolean {
  if (!isComposite(a) || !isComposite(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameContent(valueOf(a, field), valueOf(b, field)));
}

type Composite = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null;
}

/** A field's own value, so that one called `constructor` is not found where it is left out. */
function valueOf(composite: Composite, field: string): unknown {
  return Object.hasOwn(composite, field) ? composite[field] : undefined;
}
