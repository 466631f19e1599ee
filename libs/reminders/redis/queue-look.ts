import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { answerWithinMs, promptConnection, within } from '#reminders/redis/connection';
import { factsOfRedis } from '#reminders/redis/redis-facts';
import type { RedisFacts } from '#reminders/redis/redis-facts';
import { ofOurs, queueName } from '#reminders/redis/redis-scheduler';

/** How the queue of the workers stands. */
export interface QueueStanding {
  /** How many jobs there are, by their state. Those of every partnership: no job says whose it is here. */
  readonly jobs: Readonly<Record<string, number>>;
  readonly redis: RedisFacts;
}

/** Looks at the queue of the workers from beside them, and changes nothing. */
export class QueueLook {
  private readonly connection: Redis;
  private readonly queue: Queue;

  /** @param url the address of Redis, with its password */
  constructor(url: string) {
    this.connection = promptConnection(url);
    this.queue = new Queue(queueName, { connection: this.connection, ...ofOurs, skipMetasUpdate: true });
    this.queue.on('error', () => undefined);
  }

  /** Undefined when Redis does not answer. */
  async look(): Promise<QueueStanding | undefined> {
    try {
      return await within(answerWithinMs, this.ask(), 'Redis');
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.connection.disconnect();
  }

  private async ask(): Promise<QueueStanding> {
    await this.queue.waitUntilReady();
    return { jobs: await this.queue.getJobCounts(), redis: await factsOfRedis(this.connection) };
  }
}
