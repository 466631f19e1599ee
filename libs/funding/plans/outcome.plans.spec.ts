import { beforeEach, describe, expect, it } from '@jest/globals';
import { meeting as meetingDecider } from '#funding/meeting/meeting';
import { itemOf } from '#funding/meeting/state';
import {
  DeskStory,
  foundPartnership,
  fund,
  lead,
  openMeetingOn,
  refuses,
  support,
} from '#testing/desk-story';

const meeting = 'tasking-2011-07-14';
const bus = { project: 'youth-bus' };
const agreed = { meeting, item: 'bus', reasons: 'It works.' };
const mainstream = { agency: 'The council', from: '2012-04-01', budget: 'Youth services' };

describe('What becomes of a project, agreed in a meeting', () => {
  let story: DeskStory;

  beforeEach(async () => {
    story = new DeskStory();
    await foundPartnership(story);
    await fund(story, 'youth-bus', 400_000);
    story.on('2011-06-01');
    await story.do(lead, 'StartProject', bus);
    story.on('2011-06-20');
    await story.do(lead, 'FinishProject', { ...bus, manner: 'completed' });
  });

  const open = async (...items: readonly Readonly<Record<string, unknown>>[]): Promise<string> =>
    openMeetingOn(story, '2011-07-14', items);

  it.each([
    ['MainstreamProject', mainstream, 'ProjectMainstreamed'],
    ['ContinueProject', { as: 'walk' }, 'ProjectContinued'],
    ['DiscontinueProject', {}, 'ProjectDiscontinued'],
  ] as const)('is told to the project and the meeting in one append: %s', async (command, terms, event) => {
    await story.do(lead, 'DraftBid', { project: 'walk', bid: { title: 'Walk', leadOfficer: 'lead-1' } });
    await open({ item: 'bus', kind: 'outcome', ...bus });
    const reply = await story.do(support, command, { ...bus, ...terms, ...agreed });
    expect(reply.events.map(({ type, stream }) => [type, stream])).toEqual([
      [event, 'project-riverside.youth-bus'],
      ['ItemDecided', `meeting-riverside.${meeting}`],
    ]);
    const state = await story.state(`meeting-riverside.${meeting}`, meetingDecider);
    expect(itemOf(state, 'bus')?.decision).toMatchObject({ outcome: 'noted', reasons: 'It works.' });
    const again = await story.send(support, command, { ...bus, ...terms, ...agreed });
    expect(again).toMatchObject({ outcome: 'unchanged' });
  });

  it('is nothing to either when the meeting may not agree it: too few are there', async () => {
    await open({ item: 'bus', kind: 'outcome', ...bus });
    for (const person of ['chair-1', 'deputy-1', 'police-1'])
      await story.do(support, 'RecordDeparture', { meeting, person });
    await refuses(story, 'not-quorate', support, 'DiscontinueProject', { ...bus, ...agreed });
    expect(await story.typesOf('project-riverside.youth-bus')).not.toContain('ProjectDiscontinued');
  });

  it('is nothing to either when the project cannot become it', async () => {
    await fund(story, 'walk', 100_000, '2011-06-23');
    await open({ item: 'walk', kind: 'outcome', project: 'walk' });
    const early = { project: 'walk', ...mainstream, ...agreed, item: 'walk' };
    await refuses(story, 'not-finished', support, 'MainstreamProject', early);
    expect(await story.typesOf(`meeting-riverside.${meeting}`)).not.toContain('ItemDecided');
  });

  it('may be recorded later, under an item on which something was said', async () => {
    await open({ item: 'bus', kind: 'outcome', ...bus });
    await story.do(support, 'NoteItem', { meeting, item: 'bus', reasons: 'The council will say by Friday.' });
    await story.do(support, 'CloseMeeting', { meeting });
    story.on('2011-07-18');
    const reply = await story.do(support, 'MainstreamProject', { ...bus, ...mainstream, ...agreed });
    expect(reply.events.map(({ type }) => type)).toEqual(['ProjectMainstreamed']);
  });

  it('is not agreed in a meeting that is not there, or ended without it, nor under another’s item', async () => {
    await story.do(lead, 'DraftBid', { project: 'walk', bid: { title: 'Walk', leadOfficer: 'lead-1' } });
    await open({ item: 'bus', kind: 'outcome', ...bus }, { item: 'walk', kind: 'outcome', project: 'walk' });
    const asked = { ...bus, ...agreed };
    await refuses(story, 'no-such-meeting', support, 'DiscontinueProject', { ...asked, meeting: 'august' });
    await refuses(story, 'no-such-item', support, 'DiscontinueProject', { ...asked, item: 'boat' });
    await refuses(story, 'about-another-project', support, 'DiscontinueProject', { ...asked, item: 'walk' });
    await story.do(support, 'CloseMeeting', { meeting });
    await refuses(story, 'meeting-closed', support, 'DiscontinueProject', asked);
  });

  it('leaves an item that has to be decided to a decision', async () => {
    await open({ item: 'bus', kind: 'variation', ...bus });
    await refuses(story, 'needs-a-decision', support, 'DiscontinueProject', { ...bus, ...agreed });
  });
});
