import { describe, expect, it } from '@jest/globals';
import { killCycles } from './kill.ts';

describe('A process that is killed', () => {
  it('loses nothing that was acknowledged and leaves nothing half-done, ten times in a row', async () => {
    const { acknowledged, complaints } = await killCycles(10);
    expect(complaints).toEqual([]);
    // How many depends on the machine; the first process is not killed before its first.
    expect(acknowledged).toBeGreaterThan(0);
  });
});
