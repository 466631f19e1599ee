import { describe, expect, it } from '@jest/globals';
import { pageInBatches } from '#stores/sqlite/sqlite-rows';

interface Row {
  readonly place: number;
  readonly body: string;
}

/** So many rows with bodies of one length, and how they were asked for. */
function rows(
  count: number,
  bodyLength: number,
): { limits: number[]; fetch: (after: Row | undefined, limit: number) => Row[] } {
  const body = 'x'.repeat(bodyLength);
  const every = Array.from({ length: count }, (_, place) => ({ place, body }));
  const limits: number[] = [];
  const fetch = (after: Row | undefined, limit: number): Row[] => {
    limits.push(limit);
    const start = after === undefined ? 0 : after.place + 1;
    return every.slice(start, start + limit);
  };
  return { limits, fetch };
}

describe('A page', () => {
  it('is fetched in batches of a hundred, up to its size', () => {
    const { limits, fetch } = rows(1000, 10);
    expect(pageInBatches(250, fetch).map((row) => row.place)).toEqual(
      Array.from({ length: 250 }, (_, place) => place),
    );
    expect(limits).toEqual([100, 100, 50]);
  });

  it('ends where the rows end', () => {
    const { limits, fetch } = rows(120, 10);
    expect(pageInBatches(500, fetch)).toHaveLength(120);
    expect(limits).toEqual([100, 100]);
  });

  it('ends early when its bodies fill it, so that large ones do not fill the memory', () => {
    const { fetch } = rows(500, 1024 * 1024);
    expect(pageInBatches(500, fetch)).toHaveLength(100);
  });

  it('is empty when there is nothing', () => {
    expect(pageInBatches(500, rows(0, 10).fetch)).toEqual([]);
  });
});
