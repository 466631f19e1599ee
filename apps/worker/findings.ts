import type { Standing } from '#reminders/dispatching';
import { warningsOf } from '#reminders/redis/redis-facts';
import type { RedisFacts } from '#reminders/redis/redis-facts';
import type { Finding } from '#settings/finding';

type Looked = Omit<Finding, 'check'>;

const soonFromMs = 2 * 60_000;
const wrongFromMs = 15 * 60_000;

/** @param unsentMs for how long the oldest reminder could have gone that has not */
export function findingOfReminders({ dueRungs, messages }: Standing, unsentMs: number): Looked {
  const { queued = 0, unknown = 0 } = messages;
  const waits = dueRungs + queued > 0;
  const seconds = Math.round(unsentMs / 1000);
  const words = `${dueRungs} are due and ${queued} messages wait; the oldest for ${seconds} seconds.`;
  const waiting = waits ? words : 'None waits to be sent.';
  const unclear = `Of ${unknown} nobody can tell whether they have gone: a person decides.`;
  const all = unknown === 0 ? waiting : `${waiting} ${unclear}`;
  const state = worse(waits ? stateAfter(unsentMs) : 'well', unknown === 0 ? 'well' : 'soon');
  return { state, words: all };
}

function stateAfter(unsentMs: number): Finding['state'] {
  if (unsentMs >= wrongFromMs) return 'wrong';
  return unsentMs >= soonFromMs ? 'soon' : 'well';
}

function worse(one: Finding['state'], other: Finding['state']): Finding['state'] {
  return one === 'well' ? other : one;
}

/** Without Redis a worker goes on by its own clock, so nothing about it is worse than a matter for soon. */
export async function findingOfRedis(redis: { facts(): Promise<RedisFacts> }): Promise<Looked> {
  let facts: RedisFacts;
  try {
    facts = await redis.facts();
  } catch {
    return { state: 'soon', words: 'Does not answer: the worker goes on by its own clock.' };
  }
  const warnings = warningsOf(facts);
  return {
    state: warnings.length === 0 ? 'well' : 'soon',
    words: [`Redis ${facts.version}.`, ...warnings].join(' '),
  };
}
