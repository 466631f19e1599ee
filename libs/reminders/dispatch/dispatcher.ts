import { addDays, londonDateOf } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import { Claiming, rungsIn } from '#reminders/dispatch/claiming';
import { ClockDesk } from '#reminders/dispatch/clock-desk';
import { allOfThem, partnershipsWithDue } from '#reminders/dispatch/due-rows';
import { Following } from '#reminders/dispatch/following';
import { eachOf } from '#reminders/dispatch/in-turn';
import { instantsAhead, later, queuedBy, standingsOf } from '#reminders/dispatch/looking';
import { Sending } from '#reminders/dispatch/sending';
import { policiesOf } from '#projections/obligations-owed';
import { opensOn } from '#reminders/dispatch/hours';
import type {
  Claimed,
  Dispatching,
  DispatchOptions,
  MessageRef,
  RoundResult,
  SendResult,
  Standing,
} from '#reminders/dispatching';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How often in one round it is claimed again although nothing came of it, when others were quicker. */
const idleClaimsAtMost = 3;

type Counts = { -readonly [Outcome in SendResult['outcome']]: number };

/** Sends the reminders that are due, by the events of one store and the rows that follow them. */
export class Dispatcher implements Dispatching {
  private readonly db: ReadModels;
  private readonly desk: ClockDesk;
  private readonly claiming: Claiming;
  private readonly sending: Sending;
  private readonly following: Following;
  private readonly options: Required<
    Pick<DispatchOptions, 'leaseMs' | 'concurrency' | 'caughtUp' | 'channel'>
  >;

  constructor(options: DispatchOptions) {
    const { db, channel, leaseMs = 600_000, concurrency = 16, batch = 1000, caughtUp } = options;
    this.db = db;
    this.desk = new ClockDesk(options);
    this.claiming = new Claiming(this.desk, db, batch);
    this.sending = new Sending(this.desk, options);
    this.following = new Following(this.desk, db, { channel, leaseMs });
    this.options = { leaseMs, concurrency, caughtUp, channel };
  }

  async round(now: Instant, signal?: AbortSignal): Promise<RoundResult> {
    await this.catchUp();
    const takenUp = await this.takeUp(now);
    const counts = noCounts();
    const claimed = await this.claimAndSend(now, counts, signal);
    await this.sendQueued(now, counts, signal);
    const settled = await this.poll(now, signal);
    await this.catchUp();
    return { ...claimed, sent: counts, takenUp, settled, nextAt: await this.nextAt(now) };
  }

  async claim(now: Instant, signal?: AbortSignal): Promise<Claimed> {
    const claimed = await this.claiming.claim(now, signal);
    await this.catchUp();
    return claimed;
  }

  async sendable(now: Instant, atMost = 1000): Promise<readonly MessageRef[]> {
    return queuedBy(this.db, now, atMost);
  }

  async send(ref: MessageRef, now: Instant): Promise<SendResult> {
    return this.sending.send(ref, now);
  }

  async takeUp(now: Instant): Promise<number> {
    return this.following.takeUp(now);
  }

  async poll(now: Instant, signal?: AbortSignal): Promise<number> {
    return this.following.poll(now, signal);
  }

  async nextAt(now: Instant): Promise<Instant> {
    const ahead = await instantsAhead(this.db, now, this.options.leaseMs);
    const candidates = [
      ...ahead,
      ...(await this.openings(now)),
      ...(await this.nextPoll(now)),
      later(now, hourMs),
    ];
    const [first = now] = candidates.toSorted();
    return first < now ? now : first;
  }

  async standing(now: Instant): Promise<Standing> {
    const [queued] = await queuedBy(this.db, now, 1);
    const due = await this.oldestDue(now);
    return {
      ...due,
      messages: await standingsOf(this.db),
      oldestQueuedSince: queued === undefined ? undefined : await this.couldGoSince(queued, now),
    };
  }

  private async claimAndSend(
    now: Instant,
    counts: Counts,
    signal: AbortSignal | undefined,
  ): Promise<Pick<RoundResult, 'claimed' | 'rungs'>> {
    let [claimed, rungs, idle] = [0, 0, 0];
    while (idle < idleClaimsAtMost && signal?.aborted !== true) {
      const step = await this.claim(now, signal);
      await this.sendAll(step.messages, now, counts, signal);
      claimed += step.messages.length;
      rungs += step.rungs;
      if (step.messages.length === 0 && step.rungs === 0 && !step.isMore) break;
      idle = step.rungs === 0 ? idle + 1 : 0;
    }
    return { claimed, rungs };
  }

  /** What was queued before, by whomever; each once in a round, however it ends. */
  private async sendQueued(now: Instant, counts: Counts, signal: AbortSignal | undefined): Promise<void> {
    const tried = new Set<string>();
    while (signal?.aborted !== true) {
      await this.catchUp();
      const queued = await this.sendable(now, tried.size + 1000);
      const fresh = queued.filter(({ partnership, message }) => !tried.has(`${partnership}.${message}`));
      if (fresh.length === 0) return;
      for (const { partnership, message } of fresh) tried.add(`${partnership}.${message}`);
      await this.sendAll(fresh, now, counts, signal);
    }
  }

  private async sendAll(
    messages: readonly MessageRef[],
    now: Instant,
    counts: Counts,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const results = await eachOf(
      messages,
      this.options.concurrency,
      async (ref) => this.send(ref, now),
      signal,
    );
    for (const { outcome } of results) counts[outcome] += 1;
  }

  /** Rows are read only once they know of what was given here. */
  private async catchUp(): Promise<void> {
    await this.options.caughtUp(this.desk.position);
  }

  /** When closed offices open in which something waits; tomorrow, for what waits until then in open ones. */
  private async openings(now: Instant): Promise<readonly Instant[]> {
    const waiting = await this.sendable(now, 1);
    const partnerships = [
      ...(await partnershipsWithDue(this.db, now)),
      ...waiting.map((ref) => ref.partnership),
    ];
    const openings: Instant[] = [];
    for (const partnership of new Set(partnerships)) {
      const hours = await this.desk.hours(partnership, now);
      const tomorrow = addDays(londonDateOf(now), 1);
      const ladders = (await policiesOf(this.db, partnership)).map(({ ladder }) => ladder);
      openings.push(hours.isOpen ? opensOn(tomorrow, ladders) : hours.opensAt);
    }
    return openings;
  }

  private async nextPoll(now: Instant): Promise<readonly Instant[]> {
    const { channel } = this.options;
    if (channel.status === undefined) return [];
    const open = await this.db
      .selectFrom('messages')
      .select('message')
      .where('status', '=', 'handed-over')
      .where('channel', '=', channel.name)
      .limit(1)
      .execute();
    return open.length === 0 ? [] : [later(now, minuteMs)];
  }

  private async oldestDue(now: Instant): Promise<Pick<Standing, 'dueRungs' | 'oldestDueSince'>> {
    let dueRungs = 0;
    let oldestDueSince: Instant | undefined;
    for (const partnership of await partnershipsWithDue(this.db, now, allOfThem)) {
      const due = await this.claiming.dueIn(partnership, now);
      if (due === undefined) continue;
      const since = due.drafts.map((draft) => draft.since).toSorted()[0];
      dueRungs += due.forAgenda.length + due.drafts.reduce((sum, draft) => sum + rungsIn(draft), 0);
      if (since !== undefined)
        oldestDueSince = earlier(oldestDueSince, await this.inHours(partnership, since, now));
    }
    return { dueRungs, oldestDueSince };
  }

  private async couldGoSince({ partnership, message }: MessageRef, now: Instant): Promise<Instant> {
    const row = await this.db
      .selectFrom('messages')
      .select('try_at')
      .where('partnership', '=', partnership)
      .where('message', '=', message)
      .executeTakeFirstOrThrow();
    return this.inHours(partnership, row.try_at, now);
  }

  /** What waited overnight could go from the opening on. */
  private async inHours(partnership: string, since: Instant, now: Instant): Promise<Instant> {
    const hours = await this.desk.hours(partnership, now);
    return hours.isOpen && since < hours.openedAt ? hours.openedAt : since;
  }
}

function earlier(a: Instant | undefined, b: Instant): Instant {
  return a === undefined || b < a ? b : a;
}

function noCounts(): Counts {
  return {
    'handed-over': 0,
    'try-later': 0,
    'out-of-hours': 0,
    refused: 0,
    unknown: 0,
    withdrawn: 0,
    'not-queued': 0,
  };
}
