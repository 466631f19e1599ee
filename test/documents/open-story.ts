import type { Moment } from '#documents/model/document';
import {
  administrator,
  decisionAt,
  finance,
  lead,
  openMeetingOn,
  openSource,
  propose,
  support,
} from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

type Fields = Readonly<Record<string, unknown>>;

/** After all that the story tells. */
export const afterTheYear: Moment = { asAt: '2012-04-13', knownAt: '2012-04-13T22:00:00.000Z' };

const bids: Readonly<Record<string, { readonly pence: number; readonly bid: Fields }>> = {
  'youth-bus': { pence: 400_000, bid: {} },
  // Somebody typed a name and a number where none belongs.
  helpline: {
    pence: 150_000,
    bid: {
      title: 'Helpline',
      description: 'Ring 07700 900123 and ask for Jane Oakenshaw.',
      continues: 'youth-bus',
      jointWith: [{ partnership: 'Westshire CSP', reference: '360G-westshire-helpline', sharePence: 50_000 }],
    },
  },
  leaflets: { pence: 0, bid: { title: 'Leaflets by volunteers', costs: [], startsOn: '2011-06-10' } },
  refuge: { pence: 200_000, bid: { title: 'Refuge, four rooms' } },
  cameras: { pence: 250_000, bid: { title: 'Cameras at Rose Hill', leadAgency: 'camera-company' } },
  // The council's own: money that stays in the public sector.
  patrols: { pence: 50_000, bid: { title: 'Patrols in the park', leadAgency: 'council' } },
};

/**
 * A partnership with awards and payments of every kind that publishing has to know: of several sources and
 * types, without cost, joint, of a project whose place is secret, and with texts that name people.
 */
export async function openStory(): Promise<ReadStory> {
  const story = await aPartnership();
  await story.do(administrator, 'AdmitAgency', { agency: 'camera-company', name: 'The camera company' });
  await openSource(story, 'capital-fund', 0, { name: 'Capital fund' });
  await story.do(finance, 'ConfirmFunding', {
    source: 'capital-fund',
    entry: 'grant',
    fundingType: 'capital',
    amountPence: 500_000,
    reason: 'Grant letter.',
    reference: 'HO/2',
  });
  for (const [project, { pence, bid }] of Object.entries(bids))
    await propose(story, project, pence, project === 'leaflets' ? bid : withCapital(project, pence, bid));
  await decide(story);
  await deliver(story);
  await pay(story);
  return story;
}

function withCapital(project: string, pence: number, bid: Fields): Fields {
  if (project !== 'cameras') return bid;
  const halves = ['capital', 'revenue'].map((fundingType) => ({
    year: '2011-12',
    fundingType,
    amountPence: pence / 2,
  }));
  return { ...bid, costs: halves };
}

async function decide(story: ReadStory): Promise<void> {
  const items = Object.keys(bids).map((project) => ({ item: project, kind: 'bid', project }));
  const meeting = await openMeetingOn(story, '2011-05-12', items);
  const none = { item: 'patrols', person: 'chair-1', declares: 'none' };
  await story.do(support, 'DeclareInterest', { meeting, ...none });
  for (const [project, { pence }] of Object.entries(bids)) {
    const allocations = allocationsOf(project, pence);
    const award = { awardPence: pence, allocations };
    await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
  }
  await story.do(support, 'CloseMeeting', { meeting });
}

function allocationsOf(project: string, pence: number): readonly Fields[] {
  const revenue = { source: 'home-office', fundingType: 'revenue' };
  if (pence === 0) return [];
  if (project !== 'cameras') return [{ ...revenue, amountPence: pence }];
  const half = pence / 2;
  return [
    { source: 'capital-fund', fundingType: 'capital', amountPence: half },
    { ...revenue, amountPence: half },
  ];
}

async function deliver(story: ReadStory): Promise<void> {
  for (const project of Object.keys(bids)) await story.do(lead, 'AcceptAward', { project });
  story.on('2011-06-10');
  for (const project of Object.keys(bids)) await story.do(lead, 'StartProject', { project });
  const input = { entry: 'printing', from: 'Volunteers', description: 'Two days', valuePence: 30_000 };
  await story.do(lead, 'RecordInKindInput', { project: 'leaflets', ...input });
  story.on('2011-12-20');
  await story.do(lead, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
}

const payments: readonly (readonly [string, string, string, number])[] = [
  ['youth-bus', 'bus-1', 'Print Works Ltd', 100_000],
  ['youth-bus', 'bus-2', 'Bus Hire Company', 80_000],
  ['youth-bus', 'bus-3', 'Corner shop', 2_000],
  ['helpline', 'phone-1', 'Jane Oakenshaw', 60_000],
  ['refuge', 'locks-1', 'Lock Services Ltd', 70_000],
  ['cameras', 'camera-1', 'Camera Systems Ltd', 50_000],
];

async function pay(story: ReadStory): Promise<void> {
  story.on('2012-01-16');
  for (const [project, payment, payee, amountPence] of payments) {
    await story.do(finance, 'RecordExpenditure', {
      project,
      payment,
      payee,
      reference: `Invoice ${payment}`,
      paidOn: '2012-01-16',
      netPence: amountPence - 100,
      irrecoverableVatPence: 100,
      purpose: `For ${project}`,
      category: 'services',
      charges: [{ source: 'home-office', fundingType: 'revenue', amountPence }],
    });
  }
  story.on('2012-02-06');
  const wrong = { project: 'youth-bus', payment: 'bus-2', reason: 'To the wrong payee.' };
  await story.do(finance, 'ReverseExpenditure', wrong);
}

/** Says who publishes, and what the agencies are to the public. */
export async function describePublisher(story: ReadStory): Promise<void> {
  await story.do(administrator, 'DescribePublisher', {
    name: 'Riverside Council',
    identifier: 'GB-LAE-RVS',
    prefix: '360G-riverside',
    department: 'Community safety',
    areaCode: 'E22000999',
    licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    website: 'https://www.riverside.example/open-data',
  });
  const agencies = {
    'youth-trust': { kind: 'voluntary', identifier: 'GB-CHC-1000001' },
    'camera-company': { kind: 'company', identifier: 'GB-COH-01234567' },
    council: { kind: 'public', identifier: 'GB-LAE-RVS' },
  };
  for (const [agency, said] of Object.entries(agencies))
    await story.do(support, 'DescribeAgency', { agency, ...said });
  await story.do(support, 'HoldProjectBack', { project: 'refuge', reason: 'Its place is not to be known.' });
}
