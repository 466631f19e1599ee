import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostBox } from '#testing/post-box';
import { until } from '#testing/until';
import { LinkMail } from '../../access/link-mail.js';
import { WaysIn } from '../../access/ways-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Visitor } from '../../testing/visitor.js';

const phrase = 'otter lamp quiet seven';
const pagesAddress = 'https://tallystick.council.example/';

/** What stands in the link of a message, at the address of the pages and no other. */
function linkIn(text: string | undefined): string {
  return new RegExp(`${pagesAddress}(set-up-account/[\\w-]+)`).exec(text ?? '')?.[1] ?? '';
}

describe('Links by mail', () => {
  let pages: PagesUnderTest;
  let box: PostBox;
  let administrator: Visitor;

  beforeAll(async () => {
    box = new PostBox();
    pages = await PagesUnderTest.open('real', {
      waysIn: () => new WaysIn({ mail: new LinkMail(box, pagesAddress) }),
    });
    await pages.upToDate();
    administrator = pages.visitor();
    const held = await pages.accounts.handOut({ partnership: 'riverside', person: 'admin-1' });
    const form = await administrator.open(`/set-up-account/${held}`);
    await administrator.send(form, { address: 'admin@example.org', password: phrase });
    const withAddress = { person: 'finance-1', name: 'A. Treasurer', email: 'treasurer@example.org' };
    await pages.story.do('admin-1/administrator', 'CorrectPerson', withAddress);
  });
  afterAll(async () => pages.close());

  async function giveLink(person: string) {
    const people = await administrator.open('/p/riverside/people');
    return administrator.send(people, {}, `form[action$="/${person}/link"]`);
  }

  it('invite someone, who sets up an account with it once', async () => {
    const shown = await giveLink('finance-1');
    expect(shown.text).toContain('A link is on its way to A. Treasurer.');
    expect(shown.html).not.toContain('/set-up-account/');
    const [message] = box.gone;
    expect(message?.to).toEqual({ name: 'A. Treasurer', email: 'treasurer@example.org' });
    expect(message?.subject).toContain('Set up your account');
    const link = `/${linkIn(message?.text)}`;
    const finance = pages.visitor();
    const form = await finance.open(link);
    expect(form.valueOf('address')).toBe('treasurer@example.org');
    expect(message?.text).toContain('The link works once, within three days.');
    const home = await finance.send(form, { address: 'Treasurer@example.org', password: phrase });
    expect(home.html).toContain('A. Treasurer');
    const again = await pages.visitor().open(link);
    expect([again.status, again.heading]).toEqual([404, 'This link does not work']);
    expect(again.link('sign in')).toBe('/sign-in');
    expect(again.link('ask for another link')).toBe('/forgotten-password');
  });

  it('are shown to the administrator where the person has no address, or the mail is refused', async () => {
    const shown = await giveLink('support-1');
    expect(shown.text).toContain('/set-up-account/');
    box.answers.push({ outcome: 'refused', why: 'There is no such box.' });
    const refused = await giveLink('finance-1');
    expect(refused.text).toContain('It could not be sent by mail. There is no such box.');
    expect(refused.text).toContain('/set-up-account/');
  });

  it('bring a new password to whoever asks, and say the same to whoever has no account', async () => {
    // The link that was shown above is a few minutes old by now.
    pages.now = new Date(Date.now() + 6 * 60_000).toISOString();
    box.gone.length = 0;
    const answers: string[] = [];
    for (const address of ['nobody@example.org', 'treasurer@example.org', 'TREASURER@example.org']) {
      const visitor = pages.visitor();
      const form = await visitor.open((await visitor.open('/sign-in')).link('forgotten') ?? '');
      const shown = await visitor.send(form, { address });
      answers.push(`${shown.status} ${shown.text}`);
    }
    expect(new Set(answers).size).toBe(1);
    await until(() => box.gone.length > 0);
    // Those that wait are seen to in order, so that of nobody has been.
    const link = linkIn(box.gone[0]?.text);
    expect(box.gone[0]?.to.email).toBe('treasurer@example.org');
    const visitor = pages.visitor();
    const form = await visitor.open(`/${link}`);
    expect(form.heading).toBe('Choose a new password');
    expect(box.gone[0]?.text).toContain('The link works once, within one hour.');
    const other = pages.visitor();
    const opened = await other.open(`/${link}`);
    const wrong = await visitor.send(form, { password: 'short', address: 'nowhere' });
    expect(wrong.problems).toHaveLength(2);
    expect(wrong.problemOf('address')).toBe('Your new e-mail address must be like name@example.org.uk');
    expect(wrong.valueOf('address')).toBe('nowhere');
    const taken = { password: 'a new phrase of words', address: 'admin@example.org' };
    expect((await visitor.send(form, taken)).problemOf('address')).toContain('leave it empty to keep');
    const home = await visitor.send(await visitor.open(`/${link}`), { password: 'a new phrase of words' });
    expect(home.text).toContain('Your password is changed.');
    expect(await pages.accounts.signIn('treasurer@example.org', phrase)).toBeUndefined();
    expect(await pages.accounts.signIn('treasurer@example.org', 'a new phrase of words')).toBeDefined();
    const late = await other.send(opened, { password: 'another phrase of words' });
    expect([late.status, late.heading]).toEqual([404, 'This link does not work']);
    pages.now = undefined;
  });

  it('come once in five minutes, and for an hour', async () => {
    pages.now = new Date(Date.now() + 20 * 60_000).toISOString();
    const person = { partnership: 'riverside', person: 'finance-1' };
    const held = (await pages.accounts.handOutAgain(person)) ?? '';
    expect(await pages.accounts.handOutAgain(person)).toBeUndefined();
    pages.now = new Date(Date.now() + 79 * 60_000).toISOString();
    expect(await pages.accounts.linkOf(held)).toBeDefined();
    pages.now = new Date(Date.now() + 81 * 60_000).toISOString();
    expect(await pages.accounts.linkOf(held)).toBeUndefined();
    expect(await pages.accounts.handOutAgain(person)).toBeDefined();
    pages.now = undefined;
  });

  it('change no password that is used in another partnership too, and show what can be done instead', async () => {
    const password = 'a new phrase of words';
    const elsewhere = await pages.accounts.handOut({ partnership: 'hillside', person: 'treasurer' });
    await pages.accounts.setUp(elsewhere, 'treasurer@example.org', password);
    const held = await pages.accounts.handOut({ partnership: 'riverside', person: 'finance-1' });
    const visitor = pages.visitor();
    const refused = await visitor.send(await visitor.open(`/set-up-account/${held}`), { password });
    expect(refused.problemOf('address')).toContain('Your account is used in another partnership too');
    expect(refused.root.querySelector('details')?.hasAttribute('open')).toBe(true);
  });

  it('do not go to someone who is switched off', async () => {
    box.gone.length = 0;
    await pages.story.do('admin-1/administrator', 'SwitchOffPerson', {
      person: 'finance-1',
      reason: 'Left.',
    });
    pages.now = new Date(Date.now() + 200 * 60_000).toISOString();
    const visitor = pages.visitor();
    const send = async (address: string): Promise<void> => {
      await visitor.send(await visitor.open('/forgotten-password'), { address });
    };
    await send('treasurer@example.org');
    await send('admin@example.org');
    await until(() => box.gone.length > 0);
    expect(box.gone.map(({ to }) => to.email)).toEqual(['admin@example.org']);
    pages.now = undefined;
  });

  it('cannot be asked for again and again from one place', async () => {
    const visitor = pages.visitor();
    const form = await visitor.open('/forgotten-password');
    const statuses = new Set<number>();
    for (let tries = 0; tries < 12; tries += 1)
      statuses.add((await visitor.send(form, { address: 'guess@example.org' })).status);
    expect(statuses).toContain(429);
  });

  it('are no page where there is no mail', async () => {
    const without = await PagesUnderTest.open('real');
    expect((await without.visitor().open('/forgotten-password')).status).toBe(404);
    expect((await without.visitor().open('/sign-in')).link('forgotten')).toBeUndefined();
    await without.close();
  });
});
