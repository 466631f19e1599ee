import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IndicatorLine } from '#projections/indicators-at';
import { indicatorsAt, targetsOver } from '#projections/indicators-at';
import { risksAt } from '#projections/risks-at';
import { administrator, fund, lead, refuses, support, thematicChair } from '#testing/desk-story';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';

const firstHalf = { indicator: 'repeats', year: '2011-12', period: 'first-half' } as const;
const definition = {
  indicator: 'repeats',
  name: 'Victims who are victims again',
  unit: 'percentage',
  better: 'lower',
  priority: 'asb',
  suppliedBy: 'Police',
};
const risk = { risk: 'cuts', description: 'Less money.', owner: 'support-1', impact: 'high' };

let story: ReadStory;
beforeEach(async () => {
  story = await aPartnership();
});

async function lineIn(period: 'first-half' | 'year', more: object = {}): Promise<IndicatorLine | undefined> {
  const question = { partnership: 'riverside', year: '2011-12', period, ...more };
  return (await indicatorsAt(await story.read(), question)).at(-1);
}

async function measured(): Promise<void> {
  await story.do(support, 'DefineIndicator', definition);
  await story.do(support, 'SetTarget', { ...firstHalf, figure: '30' });
  story.on('2011-10-12');
  await story.do(support, 'RecordActual', { ...firstHalf, actual: 'h1', figure: '31', source: 'Police' });
}

describe('Indicators in a period', () => {
  it('show that nobody has said what a period came to', async () => {
    await story.do(support, 'DefineIndicator', definition);
    expect(await lineIn('first-half')).toMatchObject({ rating: 'not-rated', mitigationOwed: false });
    expect((await lineIn('first-half'))?.actual).toBeUndefined();
  });

  it('are rated, and ask for action where they fall short until there is some', async () => {
    await measured();
    expect(await lineIn('first-half')).toMatchObject({ rating: 'amber', mitigationOwed: true });
    const plan = {
      ...firstHalf,
      mitigation: 'm',
      action: 'Training.',
      person: 'theme-1',
      dueOn: '2011-12-01',
    };
    await refuses(story, 'person-not-registered', support, 'PlanMitigation', { ...plan, person: 'nobody' });
    await story.do(thematicChair, 'PlanMitigation', plan);
    expect(await lineIn('first-half')).toMatchObject({ mitigationOwed: false });
    const report = { indicator: 'repeats', mitigation: 'm', report: 'r', progress: 'No money.' };
    await story.do(thematicChair, 'ReportMitigation', { ...report, standing: 'given-up' });
    expect(await lineIn('first-half')).toMatchObject({ mitigationOwed: true });
  });

  it('are rated by the margin of the policy that is in force when the period ends', async () => {
    await story.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-05-01', amberWithinPercent: 3 });
    await measured();
    expect(await lineIn('first-half')).toMatchObject({ rating: 'red', amberWithinPercent: 3 });
    await story.do(administrator, 'AdoptPolicy', { version: 3, from: '2011-11-01', amberWithinPercent: 10 });
    expect(await lineIn('first-half')).toMatchObject({ rating: 'red', amberWithinPercent: 3 });
    expect(await lineIn('year')).toMatchObject({ amberWithinPercent: 10 });
  });

  it('say what is not available as that, and never as nil', async () => {
    await measured();
    await story.do(support, 'CorrectActual', {
      indicator: 'repeats',
      corrects: 'h1',
      actual: 'h1-anew',
      notAvailable: 'The police count anew.',
      source: 'Police',
      reason: 'Counted by the old rule.',
    });
    const line = await lineIn('first-half');
    expect(line).toMatchObject({ rating: 'not-rated', mitigationOwed: false });
    expect(line?.actual).not.toHaveProperty('figure');
    expect(line?.corrected.map(({ figure }) => figure)).toEqual(['31']);
  });

  it('have a line for each definition under which something was said of the year', async () => {
    await measured();
    const again = { ...definition, definition: 2, name: 'Repeat incidents', reason: 'They say more.' };
    await story.do(support, 'RedefineIndicator', again);
    const question = { partnership: 'riverside', year: '2011-12', period: 'first-half' } as const;
    const before = await indicatorsAt(await story.read(), question);
    expect(before.map(({ inForce, actual }) => [inForce, actual?.figure])).toEqual([[false, '31']]);
    await story.do(support, 'RecordActual', { ...firstHalf, actual: 'i1', figure: '12', source: 'Police' });
    const after = await indicatorsAt(await story.read(), question);
    expect(after.map(({ inForce, actual }) => [inForce, actual?.figure])).toEqual([
      [false, '31'],
      [true, '12'],
    ]);
    expect((await lineIn('first-half', { year: '2012-13' }))?.definition.name).toBe('Repeat incidents');
  });

  it('do not change for a day and a moment that are past, whatever is told later', async () => {
    await measured();
    const then = { asAt: '2011-10-12', knownAt: '2011-10-12T09:00:00.000Z' };
    const before = await lineIn('first-half', then);
    story.on('2011-10-20');
    const correction = { indicator: 'repeats', corrects: 'h1', actual: 'h1-anew', figure: '29' };
    const why = { source: 'Police', reason: 'Counted twice.' };
    await story.do(support, 'CorrectActual', { ...correction, ...why, on: '2011-10-12' });
    await story.do(administrator, 'AdoptPolicy', { version: 2, from: '2011-10-20', amberWithinPercent: 50 });
    expect(await lineIn('first-half', then)).toEqual(before);
    expect((await lineIn('first-half', { asAt: '2011-10-12' }))?.actual?.figure).toBe('29');
  });

  it('are of a priority that the plan has', async () => {
    await refuses(story, 'no-such-priority', support, 'DefineIndicator', {
      ...definition,
      priority: 'peace',
    });
    await story.do(support, 'DefineIndicator', definition);
    await story.do(support, 'RetirePriority', { priority: 'asb', reason: 'Done.' });
    const other = { ...definition, indicator: 'other' };
    await refuses(story, 'no-such-priority', support, 'DefineIndicator', other);
    expect(await story.send(support, 'DefineIndicator', definition)).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('Targets over several years', () => {
  it('are those of the plan of Basildon, 2010/11, for one of its indicators', async () => {
    await story.do(support, 'DefineIndicator', {
      ...definition,
      unit: 'number',
      baseline: { figure: '787', period: '2007-08' },
    });
    for (const [year, figure] of [
      ['2008-09', '748'],
      ['2009-10', '724'],
    ] as const)
      await story.do(support, 'SetTarget', { indicator: 'repeats', year, period: 'year', figure });
    const last = { indicator: 'repeats', year: '2010-11', period: 'year', notSet: 'To be agreed.' };
    await story.do(support, 'SetTarget', last);
    const years = ['2008-09', '2009-10', '2010-11', '2011-12'];
    const [line] = await targetsOver(await story.read(), { partnership: 'riverside', years });
    expect(line?.targets.map((target) => target?.figure ?? target?.notSet)).toEqual([
      '748',
      '724',
      'To be agreed.',
      undefined,
    ]);
    expect(line?.definition.baseline).toEqual({ figure: '787', period: '2007-08' });
  });
});

describe('The risk register', () => {
  it('puts the most pressing first, and leaves out what was closed', async () => {
    await story.do(support, 'RegisterRisk', { ...risk, risk: 'mild', likelihood: 'low' });
    await story.do(support, 'RegisterRisk', { ...risk, likelihood: 'high' });
    await story.do(support, 'RegisterRisk', { ...risk, risk: 'past', likelihood: 'very-high' });
    await story.do(support, 'CloseRisk', { risk: 'past', reason: 'It came.' });
    const lines = await risksAt(await story.read(), { partnership: 'riverside' });
    expect(lines.map((line) => [line.risk, line.score])).toEqual([
      ['cuts', 16],
      ['mild', 8],
    ]);
    const all = await risksAt(await story.read(), { partnership: 'riverside', closedToo: true });
    expect(all.map((line) => line.risk)).toEqual(['past', 'cuts', 'mild']);
  });

  it('shows the ratings of a moment that is past', async () => {
    await story.do(support, 'RegisterRisk', { ...risk, likelihood: 'high' });
    story.on('2011-10-01');
    await story.do(support, 'ReviewRisk', { risk: 'cuts', review: 'q2', impact: 'low', likelihood: 'low' });
    const now = await risksAt(await story.read(), { partnership: 'riverside' });
    const then = await risksAt(await story.read(), { partnership: 'riverside', asAt: '2011-09-30' });
    expect([now[0]?.score, then[0]?.score]).toEqual([4, 16]);
  });

  it('lets a lead officer enter the risks of their own project, and of nothing else', async () => {
    await fund(story, 'bus', 100_000);
    const own = { ...risk, risk: 'driver', likelihood: 'low', project: 'bus' };
    await refuses(story, 'not-lead-officer', 'lead-2/lead-officer', 'RegisterRisk', own);
    await refuses(story, 'not-lead-officer', lead, 'RegisterRisk', { ...risk, likelihood: 'low' });
    await story.do(lead, 'RegisterRisk', own);
    const review = { risk: 'driver', review: 'r', impact: 'low', likelihood: 'low' };
    await refuses(story, 'not-lead-officer', 'lead-2/lead-officer', 'ReviewRisk', review);
    await refuses(story, 'not-lead-officer', 'lead-2/lead-officer', 'CloseRisk', {
      risk: 'driver',
      reason: 'x',
    });
    await story.do(lead, 'ReviewRisk', review);
    const ofBus = await risksAt(await story.read(), { partnership: 'riverside', project: 'bus' });
    expect(ofBus.map((line) => line.risk)).toEqual(['driver']);
  });

  it('names a project and a person that are there', async () => {
    const wrong = { ...risk, likelihood: 'low' };
    await refuses(story, 'no-such-project', support, 'RegisterRisk', { ...wrong, project: 'none' });
    await refuses(story, 'person-not-registered', support, 'RegisterRisk', { ...wrong, owner: 'nobody' });
    await story.do(support, 'RegisterRisk', wrong);
    const review = { risk: 'cuts', review: 'r', impact: 'low', likelihood: 'low', owner: 'nobody' };
    await refuses(story, 'person-not-registered', support, 'ReviewRisk', review);
  });
});
