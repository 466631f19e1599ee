import { publication } from '#funding/publication/publication';
import { publicationStream } from '#kernel/ids';
import type { DataPlace } from '#reads/data-place';

/**
 * The counties whose views a partnership is in today. Whose view it has left sees its totals of no moment any
 * more, also of one at which it was in it.
 */
export async function countiesJoined(
  place: Pick<DataPlace, 'state'>,
  partnership: string,
): Promise<ReadonlySet<string>> {
  const { counties } = await place.state(publicationStream(partnership), publication);
  return new Set(counties.flatMap(({ county, left }) => (left ? [] : [county])));
}
