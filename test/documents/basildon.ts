import { ReadStory } from '#testing/read-story';
import { basildonTargets } from './basildon-targets.ts';
import { administrator, finance, support } from '#testing/desk-story';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The funding of the Basildon plan of 2010, section 6, its facts and figures entered as commands: the sources
 * of 2009/10 and 2010/11, the posts committed before bidding opened, the swap that was asked for, and as a
 * reserve the £9,000 by which the plan prints less than its own figures leave.
 */
export async function basildon(): Promise<ReadStory> {
  const story = new ReadStory();
  story.partnership = 'basildon';
  story.on('2010-03-12');
  await people(story);
  await lastYear(story);
  await thisYear(story);
  await posts(story);
  await basildonTargets(story);
  const held = { reserve: 'held-back', fundingType: 'revenue', amountPence: 900_000 };
  await story.do(finance, 'HoldReserve', {
    ...held,
    source: 'safer-stronger-10',
    purpose: 'Held back, reason not published',
    takenOn: taken,
  });
  await story.do(finance, 'RequestSwap', {
    source: 'safer-stronger-10',
    swap: 'capital-10',
    amountPence: 2_910_000,
    reason: 'The county is asked to turn capital into revenue.',
  });
  return story;
}

const taken = { decidedOn: '2010-03-01', reference: 'Partnership plan 2010, section 6' };

async function people(story: ReadStory): Promise<void> {
  const name = 'Basildon District Community Safety Partnership (example)';
  await story.do(administrator, 'FoundPartnership', { name, example: true });
  const agencies = {
    council: 'Basildon Council',
    probation: 'Essex Probation',
    housing: 'St Georges Community Housing',
    'catch-22': 'Catch 22',
  };
  for (const [agency, named] of Object.entries(agencies))
    await story.do(administrator, 'AdmitAgency', { agency, name: named });
  await story.do(administrator, 'FormGroup', { group: 'tasking', name: 'Tasking group', kind: 'tasking' });
  for (const person of ['support-1', 'finance-1', 'lead-1'])
    await story.do(administrator, 'RegisterPerson', { person, name: `The officer ${person}` });
  const roles = { 'support-1': 'support-officer', 'finance-1': 'finance-officer' };
  for (const [person, role] of Object.entries(roles))
    await story.do(administrator, 'GiveRole', { person, role });
  await story.do(administrator, 'GiveRole', { person: 'lead-1', role: 'lead-officer', agency: 'council' });
  for (const [priority, named] of Object.entries(objectives))
    await story.do(support, 'AdoptPriority', { priority, name: named });
}

/** The objectives under which section 7 of the plan has its indicators. */
const objectives = {
  all: 'High impact and high priority crimes',
  asb: 'Anti-social behaviour',
  substances: 'Drug and alcohol misuse',
  fear: 'Fear of crime',
  offending: 'Re-offending',
};

interface Source {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly comment?: string;
}

const sources: readonly Source[] = [
  {
    id: 'safer-stronger',
    name: 'Safer Stronger Communities Fund (Area Based Grant)',
    provider: 'Home Office',
    comment: 'Half of the capital grant is lost.',
  },
  { id: 'police-authority', name: 'Essex Police Authority', provider: 'Essex Police Authority' },
  { id: 'daat', name: 'Contribution to the drug and alcohol co-ordinator', provider: 'Essex DAAT' },
  { id: 'county', name: 'Essex County Council', provider: 'Essex County Council' },
  { id: 'fire', name: 'Essex Fire and Rescue', provider: 'Essex Fire and Rescue' },
];

async function open(story: ReadStory, source: Source, year: string, comment: boolean): Promise<void> {
  const { id, name, provider } = source;
  const said = comment && source.comment !== undefined ? { comment: source.comment } : {};
  const opened = { source: `${id}-${year.slice(2, 4)}`, name, provider, year, mayCrossYear: false };
  await story.do(finance, 'OpenFundingSource', { ...opened, ...said });
}

async function enter(
  story: ReadStory,
  command: 'ExpectFunding' | 'ConfirmFunding' | 'CutFunding',
  source: string,
  pounds: number,
  more: Fields = {},
): Promise<void> {
  const { fundingType = 'revenue' } = more as { fundingType?: string };
  const entry = `${command.toLowerCase()}-${fundingType}`;
  const letter = command === 'ExpectFunding' ? {} : { reference: 'Letter of March 2010' };
  const said = {
    source,
    entry,
    fundingType,
    amountPence: pounds * 100,
    reason: 'As the plan states.',
    ...letter,
  };
  await story.do(finance, command, { ...said, ...more });
}

async function lastYear(story: ReadStory): Promise<void> {
  for (const source of sources) await open(story, source, '2009-10', false);
  await enter(story, 'ConfirmFunding', 'safer-stronger-09', 58_200, { fundingType: 'capital' });
  await enter(story, 'ConfirmFunding', 'safer-stronger-09', 156_320);
  await enter(story, 'ConfirmFunding', 'police-authority-09', 5_553);
  await enter(story, 'ConfirmFunding', 'daat-09', 4_000);
  await enter(story, 'ConfirmFunding', 'county-09', 6_500);
  await enter(story, 'ConfirmFunding', 'fire-09', 5_000);
}

async function thisYear(story: ReadStory): Promise<void> {
  for (const source of sources) await open(story, source, '2010-11', true);
  await enter(story, 'ConfirmFunding', 'safer-stronger-10', 29_100, { fundingType: 'capital' });
  await enter(story, 'ConfirmFunding', 'safer-stronger-10', 156_320);
  await enter(story, 'ExpectFunding', 'police-authority-10', 5_553);
  const gone = { entry: 'gone', reference: 'Letter of March 2010', reason: 'Funding withdrawn.' };
  await story.do(finance, 'WithdrawFunding', { source: 'police-authority-10', ...gone });
  await enter(story, 'ConfirmFunding', 'daat-10', 4_000);
  await enter(story, 'ExpectFunding', 'county-10', 6_500);
  await enter(story, 'CutFunding', 'county-10', 2_500, { reason: 'A reduction of 38 %.' });
  await enter(story, 'ConfirmFunding', 'county-10', 4_000);
  await enter(story, 'ConfirmFunding', 'fire-10', 5_000);
  await open(story, { id: 'health', name: 'SW Essex NHS', provider: 'SW Essex NHS' }, '2010-11', false);
  await enter(story, 'ExpectFunding', 'health-10', 10_000);
  const command = { id: 'police-command', name: 'Essex Police Basic Command Unit', provider: 'Essex Police' };
  await open(story, command, '2010-11', false);
}

const commitments: readonly (readonly [project: string, title: string, agency: string, pounds: number])[] = [
  ['support-post', 'Partnership support officer', 'council', 25_000],
  ['asb-post', 'Anti-social behaviour co-ordinator', 'housing', 25_000],
  ['abuse-post', 'Domestic abuse co-ordinator for the county', 'probation', 875],
  ['research-post', 'Information and research officer', 'council', 15_000],
  ['futures-post', 'Positive Futures co-ordinator', 'catch-22', 15_000],
  ['safety-post', "Women's safety worker", 'probation', 5_000],
];

async function posts(story: ReadStory): Promise<void> {
  for (const [project, title, leadAgency, pounds] of commitments) {
    const cost = { year: '2010-11', fundingType: 'revenue', amountPence: pounds * 100 };
    const approximate = project === 'research-post' ? { approximate: true } : {};
    const dates = { startsOn: '2010-04-01', finishesOn: '2011-03-31' };
    const bid = {
      title,
      priorities: ['all'],
      leadOfficer: 'lead-1',
      leadAgency,
      ...dates,
      costs: [{ ...cost, ...approximate }],
      annualCommitment: true,
      ...bidWords,
    };
    const allocation = { source: 'safer-stronger-10', fundingType: 'revenue', amountPence: pounds * 100 };
    const award = { awardPence: pounds * 100, allocations: [allocation] };
    await story.do(support, 'TakeOnProject', { project, bid, takenOn: taken, award });
  }
  await rapeCrisis(story);
}

const bidWords = {
  description: 'A post that the plan commits to.',
  expectedOutputs: [{ text: 'A post that is filled' }],
  riskOfNotDoing: 'The work would stop.',
  challenges: 'None stated.',
  beneficiaries: { place: 'Basildon District', group: 'Residents' },
  partnerInput: 'The agency that employs.',
};

/** The adviser that the Home Office and a charity pay for: in the plan, and in no total of it. */
async function rapeCrisis(story: ReadStory): Promise<void> {
  const bid = {
    title: 'Independent sexual violence adviser',
    priorities: ['all'],
    leadOfficer: 'lead-1',
    leadAgency: 'council',
    startsOn: '2010-04-01',
    finishesOn: '2011-03-31',
    costs: [],
    matchFunding: [
      { from: 'Home Office', status: 'secured', amountPence: 2_000_000 },
      { from: 'South Essex Rape and Incest Crisis Centre', status: 'secured', amountPence: 2_000_000 },
    ],
    ...bidWords,
  };
  const award = { awardPence: 0, allocations: [] };
  await story.do(support, 'TakeOnProject', { project: 'violence-adviser', bid, takenOn: taken, award });
}
