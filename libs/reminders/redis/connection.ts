import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';

/** How long Redis has for one answer, in milliseconds, before the worker goes on without it. */
export const answerWithinMs = 2_000;

/** Soon after it is back, without asking a server all the time that is away. */
const retryStrategy = (tries: number): number => Math.min(tries * 100, 2_000);

/**
 * A connection for what has to be answered soon or not at all: nothing waits in it for a server that is away.
 */
export function promptConnection(url: string): Redis {
  return quiet(
    new Redis(url, {
      connectionName: 'tallystick',
      connectTimeout: answerWithinMs,
      commandTimeout: answerWithinMs,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy,
    }),
  );
}

/**
 * A connection that waits for jobs, for as long as it takes. The library makes a second one from it. While
 * the server is away it does not end either of them, and connects one anew that was ended.
 */
export class PatientConnection extends Redis {
  private readonly url: string;
  private readonly made: PatientConnection[] = [];
  private closed = false;

  /** @param changed the options in which one differs that is made from another */
  constructor(url: string, changed: Pick<RedisOptions, 'connectionName'> = {}) {
    super(url, {
      connectionName: 'tallystick-jobs',
      connectTimeout: answerWithinMs,
      keepAlive: 5_000,
      maxRetriesPerRequest: null,
      retryStrategy,
      ...changed,
    });
    this.url = url;
    quiet(this);
  }

  override duplicate(changed?: Pick<RedisOptions, 'connectionName'>): Redis {
    const other = new PatientConnection(this.url, changed);
    this.made.push(other);
    return other;
  }

  override async connect(...given: Parameters<Redis['connect']>): Promise<void> {
    if (this.closed) throw new Error('The connection was closed.');
    return super.connect(...given);
  }

  /** Ends it for good, and what was made from it. */
  closeAll(): void {
    this.closed = true;
    this.disconnect();
    for (const one of this.made) one.closeAll();
  }
}

/** A connection that is lost fails what was asked on it, and that is where it is answered. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

/** @throws Error when it does not come in time */
export async function within<Result>(ms: number, promise: Promise<Result>, what: string): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    // What comes too late, or fails too late, is of no interest any more.
    promise.catch(() => undefined);
  }
}
