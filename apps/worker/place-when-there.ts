import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Place } from '#settings/place';
import type { PlaceOptions } from '#settings/place';
import type { Settings } from '#settings/settings';

class NothingThereYet extends Error {}

const lookAgainMs = 5_000;

function whenAbsent(where: string): never {
  throw new NothingThereYet(`There is nothing of Tallystick in ${where} yet: waiting for it.`);
}

/**
 * Opens the place where the data is, waiting for it where a partnership has still to be founded, so that
 * everything may be started together. Undefined when the signal came before.
 *
 * @throws as `Place.open`
 */
export async function placeWhenThere(
  settings: Settings,
  { onFatal }: Pick<PlaceOptions, 'onFatal'>,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<Place | undefined> {
  while (!signal.aborted) {
    try {
      return await Place.open(settings, { whenAbsent, ...(onFatal === undefined ? {} : { onFatal }) });
    } catch (error) {
      if (!(error instanceof NothingThereYet)) throw error;
      log.info(error.message);
    }
    await wait(lookAgainMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
