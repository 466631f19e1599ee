import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { fillIn } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const people = '/p/riverside/people';

describe('A person of the partnership, for an administrator', () => {
  let pages: PagesUnderTest;
  let administrator: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
    administrator = await pages.as('admin-1');
  });
  afterAll(async () => pages.close());

  it('stands with their roles, and can be given another', async () => {
    const list = await administrator.open(people);
    const shown = await administrator.open(list.link('The officer finance-1') ?? '');
    expect(shown.heading).toBe('The officer finance-1');
    expect(shown.text).toContain('Finance officer');
    const done = await fillIn(administrator, `${people}/finance-1/give-role`, { role: 'auditor' });
    expect(done.text).toContain('The role is given.');
    expect(done.text).toContain('Auditor');
  });

  it('says in words why a role cannot be given', async () => {
    const form = await administrator.open(`${people}/finance-1/give-role`);
    const check = await administrator.send(form, { role: 'chair', group: 'tasking' });
    const shown = await administrator.send(check, { step: 'send' });
    expect(shown.status).toBe(422);
    expect(shown.problemOf('agency')).toBe('Say which agency they come from: the quorum counts agencies.');
  });

  it('says by name who holds a seat that is taken', async () => {
    const form = await administrator.open(`${people}/finance-1/give-role`);
    const chosen = { role: 'chair', group: 'tasking', agency: 'council' };
    const shown = await administrator.send(await administrator.send(form, chosen), { step: 'send' });
    expect(shown.problemOf('role')).toBe(
      'The group has one such seat, and The officer chair-1 holds it. End that first.',
    );
  });

  it('keeps their other role when one is ended, and is signed out at once when the last is', async () => {
    const finance = await pages.as('finance-1');
    await fillIn(administrator, `${people}/finance-1/end-role/auditor`, { reason: 'No more.' });
    expect((await finance.open('/p/riverside')).heading).toBe('What needs me now?');
    const form = await administrator.open(`${people}/finance-1/end-role/finance-officer`);
    const check = await administrator.send(form, { reason: 'Left.' });
    expect(check.text).toContain('signed out at once');
    await administrator.send(check, { step: 'send' });
    expect((await finance.open('/p/riverside')).at).toBe('/look');
    const shown = await administrator.open(`${people}/finance-1`);
    expect(shown.text).toContain('None any more.');
    expect((await administrator.open(people)).text).toContain('The officer finance-1 None any more');
  });

  it('is signed out at once when switched off, and comes back with the roles that they had', async () => {
    const support = await pages.as('support-1');
    expect((await support.open('/p/riverside')).status).toBe(200);
    const done = await fillIn(administrator, `${people}/support-1/switch-off`, { reason: 'Away.' });
    expect(done.text).toContain('They are switched off, and signed out.');
    expect((await support.open('/p/riverside')).at).toBe('/look');
    expect(done.link('Switch this person off')).toBeUndefined();
    await fillIn(administrator, `${people}/support-1/switch-on`, { reason: 'Back.' });
    expect((await (await pages.as('support-1')).open('/p/riverside')).status).toBe(200);
  });

  it('cannot switch themselves off, so that there is always someone who can undo it', async () => {
    await fillIn(administrator, `${people}/lead-2/give-role`, { role: 'administrator' });
    const other = await pages.as('lead-2');
    const form = await other.open(`${people}/lead-2/switch-off`);
    const check = await other.send(form, { reason: 'Me.' });
    const shown = await other.send(check, { step: 'send' });
    expect(shown.problems).toEqual([
      'Another administrator has to do this, so that there is always one who can undo it.',
    ]);
  });

  it('is corrected, with what is known filled in', async () => {
    const done = await fillIn(administrator, `${people}/lead-1/correct`, {
      name: 'A. New-Name',
      email: 'new@example.org',
    });
    expect(done.heading).toBe('A. New-Name');
    const form = await administrator.open(`${people}/lead-1/correct`);
    expect(form.valueOf('email')).toBe('new@example.org');
  });

  it('is forgotten, with every way to sign in', async () => {
    const held = await pages.accounts.handOut({ partnership: 'riverside', person: 'lead-1' });
    await pages.accounts.setUp(held, 'new@example.org', 'otter lamp quiet seven');
    await fillIn(administrator, `${people}/lead-1/forget`, { reason: 'Asked to be.' });
    expect(await pages.accounts.signIn('new@example.org', 'otter lamp quiet seven')).toBeUndefined();
    const rows = await pages.signIn.selectFrom('login_people').select('person').execute();
    expect(rows.map(({ person }) => person)).not.toContain('lead-1');
    const shown = await administrator.open(`${people}/lead-1`);
    expect(shown.text).not.toContain('A. New-Name');
  });

  it('is forgotten by a program too, with every way to sign in', async () => {
    const held = await pages.accounts.handOut({ partnership: 'riverside', person: 'lead-2' });
    await pages.accounts.setUp(held, 'other@example.org', 'otter lamp quiet seven');
    const program = await pages.program('admin-1', 'administrator');
    const answered = await program.give('ForgetPerson', { person: 'lead-2', reason: 'Asked to be.' });
    expect(answered.status).toBe(200);
    expect(await pages.accounts.signIn('other@example.org', 'otter lamp quiet seven')).toBeUndefined();
  });

  it.each(['nobody/correct', 'finance-1/end-role/chair', 'finance-1/fly', 'nobody'])(
    'is not there at %s',
    async (path) => {
      expect((await administrator.open(`${people}/${path}`)).status).toBe(404);
    },
  );

  it('is for administrators alone', async () => {
    expect((await (await pages.as('support-1')).open(`${people}/admin-1`)).status).toBe(403);
  });
});
