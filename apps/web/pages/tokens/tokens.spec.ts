import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, londonDateOf } from '#kernel/local-date';
import { dayOf } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { Program } from '../../testing/program.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const now = '2026-03-02T09:00:00.000Z';

let pages: PagesUnderTest;
let administrator: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  pages.now = now;
  administrator = await pages.as('admin-1');
  await pages.upToDate();
});
afterAll(async () => pages.close());

const inADays = (days: number): Readonly<Record<string, string>> =>
  dayOf('endsOn', addDays(londonDateOf(now), days));
const asked = { actsAs: 'finance-1/finance-officer', purpose: 'Nightly figures' };

async function make(fields: Readonly<Record<string, string>>): Promise<Shown> {
  return administrator.send(await administrator.open('/p/riverside/tokens/make'), fields);
}

/** For whom a token can be made, and in which role. */
function offered({ root }: Shown): readonly (string | undefined)[] {
  return root.querySelectorAll('select[name="actsAs"] option').map((one) => one.getAttribute('value'));
}

describe('The page of tokens', () => {
  it('makes a token, shows it once, and revokes it at once', async () => {
    const made = await make({ ...asked, ...inADays(30) });
    const held = /tallystick_[\w-]{43}/.exec(made.text)?.[0];
    const program = new Program(pages.application, held);
    const again = await administrator.open(made.at);
    expect([again.heading, again.html.includes(held ?? '')]).toEqual(['Make an API token', false]);
    expect((await program.get('/budget')).status).toBe(200);
    const list = await administrator.open('/p/riverside/tokens');
    expect(list.tableOf('API tokens')[1]?.slice(1)).toEqual([
      'The officer finance-1, finance officer',
      '2 March 2026',
      '1 April 2026',
      expect.stringContaining('2 March 2026'),
      expect.stringContaining('Revoke'),
    ]);
    expect(list.html).not.toContain(held);
    const file = await administrator.open(list.link('Export these tokens') ?? '');
    expect(file.html).toContain(
      'Nightly figures,The officer finance-1,finance officer,admin-1 (not entered),',
    );
    expect(file.html).not.toContain(held?.slice('tallystick_'.length));
    await administrator.send(list, {}, 'form[action$="/revoke"]');
    expect((await program.get('/budget')).status).toBe(401);
    const after = await administrator.open('/p/riverside/tokens');
    expect(after.tableOf('API tokens')[1]?.at(-1)).toBe('Revoked');
  });

  it.each([
    ['a role that they do not hold', { actsAs: 'finance-1/administrator' }, inADays(30), 'actsAs'],
    ['nobody', { actsAs: '' }, inADays(30), 'actsAs'],
    ['no purpose', { purpose: ' ' }, inADays(30), 'purpose'],
    ['a day that is none', {}, { 'endsOn-day': '31', 'endsOn-month': '2', 'endsOn-year': '2026' }, 'endsOn'],
    ['a day that is over', {}, inADays(-1), 'endsOn'],
    ['a day too far away', {}, inADays(367), 'endsOn'],
  ])('makes none for %s, and says so beside it', async (_, wrong, endsOn, field) => {
    const shown = await make({ ...asked, ...wrong, ...endsOn });
    expect(shown.status).toBe(422);
    expect(shown.title).toMatch(/^Error: /);
    expect(shown.problemOf(field)).not.toBe('');
    expect(shown.text).not.toContain('tallystick_');
  });

  it('makes none in the name of somebody who signs in, but of oneself', async () => {
    const form = await administrator.open('/p/riverside/tokens/make');
    expect(offered(form)).toContain('finance-2/finance-officer');
    for (const person of ['admin-1', 'finance-2']) {
      const held = await pages.accounts.handOut({ partnership: 'riverside', person });
      await pages.accounts.setUp(held, `${person}@example.org`, 'otter lamp quiet seven');
    }
    await pages.accounts.handOut({ partnership: 'riverside', person: 'chair-1' });
    const late = await administrator.send(form, {
      ...asked,
      actsAs: 'finance-2/finance-officer',
      ...inADays(30),
    });
    expect([late.status, late.problemOf('actsAs') === '']).toEqual([422, false]);
    const left = offered(await administrator.open('/p/riverside/tokens/make'));
    expect(left).toEqual(expect.arrayContaining(['admin-1/administrator', 'finance-1/finance-officer']));
    expect(left).not.toContain('finance-2/finance-officer');
    expect(left).not.toContain('chair-1/chair');
  });

  it('is for administrators, and revokes only what is their partnership’s', async () => {
    expect((await (await pages.as('finance-1')).open('/p/riverside/tokens')).status).toBe(403);
    const other = { partnership: 'otherside', person: 'x', role: 'auditor', purpose: 'x', madeBy: 'x' };
    const { token, held } = await pages.tokens.make({ ...other, endsOn: '2026-03-30' });
    const list = await administrator.open('/p/riverside/tokens');
    expect(list.text).not.toContain(token);
    const form = await administrator.open('/p/riverside/tokens/make');
    const tokens = { token: form.valueOf('token') ?? '', drawnFor: form.valueOf('drawnFor') ?? '' };
    expect((await administrator.post(`/p/riverside/tokens/${token}/revoke`, tokens)).status).toBe(404);
    expect(await pages.tokens.find(held)).toMatchObject({ standing: 'good' });
  });
});
