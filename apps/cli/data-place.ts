import type { OutcomeUnknown } from '#eventing/event-store';
import { DataPlace } from '#reads/data-place';
import { Place } from '#settings/place';
import type { WhenAbsent } from '#settings/place';
import { settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { progressBar } from './progress.js';

/**
 * Where the data is that the environment, or the settings, name, for as long as it is used.
 *
 * @throws as `settingsFrom` and `Place.open`; OutcomeUnknown when the disk failed under a commit, whatever
 *   else was made of that
 */
export async function withData<Result>(
  use: (place: DataPlace) => Promise<Result>,
  settings: Settings = settingsFrom(process.env),
  whenAbsent?: WhenAbsent,
): Promise<Result> {
  let fatal: OutcomeUnknown | undefined;
  const onFatal = (error: OutcomeUnknown): void => {
    fatal = error;
  };
  const options = { onFatal, ...(whenAbsent === undefined ? {} : { whenAbsent }) };
  const place = new DataPlace(await Place.open(settings, options), progressBar);
  try {
    const result = await use(place);
    if (fatal !== undefined) throw fatal;
    return result;
  } finally {
    await place.close();
  }
}
