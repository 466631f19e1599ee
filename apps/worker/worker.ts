import type { Logger } from 'pino';
import { decodingOf } from '#eventing/decoding';
import type { Decoding } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { openReadModels } from '#settings/opening';
import type { Place } from '#settings/place';
import type { Settings } from '#settings/settings';
import type { WorkerSettings } from '#settings/worker-settings';
import { Following } from './following.js';
import { Health } from './health.js';
import { Metrics } from './metrics.js';
import { placeWhenThere } from './place-when-there.js';
import { serve } from './serving.js';

export interface WorkerOptions {
  readonly settings: Settings;
  readonly worker: WorkerSettings;
  readonly log: Logger;
  /** Ends it in good order. */
  readonly signal: AbortSignal;
}

/**
 * Does what follows from events for as long as it is let: brings up the read models, and answers for its
 * health meanwhile. Any number of workers may run on one place.
 *
 * @throws SettingsWrong, StoreUnusable before anything is done; OutcomeUnknown when the disk failed under a
 *   commit
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const failed = new AbortController();
  const onFatal = (error: Error): void => failed.abort(error);
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const place = await placeWhenThere(options.settings, { onFatal }, { log: options.log, signal });
  if (place === undefined) return;
  try {
    await workAt(place, { ...options, signal });
  } finally {
    await place.close();
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

async function workAt(place: Place, { worker, log, signal }: WorkerOptions): Promise<void> {
  const decoding: Decoding = decodingOf(eventSchemas);
  const { store, settings } = place;
  const db = await openReadModels(settings.readModels);
  try {
    const following = new Following({ store, decoding, address: settings.readModels, log });
    const runner = new ProjectionRunner({ store, decoding, db, projections: readModels });
    const health = new Health({ place, following, runner });
    const application = await serve({ health, metrics: new Metrics(health), listen: worker.listen, log });
    log.info({ place: place.name, kind: place.kind }, 'Works');
    await following.run(signal);
    await application.close();
  } finally {
    await db.destroy();
  }
}
