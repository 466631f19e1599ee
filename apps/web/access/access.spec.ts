import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#funding/partnership/partnership.events';
import { fund } from '#testing/desk-story';
import { tellOfAnother, theirs } from '../testing/other-partnership.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { routes } from '../testing/routes.js';

describe('Every route', () => {
  it.each(routes())('$page.$name says who may come there', ({ rule }) => {
    expect(rule).toMatchObject({ for: expect.stringMatching(/^(everyone|signed-in|roles)$/) as unknown });
  });

  it.each(routes().filter(({ path }) => path.startsWith('/p/')))(
    '$page.$name of a partnership is for roles that are held there',
    ({ rule }) => {
      expect(rule).toMatchObject({ for: 'roles' });
    },
  );
});

/** Someone in each role that has something to do at a thing which an address names. */
const inRoles: readonly (readonly [Role, person: string])[] = [
  ['support-officer', 'support-1'],
  ['finance-officer', 'finance-1'],
  ['lead-officer', 'lead-1'],
  ['chair', 'chair-1'],
  ['thematic-chair', 'theme-1'],
  ['administrator', 'admin-1'],
];

/** What another partnership has stands where an address has the name of a part. */
function named(part: string): string {
  const ids: Readonly<Record<string, string>> = theirs;
  return ids[part.slice(1)] ?? 'tasking';
}

describe('Who comes to a page', () => {
  let pages: PagesUnderTest;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    await tellOfAnother(pages.story);
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('is led to where one signs in, when nobody is signed in', async () => {
    expect((await pages.visitor().open('/p/riverside/projects')).at).toBe('/look');
  });

  it.each(routes().filter(({ path }) => path.startsWith('/p/')))(
    'finds nothing at $method $path of a partnership that is not theirs, or of none',
    async ({ path, method }) => {
      const visitor = await pages.as('support-1');
      const home = await visitor.open('/p/riverside');
      const tokens = { token: home.valueOf('token') ?? '', drawnFor: home.valueOf('drawnFor') ?? '' };
      for (const partnership of ['otherside', 'nowhere', 'Riverside', '1'.repeat(65)]) {
        const url = path.replace(':partnership', partnership).replaceAll(/:\w+/g, named);
        const shown = await (method === 'GET' ? visitor.open(url) : visitor.post(url, tokens));
        expect(shown.status).toBe(404);
      }
    },
  );

  it.each(routes().filter(({ path }) => /:(?:project|source|meeting|person)\b/.test(path)))(
    'finds nothing at $method $path that another partnership has, by its id, in whatever role',
    async ({ path, method, rule }) => {
      const people = inRoles.filter(([role]) => rule?.for === 'roles' && rule.roles.includes(role));
      expect(people.length).toBeGreaterThan(0);
      for (const [, person] of people) {
        const visitor = await pages.as(person);
        const home = await visitor.open('/p/riverside');
        const tokens = { token: home.valueOf('token') ?? '', drawnFor: home.valueOf('drawnFor') ?? '' };
        const url = path.replace(':partnership', 'riverside').replaceAll(/:\w+/g, named);
        const shown = await (method === 'GET' ? visitor.open(url) : visitor.post(url, tokens));
        expect({ person, status: shown.status }).toEqual({ person, status: 404 });
      }
    },
  );

  it('is signed out by the next thing they do when they are switched off, and when their last role ends', async () => {
    const [off, ended] = [await pages.as('finance-2'), await pages.as('lead-2')];
    expect((await off.open('/p/riverside')).heading).toBe('What needs me now?');
    expect((await ended.open('/p/riverside')).heading).toBe('What needs me now?');
    await pages.story.do('admin-1/administrator', 'SwitchOffPerson', {
      person: 'finance-2',
      reason: 'Left.',
    });
    await pages.story.do('admin-1/administrator', 'EndRole', {
      person: 'lead-2',
      role: 'lead-officer',
      reason: 'Left.',
    });
    expect((await off.open('/p/riverside')).at).toBe('/look');
    expect((await ended.open('/p/riverside')).at).toBe('/look');
    const rows = await pages.signIn.selectFrom('sessions').select('person').execute();
    expect(rows.map(({ person }) => person)).not.toContain('finance-2');
  });

  it.each(['/events?stream=%00', '/projects?officer=a%00b', '/projects/a%00'])(
    'is told that %s cannot be read, which not every database could look for',
    async (path) => {
      const shown = await (await pages.as('support-1')).open(`/p/riverside${path}`);
      expect([shown.status, shown.heading]).toEqual([400, 'That could not be read']);
    },
  );

  it('finds a page of ours where there is none', async () => {
    const shown = await (await pages.as('support-1')).open('/p/riverside/nowhere');
    expect(shown.status).toBe(404);
    expect(shown.heading).toBe('Page not found');
  });
});

describe('What is sent', () => {
  let pages: PagesUnderTest;
  const form = '/p/riverside/projects/youth-bus/record-expenditure';

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await fund(pages.story, 'youth-bus', 400_000);
    await pages.upToDate();
  });
  afterAll(async () => pages.close());

  it('is refused without the token of a page of ours, before anything of it is looked at', async () => {
    const finance = await pages.as('finance-1');
    for (const fields of [{}, { token: 'made-up' }]) {
      const shown = await finance.post(form, { ...fields, payee: 'x' });
      expect(shown.status).toBe(403);
      expect(shown.text).not.toContain('Enter');
    }
  });

  it("is refused with the token of another's browser", async () => {
    const another = await (await pages.as('finance-2')).open(form);
    const finance = await pages.as('finance-1');
    await finance.open(form);
    const token = another.valueOf('token') ?? '';
    expect((await finance.post(form, { token })).status).toBe(403);
  });

  it('is seen as it was filled in by nobody who holds another session, not even the same person', async () => {
    const [one, other] = [await pages.as('finance-1'), await pages.as('finance-1')];
    const answer = await one.send(await one.open('/p/riverside/open-source'), { name: 'Half a name' });
    expect(answer.at).toContain('sheet=');
    expect((await one.open(answer.at)).valueOf('name')).toBe('Half a name');
    const seen = await other.open(answer.at);
    expect([seen.status, seen.valueOf('name')]).toEqual([200, undefined]);
  });

  it('is said to be unreadable, and not lost or half done, when it is no form at all', async () => {
    const finance = await pages.as('finance-1');
    const shown = await finance.postBytes(form, Buffer.from('<payee/>'), 'application/xml');
    expect([shown.status, shown.heading]).toEqual([415, 'That could not be read']);
  });

  it('is kept when the session has ended meanwhile, and sent after signing in again', async () => {
    const finance = await pages.as('finance-1');
    const shown = await finance.open(form);
    pages.now = new Date(Date.now() + 31 * 60_000).toISOString();
    const typed = { payee: 'Bus Hire Ltd', netPence: '12' };
    const out = await finance.send(shown, typed);
    expect(out.status).toBe(401);
    expect(out.heading).toBe('You have been signed out');
    finance.hold('__Host-session', await pages.sessions.beginLook('riverside', 'finance-1'));
    const again = await finance.send(out);
    expect(again.heading).toBe('Is this still to be sent?');
    const form2 = await finance.send(again);
    expect(form2.valueOf('payee')).toBe('Bus Hire Ltd');
    expect(form2.valueOf('netPence')).toBe('12');
    pages.now = undefined;
  });

  it.each(['finance-2', 'lead-1'])(
    'is neither shown to %s, who signs in there next, nor sent in their name',
    async (other) => {
      const browser = await pages.as('finance-1');
      const shown = await browser.open(form);
      pages.now = new Date(Date.now() + 31 * 60_000).toISOString();
      const out = await browser.send(shown, { payee: 'Bus Hire Ltd' });
      expect(out.heading).toBe('You have been signed out');
      browser.hold('__Host-session', await pages.sessions.beginLook('riverside', other));
      for (const from of [out, shown]) {
        const answer = await browser.send(from, from === out ? {} : { payee: 'Bus Hire Ltd' });
        expect([answer.status, answer.heading]).toEqual([409, 'That was typed by somebody else']);
        expect(answer.html).not.toContain('Bus Hire');
      }
      pages.now = undefined;
    },
  );
});
