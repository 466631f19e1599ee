import type { DeskStory } from '#testing/desk-story';

/** What the other partnership has, under ids that the first has not. */
export const theirs = {
  project: 'their-bus',
  source: 'their-grant',
  meeting: 'tasking-2011-07-14',
  person: 'their-lead',
} as const;

/** Another partnership, `otherside`, with a project, a source, a meeting and a person of its own. */
export async function tellOfAnother(story: DeskStory): Promise<void> {
  const { partnership } = story;
  story.partnership = 'otherside';
  story.on('2011-07-14');
  await seatTheirs(story);
  await story.do(`${theirs.person}/lead-officer`, 'DraftBid', {
    project: theirs.project,
    bid: { title: 'Their bus', leadOfficer: theirs.person },
  });
  await story.do('their-finance/finance-officer', 'OpenFundingSource', {
    source: theirs.source,
    name: 'Their grant',
    provider: 'Home Office',
    year: '2011-12',
    mayCrossYear: false,
  });
  await story.do('their-support/support-officer', 'CallMeeting', {
    meeting: theirs.meeting,
    group: 'tasking',
    heldOn: '2011-07-14',
  });
  story.partnership = partnership;
}

async function seatTheirs(story: DeskStory): Promise<void> {
  const admin = 'their-admin/administrator';
  await story.do(admin, 'FoundPartnership', { name: 'Otherside', example: true });
  await story.do(admin, 'AdmitAgency', { agency: 'council', name: 'Their council' });
  await story.do(admin, 'FormGroup', { group: 'tasking', name: 'Tasking group', kind: 'tasking' });
  for (const [person, role] of [
    [theirs.person, 'lead-officer'],
    ['their-support', 'support-officer'],
    ['their-finance', 'finance-officer'],
  ] as const) {
    await story.do(admin, 'RegisterPerson', { person, name: person });
    await story.do(admin, 'GiveRole', { person, role, agency: 'council' });
  }
}
