import { Queue, Worker } from 'bullmq';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Instant } from '#kernel/local-date';
import type { MessageRef } from '#reminders/dispatching';
import { answerWithinMs, PatientConnection, promptConnection, within } from '#reminders/redis/connection';
import { factsOfRedis } from '#reminders/redis/redis-facts';
import type { RedisFacts } from '#reminders/redis/redis-facts';
import { oneRound, sleepUntil, tickMs, waitOnMachine } from '#reminders/scheduling';
import type { Scheduler, SchedulingOptions } from '#reminders/scheduling';

export interface RedisSchedulingOptions extends SchedulingOptions {
  /** The address of Redis, with its password. */
  readonly url: string;
  /** How many messages this worker sends at once at most, 16 when not given. */
  readonly concurrency?: number;
}

/** What a job carries: a message by its id, or nothing, to wake a worker. No job is needed for anything. */
type Carried = Partial<MessageRef>;

/** The library asks for the version once, and were the answer lost it would never work again. */
export const ofOurs = { prefix: 'tallystick', skipVersionCheck: true } as const;

export const queueName = 'tallystick-reminders';
const wakeName = 'wake';
const sendName = 'send';

/** More than are ever queued at once: what is left over is offered at the next tick. */
const mostWaiting = 100_000;
/** More in one question than this Redis may not answer in time. */
const offeredAtOnce = 1_000;
/** How many messages a worker sends itself at a tick that no job has carried. */
const mostByHand = 64;
/** How long a worker waits for what is in hand when it is to end. */
const endWithinMs = 5_000;
/** And then for Redis to be told. */
const letGoWithinMs = 1_000;

/** What is done leaves nothing behind, and what failed is offered anew from the rows. */
const leaveNothing = { removeOnComplete: true, removeOnFail: true } as const;

/**
 * Dispatches by jobs in Redis, which wake one worker at the right time and spread the messages over all of
 * them. Redis holds no truth and may be emptied, killed or stopped at any moment: at the start and at each
 * tick every worker goes through the rows, offers again whatever waits, and sends itself what no job has
 * carried for two ticks. So it does not matter that two crashes of workers fail a job for good, nor that the
 * id of a job is known only while there is such a job. While Redis is away it dispatches by the clock.
 */
export class RedisScheduler implements Scheduler {
  /** For whoever looks at the queue. */
  readonly queue: Queue<Carried>;
  private readonly options: RedisSchedulingOptions;
  private readonly prompt: Redis;
  private readonly patient: PatientConnection;
  private ticks = 0;
  /** At which tick each message was first offered that has waited since. */
  private offeredAt = new Map<string, number>();
  private byHand: Promise<void> | undefined;
  private passing = Promise.resolve();
  private readonly inHand = new Set<Promise<void>>();

  constructor(options: RedisSchedulingOptions) {
    this.options = options;
    this.prompt = promptConnection(options.url);
    this.patient = new PatientConnection(options.url);
    this.queue = new Queue(queueName, { connection: this.prompt, ...ofOurs });
    this.queue.on('error', () => undefined);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { pause = waitOnMachine } = this.options;
    const worker = this.openWorker(signal);
    while (!signal.aborted) {
      this.ticks += 1;
      if (await this.isThere()) {
        await this.pass(signal);
        await pause(tickMs, signal);
      } else {
        const nextAt = await oneRound(this.options, signal);
        await sleepUntil(nextAt, this.options, signal);
      }
    }
    await this.end(worker);
  }

  /** What Redis says of itself. @throws Error when it does not answer in time */
  async facts(): Promise<RedisFacts> {
    return within(answerWithinMs, factsOfRedis(this.prompt), 'Redis');
  }

  /** How many jobs there are, by their state. @throws Error when Redis does not answer in time */
  async jobs(): Promise<Readonly<Record<string, number>>> {
    return within(answerWithinMs, this.queue.getJobCounts(), 'Redis');
  }

  private openWorker(signal: AbortSignal): Worker<Carried> {
    const { concurrency = 16 } = this.options;
    const carry = async (job: Job<Carried>): Promise<void> => this.carry(job, signal);
    const worker = new Worker<Carried>(queueName, carry, {
      connection: this.patient,
      ...ofOurs,
      concurrency,
      // Of a server that is back it should know soon.
      runRetryDelay: 1_000,
    });
    // The rows are gone through whatever becomes of the jobs.
    worker.on('error', () => undefined);
    return worker;
  }

  private async carry({ data: { partnership, message } }: Job<Carried>, signal: AbortSignal): Promise<void> {
    if (partnership === undefined || message === undefined) await this.pass(signal);
    else await this.send({ partnership, message });
  }

  private async send(ref: MessageRef): Promise<void> {
    const sending = this.sendNow(ref);
    this.inHand.add(sending);
    await sending;
    this.inHand.delete(sending);
  }

  private async sendNow(ref: MessageRef): Promise<void> {
    const { dispatching, now, witness } = this.options;
    try {
      const { outcome } = await dispatching.send(ref, now());
      witness.dealtWith(outcome, 1);
    } catch (error) {
      witness.failed(`Message ${ref.message} cannot be sent`, error);
    }
  }

  /** Goes through the rows, one time after the other. */
  private async pass(signal: AbortSignal): Promise<void> {
    this.passing = this.passing.then(async () => this.passOnce(signal));
    await this.passing;
  }

  /** Records what is due, and offers to all workers what is to be sent. */
  private async passOnce(signal: AbortSignal): Promise<void> {
    const { dispatching, now, witness } = this.options;
    const startedAt = performance.now();
    try {
      const takenUp = await dispatching.takeUp(now());
      const { claimed, rungs } = await this.claimAll(signal);
      await this.reconcile(await dispatching.sendable(now(), mostWaiting));
      const settled = await dispatching.poll(now(), signal);
      await this.wakeAt(await dispatching.nextAt(now()));
      witness.passed({ claimed, rungs, takenUp, settled }, (performance.now() - startedAt) / 1000);
    } catch (error) {
      witness.failed('The reminders cannot be dispatched', error);
    }
  }

  /** What is claimed is on its way to the workers while more is claimed. */
  private async claimAll(signal: AbortSignal): Promise<{ readonly claimed: number; readonly rungs: number }> {
    const { dispatching, now } = this.options;
    let [claimed, rungs] = [0, 0];
    for (;;) {
      const step = await dispatching.claim(now(), signal);
      claimed += step.messages.length;
      rungs += step.rungs;
      await this.offer(step.messages);
      if (!step.isMore || signal.aborted) return { claimed, rungs };
    }
  }

  private async reconcile(waiting: readonly MessageRef[]): Promise<void> {
    const before = this.offeredAt;
    this.offeredAt = new Map(waiting.map((ref) => [idOf(ref), before.get(idOf(ref)) ?? this.ticks]));
    await this.offer(waiting);
    const left = waiting.filter((ref) => this.ticks - (this.offeredAt.get(idOf(ref)) ?? this.ticks) >= 2);
    this.byHand ??= this.sendEach(left.slice(0, mostByHand)).finally(() => (this.byHand = undefined));
  }

  private async sendEach(refs: readonly MessageRef[]): Promise<void> {
    const { concurrency = 16 } = this.options;
    const left = refs.values();
    const inTurn = async (): Promise<void> => {
      for (const ref of left) await this.send(ref);
    };
    await Promise.all(Array.from({ length: concurrency }, inTurn));
  }

  /**
   * While there is a job for a message, a second one is not made. So many at a time as Redis answers for
   * soon; when it does not, the rest is offered at the next tick.
   */
  private async offer(refs: readonly MessageRef[]): Promise<void> {
    for (let from = 0; from < refs.length; from += offeredAtOnce) {
      const jobs = refs.slice(from, from + offeredAtOnce).map((ref) => {
        return { name: sendName, data: ref, opts: { jobId: idOf(ref), ...leaveNothing } };
      });
      if (!(await this.tellRedis(async () => this.queue.addBulk(jobs)))) return;
    }
  }

  /** Wakes one worker when there is something to do. Those that know of the same time make one job of it. */
  private async wakeAt(nextAt: Instant): Promise<void> {
    const delay = Math.max(1_000, Date.parse(nextAt) - Date.parse(this.options.now()));
    const jobId = `${wakeName}.${Math.ceil(Date.parse(nextAt) / 1_000)}`;
    await this.tellRedis(async () => this.queue.add(wakeName, {}, { jobId, delay, ...leaveNothing }));
  }

  /** What Redis does not take is done from the rows, by whoever comes to it. */
  private async tellRedis(tell: () => Promise<unknown>): Promise<boolean> {
    try {
      await within(answerWithinMs, tell(), 'Redis');
      return true;
    } catch (error) {
      this.options.witness.failed('Redis does not take jobs', error);
      return false;
    }
  }

  private async isThere(): Promise<boolean> {
    // One that connects for the first time may be there in a moment.
    if (!['ready', 'connect', 'connecting'].includes(this.prompt.status)) return false;
    try {
      await within(answerWithinMs, this.queue.waitUntilReady(), 'Redis');
      await this.prompt.ping();
      return true;
    } catch {
      return false;
    }
  }

  /** What is in hand is waited for by itself: the library would wait for a Redis that is away, too. */
  private async end(worker: Worker<Carried>): Promise<void> {
    await worker.pause(true);
    await within(endWithinMs, Promise.all([this.passing, ...this.inHand]), 'Ending').catch(() => undefined);
    if (await this.isThere()) await within(letGoWithinMs, worker.close(), 'Ending').catch(() => undefined);
    this.prompt.disconnect();
    this.patient.closeAll();
    await within(letGoWithinMs, worker.close(true), 'Ending').catch(() => undefined);
  }
}

/** Colons mean something to the library. */
function idOf({ partnership, message }: MessageRef): string {
  return `${partnership}.${message}`;
}
