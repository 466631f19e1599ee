import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '#kernel/local-date';
import type {
  Claimed,
  Dispatching,
  MessageRef,
  RoundResult,
  SendResult,
  Standing,
} from '#reminders/dispatching';

/** The rows that all workers of a test share: messages that become due, and what became of each. */
export class RowsInMemory {
  /** When each message becomes due. */
  readonly due = new Map<string, Instant>();
  readonly queued = new Set<string>();
  /** By message: the workers whose channel took it. */
  readonly taken = new Map<string, string[]>();
  private added = 0;

  /** So many messages that are due at an instant. */
  add(count: number, at: Instant): void {
    for (let left = count; left > 0; left -= 1) {
      this.added += 1;
      this.due.set(`message-${this.added}`, at);
    }
  }

  /** How many messages were taken by a channel, and how many times a second time. */
  get sums(): { readonly taken: number; readonly twice: number } {
    const all = [...this.taken.values()];
    return { taken: all.length, twice: all.filter(({ length }) => length > 1).length };
  }
}

/** Reminders of a test: the same steps on rows in memory, where a schedule alone is looked at. */
export class DispatchingInMemory implements Dispatching {
  /** How many passes looked for what is due. */
  claims = 0;
  private readonly rows: RowsInMemory;
  private readonly worker: string;
  private readonly sendMs: number;

  constructor(rows: RowsInMemory, worker: string, sendMs = 0) {
    this.rows = rows;
    this.worker = worker;
    this.sendMs = sendMs;
  }

  async round(now: Instant, signal?: AbortSignal): Promise<RoundResult> {
    const { messages, rungs } = await this.claim(now);
    const sent = { ...nothingSent };
    for (const ref of await this.sendable(now)) {
      if (signal?.aborted === true) break;
      sent[(await this.send(ref)).outcome] += 1;
    }
    return { claimed: messages.length, rungs, sent, takenUp: 0, settled: 0, nextAt: await this.nextAt(now) };
  }

  async claim(now: Instant): Promise<Claimed> {
    this.claims += 1;
    const ready = [...this.rows.due].filter(([, at]) => at <= now).map(([message]) => message);
    for (const message of ready) {
      this.rows.due.delete(message);
      this.rows.queued.add(message);
    }
    return { messages: ready.map(refOf), rungs: ready.length, isMore: false };
  }

  async sendable(_: Instant, atMost = Infinity): Promise<readonly MessageRef[]> {
    return [...this.rows.queued].slice(0, atMost).map(refOf);
  }

  async send({ message }: MessageRef): Promise<SendResult> {
    if (!this.rows.queued.delete(message)) return { outcome: 'not-queued' };
    await wait(this.sendMs);
    this.rows.taken.set(message, [...(this.rows.taken.get(message) ?? []), this.worker]);
    return { outcome: 'handed-over', reference: message };
  }

  async takeUp(): Promise<number> {
    return 0;
  }

  async poll(): Promise<number> {
    return 0;
  }

  async nextAt(now: Instant): Promise<Instant> {
    const anHourOn = new Date(Date.parse(now) + 3_600_000).toISOString();
    return [...this.rows.due.values(), anHourOn].toSorted()[0] ?? anHourOn;
  }

  async standing(): Promise<Standing> {
    const messages = { queued: this.rows.queued.size };
    return {
      dueRungs: this.rows.due.size,
      oldestDueSince: undefined,
      messages,
      oldestQueuedSince: undefined,
    };
  }
}

const nothingSent: Record<SendResult['outcome'], number> = {
  'handed-over': 0,
  'try-later': 0,
  'out-of-hours': 0,
  refused: 0,
  unknown: 0,
  withdrawn: 0,
  'not-queued': 0,
};

function refOf(message: string): MessageRef {
  return { partnership: 'riverside', message };
}
