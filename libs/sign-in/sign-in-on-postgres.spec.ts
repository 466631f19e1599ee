import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { settingsFrom } from '#settings/settings';
import { Accounts } from '#sign-in/accounts';
import { openSignIn } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { IdentityProvider } from '#sign-in/identity-provider';
import { Sessions } from '#sign-in/sessions';
import { WorkAccounts } from '#sign-in/work-accounts';
import { IdentityProviderServer } from '#testing/identity-provider-server';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';

const phrase = 'otter lamp quiet seven';
const key = new Uint8Array(32);
const finance = { partnership: 'riverside', person: 'finance-1' };

describe('Who can sign in, where the events are in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  const opened: SignInDatabase[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase('sign_in_test');
  });
  afterAll(async () => {
    for (const db of opened) await db.destroy();
    await server.stop();
  });

  async function open(): Promise<SignInDatabase> {
    const db = await openSignIn(settingsFrom({ TALLYSTICK_STORE: url }));
    opened.push(db);
    return db;
  }

  it('is brought up once by several processes that open it at the same moment', async () => {
    const all = await Promise.all([open(), open(), open()]);
    for (const db of all) expect(await db.selectFrom('logins').selectAll().execute()).toEqual([]);
  });

  it('is an account by a link, for one of two who come by it at the same moment, and then a session', async () => {
    const [here, there] = [await open(), await open()];
    const held = await new Accounts(here, key, systemClock).handOut(finance);
    const both = await Promise.all(
      [here, there].map(async (db, index) =>
        new Accounts(db, key, systemClock).setUp(held, `f${index}@example.org`, phrase),
      ),
    );
    const logins = both.flatMap((one) => ('login' in one ? [one.login] : []));
    expect(logins).toHaveLength(1);
    const session = await new Sessions(here, 'real', systemClock).begin(logins[0] ?? '');
    const found = await new Sessions(there, 'real', systemClock).find(session);
    expect(Object.fromEntries(found?.people ?? [])).toEqual({ riverside: 'finance-1' });
    expect(found?.isWorkAccount).toBe(false);
  });

  it('is a work account in the place of it, once for one answer that comes to two processes', async () => {
    const provider = await IdentityProviderServer.start('http://localhost:3000');
    try {
      const [here, there] = [await open(), await open()];
      const accountsOn = (db: SignInDatabase): WorkAccounts =>
        new WorkAccounts({
          provider: new IdentityProvider(provider.settings),
          db,
          key,
          now: systemClock,
        });
      const link = await new Accounts(here, key, systemClock).handOut(finance);
      const { to, held } = await accountsOn(here).begin('/', link);
      const back = await provider.signIn(to, { subject: 'f1d0' });
      const query = back.slice(back.indexOf('?') + 1);
      const both = await Promise.allSettled(
        [here, there].map(async (db) => accountsOn(db).finish(held, query)),
      );
      const come = both.flatMap((one) =>
        one.status === 'fulfilled' && 'login' in one.value ? [one.value] : [],
      );
      expect(come).toHaveLength(1);
      const kinds = await here.selectFrom('logins').select('kind').execute();
      expect(kinds).toEqual([{ kind: provider.settings.issuer }]);
    } finally {
      await provider.stop();
    }
  });
});
