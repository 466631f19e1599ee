import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Disturbing } from './injection.ts';
import type { Disturbance } from './injection.ts';

describe('A command that is disturbed', () => {
  const disturbing = new Disturbing();
  let every: Disturbance[];
  beforeAll(async () => {
    every = await disturbing.everything();
  });
  afterAll(() => disturbing.end());

  it('has dozens of writes and syncs at which it could be', () => {
    expect(every.filter(({ fault }) => fault === 'kill').length).toBeGreaterThan(50);
    expect(every.some(({ call }) => call === 'fsync' || call === 'fdatasync')).toBe(true);
  });

  it.each(['kill', 'EIO', 'ENOSPC'] as const)(
    'by %s at a sample of its writes and syncs is whole or not there, and happens once when it is sent again',
    async (fault) => {
      const sample = every.filter((one) => one.fault === fault).filter((_, index) => index % 20 === 10);
      expect(sample.length).toBeGreaterThan(1);
      for (const disturbance of sample) {
        const { complaints } = await disturbing.disturb(disturbance);
        expect({ disturbance, complaints }).toEqual({ disturbance, complaints: [] });
      }
    },
  );

  it('by a disk that fails its sync is answered as unknown, and the process takes no more', async () => {
    const syncs = every.filter(({ command, call }) => command === 4 && /sync/.test(call));
    const outcomes = [];
    for (const disturbance of syncs.filter(({ fault }) => fault === 'EIO').slice(0, 3)) {
      outcomes.push(await disturbing.disturb(disturbance));
    }
    expect(outcomes.flatMap(({ complaints }) => complaints)).toEqual([]);
    const unknown = outcomes.filter(({ said }) =>
      said.lines.some((line) => line.startsWith('OutcomeUnknown 4')),
    );
    expect(unknown.length).toBeGreaterThan(0);
    for (const { said } of unknown) {
      expect(said.lines).toContain('fatal');
      expect(said.kept).toEqual([]);
      expect(said.status).toBe(1);
    }
  });
});
