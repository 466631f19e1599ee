import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { folderFiles } from '#settings/folder-mark';
import type { SharedClock } from '../clock/shared-clock.ts';
import type { MailServer } from './mail-server.ts';

const stepMs = 5_000;
/** How long nothing may move before time goes on. */
const patienceMs = 600;
const secondsAtMost = 1_800;

interface Seen {
  readonly due: number;
  readonly queued: number;
  readonly sending: number;
  readonly later: number;
}

/** Watches the rows: while work is in hand, the clock of the test stands. */
export class Watch {
  /** Longer while a server keeps the workers waiting by the time of the machine. */
  patienceMs = patienceMs;
  private readonly file: string;
  private readonly clock: SharedClock;
  private readonly mail: MailServer;
  private db: DatabaseSync | undefined;

  constructor(folder: string, clock: SharedClock, mail: MailServer) {
    this.file = join(folder, folderFiles.readModels);
    this.clock = clock;
    this.mail = mail;
  }

  open(): void {
    this.db = new DatabaseSync(this.file, { readOnly: true });
  }

  close(): void {
    this.db?.close();
  }

  /** Lets time pass, as far as it has to, until everything is done that can be done now. */
  async settle(limitMs = secondsAtMost * 1_000): Promise<void> {
    let left = limitMs;
    while (await this.stalls()) {
      if (left <= 0) return;
      this.clock.pass(stepMs);
      left -= stepMs;
    }
  }

  /** The same until nothing waits for a later time either. */
  async settleAll(): Promise<void> {
    for (let left = secondsAtMost; left > 0; left -= 15) {
      await this.settle(60_000);
      const { later, sending } = this.seen();
      if (later + sending === 0) return;
      this.clock.pass(15_000);
    }
  }

  /** So many seconds pass, in steps in which whoever can goes on. */
  async passSeconds(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 15) {
      this.clock.pass(15_000);
      await this.settle(0);
      await wait(50);
    }
  }

  /** Waits until people can read everything that was recorded, which takes no time on the clock. */
  async caughtUp(position: number): Promise<void> {
    while (this.number("SELECT min(position) AS found FROM checkpoints WHERE stage = 'live'") < position)
      await wait(20);
  }

  /** Waits while something moves. @returns whether something is left to be done and does not move */
  private async stalls(): Promise<boolean> {
    let before = '';
    let stoodSince = performance.now();
    for (;;) {
      const { due, queued, sending, later } = this.seen();
      if (due + queued + sending === 0) return false;
      const now = [due, queued, sending, later, this.mail.taken.length].join(' ');
      if (now !== before || !this.clock.allAsleep) stoodSince = performance.now();
      else if (performance.now() - stoodSince > this.patienceMs) return true;
      before = now;
      await wait(20);
    }
  }

  private seen(): Seen {
    const now = this.clock.now();
    const minuteAgo = new Date(Date.parse(now) - 60_000).toISOString();
    return {
      due: this.count('obligations WHERE next_send_at <= ?', now),
      queued: this.count("messages WHERE status = 'queued' AND try_at <= ?", now),
      // One that a worker left who was killed is waited for by nobody.
      sending: this.count("messages WHERE status = 'sending' AND since > ?", minuteAgo),
      later: this.count("messages WHERE status IN ('queued', 'sending') AND try_at <> ?", ''),
    };
  }

  private count(where: string, value: string): number {
    return this.number(`SELECT count(*) AS found FROM ${where}`, value);
  }

  private number(question: string, ...values: readonly string[]): number {
    return Number(this.db?.prepare(question).get(...values)?.['found'] ?? 0);
  }
}
