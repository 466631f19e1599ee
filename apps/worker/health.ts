import { lagOf } from '#projections/lag';
import type { Lag } from '#projections/lag';
import type { ProjectionRunner } from '#projections/runner';
import type { Finding } from '#settings/finding';
import type { Place } from '#settings/place';
import type { Following } from './following.js';

export interface HealthParts {
  readonly place: Place;
  readonly following: Following;
  /** Asked for the position that people can read. */
  readonly runner: ProjectionRunner;
}

/** What a worker says of itself to whoever looks after it. */
export interface Readiness {
  readonly ready: boolean;
  /** Whether it is this worker that brings up the read models. */
  readonly leads: boolean;
  readonly findings: readonly Finding[];
}

/** From here on people read what is old, and reminders go by what is old. */
const behindTooLongMs = 60_000;

/** Looks at everything that a worker stands on. */
export class Health {
  private readonly parts: HealthParts;

  constructor(parts: HealthParts) {
    this.parts = parts;
  }

  /** Every check; ready unless one is wrong. What cannot be looked at is wrong. */
  async readiness(): Promise<Readiness> {
    const findings = [await found('Read models', async () => this.readModels())];
    const ready = findings.every(({ state }) => state !== 'wrong');
    return { ready, leads: this.parts.following.leads, findings };
  }

  async lag(): Promise<Lag> {
    const { place, runner } = this.parts;
    return lagOf(place.store, await runner.position(), place.clock.now());
  }

  private async readModels(): Promise<Omit<Finding, 'check'>> {
    const { position, last, behindMs } = await this.lag();
    if (position >= last) return { state: 'well', words: 'Up to the last event.' };
    const { trouble } = this.parts.following;
    const words = `${Math.round(behindMs / 1000)} seconds behind.`;
    if (trouble !== undefined) return { state: 'wrong', words: `${words} ${trouble}` };
    return { state: behindMs > behindTooLongMs ? 'wrong' : 'well', words };
  }
}

async function found(check: string, look: () => Promise<Omit<Finding, 'check'>>): Promise<Finding> {
  try {
    return { check, ...(await look()) };
  } catch (error) {
    return { check, state: 'wrong', words: (error as Error).message };
  }
}
