import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

const phrase = 'otter lamp quiet seven';
const answers = {
  name: 'Hillside Community Safety Partnership',
  founder: 'A. Founder',
  also: ['support-officer', 'lead-officer'],
  address: 'founder@example.org',
  password: phrase,
};
const at = '/p/hillside-community-safety-partnership';

describe('Founding a partnership in a browser', () => {
  let pages: PagesUnderTest;
  let link = '';

  beforeAll(async () => {
    pages = await PagesUnderTest.open('real');
    await pages.upToDate();
    link = `/found/${await pages.founding.handOut()}`;
  });
  afterAll(async () => pages.close());

  it('leaves nothing behind when the answers cannot be', async () => {
    const visitor = pages.visitor();
    const form = await visitor.open(link);
    expect(form.heading).toBe('Found a partnership');
    const wrong = await visitor.send(form, { ...answers, password: 'short', address: 'no' });
    expect(wrong.problems).toHaveLength(2);
    expect(wrong.valueOf('name')).toBe(answers.name);
    const taken = await visitor.send(wrong, { ...answers, name: 'Riverside' });
    expect(taken.problemOf('name')).toBe('There is a partnership of that name here already');
    expect(await pages.accounts.hasAny()).toBe(false);
  });

  it('makes who founds it the administrator, signed in, with the roles that they ticked', async () => {
    const visitor = pages.visitor();
    const home = await visitor.send(await visitor.open(link), answers);
    expect(home.at).toBe(`${at}/set-up`);
    expect(home.text).toContain('is founded, and you are its administrator.');
    expect(home.html).toContain('A. Founder');
    const people = await visitor.open(`${at}/people`);
    expect(people.text).toContain('A. Founder administrator, partnership support officer, lead officer');
    expect((await visitor.open('/p/riverside')).status).toBe(404);
  });

  it('is possible once by one link', async () => {
    const used = await pages.visitor().open(link);
    expect([used.status, used.heading]).toEqual([404, 'This link does not work']);
    expect(used.text).toContain('It may have been used already');
    expect(used.text).toContain('ask whoever runs these pages for another link');
    expect(used.link('sign in')).toBe('/sign-in');
  });

  it('says the same to who sends its form after the link was used', async () => {
    const once = `/found/${await pages.founding.handOut()}`;
    const [one, other] = [pages.visitor(), pages.visitor()];
    const forms = [await one.open(once), await other.open(once)] as const;
    await one.send(forms[0], { ...answers, name: 'Moor', address: 'moor@example.org' });
    const late = await other.send(forms[1], { ...answers, name: 'Fen', address: 'fen@example.org' });
    expect([late.status, late.heading]).toEqual([404, 'This link does not work']);
    expect((await one.open('/p/fen')).status).toBe(404);
  });

  it('takes the password of whoever has an account here already, and no other', async () => {
    const again = `/found/${await pages.founding.handOut()}`;
    const visitor = pages.visitor();
    const form = await visitor.open(again);
    const second = { ...answers, name: 'Valley' };
    const wrong = await visitor.send(form, { ...second, password: 'another phrase of words' });
    expect(wrong.problemOf('address')).toContain('There is an account with this address already.');
    expect((await visitor.open('/p/valley')).heading).toBe('Sign in');
    const done = await visitor.send(wrong, second);
    expect(done.at).toBe('/p/valley/set-up');
    expect((await visitor.open('/')).text).toContain('Hillside Community Safety Partnership');
  });

  it('is done by one of two who send the form at the same moment', async () => {
    const twice = `/found/${await pages.founding.handOut()}`;
    const visitor = pages.visitor();
    const form = await visitor.open(twice);
    const fields = { ...answers, name: 'Harbour', address: 'harbour@example.org' };
    const both = await Promise.all([visitor.send(form, fields), visitor.send(form, fields)]);
    expect(both.map(({ at: where }) => where)).toContain('/p/harbour/set-up');
    let founded = 0;
    for await (const { stream, type } of pages.story.store.readAll(0))
      founded += type === 'PartnershipFounded' && stream === 'partnership-harbour' ? 1 : 0;
    expect(founded).toBe(1);
  });

  it('needs a link that was handed out within three days, and is not there in an example', async () => {
    const old = `/found/${await pages.founding.handOut()}`;
    pages.now = new Date(Date.now() + 73 * 3_600_000).toISOString();
    expect((await pages.visitor().open(old)).status).toBe(404);
    pages.now = undefined;
    expect((await pages.visitor().open('/found/made-up')).status).toBe(404);
    const example = await PagesUnderTest.open();
    const there = `/found/${await example.founding.handOut()}`;
    expect((await example.visitor().open(there)).status).toBe(404);
    await example.close();
  });
});
