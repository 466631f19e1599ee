import {
  awardOf,
  chair,
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  openSource,
  otherFinance,
  propose,
  support,
} from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { pay } from '#testing/read-story';

/** The meeting of the first award, one that changed it and decided on other money, one that ended two. */
export const meetingsOnMoney = {
  first: 'tasking-2011-05-12',
  second: 'tasking-2011-06-09',
  third: 'tasking-2011-07-14',
} as const;

/**
 * An award of £4,000; then a meeting that takes £1,500 of it back and gives £1,000 from another source, holds
 * £500 in reserve, and moves £2,000 between sources. Since then the reserve was released.
 */
export async function moneyDecided(story: DeskStory): Promise<void> {
  await openSource(story, 'police-fund', 600_000);
  await fund(story, 'youth-bus', 400_000, '2011-05-12');
  const asked = { virement: 'v-1', fundingType: 'revenue', amountPence: 200_000 };
  const ends = { from: { source: 'police-fund' }, to: { source: 'home-office' } };
  await story.do(finance, 'RequestVirement', { ...asked, ...ends, reason: 'More is asked for there.' });
  const meeting = await openMeetingOn(story, '2011-06-09', [
    { item: 'bus', kind: 'variation', project: 'youth-bus', title: 'The bus costs less' },
    { item: 'review', kind: 'reserve', source: 'home-office', title: 'A review' },
    { item: 'move', kind: 'virement', source: 'police-fund', title: 'Money to the Home Office fund' },
  ]);
  await story.do(support, 'VaryAward', {
    project: 'youth-bus',
    decision: decisionAt(meeting, 'bus'),
    changes: [
      { source: 'home-office', fundingType: 'revenue', change: 'less', amountPence: 150_000 },
      { source: 'police-fund', fundingType: 'revenue', change: 'more', amountPence: 100_000 },
    ],
  });
  const reserve = { source: 'home-office', reserve: 'review' };
  const terms = { ...reserve, fundingType: 'revenue', amountPence: 50_000, purpose: 'A review' };
  await story.do(support, 'HoldReserve', { ...terms, decision: decisionAt(meeting, 'review') });
  const virement = { virement: 'v-1', source: 'police-fund', decision: decisionAt(meeting, 'move') };
  await story.do(otherFinance, 'AuthoriseVirement', virement);
  const released = { ...reserve, release: 'r-1', amountPence: 50_000, reason: 'None came.' };
  await story.on('2011-06-10').do(finance, 'ReleaseReserve', released);
}

/**
 * Then a meeting that rescinds an award of £1,000, of which £200 is paid and £300 waits for its funding, and
 * does not ratify a chair's action of £200.
 */
export async function moneyGivenBack(story: DeskStory): Promise<void> {
  const hoped = { source: 'hoped', fundingType: 'revenue', amountPence: 30_000 };
  await openSource(story, 'hoped', 0);
  await story.do(finance, 'ExpectFunding', { ...hoped, entry: 'likely', reason: 'A draft letter.' });
  await propose(story, 'stall', 100_000, { title: 'A stall' });
  const begun = await openMeetingOn(story, '2011-06-16', [{ item: 'stall', kind: 'bid', project: 'stall' }]);
  const sure = { source: 'home-office', fundingType: 'revenue', amountPence: 70_000 };
  await story.do(support, 'FundProject', {
    project: 'stall',
    decision: decisionAt(begun, 'stall'),
    award: { awardPence: 100_000, allocations: [sure, { ...hoped, subjectToFunding: true }] },
  });
  await story.do(support, 'CloseMeeting', { meeting: begun });
  await story.do(lead, 'AcceptAward', { project: 'stall' });
  await pay(story, 'stall', 20_000, { paidOn: '2011-06-20' });
  await propose(story, 'locks', 20_000, { title: 'Locks' });
  const action = {
    action: 'action-1',
    consulted: 'fire-1',
    award: awardOf(20_000),
    reasons: 'It is urgent.',
  };
  await story.do(chair, 'TakeChairsAction', { project: 'locks', ...action });
  const meeting = await openMeetingOn(story, '2011-07-14', [
    { item: 'end', kind: 'variation', project: 'stall', title: 'The stall ends' },
    { item: 'chair', kind: 'ratification', project: 'locks', title: "Chair's action: Locks" },
  ]);
  await story.do(support, 'RescindAward', { project: 'stall', decision: decisionAt(meeting, 'end') });
  const ratification = {
    action: 'action-1',
    outcome: 'not-ratified',
    decision: decisionAt(meeting, 'chair'),
  };
  await story.do(support, 'RatifyChairsAction', { project: 'locks', ...ratification });
}
