import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead, support } from '#testing/desk-story';
import { dayOf, fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const performance = '/p/riverside/performance';
const half = { year: '2011-12', period: 'first-half' };

let pages: PagesUnderTest;
let officer: Visitor;

async function record(path: string, answers: Readonly<Record<string, string>>): Promise<Shown> {
  return fillIn(officer, `${performance}/${path}`, answers);
}

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  await pages.story.do(lead, 'StartProject', { project: 'youth-bus' });
  await pages.story.do(lead, 'SubmitPerformanceUpdate', {
    project: 'youth-bus',
    month: '2011-05',
    rag: 'amber',
    progress: 'Four nights were held.',
    risks: 'No second driver.',
    nextSteps: 'Find a driver.',
  });
  pages.story.on('2011-10-12');
  await pages.upToDate();
  officer = await pages.as('support-1');
});
afterAll(async () => pages.close());

describe('Indicators', () => {
  it('are defined, get a target and a figure, and are rated by the rule', async () => {
    await record('define-indicator', {
      name: 'Repeat victims',
      priority: 'asb',
      unit: 'percentage',
      better: 'lower',
      suppliedBy: 'Police',
      baseline: '33.50',
      baselinePeriod: '2010-11',
    });
    await record('set-target/repeat-victims', { ...half, figure: '30%' });
    const shown = await record('record-figure/repeat-victims', { ...half, figure: '31', source: 'Police' });
    expect(shown.text).toContain('The figure is recorded.');
    const [, row] = shown.tableOf('Indicators, 2011/12, first half');
    expect(row?.slice(1)).toEqual(['30%', '31%', 'Amber', 'Required, and not yet planned']);
  });

  it('owe an action when they are amber, which is planned, reported on and done', async () => {
    const planned = await record('plan-action/repeat-victims', {
      ...half,
      action: 'A workshop.',
      person: 'theme-1',
      ...dayOf('dueOn', '2011-12-15'),
    });
    expect(planned.tableOf('Indicators, 2011/12, first half')[1]?.[4]).toBe(
      'A workshop.Planned, due 15 December 2011',
    );
    await record('report-action/repeat-victims', {
      mitigation: 'action-1',
      progress: 'It was held.',
      standing: 'done',
    });
    const shown = await officer.open(`${performance}?year=2011-12&period=first-half`);
    expect(shown.tableOf('Indicators, 2011/12, first half')[1]?.[4]).toContain('Done, due');
    expect((await officer.open(`${performance}/report-action/repeat-victims`)).status).toBe(404);
  });

  it('show what is not available as that, once a figure is corrected, and never as nil', async () => {
    const wrong = { corrects: '2011-12-first-half-1', source: 'Police', reason: 'Counted twice.' };
    await record('correct-figure/repeat-victims', { ...wrong, notAvailable: 'They count anew.' });
    const shown = await officer.open(`${performance}?year=2011-12&period=first-half`);
    expect(shown.tableOf('Indicators, 2011/12, first half')[1]?.slice(2, 4)).toEqual([
      'not available: They count anew.',
      'Not rated',
    ]);
  });

  it('say what is wrong with a figure, beside it, and refuse a figure together with why there is none', async () => {
    const address = `${performance}/record-figure/repeat-victims`;
    const bad = await officer.send(await officer.open(address), {
      ...half,
      figure: 'many',
      source: 'Police',
    });
    expect(bad.problemOf('figure')).toBe('The figure must be a figure, like 1,215 or 66.3');
    const year = { year: '2011-12', period: 'quarter-1', source: 'Police' };
    const check = await officer.send(await officer.open(address), {
      ...year,
      figure: '1',
      notAvailable: 'No.',
    });
    const refused = await officer.send(check, { step: 'send' });
    expect([refused.status, refused.valueOf('figure')]).toEqual([422, '1']);
  });
});

describe('An indicator', () => {
  it('is defined anew, with what is known filled in; its figures stay under what they were given under', async () => {
    const address = `${performance}/define-anew/repeat-victims`;
    const form = await officer.open(address);
    expect([form.valueOf('name'), form.valueOf('baseline')]).toEqual(['Repeat victims', '33.50']);
    const refused = await officer.send(
      await officer.send(form, { ...form.filled(), unit: 'rate', per: '', reason: 'As a rate.' }),
      { step: 'send' },
    );
    expect(refused.problemOf('per')).toBe('Say of what the rate is, such as 1,000 residents.');
    const check = await officer.send(refused, {
      ...refused.filled(),
      name: 'Repeat incidents',
      per: '1,000 residents',
      reason: 'Incidents say more.',
    });
    const done = await officer.send(check, { step: 'send' });
    expect(done.text).toContain('The indicator is defined anew.');
    const before = await officer.open(`${performance}?year=2011-12&period=first-half`);
    expect(before.text).toContain('Repeat victims');
    expect((await officer.open(`${performance}?year=2012-13`)).text).toContain('Repeat incidents');
  });

  it('is retired: no target is set any more, and later years leave it out', async () => {
    await record('set-target/repeat-victims', {
      year: '2011-12',
      period: 'year',
      figure: '29',
      note: 'As planned',
    });
    const shown = await officer.open(`${performance}?year=2011-12`);
    expect(shown.link('Retire it')).toBe(`${performance}/retire-indicator/repeat-victims`);
    const done = await record('retire-indicator/repeat-victims', {
      reason: 'The plan of 2012 leaves it out.',
    });
    expect(done.text).toContain('The indicator is retired.');
    const after = await officer.open(`${performance}?year=2011-12`);
    expect(after.text).toContain('Repeat incidents Retired');
    expect([after.link('Set a target'), after.link('Retire it')]).toEqual([undefined, undefined]);
    expect(after.link('Record a figure')).toBeDefined();
    expect((await officer.open(`${performance}?year=2012-13`)).text).not.toContain('Repeat incidents');
    expect((await officer.open(`${performance}/define-anew/repeat-victims`)).status).toBe(404);
  });
});

describe('Risks', () => {
  it('are entered, reviewed as they stand, and closed', async () => {
    const entered = await record('enter-risk', {
      description: 'Less money.',
      owner: 'support-1',
      impact: 'high',
      likelihood: 'high',
      countermeasure: 'Watch it.',
    });
    expect(entered.tableOf('Risks, the most pressing first')[1]?.slice(1)).toEqual([
      'High',
      'High',
      'Watch it.',
    ]);
    const form = await officer.open(`${performance}/review-risk/less-money`);
    expect(form.valueOf('countermeasure')).toBe('Watch it.');
    const reviewed = await record('review-risk/less-money', { impact: 'high', likelihood: 'low' });
    expect(reviewed.tableOf('Risks, the most pressing first')[1]?.slice(1, 3)).toEqual(['High', 'Low']);
    expect((await record('close-risk/less-money', { reason: 'It passed.' })).text).toContain(
      'No risk is open.',
    );
    expect((await officer.open(`${performance}/review-risk/less-money`)).status).toBe(404);
  });
});

/** What stands in the form, as a browser sends it. */
function textsOf(form: Shown): Readonly<Record<string, string>> {
  const names = ['budget', 'progress', 'performanceAndRisk', 'nextPeriod'];
  return Object.fromEntries(names.map((name) => [name, form.valueOf(name) ?? '']));
}

describe('A highlight report', () => {
  const period = { ...dayOf('from', '2011-04-01'), ...dayOf('to', '2011-06-30') };
  const begin = (about: string, days: object = period): string =>
    `${performance}/draft-report/begin?${new URLSearchParams({ about, ...days }).toString()}`;

  it('is filled in from the record, finished, submitted, and shown as it was submitted', async () => {
    const leader = await pages.as('lead-1');
    const form = await leader.open(begin('project.youth-bus'));
    expect(form.valueOf('progress')).toContain('- Youth bus, May 2011 (amber): Four nights were held.');
    expect(form.valueOf('performanceAndRisk')).toContain('- Youth bus is amber. No second driver.');
    expect(form.valueOf('nextPeriod')).toContain('- Youth bus: Find a driver.');
    const check = await leader.send(form, { ...textsOf(form), budget: 'On track.' });
    const shown = await leader.send(check, { step: 'send' });
    expect(shown.text).toContain('The report is submitted.');
    const report = await leader.open(
      '/p/riverside/documents/highlight-report/made?report=youth-bus-2011-06-30',
    );
    expect(report.text).toContain('On track.');
    expect(report.text).toContain('The officer lead-1, lead officer');
  });

  it('takes the place of the one before of the same thing and period, and names it', async () => {
    const form = await officer.open(begin('project.youth-bus'));
    expect(form.text).toContain('It takes the place of youth-bus-2011-06-30');
    const shown = await officer.send(await officer.send(form, { ...textsOf(form), budget: 'Late.' }), {
      step: 'send',
    });
    expect(shown.tableOf('Highlight reports').map((row) => row[0])).toEqual([
      'Report',
      expect.stringContaining('A later report took its place'),
      expect.stringMatching(/^Youth bus: 1 April 2011/u),
    ]);
  });

  it('is of what someone answers for: other projects and groups are not there', async () => {
    const other = await pages.as('lead-2');
    expect(
      (await other.open(`${performance}/submit-report/project.youth-bus_2011-04-01_2011-06-30`)).status,
    ).toBe(404);
    expect((await other.open(begin('project.youth-bus'))).status).toBe(422);
    const chair = await pages.as('theme-1');
    expect((await chair.open(begin('group.asb'))).heading).toBe('Highlight report');
    const backwards = { ...dayOf('from', '2011-06-30'), ...dayOf('to', '2011-04-01') };
    expect((await officer.open(begin('all', backwards))).problems).toEqual([
      'The period ends before it begins',
    ]);
  });
});

describe('Who reads', () => {
  it('sees how the partnership does, and is offered nothing that is for others to do', async () => {
    await pages.story.do(support, 'RegisterRisk', {
      risk: 'rain',
      description: 'Rain.',
      owner: 'support-1',
      impact: 'low',
      likelihood: 'low',
    });
    await pages.upToDate();
    const shown = await (await pages.as('finance-1')).open(performance);
    expect(shown.text).toContain('Rain.');
    for (const text of [
      'Define an indicator',
      'Enter a risk',
      'Highlight report',
      'Record a figure',
      'Review',
    ])
      expect(shown.link(text)).toBeUndefined();
    expect((await (await pages.as('finance-1')).open(`${performance}/define-indicator`)).status).toBe(403);
  });
});
