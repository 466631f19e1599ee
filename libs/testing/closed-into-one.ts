import { decisionAt, finance, lead, openMeetingOn, openSource, propose, support } from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

const bus = { project: 'youth-bus' };
const both = ['council', 'police'];

/**
 * Has a project with an award of £2,000 from each of two sources, whose year is closed and which the source
 * `next` took over; then it is the day after the close.
 */
export async function closeIntoOne(story: DeskStory): Promise<void> {
  await openSource(story, 'next', 0, { year: '2012-13' });
  for (const source of both) await openSource(story, source, 200_000, { mayCrossYear: true });
  await propose(story, 'youth-bus', 400_000);
  const meeting = await openMeetingOn(story, '2011-05-12', [{ item: 'item-1', kind: 'bid', ...bus }]);
  const award = { awardPence: 400_000, allocations: charged([200_000, 200_000]) };
  await story.do(support, 'FundProject', { ...bus, decision: decisionAt(meeting, 'item-1'), award });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(lead, 'AcceptAward', bus);
  const carry = [{ fundingType: 'revenue', amountPence: 200_000 }];
  const carried = both.map((source) => ({ source, to: 'next', carry }));
  const sources = [{ source: 'home-office', carry: [] }, ...carried];
  await story.on('2012-04-02').do(finance, 'CloseYear', { year: '2011-12', sources, reason: 's151' });
}

/** So much of revenue at the one and at the other of the two sources. */
export function charged([council, police]: readonly [number, number]): readonly Fields[] {
  return [
    { source: 'council', fundingType: 'revenue', amountPence: council },
    { source: 'police', fundingType: 'revenue', amountPence: police },
  ];
}
