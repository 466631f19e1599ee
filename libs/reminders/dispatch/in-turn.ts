/**
 * Does something for each of many, so many at a time, in their order, until the signal is given.
 *
 * @throws what the first that failed has thrown, once those under way have ended
 */
export async function eachOf<T, Result>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const line = async (): Promise<void> => {
    while (next < all.length && failures.length === 0 && signal?.aborted !== true) {
      const at = next;
      next += 1;
      try {
        results.push(await work(all[at] as T));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, line));
  if (failures.length > 0) throw failures[0];
  return results;
}
