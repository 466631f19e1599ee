import type { Recorded } from '#eventing/event-store';
import type { Reading } from '#reads/reading';

/** Which events are asked for, the newest first; what is left out narrows nothing. */
export interface EventsAsked {
  readonly type?: string | undefined;
  readonly person?: string | undefined;
  readonly stream?: string | undefined;
  /** Only those before this position. */
  readonly before?: number;
}

/** A part of the events, the newest first, and whether there are others on either side of it. */
export interface EventsPart {
  readonly rows: readonly EventRow[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** An event as the list shows it. */
export interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly person: string;
  readonly role: string;
  readonly effective_on: string;
  readonly recorded_at: string;
  readonly words: string;
}

/** The events of this partnership that are asked for, so many at most. */
export async function eventsOf(
  from: Reading,
  { before, ...asked }: EventsAsked,
  most: number,
): Promise<readonly EventRow[]> {
  let events = eventsLike(from, asked);
  if (before !== undefined) events = events.where('position', '<', before);
  return events.orderBy('position', 'desc').limit(most).execute();
}

/**
 * So many of the events that are asked for, that stand next to a position: before it, or after it, or the
 * newest of all, also where no more than those stand after it.
 */
export async function partOfEvents(
  from: Reading,
  { before, ...asked }: EventsAsked,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<EventsPart> {
  if (after !== undefined) {
    const next = await eventsAfter(from, asked, after, limit + 1);
    if (next.length <= limit) return partOfEvents(from, asked, { limit });
    const older = await eventsOf(from, { ...asked, before: after + 1 }, 1);
    return { rows: next.slice(0, limit).toReversed(), hasNewer: true, hasOlder: older.length > 0 };
  }
  const found = await eventsOf(from, before === undefined ? asked : { ...asked, before }, limit + 1);
  const newer = before === undefined ? [] : await eventsAfter(from, asked, before - 1, 1);
  return { rows: found.slice(0, limit), hasNewer: newer.length > 0, hasOlder: found.length > limit };
}

/** The same from a position on, the oldest first: what a program reads that keeps up with them. */
export async function eventsAfter(
  from: Reading,
  asked: Omit<EventsAsked, 'before'>,
  position: number,
  most: number,
): Promise<readonly EventRow[]> {
  const events = eventsLike(from, asked).where('position', '>', position);
  return events.orderBy('position').limit(most).execute();
}

function eventsLike(
  { models, partnership }: Reading,
  { type, person, stream }: Omit<EventsAsked, 'before'>,
): ReturnType<typeof eventsIn> {
  let events = eventsIn(models.db, partnership);
  if (type !== undefined) events = events.where('type', '=', type);
  if (person !== undefined) events = events.where('person', '=', person);
  if (stream !== undefined) events = events.where('stream', '=', stream);
  return events;
}

const eventsIn = (db: Reading['models']['db'], partnership: string) =>
  db
    .selectFrom('history')
    .select(['position', 'stream', 'type', 'person', 'role', 'effective_on', 'recorded_at', 'words'])
    .where('partnership', '=', partnership);

/** An event as it is stored; undefined where this partnership has none at that position (rule 23). */
export async function recordedAt(
  { models, partnership, place }: Reading,
  position: number,
): Promise<Recorded | undefined> {
  const known = await models.db
    .selectFrom('history')
    .select('position')
    .where('partnership', '=', partnership)
    .where('position', '=', position)
    .executeTakeFirst();
  if (known === undefined) return undefined;
  for await (const recorded of place.store.readAll(position - 1))
    return recorded.position === position ? recorded : undefined;
  return undefined;
}
