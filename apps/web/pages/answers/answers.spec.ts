import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, lead } from '#testing/desk-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const answers = '/p/riverside/answers';

describe('The commands that were given, with their answers', () => {
  let pages: PagesUnderTest;
  let auditor: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    const { story } = pages;
    await story.do(administrator, 'RegisterPerson', { person: 'auditor-1', name: 'The auditor' });
    await story.do(administrator, 'GiveRole', { person: 'auditor-1', role: 'auditor' });
    story.on('2011-04-13');
    await story.send(lead, 'AdmitAgency', { agency: 'health', name: '=Health' });
    for (let one = 0; one < 60; one += 1)
      await story.do(lead, 'DraftBid', {
        project: `bid-${one}`,
        bid: { title: `Bid ${one}`, leadOfficer: 'lead-1' },
      });
    await pages.upToDate();
    auditor = await pages.as('auditor-1');
  });
  afterAll(async () => pages.close());

  it('are read by an auditor, what was refused too, with why', async () => {
    const shown = await auditor.open(`${answers}?outcome=refused`);
    const [, row] = shown.tableOf('Commands and their answers');
    expect(row?.join(' ')).toContain('Admit agency');
    expect(row?.join(' ')).toContain('RefusedThis is for the administrator to do');
    expect(shown.text).toContain('1 answer.');
  });

  it('are narrowed by who and when, and shown fifty at a time, the newest first', async () => {
    const first = await auditor.open(`${answers}?person=lead-1&from=2011-04-13`);
    expect(first.text).toContain('50 answers on this page.');
    expect(first.tableOf('Commands and their answers')).toHaveLength(51);
    const older = await auditor.open(first.link('Older answers') ?? '');
    expect(older.tableOf('Commands and their answers')).toHaveLength(12);
    expect(older.text).toContain('Admit agency');
    expect(older.link('Older answers')).toBeUndefined();
    expect(first.link('Newer answers')).toBeUndefined();
    const newer = await auditor.open(older.link('Newer answers') ?? '');
    expect(newer.tableOf('Commands and their answers')).toEqual(first.tableOf('Commands and their answers'));
    expect((await auditor.open(`${answers}?to=2011-04-11`)).text).toContain('No command fits.');
  });

  it('are exported, and are no lead officer’s to read', async () => {
    const file = await auditor.open(`${answers}/export.csv?outcome=refused`);
    expect(file.html).toContain('AdmitAgency');
    expect((await (await pages.as('lead-1')).open(answers)).status).toBe(403);
  });
});

describe('An auditor', () => {
  let pages: PagesUnderTest;
  let auditor: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    const { story } = pages;
    await story.do(administrator, 'RegisterPerson', { person: 'auditor-1', name: 'The auditor' });
    await story.do(administrator, 'GiveRole', { person: 'auditor-1', role: 'auditor' });
    await pages.program('finance-1', 'finance-officer');
    await pages.upToDate();
    auditor = await pages.as('auditor-1');
  });
  afterAll(async () => pages.close());

  it.each([
    ['people', 'The officer finance-1', 'Link to set one up'],
    ['people/finance-1', 'finance officer', 'Switch this person off'],
    ['tokens', 'A test', 'Revoke'],
    ['messages', 'Messages', 'Send the message again'],
    ['set-up', 'Agencies', 'Add an agency'],
    ['policy', 'Policy', 'Change'],
  ])('reads %s, and is offered nothing to do there', async (page, says, offers) => {
    const shown = await auditor.open(`/p/riverside/${page}`);
    expect(shown.status).toBe(200);
    expect(shown.root.querySelector('main')?.textContent.toLowerCase()).toContain(says.toLowerCase());
    expect(shown.root.querySelector('main')?.textContent).not.toContain(offers);
    expect(shown.root.querySelectorAll('main form[method=post]')).toHaveLength(0);
  });
});
