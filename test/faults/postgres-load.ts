import { setTimeout as wait } from 'node:timers/promises';
import type { Desk } from '#eventing/desk';
import { NotWritten, OutcomeUnknown } from '#eventing/event-store';
import type { EventStore } from '#eventing/event-store';
import { deskAt, sendNumbered } from './numbered-commands.ts';

/** How long to wait before a command is sent again, in milliseconds. */
const pauseMs = 25;

/**
 * Sends numbered commands, several at once, while something is done to the server. A command whose outcome is
 * unknown is sent again until it is answered for certain; of those that were said not to be written, every
 * other one is left alone, to be looked for later.
 */
export class Load {
  /** The commands that were acknowledged, at the first time or a later one. */
  readonly kept = new Set<number>();
  /** The commands of which was said that nothing was written, and that were not sent again. */
  readonly unwritten = new Set<number>();
  /** How often it was not known whether a command was kept, and how often it turned out to be there. */
  unknown = 0;
  repeated = 0;
  private readonly desk: Desk;
  private readonly senders: Promise<void>[];
  /** What an attempt may have written though a later one was said not to. */
  private readonly doubtful = new Set<number>();
  private last = 0;
  private isEnding = false;

  constructor(store: EventStore, atOnce: number) {
    this.desk = deskAt(store);
    this.senders = Array.from({ length: atOnce }, async () => this.sendOn());
  }

  /** Returns when so many more commands were acknowledged. */
  async goesOn(count: number): Promise<void> {
    const enough = this.kept.size + count;
    while (this.kept.size < enough) await wait(2);
  }

  /** Returns when every command that was sent is answered. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.senders);
  }

  private async sendOn(): Promise<void> {
    while (!this.isEnding) {
      this.last += 1;
      await this.insist(this.last);
    }
  }

  private async insist(n: number): Promise<void> {
    while (!this.kept.has(n) && !this.unwritten.has(n)) {
      try {
        await this.send(n);
      } catch (error) {
        this.note(n, error);
        await wait(pauseMs);
      }
    }
  }

  private async send(n: number): Promise<void> {
    const handled = await sendNumbered(this.desk, n);
    if (handled.outcome !== 'accepted') return;
    if (handled.repeated) this.repeated += 1;
    this.kept.add(n);
  }

  private note(n: number, error: unknown): void {
    if (error instanceof OutcomeUnknown) {
      this.unknown += 1;
      this.doubtful.add(n);
    } else if (!(error instanceof NotWritten)) throw error;
    else if (n % 2 === 0 && !this.doubtful.has(n)) this.unwritten.add(n);
  }
}
