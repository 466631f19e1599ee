import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { propose, support as bySupport } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { fillIn } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const plan = '/p/riverside/plan';

describe('The partnership plan', () => {
  let pages: PagesUnderTest;
  let support: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    const { story } = pages;
    await story.do(bySupport, 'AdoptObjective', { objective: 'night', name: 'Fewer are hurt at night' });
    await story.do(bySupport, 'AdoptPriority', {
      priority: 'violence',
      name: 'Violence',
      objective: 'night',
      alsoWritten: [{ written: 'Violent crime' }],
    });
    await propose(story, 'youth-bus', 50_000);
    await pages.upToDate();
    support = await pages.as('support-1');
  });
  afterAll(async () => pages.close());

  it('shows its priorities by the objective that they serve, and is found from the performance', async () => {
    const shown = await support.open(
      (await support.open('/p/riverside/performance')).link('The partnership plan') ?? '',
    );
    expect(shown.at).toBe(plan);
    expect(shown.root.querySelectorAll('main h2').map(({ textContent }) => textContent)).toEqual([
      'Fewer are hurt at night',
      'Priorities of no objective',
      'How the partnership works',
    ]);
    expect(shown.text).toContain('Also written: Violent crime');
    expect(shown.link('Policy')).toBe('/p/riverside/policy');
  });

  it('has a priority retired, with what that does said before: no new bid names it', async () => {
    const address = (await support.open(plan)).link('Retire: Anti-social behaviour') ?? '';
    const form = await support.open(address);
    expect((await support.send(form, {})).problemOf('reason')).toBe('Enter why');
    const check = await support.send(form, { reason: 'The plan of 2012 no longer names it.' });
    expect(check.text).toContain('A priority that is retired does not come back');
    const done = await support.send(check, { step: 'send' });
    expect(done.text).toContain('The priority is retired.');
    expect(done.text).toContain('Anti-social behaviour Retired');
    expect((await support.open(address)).status).toBe(404);
    const lead = await pages.as('lead-2');
    const bid = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Patrols' });
    const task = await lead.open(bid.link('What it serves') ?? '');
    expect(task.text).toContain('Violence');
    expect(task.text).not.toContain('Anti-social behaviour, ');
    expect(task.root.querySelector('input[value="asb"][type="checkbox"]')).toBeNull();
  });

  it('keeps what a bid named before, and has a new indicator measure what is in force', async () => {
    const shown = await support.open('/p/riverside/projects/youth-bus');
    expect(shown.text).toContain('Anti-social behaviour');
    const form = await support.open('/p/riverside/performance/define-indicator');
    expect(form.root.querySelector('[value="asb"]')).toBeNull();
    const refused = await fillIn(support, '/p/riverside/performance/define-indicator', {
      name: 'Assaults',
      priority: 'violence',
      unit: 'number',
      better: 'lower',
      suppliedBy: 'Police',
    });
    expect(refused.text).toContain('The indicator is defined.');
  });

  it('can be read by everyone, and is changed by those who plan', async () => {
    const member = await pages.as('fire-1');
    expect((await member.open(plan)).link('Retire')).toBeUndefined();
    expect((await member.open(`${plan}/retire-priority/violence`)).status).toBe(403);
    expect((await support.open(`${plan}/retire-priority/nothing`)).status).toBe(404);
  });
});
