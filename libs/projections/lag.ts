import type { EventStore } from '#eventing/event-store';
import type { Instant } from '#kernel/local-date';

/** How far what people read is behind what was recorded. */
export interface Lag {
  /** Of the last event that people can read. */
  readonly position: number;
  /** Of the last event that is recorded. */
  readonly last: number;
  /** How long ago the first event was recorded that people cannot read yet; nil when they can read all. */
  readonly behindMs: number;
}

/** Measures the lag of read models that are at a position. */
export async function lagOf(store: EventStore, position: number, now: Instant): Promise<Lag> {
  const last = await store.lastPosition();
  const since = last > position ? await recordedAfter(store, position) : undefined;
  const behindMs = since === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(since));
  return { position, last, behindMs };
}

async function recordedAfter(store: EventStore, position: number): Promise<Instant | undefined> {
  for await (const { recordedAt } of store.readAll(position, { pageSize: 1 })) return recordedAt;
  return undefined;
}
