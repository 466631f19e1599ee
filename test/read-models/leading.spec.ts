import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import { ProjectionRunner } from '#projections/runner';
import type { AnyDatabase } from '#projections/table';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { until } from '#testing/until';
import { decoding, sums, Teller } from './sums.ts';

let server: PostgresServer;
let folder: string;
let processes: Following[] = [];

beforeAll(async () => {
  server = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'leading-'));
});

afterEach(async () => {
  await Promise.all(processes.map(async (one) => one.kill()));
  processes = [];
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** A process that follows, and what it said. */
class Following {
  readonly process: ChildProcess;
  said = '';

  constructor(file: string, url: string) {
    const program = join(import.meta.dirname, 'following.main.ts');
    const flags = ['--conditions=tallystick-source', '--disable-warning=ExperimentalWarning'];
    this.process = spawn(process.execPath, [...flags, program, file, url], { stdio: 'pipe' });
    this.process.stdout?.on('data', (chunk) => (this.said += String(chunk)));
    this.process.stderr?.on('data', (chunk) => (this.said += String(chunk)));
  }

  get leads(): boolean {
    return this.said.startsWith('leads') && this.process.signalCode === null;
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }
}

async function totals(db: AnyDatabase): Promise<unknown> {
  return db
    .selectFrom('expected')
    .select((eb) => [eb.fn.sum('amount_pence').as('pence'), eb.fn.sum('told').as('told')])
    .executeTakeFirstOrThrow();
}

/** What everything adds up to when each of so many events was applied once. */
function everyOne(count: number): unknown {
  return { pence: (count * (count + 1)) / 2, told: count };
}

describe('Of several processes that keep one set of read models', () => {
  it('one leads, and when it is killed in the middle another takes over', async () => {
    const url = await server.createDatabase('leading_test');
    const file = join(folder, 'events.db');
    const store = SqliteStore.open({ file });
    const teller = new Teller(store);
    const db = openPostgresReadModels({ url });
    const runner = new ProjectionRunner({ store, decoding, db, projections: [sums] });
    processes = [1, 2, 3].map(() => new Following(file, url));
    for (let kills = 0; kills < 2; kills += 1) {
      await until(() => processes.some(({ leads }) => leads));
      expect(processes.filter(({ leads }) => leads)).toHaveLength(1);
      await expect(runner.waitFor(await teller.tell(100), 60_000)).resolves.toBe(true);
      const leader = processes.find(({ leads }) => leads);
      const telling = teller.tell(200);
      // Somewhere in its pages.
      await until(async () => (await runner.position()) > 100);
      await leader?.kill();
      await until(() => processes.some(({ leads }) => leads));
      await expect(runner.waitFor(await telling, 60_000)).resolves.toBe(true);
    }
    expect(await totals(db)).toEqual(everyOne(600));
    await db.destroy();
    await store.close();
  });

  it('the lead is given back in good order, to the next at once', async () => {
    const url = await server.createDatabase('giving_back_test');
    const file = join(folder, 'other-events.db');
    const store = SqliteStore.open({ file });
    processes = [1, 2].map(() => new Following(file, url));
    await until(() => processes.some(({ leads }) => leads));
    const leader = processes.find(({ leads }) => leads) as Following;
    leader.process.stdin?.end();
    await new Promise((resolve) => leader.process.once('exit', resolve));
    expect(leader.process.exitCode).toBe(0);
    await until(() => processes.some((one) => one !== leader && one.leads));
    await store.close();
  });

  it('the lead goes to another when the server ends the connection of the one', async () => {
    const url = await server.createDatabase('cut_off_test');
    const file = join(folder, 'third-events.db');
    const store = SqliteStore.open({ file });
    const teller = new Teller(store);
    processes = [1, 2].map(() => new Following(file, url));
    await until(() => processes.some(({ leads }) => leads));
    await server.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut_off_test'");
    const db = openPostgresReadModels({ url });
    const runner = new ProjectionRunner({ store, decoding, db, projections: [sums] });
    await expect(runner.waitFor(await teller.tell(50), 60_000)).resolves.toBe(true);
    expect(await totals(db)).toEqual(everyOne(50));
    await db.destroy();
    await store.close();
  });
});
