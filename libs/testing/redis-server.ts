import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** The password is odd so that a test finds it wherever it leaks. */
const password = 'hazel-notch-1783';

/** As Debian's has it: it keeps nothing that has to be there after a restart, and evicts nothing. */
const standing = {
  bind: '127.0.0.1',
  save: '',
  appendonly: 'no',
  'maxmemory-policy': 'noeviction',
  requirepass: password,
};

type Settings = Readonly<Record<string, string>>;

/**
 * Starts a real Redis on a free port of this machine, which ends with the process that started it.
 *
 * @param settings of redis.conf, beside or instead of those that every test server has
 */
export async function startRedis(settings: Settings = {}): Promise<RedisServer> {
  const server = new RedisServer(await freePort(), settings);
  await server.start();
  return server;
}

/** A Redis of a test's own. */
export class RedisServer {
  readonly port: number;
  private readonly settings: Settings;
  private folder = '';
  private running: ChildProcess | undefined;

  constructor(port: number, settings: Settings) {
    this.port = port;
    this.settings = settings;
  }

  get url(): string {
    return `redis://:${password}@127.0.0.1:${this.port}/0`;
  }

  /** Starts it, or starts it again after it was killed: empty. Returns when it answers. */
  async start(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'tallystick-redis-'));
    const given = { ...standing, dir: this.folder, port: String(this.port), ...this.settings };
    const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
    const command = ['--pdeathsig', 'KILL', 'redis-server', ...options];
    const child = spawn('setpriv', command, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.running = child;
    await readiness(child);
  }

  /** Kills it at once. What it held is gone. */
  async kill9(): Promise<void> {
    const { running, folder } = this;
    if (running === undefined) return;
    const ended = endOf(running);
    running.kill('SIGKILL');
    await ended;
    this.running = undefined;
    rmSync(folder, { recursive: true, force: true });
  }

  /** It takes connections and answers nobody, as one whose machine hangs. */
  pause(): void {
    this.running?.kill('SIGSTOP');
  }

  resume(): void {
    this.running?.kill('SIGCONT');
  }

  /** Loses everything that it holds, and runs on. */
  async flush(): Promise<void> {
    await this.ask(async (client) => client.flushall());
  }

  async ask<Result>(question: (client: Redis) => Promise<Result>): Promise<Result> {
    const client = new Redis(this.url, { maxRetriesPerRequest: 1 });
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}

async function readiness(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: unknown): void => {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Redis ended while it started:\n${said}`)));
  });
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
