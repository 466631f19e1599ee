import {
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
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

/**
 * A bid approved in part with a condition, one refused and one deferred, one with an interest, one that
 * continues, and a virement between two sources.
 */
export async function aMeeting(): Promise<ReadStory> {
  const story = await aPartnership();
  await fund(story, 'last-bus', 50_000, '2011-05-12');
  await story.do(lead, 'StartProject', { project: 'last-bus' });
  story.on('2011-05-20');
  await story.do(lead, 'FinishProject', {
    project: 'last-bus',
    manner: 'completed',
  });
  await propose(story, 'youth-bus', 500_000, { continues: 'last-bus' });
  await propose(story, 'posters', 20_000, { title: 'Posters' });
  await propose(story, 'signs', 30_000, { title: 'Signs' });
  await openSource(story, 'police-fund', 600_000);
  const virement = { virement: 'v-1', fundingType: 'revenue', amountPence: 200_000 };
  const ends = { from: { source: 'police-fund' }, to: { source: 'home-office' } };
  await story.do(finance, 'RequestVirement', { ...virement, ...ends, reason: 'More is asked for there.' });
  const bids = ['youth-bus', 'posters', 'signs'].map((project) => ({ item: project, kind: 'bid', project }));
  const items = [...bids, { item: 'move', kind: 'virement', source: 'police-fund' }];
  const where = { startsAt: '14:00', place: 'Town hall' };
  const meeting = await openMeetingOn(story, '2011-07-14', items, where);
  await story.do(support, 'DeclareInterest', {
    meeting,
    item: 'youth-bus',
    person: 'fire-1',
    declares: 'interest',
    nature: 'A trustee of the youth trust.',
  });
  await story.do(support, 'FundProject', {
    project: 'youth-bus',
    decision: {
      ...decisionAt(meeting, 'youth-bus'),
      ballot: { for: ['chair-1', 'police-1'], against: ['deputy-1'], abstained: [] },
    },
    award: {
      awardPence: 400_000,
      allocations: [{ source: 'home-office', fundingType: 'revenue', amountPence: 400_000 }],
      conditions: [
        { condition: 'insurance', when: 'before-payment', text: 'Show the insurance.', dueOn: '2011-08-01' },
      ],
    },
  });
  await story.do(support, 'RefuseBid', { project: 'posters', decision: decisionAt(meeting, 'posters') });
  await story.do(support, 'DeferBid', { project: 'signs', decision: decisionAt(meeting, 'signs') });
  await story.do(otherFinance, 'AuthoriseVirement', {
    virement: 'v-1',
    source: 'police-fund',
    decision: decisionAt(meeting, 'move'),
  });
  await story.do(support, 'CloseMeeting', { meeting });
  await story.do(lead, 'SubmitHighlightReport', {
    report: 'july',
    project: 'youth-bus',
    from: '2011-07-01',
    to: '2011-07-14',
    budget: 'Awarded.',
    progress: 'None yet.',
    performanceAndRisk: 'No driver has been found.',
    nextPeriod: 'It starts.',
  });
  return story;
}
