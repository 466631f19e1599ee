import type { Sitting, Waiting } from '#funding/meeting/state';
import { formatDate } from '#kernel/local-date';
import type { Visit } from '../../access/visit.js';

/** How the minutes stand: a draft from the moment the meeting is opened, until a later one approves. */
export async function minutesState(
  { reading: { models, partnership } }: Visit,
  meeting: string,
  { status }: Waiting | Sitting,
): Promise<{ readonly text: string; readonly isApproved: boolean } | undefined> {
  if (status === 'called' || status === 'cancelled') return undefined;
  const row = await models.db
    .selectFrom('meetings')
    .select(['minutes_approved_on as on', 'minutes_approved_at as at'])
    .where('partnership', '=', partnership)
    .where('meeting', '=', meeting)
    .executeTakeFirst();
  if (row?.on === null || row?.on === undefined) {
    const text = status === 'open' ? 'Written as the meeting goes' : 'For the next meeting to approve';
    return { text, isApproved: false };
  }
  return { text: `On ${formatDate(row.on)}`, isApproved: true };
}

/** Earlier meetings of the group whose minutes are drafts still, the oldest first. */
export async function minutesToApprove(
  visit: Visit,
  { called, heldOn, status }: Waiting | Sitting,
): Promise<readonly object[]> {
  if (status !== 'open') return [];
  const { models, partnership } = visit.reading;
  const rows = await models.db
    .selectFrom('meetings')
    .select(['meeting', 'held_on as heldOn'])
    .where('partnership', '=', partnership)
    .where('group_id', '=', called.group)
    .where('status', '=', 'closed')
    .where('minutes_approved_on', 'is', null)
    .where('held_on', '<=', heldOn)
    .where('meeting', '!=', called.meeting)
    .orderBy('held_on')
    .execute();
  return rows.map(({ meeting, heldOn: day }) => ({
    meeting,
    day: formatDate(day),
    href: visit.at(`/documents/minutes/made?meeting=${meeting}`),
  }));
}
