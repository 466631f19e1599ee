import {
  decisionAt,
  finance,
  fund,
  openMeetingOn,
  openSource,
  otherFinance,
  support,
} from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';

/** The meeting that made the first award, and the one that changed it and decided on other money. */
export const meetingsOnMoney = { first: 'tasking-2011-05-12', second: 'tasking-2011-06-09' } as const;

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
