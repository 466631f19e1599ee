/** Where a page of a long list stands: no part of what the list is narrowed to. */
const places = new Set(['after', 'before']);

/**
 * The address of a page of a list, or of its export, that is narrowed as the page is from which it comes.
 *
 * @param more what it asks for beside that, in the place of what the page asked for under the same names
 */
export function narrowedAddress(
  path: string,
  query: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
): string {
  const kept = Object.entries(query).filter(([name]) => !places.has(name) && more[name] === undefined);
  const asked = kept.flatMap(([name, value]) => {
    const all: unknown[] = Array.isArray(value) ? value : [value];
    return all.flatMap((one): [string, string][] =>
      typeof one === 'string' && one !== '' ? [[name, one]] : [],
    );
  });
  const whole = new URLSearchParams([...asked, ...Object.entries(more)]).toString();
  return whole === '' ? path : `${path}?${whole}`;
}
