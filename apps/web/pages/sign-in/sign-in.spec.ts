import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../../testing/pages-under-test.js';

const phrase = 'otter lamp quiet seven';

describe('Signing in where the data is real', () => {
  let pages: PagesUnderTest;
  beforeAll(async () => {
    pages = await PagesUnderTest.open('real');
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('begins with a link for the founder, who gives others theirs', async () => {
    const founder = pages.visitor();
    const held = await pages.accounts.handOut({ partnership: 'riverside', person: 'admin-1' });
    const form = await founder.open(`/set-up-account/${held}`);
    expect(form.heading).toBe('Set up your account');
    const wrong = await founder.send(form, { address: 'admin', password: 'short' });
    expect(wrong.problems).toEqual([
      'Your e-mail address must be like name@example.org.uk',
      'Use 12 characters at least. 15 or more are better',
    ]);
    expect(wrong.valueOf('address')).toBe('admin');
    expect(wrong.html).not.toContain('short"');
    const home = await founder.send(wrong, { address: 'admin@example.org', password: phrase });
    expect(home.at).toBe('/p/riverside');
    const people = await founder.open('/p/riverside/people');
    const shown = await founder.send(people, {}, 'form[action$="/finance-1/link"]');
    const link = /\/set-up-account\/[\w-]+/.exec(shown.text)?.[0] ?? '';
    const finance = pages.visitor();
    const done = await finance.send(await finance.open(link), { address: 'f@example.org', password: phrase });
    expect(done.html).toContain('The officer finance-1');
    expect((await pages.visitor().open(link)).status).toBe(404);
  });

  it('leads back to the page that was asked for, and never elsewhere', async () => {
    const visitor = pages.visitor();
    const asked = await visitor.open('/p/riverside/budget?year=2011-12');
    expect(asked.heading).toBe('Sign in');
    const wrong = await visitor.send(asked, { address: 'f@example.org', password: 'wrong' });
    expect(wrong.problems).toEqual(['The e-mail address or the password is not right']);
    const right = await visitor.send(wrong, { address: 'f@example.org', password: phrase });
    expect(right.at).toBe('/p/riverside/budget?year=2011-12');
    for (const back of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example']) {
      const other = pages.visitor();
      const form = await other.open(`/sign-in?back=${encodeURIComponent(back)}`);
      expect(form.valueOf('back')).toBe('/');
    }
  });

  it('ends when somebody signs out', async () => {
    const visitor = pages.visitor();
    const home = await visitor.send(await visitor.open('/sign-in'), {
      address: 'f@example.org',
      password: phrase,
    });
    expect((await visitor.send(home, {}, '.app-header__sign-out')).heading).toBe('Sign in');
    expect((await visitor.open('/p/riverside')).heading).toBe('Sign in');
  });

  it('cannot be tried again and again', async () => {
    const visitor = pages.visitor();
    const form = await visitor.open('/sign-in');
    const statuses = new Set<number>();
    for (let tries = 0; tries < 12; tries += 1)
      statuses.add((await visitor.send(form, { address: 'f@example.org', password: 'guess' })).status);
    expect(statuses).toContain(429);
  });
});

describe('What comes by a proxy', () => {
  let pages: PagesUnderTest;
  beforeAll(async () => {
    pages = await PagesUnderTest.open('real', { behindProxy: true });
  });
  afterAll(async () => pages.close());

  /** How eleven tries are answered, of someone who says each time that they are another. */
  async function triesFrom(address: string): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${tries}, ${address}` };
      statuses.push(
        (await pages.application.inject({ method: 'POST', url: '/sign-in', headers })).statusCode,
      );
    }
    return statuses;
  }

  it('is counted by who came to the proxy, whatever they say of themselves', async () => {
    expect((await triesFrom('192.0.2.1')).at(-1)).toBe(429);
    expect((await triesFrom('192.0.2.2')).at(0)).toBe(403);
  });

  it('has browsers come to this address by HTTPS alone, and says nothing of others beside it', async () => {
    const { headers } = await pages.application.inject({ method: 'GET', url: '/sign-in' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('has to be there whole within two minutes', () => {
    expect(pages.application.getHttpServer()).toHaveProperty('requestTimeout', 120_000);
  });
});
