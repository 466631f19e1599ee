import { describe, expect, it } from '@jest/globals';
import { lagOf } from '#projections/lag';
import { DeskStory, foundPartnership } from '#testing/desk-story';

describe('The lag of read models', () => {
  it('is nil when people can read everything, and else as old as the first event they cannot', async () => {
    const story = new DeskStory().on('2011-04-12');
    await foundPartnership(story);
    const last = await story.store.lastPosition();
    story.on('2011-04-13');
    await story.do('admin-1/administrator', 'AdmitAgency', { agency: 'youth-offending', name: 'Youth' });
    await story.do('admin-1/administrator', 'AdmitAgency', { agency: 'schools', name: 'Schools' });
    const now = '2011-04-13T09:00:30.000Z';
    expect(await lagOf(story.store, last, now)).toEqual({ position: last, last: last + 2, behindMs: 30_000 });
    expect(await lagOf(story.store, last + 2, now)).toMatchObject({ behindMs: 0 });
    // The clock of a machine that asks may be behind that of the one that recorded.
    expect(await lagOf(story.store, last, '2011-04-13T08:59:00.000Z')).toMatchObject({ behindMs: 0 });
  });
});
