import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

async function fill(who: Visitor, page: string, fields: Record<string, string>): Promise<Shown> {
  return who.send(await who.open(`/p/riverside${page}`), fields);
}

describe('Setting up a partnership', () => {
  let pages: PagesUnderTest;
  let administrator: Visitor;

  const registered = async (): Promise<number> => {
    let count = 0;
    for await (const { type } of pages.story.store.readAll(0)) count += type === 'PersonRegistered' ? 1 : 0;
    return count;
  };

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
    administrator = await pages.as('admin-1');
  });
  afterAll(async () => pages.close());

  it('is a list that says how far each thing is, and whether that is enough', async () => {
    const shown = await administrator.open('/p/riverside/set-up');
    expect(shown.text).toContain('Agencies 4 admitted');
    expect(shown.text).toContain('People and their roles 11 people');
  });

  it('admits agencies, forms a group and enters a person with a role in it', async () => {
    expect((await fill(administrator, '/agencies/add', { names: 'Youth & Play\nHarbour' })).text).toContain(
      'Admitted: Youth & Play, Harbour.',
    );
    expect((await fill(administrator, '/groups/form', { thematic: 'Violent crime' })).text).toContain(
      'Formed: Violent crime.',
    );
    const done = await fill(administrator, '/people/add', {
      name: 'A. N. Officer',
      email: 'officer@example.org',
      role: 'thematic-chair',
      group: 'violent-crime',
      agency: 'youth-play',
    });
    expect(done.text).toContain('A. N. Officer is entered, as thematic group chair.');
    expect((await administrator.open('/p/riverside/people')).text).toContain('A. N. Officer');
  });

  it('names nobody outside their own record', async () => {
    for await (const { stream, body } of pages.story.store.readAll(0)) {
      expect(stream).not.toMatch(/officer-?a|a-n-officer/);
      expect(body).not.toContain('A. N. Officer');
    }
  });

  it('says why a role cannot be given, and enters the person once when it is put right', async () => {
    const before = await registered();
    const form = await administrator.open('/p/riverside/people/add');
    const wrong = await administrator.send(form, { name: 'B. Member', role: 'member', agency: 'police' });
    expect(wrong.status).toBe(422);
    expect(wrong.problemOf('group')).not.toBe('');
    expect(wrong.valueOf('name')).toBe('B. Member');
    const done = await administrator.send(wrong, {
      name: 'B. Member',
      role: 'member',
      agency: 'police',
      group: 'tasking',
    });
    expect(done.text).toContain('B. Member is entered, as member.');
    const after = await registered();
    expect(after).toBe(before + 1);
  });

  it('adopts objectives and priorities, and limits from a day on', async () => {
    const support = await pages.as('support-1');
    expect((await fill(support, '/objectives/adopt', { names: 'Safer homes' })).text).toContain(
      'Adopted: Safer homes.',
    );
    const burglary = { names: 'Burglary\n\n Fraud ', objective: 'safer-homes' };
    expect((await fill(support, '/priorities/adopt', burglary)).text).toContain('Adopted: Burglary, Fraud.');
    const limits = await administrator.open('/p/riverside/limits');
    expect(limits.valueOf('chairsActionLimitPence')).toBe('5000.00');
    expect(
      (await administrator.send(limits, { ...limits.filled(), shortFormBelowPence: '2,500' })).text,
    ).toContain('The limits are adopted.');
    expect((await administrator.open('/p/riverside/limits')).valueOf('shortFormBelowPence')).toBe('2500.00');
  });
});
