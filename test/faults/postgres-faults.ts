import { setTimeout as wait } from 'node:timers/promises';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { complaintsIn } from './oracle.ts';
import { Load } from './postgres-load.ts';

/** What was seen under a fault, and what was found wrong afterwards. */
export interface Seen {
  readonly faults: number;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly repeated: number;
  readonly unwritten: number;
  readonly complaints: readonly string[];
}

/** Does something to a server. */
export type Fault = (server: PostgresServer, database: string) => Promise<void>;

const database = 'faults_test';

/** Every process of the server is killed at once, and it is started again. */
export const killServer: Fault = async (server) => {
  await server.kill9();
  await wait(Math.random() * 100);
  await server.start();
};

/** The process that serves the appends is killed, upon which the server ends all others and recovers. */
export const killBackend: Fault = async (server) => {
  for (const pid of await pidsOf(server, 'tallystick appending')) killIfThere(pid);
  await untilBack(server);
};

/** The operator ends the session of the appends. */
export const terminateBackend: Fault = async (server) => {
  await server.run(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tallystick appending'",
  );
};

/**
 * Lets two stores write to one server, does something to it again and again at random moments, and then looks
 * for what was lost, half-done or done twice.
 */
export async function underFault(fault: Fault, times: number): Promise<Seen> {
  const server = await startPostgres();
  try {
    const url = await server.createDatabase(database);
    const stores = [await PostgresStore.open({ url }), await PostgresStore.open({ url })];
    const load = new Load(stores[0]!, 8);
    for (let time = 0; time < times; time += 1) {
      await load.goesOn(5);
      await wait(Math.random() * 60);
      await fault(server, database);
    }
    await load.goesOn(5);
    await load.end();
    const complaints = await complaintsIn(stores[1]!, load.kept, load.unwritten);
    for (const store of stores) await store.close();
    return seenBy(load, times, complaints);
  } finally {
    await server.stop();
  }
}

/** What a load saw. */
function seenBy(load: Load, faults: number, complaints: readonly string[]): Seen {
  const { kept, unknown, repeated, unwritten } = load;
  return { faults, acknowledged: kept.size, unknown, repeated, unwritten: unwritten.size, complaints };
}

async function pidsOf(server: PostgresServer, name: string): Promise<number[]> {
  const rows = await server.run(`SELECT pid FROM pg_stat_activity WHERE application_name = '${name}'`);
  return rows.map((row) => Number(row['pid']));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function untilBack(server: PostgresServer): Promise<void> {
  for (let isBack = false; !isBack; await wait(20)) {
    isBack = await server.run('SELECT 1').then(
      () => true,
      () => false,
    );
  }
}
