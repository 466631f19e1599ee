import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { complaintsAbout } from './oracle.ts';
import { Running, writerCommand } from './writing.ts';
import type { Ended } from './writing.ts';

export interface KillCycles {
  readonly acknowledged: number;
  /** How many commands were sent again after a kill: those that no one had heard of, and those after them. */
  readonly sentAgain: number;
  readonly complaints: readonly string[];
}

/**
 * Lets a writer run, kills it with `kill -9` at a random moment, looks for what was lost or half-done, and
 * lets the next one go on from the first command that was not acknowledged; so many times on one store.
 */
export async function killCycles(cycles: number): Promise<KillCycles> {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-kill-'));
  const file = join(folder, 'events.db');
  const kept = new Set<number>();
  const complaints: string[] = [];
  const sent = new Set<number>();
  let sentAgain = 0;
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const first = firstMissing(kept);
      const said = await writeUntilKilled(file, first, cycle);
      sentAgain += said.sent.filter((n) => sent.has(n)).length;
      for (const n of said.sent) sent.add(n);
      for (const n of said.kept) kept.add(n);
      complaints.push(
        ...(await complaintsAbout(file, kept)).map((words) => `after kill ${cycle + 1}: ${words}`),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { acknowledged: kept.size, sentAgain, complaints };
}

/**
 * Every other cycle sends several commands at once, so that some share a commit; some are killed while they
 * open the store.
 */
async function writeUntilKilled(file: string, first: number, cycle: number): Promise<Ended> {
  const atOnce = cycle % 2 === 0 ? '1' : '8';
  const writer = new Running(
    writerCommand(file, '--first', `${first}`, '--last', '1000000', '--at-once', atOnce),
  );
  if (cycle % 5 !== 4) await writer.keptAtLeast(1);
  await wait(Math.random() * 80);
  writer.process.kill('SIGKILL');
  return writer.ended;
}

function firstMissing(kept: ReadonlySet<number>): number {
  let n = 1;
  while (kept.has(n)) n += 1;
  return n;
}
