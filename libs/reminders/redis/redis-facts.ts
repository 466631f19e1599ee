import type { Redis } from 'ioredis';

/** What a Redis says of itself. */
export interface RedisFacts {
  readonly version: string;
  /** Whether what it holds is there after a restart; undefined where it does not say. */
  readonly keeps: boolean | undefined;
  /** Whether it may throw out what it holds when its memory is full. */
  readonly evicts: boolean;
  readonly policy: string;
}

/** Asks a Redis. @throws Error when it does not answer in time */
export async function factsOfRedis(redis: Redis): Promise<RedisFacts> {
  const info = factsIn(await redis.info());
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  return {
    version: info.get('redis_version') ?? 'unknown',
    keeps: info.get('aof_enabled') === '1' ? true : await takesSnapshots(redis),
    evicts: policy !== 'noeviction',
    policy,
  };
}

function factsIn(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).filter((line) => /^\w+:/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

/** Providers that run a Redis for others often refuse to tell its settings. */
async function takesSnapshots(redis: Redis): Promise<boolean | undefined> {
  try {
    const [, save] = (await redis.config('GET', 'save')) as readonly string[];
    return save === undefined ? undefined : save !== '';
  } catch {
    return undefined;
  }
}

/** What about a Redis an operator should see to; nothing when all is well. */
export function warningsOf({ keeps, evicts, policy }: RedisFacts): readonly string[] {
  return [
    ...(keeps === false ? ['It keeps nothing when it is started anew: set appendonly yes.'] : []),
    ...(keeps === undefined ? ['It does not say whether it keeps anything.'] : []),
    ...(evicts ? [`It may throw jobs out (${policy}): set maxmemory-policy noeviction.`] : []),
  ];
}
