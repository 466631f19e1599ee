/** A row of a summary list, as `answers.njk` draws it. */
interface SummaryRow {
  readonly key: { readonly text: string };
  readonly value: { readonly text: string };
}

/** What is known of a thing, a key and its words each, as rows of a summary list. */
export function rowsOf(known: readonly (readonly [key: string, text: string])[]): readonly SummaryRow[] {
  return known.map(([key, text]) => ({ key: { text: key }, value: { text } }));
}
