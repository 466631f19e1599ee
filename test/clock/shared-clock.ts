import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const preload = join(import.meta.dirname, 'preload.main.ts');

/** A clock that a test moves, and by which programs live that are started with its settings. */
export class SharedClock {
  private wallMs: number;
  private elapsedMs = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'clock-'));
  private readonly sockets = new Set<Socket>();
  /** Those who woke and have not gone to sleep again. Threads never sleep by it, and are not among them. */
  private readonly awake = new Set<Socket>();
  private readonly server: Server;

  static async at(instant: string): Promise<SharedClock> {
    const clock = new SharedClock(instant);
    await new Promise<void>((resolve) => clock.server.listen(clock.path, resolve));
    return clock;
  }

  private constructor(instant: string) {
    this.wallMs = Date.parse(instant);
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('data', (chunk) => this.hear(socket, String(chunk)));
      socket.on('close', () => this.forget(socket));
      socket.on('error', () => undefined);
      socket.write(this.line);
    });
  }

  readonly now = (): string => new Date(this.wallMs).toISOString();

  /** What a program is started with, so that it lives by this clock. */
  get settings(): Readonly<Record<string, string>> {
    return { CLOCK_OF_THE_TEST: this.path, NODE_OPTIONS: `--import=${preload}` };
  }

  /** Time passes, for every program. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.elapsedMs += ms;
    this.tell();
  }

  /** Time passes until an instant. */
  passUntil(instant: string): void {
    this.pass(Math.max(0, Date.parse(instant) - this.wallMs));
  }

  /** Somebody sets the clock, forward or back; no time passes by that. */
  set(byMs: number): void {
    this.wallMs += byMs;
    this.tell();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Whether every program sleeps until a later time: what it had in hand by itself is done. */
  get allAsleep(): boolean {
    return this.awake.size === 0;
  }

  private hear(socket: Socket, said: string): void {
    if (said.endsWith('asleep\n')) this.awake.delete(socket);
    else this.awake.add(socket);
  }

  private forget(socket: Socket): void {
    this.sockets.delete(socket);
    this.awake.delete(socket);
  }

  private get path(): string {
    return join(this.folder, 'clock');
  }

  private get line(): string {
    return `${this.wallMs} ${this.elapsedMs}\n`;
  }

  private tell(): void {
    for (const socket of this.sockets) socket.write(this.line);
  }
}
