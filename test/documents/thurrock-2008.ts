import type { ReadStory } from '#testing/read-story';
import { finance, lead, support } from '#testing/desk-story';
import { opened, paid, seeded, takenOn } from './seeding.ts';

/**
 * The half-year report of Thurrock for 2008/09, its facts and figures entered as commands: eight indicators,
 * ten risks, and the six lines of its finance table.
 */
export async function thurrock2008(): Promise<ReadStory> {
  const story = await seeded({
    partnership: 'thurrock',
    name: 'Thurrock Community Safety Partnership (example)',
    on: '2008-11-03',
    agencies: { council: 'Thurrock Council', police: 'Essex Police', fire: 'Essex Fire and Rescue' },
    priorities: {
      violence: 'Violent crime',
      abuse: 'Domestic abuse',
      confidence: 'Confidence of residents',
      roads: 'Road safety',
      offending: 'Re-offending',
    },
  });
  await indicators(story);
  await risks(story);
  await money(story);
  return story;
}

const firstHalf = { year: '2008-09', period: 'first-half' };

interface Measured {
  readonly indicator: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly year?: Readonly<Record<string, unknown>>;
  readonly target?: string;
  readonly actual: Readonly<Record<string, unknown>>;
}

const rate = { unit: 'rate', per: '1,000 population', partYearUnit: 'number', better: 'lower' };
const percent = { unit: 'percentage' };
const notAvailable = { notAvailable: 'The measure is not available.' };

const measured: readonly Measured[] = [
  {
    indicator: 'r07-wounding',
    definition: { name: 'R07 Incidents of wounding reported to the police', priority: 'violence', ...rate },
    year: { figure: '8.73' },
    target: '675',
    actual: { figure: '532' },
  },
  {
    indicator: 'r07-detection',
    definition: {
      name: 'R07 Offences of domestic violence that result in a sanctioned detection',
      priority: 'abuse',
      better: 'higher',
      ...percent,
    },
    year: { figure: '65', note: 'By 2009/10' },
    target: '60',
    actual: { figure: '66.3' },
  },
  {
    indicator: 'r07-repeats',
    definition: {
      name: 'R07 Victims of domestic violence who are victims again',
      priority: 'abuse',
      better: 'lower',
      ...percent,
    },
    year: { figure: '25', note: 'By 2009/10' },
    target: '30',
    actual: { figure: '31' },
  },
  {
    indicator: 'ni-26',
    definition: {
      name: 'NI 26 Specialist support to victims of a serious sexual offence',
      priority: 'violence',
      better: 'higher',
      ...percent,
    },
    year: { notSet: 'Target setting is deferred to 2009/10.' },
    actual: notAvailable,
  },
  {
    indicator: 'ni-27',
    definition: {
      name: 'NI 27 Understanding of local concerns about anti-social behaviour and crime',
      priority: 'confidence',
      better: 'higher',
      ...percent,
    },
    year: { notSet: 'The baseline is to be established.' },
    actual: notAvailable,
  },
  {
    indicator: 'ni-47',
    definition: {
      name: 'NI 47 People killed or seriously injured in road traffic accidents',
      priority: 'roads',
      unit: 'number',
      better: 'lower',
    },
    year: { figure: '104' },
    actual: { figure: '12', note: 'The first quarter alone' },
  },
  {
    indicator: 'ni-30',
    definition: {
      name: 'NI 30 Reduction of re-offending by prolific and priority offenders',
      priority: 'offending',
      better: 'higher',
      ...percent,
    },
    year: { figure: '26', note: '20 as business goes on, 6 as stretch' },
    actual: notAvailable,
  },
  {
    indicator: 'ni-20',
    definition: { name: 'NI 20 Assault with injury', priority: 'violence', ...rate },
    year: { figure: '7.41', note: 'By the estimate of the population of mid-2007' },
    target: '556',
    actual: { figure: '479' },
  },
];

async function indicators(story: ReadStory): Promise<void> {
  for (const { indicator, definition, year, target, actual } of measured) {
    await story.do(support, 'DefineIndicator', { indicator, suppliedBy: 'Essex Police', ...definition });
    if (year !== undefined)
      await story.do(support, 'SetTarget', { indicator, year: '2008-09', period: 'year', ...year });
    if (target !== undefined)
      await story.do(support, 'SetTarget', { indicator, ...firstHalf, figure: target });
    const said = { actual: 'first-half', source: 'Half-year report', ...actual };
    await story.do(support, 'RecordActual', { indicator, ...firstHalf, ...said });
  }
  const repeats = measured.find(({ indicator }) => indicator === 'r07-repeats');
  const planned = { indicator: 'r07-repeats', ...firstHalf, inRole: 'Domestic violence co-ordinator' };
  const actions = [
    ['workshop', 'A case study workshop on how the work goes from reporting to support.', '2008-12-31'],
    ['training', 'Training where the workshop finds a need.', '2009-03-31'],
    ['support', 'More support for the police to reach medium-risk victims, or more outreach.', '2009-03-31'],
  ];
  for (const [mitigation, action, dueOn] of actions)
    await story.do(support, 'PlanMitigation', { ...planned, mitigation, action, dueOn });
  await story.do(support, 'RedefineIndicator', {
    indicator: 'r07-repeats',
    suppliedBy: 'Essex Police',
    ...repeats?.definition,
    definition: 2,
    name: 'Repeat incidents of domestic abuse',
    unit: 'number',
    reason: 'To count repeat incidents says more than to count repeat victims.',
  });
}

const registered = [
  ['agencies', 'Partner agencies are not engaged.', 'high', 'low', 'Look at the membership of the groups.'],
  ['laws', 'New laws change priorities or resources.', 'medium', 'low', 'New policies are summarised.'],
  ['strategy', 'The new strategy is not embedded.', 'medium', 'medium', 'The area targets support it.'],
  ['pot', 'Money is withdrawn to a central pot.', 'high', 'medium', 'No change this year.'],
  ['restructuring', 'Organisations are restructured.', 'medium', 'low', 'None is planned.'],
  ['systems', 'New systems need time.', 'medium', 'medium', 'Regular reports to the executive.'],
  ['voices', 'Businesses and faith groups are not heard.', 'low', 'high', 'A business forum is set up.'],
  ['police', 'Police targets differ from those of the partnership.', 'medium', 'medium', undefined],
  ['growth', 'The borough grows and changes.', 'low', 'high', 'The strategic assessment watches it.'],
  ['economy', 'The economy brings more acquisitive crime.', 'high', 'high', 'Trends are watched.'],
] as const;

async function risks(story: ReadStory): Promise<void> {
  for (const [risk, description, impact, likelihood, countermeasure] of registered) {
    const done = countermeasure === undefined ? {} : { countermeasure };
    const terms = { risk, description, owner: 'support-1', impact, likelihood, ...done };
    await story.do(support, 'RegisterRisk', terms);
  }
}

const published = { decidedOn: '2008-04-01', reference: 'Half-year report 2008/09' };
const dates = { startsOn: '2008-04-01', finishesOn: '2010-03-31', year: '2008-09', takenOn: published };
const revenue = { source: 'reward-grant', ...dates };

async function money(story: ReadStory): Promise<void> {
  const source = {
    name: 'Reward and pooled grant',
    provider: 'Local strategic partnership',
    year: '2008-09',
  };
  await opened(story, { source: 'reward-grant', ...source, revenue: 332_100, capital: 65_000 });
  const projects = [
    ['cctv', 'CCTV', 30_000, 'violence'],
    ['trust', 'Trust: hate crime worker', 25_300, 'confidence'],
    ['road-runner', 'Road runner', 6_800, 'roads'],
    ['domestic-violence', 'Domestic violence', 170_000, 'abuse'],
    ['alcohol', 'Alcohol', 100_000, 'violence'],
  ] as const;
  for (const [project, title, pounds, priority] of projects)
    await takenOn(story, { project, title, pounds, priorities: [priority], ...revenue });
  const station = { project: 'fire-station', title: 'Corringham fire station', pounds: 65_000 };
  await takenOn(story, { ...station, priorities: ['confidence'], fundingType: 'capital', ...revenue });
  await spending(story);
}

async function spending(story: ReadStory): Promise<void> {
  const spent = [
    ['trust', 25_300, 'A forum each quarter, focus groups, outreach and a research paper'],
    ['road-runner', 6_800, 'Work with pupils of 15 and 16 on road safety'],
    ['domestic-violence', 122_692, 'A co-ordinator and an adviser to victims'],
  ] as const;
  for (const [project, pounds, purpose] of spent)
    await paid(story, project, 'reward-grant', pounds, { paidOn: '2008-09-30', purpose });
  await story.do(finance, 'RaiseReclaim', {
    reclaim: 'adviser',
    source: 'reward-grant',
    project: 'domestic-violence',
    from: 'Home Office',
    fundingType: 'revenue',
    amountPence: 1_400_000,
    dueOn: '2009-03-31',
    reason: 'Its funding of the adviser.',
  });
  const expected = [
    ['domestic-violence', '2008-09', 23_000],
    ['domestic-violence', '2009-10', 94_000],
    ['cctv', '2009-10', 30_000],
  ] as const;
  for (const [project, year, pounds] of expected)
    await story.do(finance, 'RecordForecast', { project, year, amountPence: pounds * 100 });
  const asked = { project: 'fire-station', year: '2008-09', amountPence: 6_500_000 };
  await story.do(finance, 'RecordForecast', { ...asked, note: 'Asked to be paid in 2008/09.' });
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'road-runner',
    month: '2008-09',
    rag: 'green',
    progress: '250 pupils came in 2007, and 500 in 2008.',
  });
  // Its spending to date is left empty, and what is planned has no figure.
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'alcohol',
    month: '2008-09',
    rag: 'green',
    progress: 'A worker gives brief advice. The rest is to be spent in 2008/09 and 2009/10.',
  });
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'fire-station',
    month: '2008-09',
    rag: 'green',
    progress: 'It is to open in January 2009. A steering group and a group of users are set up.',
  });
}
