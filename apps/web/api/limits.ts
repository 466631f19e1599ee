import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { calling } from './callers.js';
import type { Caller } from './callers.js';
import { Problem } from './problem.js';

/** So many calls without a good token from one address, in a minute. */
const triesAMinute = 60;
const minuteMs = 60_000;

interface Limits {
  /** Finds who calls, counting each call by its token, and each without one by its address. */
  counted(request: FastifyRequest, reply: FastifyReply, find: () => Promise<Caller>): Promise<Caller>;
}

/**
 * How often a token may call. It is counted in this process alone: it keeps one program from taking a
 * machine from the people on it, and is no rule that anything rests on.
 */
export function limitsOf(server: FastifyInstance, callsAMinute: number): Limits {
  const tries = server.createRateLimit({ max: triesAMinute, timeWindow: minuteMs });
  const calls = server.createRateLimit({
    max: callsAMinute,
    timeWindow: minuteMs,
    keyGenerator: (request) => `token ${calling(request).token}`,
  });
  return {
    counted: async (request, reply, find) => {
      try {
        request.caller = await find();
      } catch (error) {
        if (error instanceof Problem) await count(tries, request, reply);
        throw error;
      }
      await count(calls, request, reply);
      return calling(request);
    },
  };
}

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

async function count(limit: Limit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const counted = await limit(request);
  if (counted.isAllowed) return;
  reply.header('ratelimit-limit', counted.max).header('ratelimit-remaining', counted.remaining);
  reply.header('ratelimit-reset', counted.ttlInSeconds);
  if (!counted.isExceeded) return;
  reply.header('retry-after', counted.ttlInSeconds);
  throw new Problem('too-many-calls', `Wait ${counted.ttlInSeconds} seconds, and go on more slowly.`);
}
