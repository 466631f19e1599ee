import { describe, expect, it } from '@jest/globals';
import type { CommandName } from '#funding/roles';
import {
  DeskStory,
  decisionAt,
  finance,
  foundPartnership,
  fund,
  lead,
  openMeetingOn,
  openSource,
  propose,
  support,
} from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

/** The same command with an id of its own: pressed again by someone who had the page still open. */
async function changesNothingAgain(
  story: DeskStory,
  by: string,
  command: CommandName,
  fields: Fields,
): Promise<void> {
  const before = await story.store.lastPosition();
  expect(await story.send(by, command, fields)).toMatchObject({ outcome: 'unchanged' });
  expect(await story.store.lastPosition()).toBe(before);
}

/** A project with an award of £8,000, of which £10 is paid, and a second source. */
async function paidInPart(): Promise<DeskStory> {
  const story = new DeskStory();
  await foundPartnership(story);
  await openSource(story, 'council', 500_000);
  await fund(story, 'bus', 800_000);
  await story.do(finance, 'RecordExpenditure', {
    project: 'bus',
    payment: 'p-1',
    payee: 'Riverside Coaches Ltd',
    reference: 'INV-1',
    netPence: 1_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'hire',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 1_000 }],
    paidOn: '2011-05-12',
  });
  return story;
}

const change = (source: string, kind: 'more' | 'less', amountPence: number): Fields => ({
  source,
  fundingType: 'revenue',
  change: kind,
  amountPence,
});

async function vary(story: DeskStory, day: string, changes: readonly Fields[]): Promise<Fields> {
  const meeting = await openMeetingOn(story, day, [{ item: 'bus', kind: 'variation', project: 'bus' }]);
  const varied = { project: 'bus', decision: decisionAt(meeting, 'bus'), changes, on: day };
  await story.do(support, 'VaryAward', varied);
  return varied;
}

function close(source: string): Fields {
  return { source, to: 'home-office-next', carry: [] };
}

async function closeYear(story: DeskStory): Promise<void> {
  await openSource(story, 'home-office-next', 0, { year: '2012-13', mayCrossYear: true });
  story.on('2012-04-02');
  const sources = [close('home-office'), close('council')];
  await story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'The year is over.' });
}

const claim = (of: string, source: string, amountPence: number): Fields => ({
  project: 'bus',
  claim: of,
  payee: 'Riverside Coaches Ltd',
  reference: `INV-${of}`,
  netPence: amountPence,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'hire',
  charges: [{ source, fundingType: 'revenue', amountPence }],
});

describe('What is said again, long after', () => {
  it('varies an award once, also when its money lies with a successor since', async () => {
    const story = await paidInPart();
    const varied = await vary(story, '2011-06-09', [change('home-office', 'less', 100_000)]);
    await closeYear(story);
    await changesNothingAgain(story, support, 'VaryAward', varied);
  });

  it('rescinds an award once, and not what was given after it', async () => {
    const story = await paidInPart();
    const meeting = await openMeetingOn(story, '2011-06-09', [
      { item: 'bus', kind: 'variation', project: 'bus' },
    ]);
    const rescind = { project: 'bus', decision: decisionAt(meeting, 'bus'), on: '2011-06-09' };
    await story.do(support, 'RescindAward', rescind);
    await vary(story, '2011-07-14', [change('council', 'more', 100_000)]);
    await changesNothingAgain(story, support, 'RescindAward', rescind);
  });

  it('declines an award once, and not what was given after it', async () => {
    const story = await paidInPart();
    const decline = { project: 'bus', reason: 'The driver has left.' };
    await story.do(lead, 'DeclineAward', decline);
    await vary(story, '2011-06-09', [change('council', 'more', 100_000)]);
    await changesNothingAgain(story, lead, 'DeclineAward', decline);
  });

  it('releases what is unspent once, and not what was given after it', async () => {
    const story = await paidInPart();
    await story.do(lead, 'StartProject', { project: 'bus' });
    await story.do(lead, 'FinishProject', { project: 'bus', manner: 'completed' });
    const release = { project: 'bus', release: 'r-1', reason: 'All is paid.' };
    await story.do(finance, 'ReleaseCommitment', release);
    await vary(story, '2011-06-09', [change('council', 'more', 100_000)]);
    await changesNothingAgain(story, finance, 'ReleaseCommitment', release);
  });

  it('claims by the source of either year once the money has followed, and once', async () => {
    const story = await paidInPart();
    await closeYear(story);
    await story.do(lead, 'ClaimExpenditure', claim('c-1', 'home-office-next', 500_000));
    await changesNothingAgain(story, lead, 'ClaimExpenditure', claim('c-1', 'home-office', 500_000));
    await story.do(lead, 'ClaimExpenditure', claim('c-2', 'home-office', 200_000));
    const beyond = await story.send(lead, 'ClaimExpenditure', claim('c-3', 'home-office-next', 100_000));
    expect(beyond).toMatchObject({ outcome: 'refused', refusal: 'more-than-award' });
  });

  it('puts a bid on the agenda once, and not on that of a meeting that is over', async () => {
    const story = new DeskStory();
    await foundPartnership(story);
    await propose(story, 'bus', 800_000);
    const item = { item: 'bus', kind: 'bid', project: 'bus' };
    const meeting = await openMeetingOn(story, '2011-05-12', [item]);
    await story.do(support, 'CloseMeeting', { meeting });
    await changesNothingAgain(story, support, 'PutOnAgenda', { meeting, ...item });
  });
});
