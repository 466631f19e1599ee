import { describe, expect, it } from '@jest/globals';
import { Accounts } from '#sign-in/accounts';
import { openSignInInMemory } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { hashed, isPassword, whatIsWrongWith } from '#sign-in/passwords';
import { Sessions } from '#sign-in/sessions';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const finance = { partnership: 'riverside', person: 'finance-1' };
const phrase = 'otter lamp quiet seven';

async function someAccounts(): Promise<{
  readonly db: SignInDatabase;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly afterHours: (hours: number) => void;
}> {
  let now = start;
  const clock = (): string => new Date(now).toISOString();
  const db = await openSignInInMemory();
  const afterHours = (hours: number): void => {
    now = start + hours * 3_600_000;
  };
  const accounts = new Accounts(db, new Uint8Array(32), clock);
  return { db, accounts, sessions: new Sessions(db, 'real', clock), afterHours };
}

describe('A password', () => {
  it('is kept as argon2id with a salt of its own, and known again', async () => {
    const [kept, again] = [await hashed(phrase), await hashed(phrase)];
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(kept).not.toBe(again);
    expect(await isPassword(phrase, kept)).toBe(true);
    expect(await isPassword(`${phrase} `, kept)).toBe(false);
    expect(await isPassword(phrase, undefined)).toBe(false);
    expect(await isPassword('café au lait please', await hashed('cafe\u0301 au lait please'))).toBe(true);
  });

  it.each([
    ['short', 'Use 12 characters at least. 15 or more are better'],
    ['x'.repeat(201), 'Use 200 characters at most'],
    ['Qwertyuiop123', 'That is one of the passwords that are tried first. Use another'],
    ['123412341234', 'That is one of the passwords that are tried first. Use another'],
    ['aaaaaaaaaaaaaaaa', 'That is one of the passwords that are tried first. Use another'],
    [phrase, undefined],
    ['alllowercaseletters', undefined],
  ])('may be made up as its owner likes: %s', (typed, wrong) => {
    expect(whatIsWrongWith(typed)).toBe(wrong);
  });
});

describe('An account', () => {
  it('is set up by a link, once, and then signed in to by its address however it is written', async () => {
    const { accounts } = await someAccounts();
    expect(await accounts.hasAny()).toBe(false);
    const held = await accounts.handOut(finance);
    expect(await accounts.linkOf(held)).toEqual({ ...finance, isAskedFor: false, isReset: false });
    const done = await accounts.setUp(held, 'finance@example.org', phrase);
    expect(await accounts.signIn(' Finance@Example.org', phrase)).toBe('login' in done ? done.login : '');
    expect(await accounts.signIn('finance@example.org', 'another phrase here')).toBeUndefined();
    expect(await accounts.signIn('nobody@example.org', phrase)).toBeUndefined();
    expect(await accounts.setUp(held, 'finance@example.org', phrase)).toEqual({ refused: 'link-used' });
  });

  it('is set up by one of two who come by the same link at the same moment', async () => {
    const { accounts } = await someAccounts();
    const held = await accounts.handOut(finance);
    const both = await Promise.all(
      ['a@example.org', 'b@example.org'].map((address) => accounts.setUp(held, address, phrase)),
    );
    expect(both.filter((one) => 'login' in one)).toHaveLength(1);
  });

  it('comes from the last link alone, for three days', async () => {
    const { accounts, afterHours } = await someAccounts();
    const [first, last] = [await accounts.handOut(finance), await accounts.handOut(finance)];
    expect(await accounts.linkOf(first)).toBeUndefined();
    afterHours(71);
    expect(await accounts.linkOf(last)).toBeDefined();
    afterHours(72);
    expect(await accounts.linkOf(last)).toBeUndefined();
  });

  it('gets a new password by a link, and every session of the old one ends', async () => {
    const { accounts, sessions } = await someAccounts();
    const done = await accounts.setUp(await accounts.handOut(finance), 'finance@example.org', phrase);
    const session = await sessions.begin('login' in done ? done.login : '');
    const link = await accounts.handOut(finance);
    expect(await accounts.linkOf(link)).toMatchObject({ isReset: true });
    await accounts.setUp(link, undefined, 'a new phrase of words');
    expect(await accounts.signIn('finance@example.org', phrase)).toBeUndefined();
    expect(await accounts.signIn('finance@example.org', 'a new phrase of words')).toBeDefined();
    expect(await sessions.find(session)).toBeUndefined();
  });

  it('takes another address with a new password, and none without one', async () => {
    const { accounts } = await someAccounts();
    const link = await accounts.handOut(finance);
    expect(await accounts.setUp(link, undefined, phrase)).toEqual({ refused: 'link-used' });
    await accounts.setUp(link, 'finance@example.org', phrase);
    await accounts.setUp(await accounts.handOut(finance), 'new@example.org', phrase);
    expect(await accounts.signIn('finance@example.org', phrase)).toBeUndefined();
    expect(await accounts.signIn('new@example.org', phrase)).toBeDefined();
  });

  it('is set up by whoever came with a work account so far, of which no password is kept', async () => {
    const { db, accounts } = await someAccounts();
    const created = { created_at: new Date(start).toISOString(), password: null };
    const work = { login: 'work', kind: 'https://login.example', subject: 'f', ...created };
    await db.insertInto('logins').values(work).execute();
    await db
      .insertInto('login_people')
      .values({ login: 'work', ...finance })
      .execute();
    const link = await accounts.handOut(finance);
    expect(await accounts.linkOf(link)).toMatchObject({ isReset: false });
    expect(await accounts.setUp(link, 'finance@example.org', phrase)).toHaveProperty('login');
  });

  it('is one in two partnerships, for who knows its password, and for nobody else', async () => {
    const { accounts, sessions } = await someAccounts();
    await accounts.setUp(await accounts.handOut(finance), 'finance@example.org', phrase);
    const link = await accounts.handOut({ partnership: 'hillside', person: 'treasurer' });
    expect(await accounts.setUp(link, 'finance@example.org', 'not the password')).toEqual({
      refused: 'address-of-another',
    });
    await accounts.setUp(link, 'finance@example.org', phrase);
    const held = await sessions.begin((await accounts.signIn('finance@example.org', phrase)) ?? '');
    expect(Object.fromEntries((await sessions.find(held))?.people ?? [])).toEqual({
      riverside: 'finance-1',
      hillside: 'treasurer',
    });
  });

  describe('that is one in two partnerships', () => {
    const treasurer = { partnership: 'hillside', person: 'treasurer' };
    const both = { riverside: 'finance-1', hillside: 'treasurer' };

    async function inBoth() {
      const all = await someAccounts();
      const { accounts, sessions } = all;
      for (const person of [finance, treasurer])
        await accounts.setUp(await accounts.handOut(person), 'finance@example.org', phrase);
      /** Who somebody is, by partnership, that signs in so; nobody where it is not right. */
      const signedIn = async (address: string, password: string): Promise<object> => {
        const login = await accounts.signIn(address, password);
        if (login === undefined) return {};
        return Object.fromEntries((await sessions.find(await sessions.begin(login)))?.people ?? []);
      };
      return { ...all, signedIn };
    }

    it('opens the other to nobody who is handed a link, or hands it to themselves, in one of them', async () => {
      const { accounts, sessions, signedIn } = await inBoth();
      const theirs = await sessions.begin((await accounts.signIn('finance@example.org', phrase)) ?? '');
      const link = await accounts.handOut(finance);
      for (const address of ['finance@example.org', undefined])
        expect(await accounts.setUp(link, address, 'chosen by another')).toEqual({
          refused: 'account-elsewhere',
        });
      expect(await signedIn('finance@example.org', 'chosen by another')).toEqual({});
      expect(await signedIn('finance@example.org', phrase)).toEqual(both);
      expect((await sessions.find(theirs))?.people.size).toBe(2);
    });

    it('stays as it was in the other where another address is set up in one of them', async () => {
      const { accounts, signedIn } = await inBoth();
      const link = await accounts.handOut(finance);
      expect(await accounts.setUp(link, 'another@example.org', 'chosen by another')).toHaveProperty('login');
      expect(await signedIn('another@example.org', 'chosen by another')).toEqual({ riverside: 'finance-1' });
      expect(await signedIn('finance@example.org', phrase)).toEqual({ hillside: 'treasurer' });
    });

    it('has its password set anew in both by a link that went to its own address', async () => {
      const { accounts, signedIn, afterHours } = await inBoth();
      afterHours(1);
      const link = (await accounts.handOutAgain(finance)) ?? '';
      await accounts.setUp(link, 'finance@example.org', 'a new phrase of words');
      expect(await signedIn('finance@example.org', 'a new phrase of words')).toEqual(both);
    });
  });

  it('is kept without its address, its password or what stands in a link', async () => {
    const { accounts, db } = await someAccounts();
    const held = await accounts.handOut(finance);
    const links = JSON.stringify(await db.selectFrom('links').selectAll().execute());
    await accounts.setUp(held, 'finance@example.org', phrase);
    const logins = JSON.stringify(await db.selectFrom('logins').selectAll().execute());
    expect(links + logins).not.toMatch(/finance@|otter/);
    expect(links).not.toContain(held);
  });
});
