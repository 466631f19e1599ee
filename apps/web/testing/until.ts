import { setTimeout as wait } from 'node:timers/promises';

const eachMs = 20;
const longestMs = 30_000;

/** Waits until something has come about that goes on after an answer. @throws when it does not */
export async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < longestMs; waited += eachMs) {
    if (isSo()) return;
    await wait(eachMs);
  }
  throw new Error('It has not come about.');
}
