import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '#settings/finding';
import { until } from '#testing/until';

const program = join(import.meta.dirname, '..', '..', 'tallystick-worker');

/** A line of a worker's log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

export interface Ready {
  readonly status: number;
  readonly ready: boolean;
  readonly leads: boolean;
  readonly findings: readonly Finding[];
}

/** A worker, as it was built, that runs beside the test on a free port. */
export class WorkerProcess {
  readonly process: ChildProcess;
  /** What it wrote, as it wrote it. */
  out = '';
  err = '';
  private readonly ended: Promise<void>;

  /** @param settings its environment variables, instead of whatever the tests themselves are run with */
  constructor(settings: Readonly<Record<string, string>>) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
    const env = { ...Object.fromEntries(inherited), TALLYSTICK_WORKER_LISTEN: '127.0.0.1:0', ...settings };
    this.process = spawn(program, [], { env, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk) => (this.out += String(chunk)));
    this.process.stderr?.on('data', (chunk) => (this.err += String(chunk)));
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
  }

  get log(): readonly LogLine[] {
    const whole = this.out.slice(0, this.out.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }

  said(words: string): boolean {
    return this.log.some(({ msg }) => msg.includes(words));
  }

  /** Asks it, when it listens. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    await until(() => this.url !== undefined || this.hasEnded);
    if (this.url === undefined) throw new Error(`The worker has ended: ${this.err}`);
    return fetch(new URL(path, this.url), { headers });
  }

  async ready(): Promise<Ready> {
    const response = await this.get('/health/ready');
    return { status: response.status, ...((await response.json()) as Omit<Ready, 'status'>) };
  }

  /** Sends a signal and waits for the end. @returns its exit code, null when it was killed */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) this.process.kill(signal);
    return this.code();
  }

  async code(): Promise<number | null> {
    await this.ended;
    return this.process.exitCode;
  }

  private get url(): string | undefined {
    return this.log.find(({ url }) => url !== undefined)?.['url'] as string | undefined;
  }

  private get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}
