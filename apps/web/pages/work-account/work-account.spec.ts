import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOf } from '#sign-in/hashing';
import { IdentityProvider } from '#sign-in/identity-provider';
import type { WorkAccountSettings } from '#sign-in/work-account-settings';
import { WorkAccounts } from '#sign-in/work-accounts';
import type { WorkAccountGround } from '#sign-in/work-accounts';
import { IdentityProviderServer } from '#testing/identity-provider-server';
import { WaysIn } from '../../access/ways-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const phrase = 'otter lamp quiet seven';
const finance = { subject: 'f1d0-finance', email: 'finance@council.example' };

function waysInBy(settings: WorkAccountSettings): (ground: Omit<WorkAccountGround, 'provider'>) => WaysIn {
  return (ground) =>
    new WaysIn({ workAccounts: new WorkAccounts({ provider: new IdentityProvider(settings), ...ground }) });
}

function stateIn(back: string): string {
  return new URL(back, 'http://localhost').searchParams.get('state') ?? '';
}

describe('Signing in with a work account, at a real OpenID provider', () => {
  let provider: IdentityProviderServer;
  let pages: PagesUnderTest;
  let administrator: Visitor;
  const log: string[] = [];

  beforeAll(async () => {
    provider = await IdentityProviderServer.start('http://localhost:3000');
    const waysIn = waysInBy(provider.settings);
    pages = await PagesUnderTest.open('real', { waysIn, log: { write: (line) => log.push(line) } });
    await pages.upToDate();
    administrator = pages.visitor();
    const link = await pages.accounts.handOut({ partnership: 'riverside', person: 'admin-1' });
    const form = await administrator.open(`/set-up-account/${link}`);
    await administrator.send(form, { address: 'admin@example.org', password: phrase });
  });
  afterAll(async () => {
    await pages.close();
    await provider.stop();
  });

  /** Sent away by a page of ours, and back with what the provider answers. */
  async function goAndComeBack(
    visitor: Visitor,
    somebody: typeof finance | undefined,
    from = '/sign-in/work-account',
    changed: (back: string) => string = (back) => back,
  ): Promise<Shown> {
    const away = await visitor.open(from);
    expect(away.at).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/);
    return visitor.open(changed(await provider.signIn(away.at, somebody)));
  }

  async function expectAs(person: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const form = await administrator.open(`/p/riverside/people/${person}/work-account`);
    const done = await administrator.send(form, fields);
    expect(done.text).toContain('can come with that work account now.');
  }

  it('asks with PKCE, a state and a nonce, each of them new', async () => {
    const visitor = pages.visitor();
    const asked = [0, 1].map(
      async () => new URL((await visitor.open('/sign-in/work-account')).at).searchParams,
    );
    const [one, other] = await Promise.all(asked);
    expect(Object.fromEntries(one ?? [])).toMatchObject({
      client_id: 'tallystick',
      redirect_uri: 'http://localhost:3000/sign-in/work-account/return',
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one?.get(name)).not.toBe(other?.get(name));
    }
  });

  it('lets nobody in whom no administrator expects, whatever their address, and keeps nothing of them', async () => {
    const shown = await goAndComeBack(pages.visitor(), { subject: 'stranger', email: 'admin@example.org' });
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('Nobody here has this work account.');
    const rows = await pages.signIn.selectFrom('logins').select('kind').execute();
    expect(rows).toEqual([{ kind: 'local' }]);
  });

  it('makes it the account of whom a link is for, once, and leads back to the page that was asked for', async () => {
    const link = await pages.accounts.handOut({ partnership: 'riverside', person: 'finance-1' });
    const visitor = pages.visitor();
    const form = await visitor.open(`/set-up-account/${link}`);
    expect(form.text).toContain('Go on with your council account');
    const home = await goAndComeBack(visitor, finance, `/set-up-account/${link}/work-account`);
    expect(home.html).toContain('The officer finance-1');
    const again = await goAndComeBack(pages.visitor(), finance, `/set-up-account/${link}/work-account`);
    expect(again.text).toContain('The link was used meanwhile');
    const other = pages.visitor();
    const asked = await other.open('/p/riverside/budget?year=2011-12');
    const back = await goAndComeBack(other, finance, asked.link('your council account'));
    expect(back.at).toBe('/p/riverside/budget?year=2011-12');
  });

  it('is not given to a second person of the partnership, since nobody is two', async () => {
    const link = await pages.accounts.handOut({ partnership: 'riverside', person: 'lead-1' });
    const shown = await goAndComeBack(pages.visitor(), finance, `/set-up-account/${link}/work-account`);
    expect(shown.text).toContain('belongs to someone else');
  });

  it('lets in whom an administrator expects by their identity', async () => {
    await expectAs('support-1', { by: 'subject', known: 'f1d0-support' });
    const home = await goAndComeBack(pages.visitor(), { subject: 'f1d0-support', email: '' });
    expect(home.html).toContain('The officer support-1');
  });

  it('lets in whom an administrator expects by an address only where the provider has verified it', async () => {
    await expectAs('lead-1', { by: 'address', known: 'Lead@council.example' });
    const lead = { subject: 'f1d0-lead', email: 'lead@council.example' };
    expect((await goAndComeBack(pages.visitor(), lead)).status).toBe(403);
    const verified = { ...lead, isEmailVerified: true };
    expect((await goAndComeBack(pages.visitor(), verified)).html).toContain('The officer lead-1');
    const later = { subject: 'f1d0-another', email: 'lead@council.example', isEmailVerified: true };
    expect((await goAndComeBack(pages.visitor(), later)).status).toBe(403);
  });

  it.each([
    ['another state', (back: string) => back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`)],
    ['no state', (back: string) => back.replace(/&state=[^&]+/, '')],
    ['another issuer', (back: string) => back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felsewhere.example')],
    ['no issuer', (back: string) => back.replace(/&iss=[^&]+/, '')],
    ['a made-up code', (back: string) => back.replace(/code=[^&]+/, 'code=made-up')],
    ['nothing', () => '/sign-in/work-account/return'],
  ])('believes no answer with %s', async (_, changed) => {
    const visitor = pages.visitor();
    const shown = await goAndComeBack(visitor, finance, '/sign-in/work-account', changed);
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('What came back is not what was asked for.');
    expect((await visitor.open('/p/riverside')).heading).toBe('Sign in');
  });

  it.each([{ nonce: 'x'.repeat(43) }, { verifier: 'x'.repeat(43) }])(
    'believes no answer to another question: %j',
    async (other) => {
      const visitor = pages.visitor();
      const away = await visitor.open('/sign-in/work-account');
      const back = await provider.signIn(away.at, finance);
      await pages.signIn.updateTable('away').set(other).execute();
      expect((await visitor.open(back)).status).toBe(403);
    },
  );

  it('takes an answer once, in the browser that was sent away, within ten minutes', async () => {
    const visitor = pages.visitor();
    const back = await provider.signIn((await visitor.open('/sign-in/work-account')).at, finance);
    expect((await pages.visitor().open(back)).status).toBe(403);
    expect((await visitor.open(back)).html).toContain('The officer finance-1');
    expect((await visitor.open(back)).status).toBe(403);
    expect(
      await pages.signIn.selectFrom('away').select('back').where('state', '=', stateIn(back)).execute(),
    ).toEqual([]);
    const slow = pages.visitor();
    const late = await provider.signIn((await slow.open('/sign-in/work-account')).at, finance);
    pages.now = new Date(Date.now() + 11 * 60_000).toISOString();
    expect((await slow.open(late)).status).toBe(403);
    pages.now = undefined;
  });

  it('takes a code once, even where what was kept of the question comes back with it', async () => {
    const visitor = pages.visitor();
    const back = await provider.signIn((await visitor.open('/sign-in/work-account')).at, finance);
    const kept = await pages.signIn
      .selectFrom('away')
      .selectAll()
      .where('state', '=', stateIn(back))
      .executeTakeFirstOrThrow();
    expect((await visitor.open(back)).status).toBe(200);
    await pages.signIn
      .insertInto('away')
      .values({ ...kept, token: hashOf('of a thief') })
      .execute();
    const thief = pages.visitor();
    thief.hold('__Host-away', 'of a thief');
    expect((await thief.open(back)).status).toBe(403);
    expect(log.filter((line) => line.includes('invalid_grant'))).not.toEqual([]);
  });

  it('says so when they gave up there', async () => {
    const shown = await goAndComeBack(pages.visitor(), undefined);
    expect(shown.text).toContain('You did not sign in there.');
  });

  it('is over here when they sign out, and they are told that it is not over there', async () => {
    const visitor = pages.visitor();
    const home = await goAndComeBack(visitor, finance);
    const out = await visitor.send(home, {}, '.app-header__sign-out');
    expect(out.heading).toBe('You are signed out');
    expect(out.link('Sign out of your council account too')).toMatch(/\/session\/end/);
    expect((await visitor.open('/p/riverside')).heading).toBe('Sign in');
  });

  it('lets nobody in who is switched off, and ends at once the session that they have', async () => {
    const visitor = pages.visitor();
    await goAndComeBack(visitor, finance);
    await pages.story.do('admin-1/administrator', 'SwitchOffPerson', {
      person: 'finance-1',
      reason: 'Left.',
    });
    expect((await visitor.open('/p/riverside')).heading).toBe('Sign in');
    const shown = await goAndComeBack(pages.visitor(), finance);
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('You have no role in a partnership here any more.');
  });

  it('keeps the secret, the codes and what people are known by out of the log and out of the database', async () => {
    const { settings } = provider;
    const tables = ['logins', 'login_people', 'expected_identities', 'sessions'] as const;
    const kept: unknown[] = [];
    for (const table of tables) kept.push(...(await pages.signIn.selectFrom(table).selectAll().execute()));
    const all = `${log.join('')} ${JSON.stringify(kept)}`;
    expect(log.join('')).not.toMatch(/code=|state=|set-up-account\/[\w-]{8}/);
    for (const secret of [settings.clientSecret, finance.subject, finance.email, 'f1d0-lead'])
      expect(all).not.toContain(secret);
  });

  it('is not there where no identity provider is set', async () => {
    const without = await PagesUnderTest.open('real');
    expect((await without.visitor().open('/sign-in/work-account')).status).toBe(404);
    expect((await without.visitor().open('/sign-in')).text).not.toContain('Go on with');
    await without.close();
  });

  it('says so when the identity provider does not answer', async () => {
    const settings = { ...provider.settings, issuer: 'http://127.0.0.1:9' };
    const alone = await PagesUnderTest.open('real', { waysIn: waysInBy(settings) });
    const shown = await alone.visitor().open('/sign-in/work-account');
    expect(shown.status).toBe(503);
    expect(shown.text).toContain('does not answer at the moment');
    await alone.close();
  });
});
