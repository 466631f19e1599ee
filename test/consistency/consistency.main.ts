import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StandInForKurrentDb } from '#stores/kurrentdb/stand-in/stand-in-for-kurrent-db';
import { startPostgres } from '#testing/postgres-server';
import { decideAtOnce } from './crowd.ts';
import { openAt } from './opening.ts';
import { judge } from './oracle.ts';

// The long form of the oracle of consistency: `consistency.main.ts 10000 sqlite postgres kurrentdb`. Prints
// what was decided on each store and every complaint, and ends with 1 when there was one.

async function onSqlite(run: (address: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-consistency-'));
  await run(`sqlite:${folder}`);
  rmSync(folder, { recursive: true });
}

async function onPostgres(run: (address: string) => Promise<void>): Promise<void> {
  const server = await startPostgres();
  try {
    await run(await server.createDatabase('consistency_test'));
  } finally {
    await server.stop();
  }
}

async function onStandIn(run: (address: string) => Promise<void>): Promise<void> {
  const standIn = await StandInForKurrentDb.start();
  try {
    await run(standIn.url);
  } finally {
    await standIn.stop();
  }
}

const places = { sqlite: onSqlite, postgres: onPostgres, kurrentdb: onStandIn };
const [count = '10000', ...wanted] = process.argv.slice(2);

for (const [name, at] of Object.entries(places)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await at(async (address) => {
    const began = performance.now();
    const told = await decideAtOnce({ store: address, decisions: Number(count), processes: 8, atOnce: 4 });
    const seconds = (performance.now() - began) / 1000;
    const store = await openAt(address);
    const { events, accepted, refused, complaints } = await judge(store, told);
    await store.close();
    process.stdout.write(
      `${name}: ${accepted} accepted, ${refused} refused, ${events} events, ${told.length} answers, ` +
        `${seconds.toFixed(0)} s, complaints: ${complaints.length}\n`,
    );
    for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
    if (complaints.length > 0) process.exitCode = 1;
  });
}
