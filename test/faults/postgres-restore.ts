import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '#eventing/event-store';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { complaintsIn } from './oracle.ts';

export interface Restored {
  /** The ids of transactions that the old and the new cluster had come to. */
  readonly transactions: readonly [number, number];
  readonly events: number;
  /** How many commands that were sent again were answered as before. */
  readonly repeated: number;
  /** The position of the last event before, and of the first after. */
  readonly positions: readonly [number, number];
  readonly complaints: readonly string[];
}

/** Brings what is in a database of one server into a new one of another, and says where that is. */
export type Restore = (from: PostgresServer, to: PostgresServer) => Promise<string>;

const database = 'restore_test';

/** The commands that the old cluster has, and the place of a reader who had seen a part of them. */
const commands = Array.from({ length: 60 }, (_, index) => index + 1);
const seenEvents = 20;

/**
 * Fills a store on a cluster that has had many transactions, restores it into one that has had few, and goes
 * on there from a reader's checkpoint.
 *
 * @param programs the version of the old cluster, when it is another
 */
export async function restoreIntoYounger(restore: Restore, programs?: string): Promise<Restored> {
  const from = await startPostgres(programs === undefined ? {} : { programs });
  const to = await startPostgres();
  try {
    const before = await fill(from);
    const store = await PostgresStore.open({ url: await restore(from, to) });
    const transactions = [await transactionsOf(from), await transactionsOf(to)] as const;
    const gone = await goOn(store, before);
    await store.close();
    return { transactions, events: before.length, ...gone };
  } finally {
    await from.stop();
    await to.stop();
  }
}

async function fill(server: PostgresServer): Promise<Recorded[]> {
  await server.run(
    'DO $$ BEGIN FOR i IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$',
  );
  const store = await PostgresStore.open({ url: await server.createDatabase(database) });
  for (const n of commands) await sendNumbered(deskAt(store), n);
  const events = await Array.fromAsync(store.readAll(0));
  await store.close();
  return events;
}

type Gone = Pick<Restored, 'repeated' | 'positions' | 'complaints'>;

async function goOn(store: PostgresStore, before: readonly Recorded[]): Promise<Gone> {
  const repeated = await sendAgain(store, commands);
  await sendNumbered(deskAt(store), commands.length + 1);
  const [seen, unseen] = [before.slice(0, seenEvents), before.slice(seenEvents)];
  const after = await Array.fromAsync(store.readAll(placeOf(seen.at(-1))));
  const missed = unseen.filter((event, index) => event.body !== after[index]?.body);
  const complaints = missed.map((event) => `a reader missed the event at ${event.position}`);
  complaints.push(...(await complaintsIn(store, [...commands, commands.length + 1])));
  return { repeated, positions: [placeOf(before.at(-1)), placeOf(after[unseen.length])], complaints };
}

function placeOf(event: Recorded | undefined): number {
  return event?.position ?? 0;
}

/** Table by table, as text, into tables that the new store made: needs no program of PostgreSQL's. */
export const byCopying: Restore = async (from, to) => {
  const url = await to.createDatabase(database);
  await (await PostgresStore.open({ url })).close();
  for (const table of ['events', 'answers', 'streams']) {
    const file = join(from.folder, `${table}.copy`);
    await from.run(`COPY tallystick.${table} TO '${file}'`, database);
    await to.run(`COPY tallystick.${table} FROM '${file}'`, database);
  }
  return url;
};

/** By `pg_dump` and `psql`, of the folder that is given. */
export function byDump(programs: string): Restore {
  return async (from, to) => {
    const url = await to.createDatabase(database);
    const file = `${to.folder}.sql`;
    execFileSync(join(programs, 'pg_dump'), ['--no-owner', '--file', file, from.url(database)]);
    execFileSync(join(programs, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-f', file, url], { stdio: 'pipe' });
    rmSync(file);
    return url;
  };
}

async function sendAgain(store: PostgresStore, numbers: readonly number[]): Promise<number> {
  let repeated = 0;
  for (const n of numbers) {
    const handled = await sendNumbered(deskAt(store), n);
    if (handled.outcome === 'accepted' && handled.repeated) repeated += 1;
  }
  return repeated;
}

async function transactionsOf(server: PostgresServer): Promise<number> {
  const [row] = await server.run('SELECT pg_current_xact_id()::text AS id', database);
  return Number(row?.['id']);
}
