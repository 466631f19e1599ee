import { describe, expect, it } from '@jest/globals';
import { keysCut } from './keys.ts';
import { cutThePower } from './power-cut.ts';

// Checkpoints come every 20 pages instead of every 4,000, so that a short run has several.
const often = ['--pragma', 'wal_autocheckpoint = 20'];

describe('A power cut', () => {
  it('loses nothing that was acknowledged and leaves nothing half-done', async () => {
    const outcome = await cutThePower({
      writer: ['--last', '16', '--sessions', '2', ...often],
      points: 40,
      chances: 1,
    });
    expect(outcome.losses).toEqual([]);
    expect(outcome.acknowledged).toBe(16);
    expect(outcome.states).toBeGreaterThan(150);
  });

  it('loses nothing of commands that shared a commit', async () => {
    const outcome = await cutThePower({
      writer: ['--last', '40', '--at-once', '8', ...often],
      points: 20,
      chances: 1,
    });
    expect(outcome.losses).toEqual([]);
    expect(outcome.acknowledged).toBe(40);
  });

  it('is found to lose acknowledged commands with synchronous=NORMAL', async () => {
    const outcome = await cutThePower({
      writer: ['--last', '16', '--pragma', 'synchronous = NORMAL'],
      points: 1,
      chances: 0,
    });
    const lost = outcome.losses.filter(({ complaint }) => complaint.endsWith('was acknowledged and is lost'));
    expect(lost.length).toBeGreaterThan(10);
    expect(new Set(lost.map(({ luck }) => luck))).toEqual(new Set(['nothing unsynced is left']));
  });

  it('takes no key that was made, and brings none back that was destroyed', async () => {
    const writer = ['--last', '12', ...often];
    const outcome = await cutThePower({ writer, points: 40, chances: 1, cut: keysCut });
    expect(outcome.losses).toEqual([]);
    expect(outcome.acknowledged).toBe(16);
    expect(outcome.states).toBeGreaterThan(150);
  });

  it('is found to take keys with synchronous=NORMAL', async () => {
    const writer = ['--last', '12', '--pragma', 'synchronous = NORMAL'];
    const { losses } = await cutThePower({ writer, points: 1, chances: 0, cut: keysCut });
    expect(losses.filter(({ complaint }) => complaint.endsWith('is lost')).length).toBeGreaterThan(5);
  });
});
