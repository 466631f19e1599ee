import { lagOf } from '#projections/lag';
import type { Lag } from '#projections/lag';
import type { ProjectionRunner } from '#projections/runner';
import type { DataPlace } from '#reads/data-place';
import type { Dispatching, Standing } from '#reminders/dispatching';
import type { RedisScheduler } from '#reminders/redis/redis-scheduler';
import type { Finding } from '#settings/finding';
import type { Following } from './following.js';
import { findingOfRedis, findingOfReminders } from './findings.js';

export interface HealthParts {
  readonly place: DataPlace;
  readonly following: Following;
  /** Asked for the position that people can read. */
  readonly runner: ProjectionRunner;
  readonly dispatching: Dispatching;
  /** Undefined for a worker that goes by its own clock. */
  readonly redis: RedisScheduler | undefined;
}

/** What a worker says of itself to whoever looks after it. */
export interface Readiness {
  readonly ready: boolean;
  /** Whether it is this worker that brings up the read models. */
  readonly leads: boolean;
  readonly findings: readonly Finding[];
}

type Looked = Omit<Finding, 'check'>;

/** From here on people read what is old, and reminders go by what is old. */
const behindTooLongMs = 60_000;

/** Looks at everything that a worker stands on. */
export class Health {
  private readonly parts: HealthParts;
  private standingNow: Promise<Standing> | undefined;

  constructor(parts: HealthParts) {
    this.parts = parts;
  }

  get leads(): boolean {
    return this.parts.following.leads;
  }

  get redis(): RedisScheduler | undefined {
    return this.parts.redis;
  }

  /** Every check; ready unless one is wrong. What cannot be looked at is wrong. */
  async readiness(): Promise<Readiness> {
    const { redis } = this.parts;
    const checks: readonly (readonly [string, () => Promise<Looked>])[] = [
      ['Read models', async () => this.readModels()],
      ['Reminders', async () => findingOfReminders(await this.standing(), await this.unsentMs())],
      ...(redis === undefined ? [] : [['Redis', async () => findingOfRedis(redis)] as const]),
    ];
    const findings = await Promise.all(checks.map(async ([check, look]) => found(check, look)));
    return { ready: findings.every(({ state }) => state !== 'wrong'), leads: this.leads, findings };
  }

  async lag(): Promise<Lag> {
    const { place, runner } = this.parts;
    return lagOf(place.store, await runner.position(), place.clock.now());
  }

  /** Those who ask at the same moment are told the same. */
  async standing(): Promise<Standing> {
    const { dispatching, place } = this.parts;
    this.standingNow ??= dispatching
      .standing(place.clock.now())
      .finally(() => (this.standingNow = undefined));
    return this.standingNow;
  }

  /** For how long the oldest reminder could have gone that has not, claimed or not. */
  async unsentMs(): Promise<number> {
    const { oldestDueSince, oldestQueuedSince } = await this.standing();
    const now = this.parts.place.clock.now();
    const ages = [oldestDueSince, oldestQueuedSince].map(
      (since) => Date.parse(now) - Date.parse(since ?? now),
    );
    return Math.max(0, ...ages);
  }

  async isRedisThere(): Promise<boolean> {
    return this.jobs().then(
      () => true,
      () => false,
    );
  }

  /** How many jobs there are, by their state; none without Redis. @throws Error when it does not answer */
  async jobs(): Promise<Readonly<Record<string, number>>> {
    return (await this.parts.redis?.jobs()) ?? {};
  }

  private async readModels(): Promise<Looked> {
    const { position, last, behindMs } = await this.lag();
    if (position >= last) return { state: 'well', words: 'Up to the last event.' };
    const { trouble } = this.parts.following;
    const words = `${Math.round(behindMs / 1000)} seconds behind.`;
    if (trouble !== undefined) return { state: 'wrong', words: `${words} ${trouble}` };
    return { state: behindMs > behindTooLongMs ? 'wrong' : 'well', words };
  }
}

async function found(check: string, look: () => Promise<Looked>): Promise<Finding> {
  try {
    return { check, ...(await look()) };
  } catch (error) {
    return { check, state: 'wrong', words: (error as Error).message };
  }
}
