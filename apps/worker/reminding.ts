import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { planDepsOf } from '#desk/desk-tools';
import type { DeskTools } from '#desk/desk-tools';
import { openDesk } from '#eventing/desk';
import type { ReadModels } from '#projections/read-models';
import type { ProjectionRunner } from '#projections/runner';
import type { DataPlace } from '#reads/data-place';
import type { Channel } from '#reminders/channel';
import { Dispatcher } from '#reminders/dispatch/dispatcher';
import type { Dispatching } from '#reminders/dispatching';
import { RedisScheduler } from '#reminders/redis/redis-scheduler';
import { ClockScheduler } from '#reminders/scheduling';
import type { Scheduler, Witness } from '#reminders/scheduling';
import { SettingsWrong } from '#settings/settings-wrong';

export interface RemindingOptions {
  readonly place: DataPlace;
  readonly db: ReadModels;
  /** Asked how far the read models are. */
  readonly runner: ProjectionRunner;
  readonly channel: Channel;
  /** The address of the pages; empty where they have none. */
  readonly link: string;
  readonly log: Logger;
}

/** How long the read models may take to know of a command, before a round is given up. */
const caughtUpWithinMs = 30_000;

/** What the reminders of a place are dispatched with. @throws SettingsWrong for mail of an example */
export async function dispatchingOf(options: RemindingOptions): Promise<Dispatching> {
  const { place, db, runner, channel, link, log } = options;
  insistNoRealMailOfExample(place, channel);
  return new Dispatcher({
    tools: await toolsOf(place),
    vault: place.vault,
    db,
    channel,
    link,
    worker: `${hostname()}:${process.pid}`,
    caughtUp: async (position) => {
      if (await runner.waitFor(position, caughtUpWithinMs)) return;
      throw new Error('The read models do not know yet of what was recorded.');
    },
    told: (command) => log.debug(command, 'Command'),
  });
}

/** Jobs in Redis where there is one, and otherwise the clock. */
export function schedulerOf(
  dispatching: Dispatching,
  { place, witness, redis }: { place: DataPlace; witness: Witness; redis: string | undefined },
): Scheduler | RedisScheduler {
  const options = { dispatching, now: place.clock.now, witness };
  return redis === undefined ? new ClockScheduler(options) : new RedisScheduler({ ...options, url: redis });
}

async function toolsOf({
  store,
  decoding,
  vault,
  clock,
  overdueEvaluationsOf,
}: DataPlace): Promise<DeskTools> {
  const desk = openDesk({ store, decoding, commandKey: await vault.commandKey() });
  return { desk, clock, planDeps: planDepsOf(vault, overdueEvaluationsOf) };
}

/** The people of an example are invented, and what looks like their addresses may be someone's. */
function insistNoRealMailOfExample({ kind, name }: DataPlace, channel: Channel): void {
  if (kind === 'real' || channel.name === 'folder') return;
  throw new SettingsWrong(
    `${name} is an example, whose mail is written into a folder alone. Unset TALLYSTICK_MAIL.`,
  );
}
