import {
  awardOf,
  chair,
  decisionAt,
  finance,
  lead,
  openMeetingOn,
  otherFinance,
  propose,
  support,
} from '#testing/desk-story';
import type { DeskStory } from '#testing/desk-story';
import { meetingsOnMoney, moneyDecided, moneyGivenBack } from '#testing/money-decided';
import { pay } from '#testing/read-story';

const [may, june, july] = [meetingsOnMoney.first, meetingsOnMoney.second, meetingsOnMoney.third];
const [september, october] = ['tasking-2011-09-08', 'tasking-2011-10-13'] as const;

type DecisionOn = readonly [project: string, decision: string, says: string];

/** A decision of each kind about a project, by which its letter is asked for, and how the letter says it. */
export const everyDecision: readonly DecisionOn[] = [
  ['youth-bus', `${may}/youth-bus`, 'your bid was approved in full: £4,000.00'],
  ['youth-bus', `${june}/bus`, 'the award was changed'],
  ['stall', `${july}/end`, 'the award was rescinded'],
  ['locks', 'action/action-1', "by chair's action, your bid was approved"],
  ['locks', `${july}/chair`, 'was not ratified'],
  ['lights', `${september}/lights`, 'your bid was approved in part: £1,500.00 of £2,000.00'],
  ['signs', `${september}/signs`, 'your bid was deferred'],
  ['posters', `${september}/posters`, 'your bid was refused'],
  ['late', `${september}/late`, 'was not accepted by 22 September 2011, and the award lapsed'],
  ['unwanted', `${september}/unwanted`, 'You declined the award'],
  ['walks', `${september}/walks`, 'your bid was approved: the project costs the partnership nothing.'],
  ['gates', 'action/action-2', 'It was ratified on 13 October 2011.'],
  ['gates', `${october}/ratify`, 'was ratified: the award stands'],
  ['lights', `${october}/waive`, 'this condition was waived: Show the insurance.'],
  ['van', `${october}/accept`, '£150.00 that was paid beyond the award was accepted'],
  ['van', `${october}/recover`, '£50.00, which was paid beyond the award, is to be recovered'],
  [
    'lights',
    `${october}/move`,
    '£300.00 of revenue, of Source home-office 2011/12, was moved from your award to Van.',
  ],
  [
    'van',
    `${october}/move`,
    '£300.00 of revenue, of Source home-office 2011/12, was moved to your award from Lights.',
  ],
  [
    'lights',
    `${october}/split`,
    '£200.00 of revenue of your award was moved from Source home-office 2011/12',
  ],
  ['gates', 'virement/home-office/v-4', 'by a virement that finance authorised, £10.00 of revenue'],
];

/** A partnership that decided in each way there is, on bids, awards, conditions and money that moves. */
export async function decideInEveryWay(story: DeskStory): Promise<void> {
  await moneyDecided(story);
  await moneyGivenBack(story);
  await decideOnBids(story);
  await actAndPay(story);
  await decideOnAwards(story);
}

async function decideOnBids(story: DeskStory): Promise<void> {
  const bids = {
    lights: 200_000,
    signs: 30_000,
    posters: 20_000,
    late: 50_000,
    unwanted: 10_000,
    van: 100_000,
  };
  for (const [project, pence] of Object.entries(bids))
    await propose(story, project, pence, {
      title: `${project.slice(0, 1).toUpperCase()}${project.slice(1)}`,
    });
  await propose(story, 'walks', 0, { title: 'Walks', costs: [] });
  const items = [...Object.keys(bids), 'walks'].map((project) => ({ item: project, kind: 'bid', project }));
  const meeting = await openMeetingOn(story, '2011-09-08', items);
  const insurance = { condition: 'insurance', when: 'before-payment', text: 'Show the insurance.' };
  const count = { condition: 'count', when: 'on-completion', text: 'Say how many were lit.' };
  const awards = [
    ['lights', { ...awardOf(150_000), conditions: [insurance, count] }],
    ['late', awardOf(50_000)],
    ['unwanted', awardOf(10_000)],
    ['van', awardOf(100_000)],
    ['walks', { awardPence: 0, allocations: [] }],
  ] as const;
  for (const [project, award] of awards)
    await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
  await story.do(support, 'DeferBid', { project: 'signs', decision: decisionAt(meeting, 'signs') });
  await story.do(support, 'RefuseBid', { project: 'posters', decision: decisionAt(meeting, 'posters') });
  await story.do(support, 'CloseMeeting', { meeting });
  for (const project of ['lights', 'van']) await story.do(lead, 'AcceptAward', { project });
  await story.do(lead, 'DeclineAward', { project: 'unwanted', reason: 'The street has been swept.' });
}

async function actAndPay(story: DeskStory): Promise<void> {
  await propose(story, 'gates', 20_000, { title: 'Gates' });
  const action = { action: 'action-2', consulted: 'fire-1', award: awardOf(20_000) };
  await story.do(chair, 'TakeChairsAction', { project: 'gates', ...action, reasons: 'It cannot wait.' });
  await story.do(lead, 'AcceptAward', { project: 'gates' });
  await story.on('2011-09-23').do('tallystick/clock', 'LapseAward', { project: 'late' });
  await pay(story, 'van', 120_000, { paidOn: '2011-10-03', payment: 'van-1' });
}

async function decideOnAwards(story: DeskStory): Promise<void> {
  const lights = { source: 'home-office', project: 'lights' };
  const virements = [
    ['v-2', lights, { source: 'home-office', project: 'van' }, 30_000],
    ['v-3', lights, { source: 'police-fund', project: 'lights' }, 20_000],
    ['v-4', { source: 'home-office' }, { source: 'home-office', project: 'gates' }, 1_000],
  ] as const;
  for (const [virement, from, to, amountPence] of virements) {
    const terms = { virement, fundingType: 'revenue', amountPence, reason: 'The lights came cheaper.' };
    await story.do(finance, 'RequestVirement', { ...terms, from, to });
  }
  const meeting = await openMeetingOn(story, '2011-10-13', [
    { item: 'ratify', kind: 'ratification', project: 'gates', title: "Chair's action: Gates" },
    { item: 'waive', kind: 'condition', project: 'lights', title: 'A condition of the lights' },
    { item: 'accept', kind: 'overspend', project: 'van', title: 'The van cost more' },
    { item: 'recover', kind: 'overspend', project: 'van', title: 'The van cost more still' },
    { item: 'move', kind: 'virement', source: 'home-office', title: 'From the lights to the van' },
    { item: 'split', kind: 'virement', source: 'home-office', title: 'The lights from another source' },
  ]);
  const decision = (item: string) => decisionAt(meeting, item);
  const ratified = { project: 'gates', action: 'action-2', outcome: 'ratified' };
  await story.do(support, 'RatifyChairsAction', { ...ratified, decision: decision('ratify') });
  const waived = { project: 'lights', condition: 'insurance', decision: decision('waive') };
  await story.do(support, 'WaiveCondition', waived);
  for (const [outcome, amountPence] of [
    ['accept', 15_000],
    ['recover', 5_000],
  ] as const) {
    const shares = [{ source: 'home-office', fundingType: 'revenue', amountPence }];
    const decided = { project: 'van', decision: decision(outcome), outcome, shares };
    await story.do(support, 'DecideOverspend', decided);
  }
  const source = 'home-office';
  for (const [virement, item] of [
    ['v-2', 'move'],
    ['v-3', 'split'],
  ] as const)
    await story.do(otherFinance, 'AuthoriseVirement', { virement, source, decision: decision(item) });
  await story.do(otherFinance, 'AuthoriseVirement', { virement: 'v-4', source });
}
