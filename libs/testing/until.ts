import { setTimeout as wait } from 'node:timers/promises';

const eachMs = 20;

/**
 * Waits until something is so that another process or a later moment brings about.
 *
 * @returns how long it took, in milliseconds
 * @throws Error when it never is
 */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 120_000): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > withinMs) throw new Error(`It was not so within ${withinMs} ms.`);
    await wait(eachMs);
  }
  return performance.now() - startedAt;
}
