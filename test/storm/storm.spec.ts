import { describe, expect, it } from '@jest/globals';
import { judge } from './judging.ts';
import { Storm } from './storm.ts';

/** With the night on which the clocks go forward, and Easter; and with the one on which they go back. */
const years = [
  { from: '2011-03-20', to: '2011-04-08' },
  { from: '2011-10-16', to: '2011-11-04' },
] as const;

describe('Three workers in a storm', () => {
  it('send every reminder once, in time and in working hours, whatever breaks', async () => {
    const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
    const days: string[] = [];
    const say = (line: string): void => void days.push(line);
    const year = years[seed % 2] ?? years[0];
    const storm = await Storm.begin({
      seed,
      projects: 6,
      leads: 3,
      year,
      say,
    });
    try {
      await storm.rage();
      const { wrong, figures } = await judge(storm);
      process.stdout.write(`Storm of seed ${seed}: ${JSON.stringify(figures)}\n${days.join('\n')}\n`);
      expect(wrong).toEqual([]);
      expect(figures['rungs that were due']).toBeGreaterThan(10);
    } finally {
      await storm.end();
    }
  });
});
