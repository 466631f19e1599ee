import { describe, expect, it } from '@jest/globals';
import { Reaching } from '#projections/reaching';

const longMs = 60_000;

/** Read models that are one position further at each look, and how often somebody looked. */
function goingOn(): { readonly reaching: Reaching; looks: () => number } {
  let looks = 0;
  const reaching = new Reaching(async () => {
    looks += 1;
    return looks;
  });
  return { reaching, looks: () => looks };
}

describe('Those who wait for read models', () => {
  it('share each look at how far they are, and go on when they are there', async () => {
    const { reaching, looks } = goingOn();
    const ended: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const position = 1 + (index % 3);
        expect(await reaching.waitFor(position, longMs)).toBe(true);
        ended.push(position);
      }),
    );
    expect(looks()).toBe(3);
    expect(ended).toEqual(ended.toSorted((a, b) => a - b));
    expect(await reaching.waitFor(3, 0)).toBe(true);
    expect(looks()).toBe(3);
  });

  it('are told by whoever keeps them in the same process', async () => {
    const reaching = new Reaching(async () => 0);
    const waited = reaching.waitFor(7, longMs);
    const others = reaching.waitFor(8, longMs);
    reaching.at(7);
    expect(await waited).toBe(true);
    reaching.at(9);
    expect(await others).toBe(true);
  });

  it('are told that it takes too long, each after their own time', async () => {
    const reaching = new Reaching(async () => 1);
    const longer = reaching.waitFor(2, longMs);
    expect(await reaching.waitFor(2, 1)).toBe(false);
    reaching.at(2);
    expect(await longer).toBe(true);
  });

  it('are told what is wrong with them, and look again the next time', async () => {
    let isBroken = true;
    const reaching = new Reaching(async () => {
      if (isBroken) throw new Error('The disk is full.');
      return 5;
    });
    const all = await Promise.allSettled([reaching.waitFor(5, longMs), reaching.waitFor(6, longMs)]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await reaching.waitFor(5, longMs)).toBe(true);
  });
});
