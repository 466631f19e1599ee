import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { DataPlace } from '#reads/data-place';
import { insistKeysThere } from '#reads/keys-lost';
import type { Channel } from '#reminders/channel';
import { RedisScheduler } from '#reminders/redis/redis-scheduler';
import type { Settings } from '#settings/settings';
import type { WorkerSettings } from '#settings/worker-settings';
import { Following } from './following.js';
import { Health } from './health.js';
import { Metrics } from './metrics.js';
import { placeWhenThere } from './place-when-there.js';
import { dispatchingOf, schedulerOf } from './reminding.js';
import { serve } from './serving.js';
import { Tally } from './tally.js';

export interface WorkerOptions {
  readonly settings: Settings;
  readonly worker: WorkerSettings;
  /** How mail goes. It is closed when the worker ends. */
  readonly channel: Channel;
  /** The address of the pages, for the one link of each message; empty where they have none. */
  readonly link: string;
  readonly log: Logger;
  /** Ends it in good order. */
  readonly signal: AbortSignal;
}

const lookAgainMs = 1_000;

/**
 * Does what follows from events for as long as it is let: brings up the read models, sends what is due,
 * and answers for its health meanwhile. Any number of workers may run on one place.
 *
 * @throws SettingsWrong, StoreUnusable before anything is done; OutcomeUnknown when the disk failed under a
 *   commit
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const failed = new AbortController();
  const onFatal = (error: Error): void => failed.abort(error);
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const opened = await placeWhenThere(options.settings, { onFatal }, { log: options.log, signal });
  if (opened === undefined) return;
  const place = new DataPlace(opened);
  try {
    await workAt(place, { ...options, signal });
  } finally {
    await options.channel.close();
    await place.close();
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

async function workAt(place: DataPlace, options: WorkerOptions): Promise<void> {
  const { worker, log, signal, channel, link } = options;
  await insistKeysThere(place);
  const { db } = await place.readModelsAsTheyAre();
  const { store, decoding, settings } = place;
  const runner = new ProjectionRunner({ store, decoding, db, projections: readModels });
  const following = new Following({ store, decoding, address: settings.readModels, log });
  const dispatching = await dispatchingOf({ place, db, runner, channel, link, log });
  const registry = new Registry();
  const witness = new Tally(log, registry);
  const scheduler = schedulerOf(dispatching, { place, witness, redis: worker.redis });
  const redis = scheduler instanceof RedisScheduler ? scheduler : undefined;
  const health = new Health({ place, following, runner, dispatching, redis });
  const metrics = new Metrics(registry, health);
  const application = await serve({ health, metrics, settings: worker, log });
  log.info(
    { place: place.name, kind: place.kind, mail: channel.name, jobs: worker.redis !== undefined },
    'Works',
  );
  // The read models are brought up until the last that was in hand is recorded.
  const ending = new AbortController();
  const followed = following.run(ending.signal);
  if (await isUpToDate(place, runner, signal)) await scheduler.run(signal);
  ending.abort();
  await followed;
  await application.close();
}

/** Reminders go by the read models, so nothing is sent before they are there. */
async function isUpToDate(place: DataPlace, runner: ProjectionRunner, signal: AbortSignal): Promise<boolean> {
  const last = await place.store.lastPosition();
  while (!signal.aborted) {
    try {
      if (await runner.waitFor(last, lookAgainMs)) return true;
    } catch {
      // Whoever brings them up says what is wrong with them.
      await wait(lookAgainMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}
