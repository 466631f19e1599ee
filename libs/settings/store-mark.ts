import { isOfThePlace } from '#eventing/copying';
import type { EventStore } from '#eventing/event-store';
import { markAsText, markIn } from '#settings/folder-mark';
import type { Mark } from '#settings/folder-mark';

/** No command has this key, since a partnership's id begins with a letter or a digit. */
const markCommand = '.place';

/** Earlier than anything that an example tells of, or that a copy brings along. */
const beforeEverything = '1970-01-01T00:00:00.000Z';

/**
 * What was noted in a store when it was made; undefined in one where nothing was. A server has no file that
 * the mark could be in, so it is kept among the answers, which every store keeps and nobody can change.
 *
 * @throws StoreUnusable when it was kept by a newer version or is damaged
 */
export async function readStoreMark(store: EventStore, where: string): Promise<Mark | undefined> {
  const kept = await store.answerTo(markCommand);
  return kept === undefined ? undefined : markIn(kept.body, where);
}

/**
 * Notes what a store is for, once: when two do it at the same moment, the first is right for both.
 *
 * @returns what is noted now
 */
export async function writeStoreMark(store: EventStore, mark: Mark, where: string): Promise<Mark> {
  const answer = { command: markCommand, hash: '00', outcome: 'unchanged', body: markAsText(mark) } as const;
  const recordedAt = await lastMomentOf(store);
  const kept = await store.append([], answer, { recordedAt });
  return kept.outcome === 'already-answered' ? markIn(kept.answer.body, where) : mark;
}

/** Whether a store has anything besides its mark. */
export async function hasHistory(store: EventStore): Promise<boolean> {
  for await (const { command } of store.readAnswers(0)) if (!isOfThePlace(command)) return true;
  return false;
}

/** What is recorded never goes back, so a mark at the end of a copy comes at its last moment. */
async function lastMomentOf(store: EventStore): Promise<string> {
  for await (const { recordedAt } of store.readAnswersBack()) return recordedAt;
  return beforeEverything;
}
