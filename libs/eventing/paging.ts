import type { Arrivals } from '#eventing/arrivals';

/** How many records are fetched at a time when the reader does not say. */
export const defaultPageSize = 500;

/** Fetches what follows a place (exclusive), in order: an empty page when there is nothing yet. */
export type FetchPage<Item> = (after: number) => readonly Item[] | Promise<readonly Item[]>;

/** Page after page, until one is empty. */
async function* pagesUntilEmpty<Item>(
  after: number,
  fetch: FetchPage<Item>,
  placeOf: (item: Item) => number,
): AsyncGenerator<readonly Item[]> {
  for (let place = after; ;) {
    const page = await fetch(place);
    const last = page.at(-1);
    if (last === undefined) return;
    place = placeOf(last);
    yield page;
  }
}

/** The same, one by one. */
export async function* oneByOne<Item>(
  after: number,
  fetch: FetchPage<Item>,
  placeOf: (item: Item) => number,
): AsyncGenerator<Item> {
  for await (const page of pagesUntilEmpty(after, fetch, placeOf)) yield* page;
}

export interface Following {
  readonly signal: AbortSignal;
  readonly arrivals: Arrivals;
  /** How often to look anyway, in milliseconds, where others may write whom `arrivals` does not hear. */
  readonly pollMs?: number;
}

/** Page after page, then each new page as it comes, until the signal is given. */
export async function* pagesForEver<Item>(
  after: number,
  fetch: FetchPage<Item>,
  placeOf: (item: Item) => number,
  following: Following,
): AsyncGenerator<readonly Item[]> {
  const { signal, arrivals, pollMs } = following;
  const fetchUntilEnd: FetchPage<Item> = (place) => (signal.aborted ? [] : fetch(place));
  let place = after;
  while (!signal.aborted) {
    const { count } = arrivals;
    for await (const page of pagesUntilEmpty(place, fetchUntilEnd, placeOf)) {
      place = placeOf(page.at(-1) as Item);
      yield page;
    }
    await arrivals.after(count, signal, pollMs);
  }
}
