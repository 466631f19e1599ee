import type { ReadStory } from '#testing/read-story';
import { administrator, finance, lead, support } from '#testing/desk-story';
import { opened, paid, seeded, takenOn } from './seeding.ts';

/** Who certifies. */
const s151 = 's151-1/s151-officer';

/**
 * The annual report of Safer Essex for 2009/10, its facts and figures entered as commands: the resources by
 * priority and source, the indicators (perceptions of anti-social behaviour at 15 % against 16.9 %), a risk,
 * an evaluation in time, a late one and one that is owed, and the close and confirmation of the year. What is
 * not published, such as who was paid when, is made up.
 */
export async function saferEssex(): Promise<ReadStory> {
  const story = await seeded({
    partnership: 'essex',
    name: 'Safer Essex (example)',
    on: '2009-05-01',
    agencies: { council: 'Essex County Council', police: 'Essex Police' },
    priorities: {
      abuse: 'Domestic violence',
      offending: 'Adult re-offending',
      violence: 'Violent crime',
      fear: 'Fear of crime',
      roads: 'Roads are safer',
    },
  });
  await story.do(administrator, 'RegisterPerson', { person: 's151-1', name: 'The officer s151-1' });
  await story.do(administrator, 'GiveRole', { person: 's151-1', role: 's151-officer' });
  await resources(story);
  await evaluations(story);
  await measures(story);
  await yearEnd(story);
  return story;
}

const year = '2009-10';
const decided = { decidedOn: '2009-04-15', reference: 'Annual report 2009/10' };

interface Line {
  readonly project: string;
  readonly title: string;
  readonly pounds: number;
  readonly priority: string;
  readonly source: string;
}

/** What the report states under "Partnership development", a project each. */
const lines: readonly Line[] = [
  { project: 'abuse', title: 'Domestic violence', pounds: 315_000, priority: 'abuse', source: 'pooled' },
  { project: 'marac', title: 'Case conferences', pounds: 170_000, priority: 'abuse', source: 'reward' },
  { project: 'offending', title: 'Re-offending', pounds: 60_000, priority: 'offending', source: 'pooled' },
  { project: 'iom', title: 'Offender management', pounds: 150_000, priority: 'offending', source: 'reward' },
  { project: 'violence', title: 'Violent crime', pounds: 105_000, priority: 'violence', source: 'reward' },
  { project: 'fear', title: 'Fear of crime', pounds: 130_000, priority: 'fear', source: 'reward' },
  { project: 'colchester', title: 'Safer Colchester', pounds: 98_000, priority: 'fear', source: 'levy' },
  { project: 'sarc', title: 'Referral centre', pounds: 13_000, priority: 'abuse', source: 'levy' },
];

const providers = {
  pooled: ['Pooled funds', 'Partners', 375_000],
  reward: ['Performance reward grant', 'Local area agreement', 555_000],
  levy: ['Aggregates levy sustainability grant', 'Essex County Council', 111_000],
} as const;

async function resources(story: ReadStory): Promise<void> {
  for (const [source, [name, provider, revenue]] of Object.entries(providers))
    await opened(story, { source, name, provider, year, revenue });
  for (const { project, title, pounds, priority, source } of lines) {
    const ends = { startsOn: '2009-04-15', finishesOn: finishes[project] ?? '2010-03-31' };
    const known = { priorities: [priority], year, takenOn: decided, ...ends };
    await takenOn(story, { project, title, pounds, source, ...known });
  }
}

const finishes: Readonly<Record<string, string>> = {
  violence: '2009-10-31',
  fear: '2009-12-31',
  sarc: '2010-01-31',
  colchester: '2010-09-30',
};

async function evaluations(story: ReadStory): Promise<void> {
  story.on('2009-10-31');
  await spend(story, 'violence', 'reward', 105_000);
  await evaluated(story, 'violence', '2009-11-20', 'Work in the night-time economy carries over.');
  story.on('2009-12-31');
  await spend(story, 'fear', 'reward', 121_500);
  await evaluated(story, 'fear', '2010-02-10', 'Say early what was done, where it was asked for.');
  story.on('2010-01-31');
  await story.do(lead, 'FinishProject', { project: 'sarc', manner: 'completed' });
  story.on('2010-03-20');
  await spend(story, 'abuse', 'pooled', 315_000);
  await story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'colchester',
    month: '2010-02',
    rag: 'green',
    progress: 'The second area is under way.',
    nextSteps: 'A third area of the borough.',
  });
}

async function spend(story: ReadStory, project: string, source: string, pounds: number): Promise<void> {
  await paid(story, project, source, pounds, { paidOn: '2009-10-30', purpose: 'The work of the year' });
}

async function evaluated(story: ReadStory, project: string, on: string, lessons: string): Promise<void> {
  await story.do(lead, 'FinishProject', { project, manner: 'completed' });
  story.on(on);
  await story.do(lead, 'SubmitEvaluation', {
    project,
    answers: {
      done: 'What was planned.',
      outputs: [{ text: 'Nights of action', expected: 10, delivered: 12 }],
      outcomes: 'Fewer incidents.',
      evidence: 'Counts by the police.',
      economy: 'Within the award.',
      efficiency: 'Two nights more than planned.',
      effectiveness: 'Fewer incidents where it ran.',
      costComment: 'As awarded.',
      lessons,
      next: { recommend: 'continue', why: 'It works.' },
    },
  });
}

async function measures(story: ReadStory): Promise<void> {
  const percent = { unit: 'percentage', better: 'lower', suppliedBy: 'Place Survey' };
  const defined = [
    ['ni-17', 'NI 17 Perceptions of anti-social behaviour', 'fear', percent, '16.9', { figure: '15' }],
    [
      'ni-47',
      'NI 47 Killed or seriously injured',
      'roads',
      { ...percent, unit: 'number' },
      '755',
      { figure: '658' },
    ],
    [
      'ni-18',
      'NI 18 Adult re-offending',
      'offending',
      percent,
      '5.52',
      { notAvailable: 'Measured in the last year.' },
    ],
    ['ni-32', 'NI 32 Repeat victims in conferences', 'abuse', percent, undefined, { figure: '12' }],
  ] as const;
  for (const [indicator, name, priority, terms, target, actual] of defined) {
    const place = { indicator, year, period: 'year' };
    await story.do(support, 'DefineIndicator', { indicator, name, priority, ...terms });
    const set = target === undefined ? { notSet: 'Levels are not stable yet.' } : { figure: target };
    await story.do(support, 'SetTarget', { ...place, ...set });
    await story.do(support, 'RecordActual', { ...place, actual: 'year', source: 'Annual report', ...actual });
  }
  await story.do(support, 'RegisterRisk', {
    risk: 'offending',
    description: 'The target for re-offending may not be reached.',
    owner: 'support-1',
    impact: 'high',
    likelihood: 'medium',
    countermeasure: 'More reward grant is recommended for 2010/11.',
  });
}

async function yearEnd(story: ReadStory): Promise<void> {
  story.on('2010-03-25');
  for (const [source, [name, provider]] of Object.entries(providers))
    await opened(story, { source: `${source}-10`, name, provider, year: '2010-11' });
  story.on('2010-04-20');
  const carried = { levy: 98_000 + 13_000, pooled: 60_000, reward: 150_000 + 170_000 + 8_500 };
  await story.do(finance, 'CloseYear', {
    year,
    sources: Object.entries(carried).map(([source, pounds]) => ({
      source,
      to: `${source}-10`,
      carry: [{ fundingType: 'revenue', amountPence: pounds * 100 }],
    })),
    reason: 'The year is over.',
  });
  const statement = 'The plan was funded effectively and efficiently, in line with its objectives.';
  await story.do(finance, 'PrepareYearEnd', { year, preparation: 1, statement });
  const reason = 'Say what is carried.';
  await story.do(s151, 'DeclineYearEnd', { year, preparation: 1, reason });
  story.on('2010-04-22');
  const anew = `${statement}\nWhat is committed is carried.`;
  await story.do(finance, 'PrepareYearEnd', { year, preparation: 2, statement: anew });
  await story.do(s151, 'CertifyYearEnd', { year, preparation: 2 });
}
