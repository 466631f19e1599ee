import type { ReadStory } from '#testing/read-story';
import { lead, support } from '#testing/desk-story';
import { opened, paid, seeded, takenOn } from './seeding.ts';

/**
 * What the project highlight report of Waltham Forest of October 2008 states, entered as commands: £25,000 of
 * one budget that remains to be allocated, two indicators, two risks, progress and next steps. The amounts
 * that are not published are made up.
 */
export async function walthamForest(): Promise<ReadStory> {
  const story = await seeded({
    partnership: 'waltham-forest',
    name: 'SafetyNet, Waltham Forest (example)',
    on: '2008-10-28',
    agencies: { council: 'Waltham Forest Council' },
    priorities: { drugs: 'Drugs', crime: 'Serious crime' },
  });
  await money(story);
  await updates(story);
  await measures(story);
  return story;
}

const year = '2008-09';

async function money(story: ReadStory): Promise<void> {
  const pooled = { source: 'treatment', name: 'Pooled Treatment Budget', provider: 'Primary care trust' };
  await opened(story, { ...pooled, year, revenue: 550_000 });
  const young = { source: 'young-people', name: "Young People's Substance Misuse Budget" };
  await opened(story, { ...young, provider: 'Home Office', year, revenue: 85_000 });
  const decided = { decidedOn: '2008-04-01', reference: 'Highlight report, October 2008' };
  const known = { priorities: ['drugs'], year, takenOn: decided, startsOn: '2008-04-01' };
  const treatment = { project: 'treatment', title: 'Drug treatment', pounds: 550_000 };
  await takenOn(story, { ...treatment, source: 'treatment', finishesOn: '2009-12-31', ...known });
  const alcohol = { project: 'alcohol', title: 'Alcohol brief intervention', pounds: 60_000 };
  await takenOn(story, { ...alcohol, source: 'young-people', finishesOn: '2009-04-30', ...known });
  const when = { paidOn: '2008-09-30', purpose: 'Half a year' };
  await paid(story, 'treatment', 'treatment', 250_000, when);
  await paid(story, 'alcohol', 'young-people', 60_000, when);
}

async function updates(story: ReadStory): Promise<void> {
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'treatment',
    month: '2008-09',
    rag: 'amber',
    progress: 'The services were rated as excellent.',
    risks: 'The providers changed in June.',
    nextSteps: 'A review of performance on 27 November.',
  });
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'alcohol',
    month: '2008-09',
    rag: 'green',
    progress: 'A temporary lead was appointed.',
  });
}

async function measures(story: ReadStory): Promise<void> {
  const half = { year, period: 'first-half' };
  const terms = { unit: 'rate', per: '1,000 residents', better: 'lower', priority: 'crime' };
  const names = { 'ni-15': 'NI 15 Serious violence', 'ni-16': 'NI 16 Serious acquisitive crime' };
  for (const [indicator, name] of Object.entries(names))
    await story.do(support, 'DefineIndicator', { indicator, name, suppliedBy: 'Police', ...terms });
  await story.do(support, 'SetTarget', { indicator: 'ni-16', ...half, figure: '24' });
  const said = { ...half, actual: 'half', source: 'Police' };
  const none = { notAvailable: 'There are no accurate data.' };
  await story.do(support, 'RecordActual', { indicator: 'ni-15', ...said, ...none });
  await story.do(support, 'RecordActual', { indicator: 'ni-16', ...said, figure: '28.4' });
  await story.do(support, 'PlanMitigation', {
    indicator: 'ni-16',
    ...half,
    mitigation: 'clinic',
    action: 'Clinic and plan, kept up to date.',
    inRole: 'Acquisitive crime group',
    dueOn: '2008-12-31',
  });
  const risk = { owner: 'support-1', impact: 'high', likelihood: 'medium' };
  const hub = {
    risk: 'hub',
    description: 'The service still lacks a hub.',
    countermeasure: 'Satellites are open.',
  };
  await story.do(support, 'RegisterRisk', { ...hub, ...risk });
  const links = { risk: 'links', description: 'A delay in links to the youth team.' };
  await story.do(support, 'RegisterRisk', { ...links, ...risk });
}
