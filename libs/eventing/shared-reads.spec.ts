import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FoldedState } from '#eventing/folded-states';
import { SharedReads } from '#eventing/shared-reads';

const red = 'source-thurrock.red';
const decider = {};

describe('Reads at once', () => {
  let reads: SharedReads;
  let begun: number;
  beforeEach(() => {
    reads = new SharedReads();
    begun = 0;
  });

  const begin = async (): Promise<FoldedState> => {
    begun += 1;
    const version = begun;
    for (let index = 0; index < 20; index += 1) await Promise.resolve();
    return { version, state: 'read' };
  };
  const read = async (stream = red, by: object = decider): Promise<number> =>
    (await reads.read(stream, by, begin)).version;

  it('of one stream by one decider are one', async () => {
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
  });

  it('of two streams, or by two deciders, are two', async () => {
    expect(await Promise.all([read(), read('source-thurrock.blue'), read(red, {})])).toEqual([1, 2, 3]);
  });

  it('are never joined once they have begun', async () => {
    const first = read();
    await Promise.resolve();
    expect(begun).toBe(1);
    const second = read();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
  });

  it('fail together, and the next one is a new one', async () => {
    const failing = reads.read(red, decider, async () => Promise.reject(new Error('the disk')));
    const outcomes = await Promise.allSettled([failing, read()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(await read()).toBe(1);
  });
});
