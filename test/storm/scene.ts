import type { RedisServer } from '#testing/redis-server';
import type { SharedClock } from '../clock/shared-clock.ts';
import type { Chance } from './chance.ts';
import type { MailServer } from './mail-server.ts';
import type { Watch } from './watch.ts';

/** What things go wrong with. */
export interface Scene {
  readonly chance: Chance;
  readonly clock: SharedClock;
  readonly redis: RedisServer;
  readonly mail: MailServer;
  readonly watch: Watch;
  /** Somebody sets the clock forward by a day this evening. */
  skipsTomorrow: boolean;
  /** Time passes until offices open on a day. */
  open(day: string): void;
  /** Starts as many workers as are missing, and waits until they work. No time passes meanwhile. */
  man(count?: number): Promise<void>;
  /** Kills some of the workers, as when their machine fails. */
  kill(count: number): Promise<void>;
  /** From now on everything can go again. */
  obstacleEnds(): void;
}
