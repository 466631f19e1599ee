import type { Founded } from '#funding/partnership/state';
import type { DataPlace } from '#reads/data-place';
import type { Names } from '#reads/names';
import type { PlaceModels } from '#reads/place-models';

/** What a read reads from: one partnership, and the read models of its data place. */
export interface Reading {
  readonly place: DataPlace;
  readonly models: PlaceModels;
  readonly partnership: string;
  readonly state: Founded;
  readonly names: Names;
}

/**
 * Reads from a partnership as it stands, with the read models however far they are.
 *
 * @param names of its people, where some of them are known already
 */
export async function readingOf(
  place: DataPlace,
  partnership: string,
  state: Founded,
  names = place.namesIn(partnership),
): Promise<Reading> {
  const models = await place.readModelsAsTheyAre();
  return { place, models, partnership, state, names };
}
