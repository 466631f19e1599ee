import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { startPostgres } from '#testing/postgres-server';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { complaintsIn } from './oracle.ts';

// Runs a server whose data is on a small disk, given as the argument: fills the disk but for so many KiB,
// writes until that is used up, makes room, starts the server again where it ended, and goes on.
const folder = process.argv[2] ?? '';
const leftBytes = Number(process.argv[3] ?? '1024') * 1024;
const ballast = join(folder, 'ballast');
const kept: number[] = [];
const troubles: string[] = [];

// A small log, so that the disk need not be large.
const settings = { min_wal_size: '32MB', max_wal_size: '32MB', shared_buffers: '16MB' };
const server = await startPostgres({ parent: folder, settings });
const store = await PostgresStore.open({ url: await server.createDatabase('disk_test') });
const desk = deskAt(store);

/** Sends the commands one after another until so many were refused or so many were taken. */
async function send(limits: { readonly troubles: number; readonly taken: number }): Promise<void> {
  const [most, taken] = [troubles.length + limits.troubles, kept.length + limits.taken];
  while (troubles.length < most && kept.length < taken) {
    const n = kept.length + 1;
    try {
      const handled = await sendNumbered(desk, n);
      if (handled.outcome === 'accepted') kept.push(n);
    } catch (error) {
      if (!(error instanceof NotWritten || error instanceof OutcomeUnknown)) throw error;
      troubles.push(`${error.name}: ${error.message}`);
    }
  }
}

await send({ troubles: 1, taken: 20 });
const { bavail, bsize } = statfsSync(folder);
writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
await send({ troubles: 3, taken: 100_000 });
const beforeRoom = kept.length;
rmSync(ballast);
const hasEnded = !(await answers());
if (hasEnded) {
  await server.kill9();
  await server.start();
}
await send({ troubles: 1, taken: 20 });
const complaints = await complaintsIn(store, kept);
await store.close();
await server.stop();
process.stdout.write(
  `${JSON.stringify({ beforeRoom, kept: kept.length, hasEnded, troubles, complaints })}\n`,
);

async function answers(): Promise<boolean> {
  return server.run('SELECT 1').then(
    () => true,
    () => false,
  );
}
