import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotWritten } from '#eventing/event-store';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { complaintsAbout } from './oracle.ts';

// Runs on a small disk of its own, given as the argument: fills it, writes until the store refuses, makes
// room, goes on.
const folder = process.argv[2] ?? '';
const file = join(folder, 'events.db');
const ballast = join(folder, 'ballast');
const kept: number[] = [];
const refusals: string[] = [];

const { bavail, bsize } = statfsSync(folder);
writeFileSync(ballast, Buffer.alloc(Math.floor((bavail * bsize) / 2)));
const store = SqliteStore.open({ file });
const desk = deskAt(store);

/** Sends commands until so many were refused or so many were taken. */
async function send(limits: { readonly refused: number; readonly taken: number }): Promise<void> {
  const [refused, taken] = [refusals.length + limits.refused, kept.length + limits.taken];
  while (refusals.length < refused && kept.length < taken) {
    const n = kept.length + 1;
    try {
      const handled = await sendNumbered(desk, n);
      if (handled.outcome === 'accepted') kept.push(n);
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      refusals.push(error.message);
    }
  }
}

await send({ refused: 3, taken: 10_000 });
const beforeRoom = kept.length;
rmSync(ballast);
await send({ refused: 1, taken: 20 });
await store.close();
const complaints = await complaintsAbout(file, kept);
process.stdout.write(`${JSON.stringify({ beforeRoom, kept: kept.length, refusals, complaints })}\n`);
