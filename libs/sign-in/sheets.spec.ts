import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSignInInMemory } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { Sessions } from '#sign-in/sessions';
import { Sheets } from '#sign-in/sheets';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const typed = { payee: 'A name that nobody else may read' };

describe('A form that someone has before them', () => {
  let db: SignInDatabase;
  let sheets: Sheets;
  let sessions: Sessions;
  let minutes = 0;

  beforeEach(async () => {
    minutes = 0;
    const now = (): string => new Date(start + minutes * 60_000).toISOString();
    db = await openSignInInMemory();
    sheets = new Sheets(db, now);
    sessions = new Sessions(db, 'example', now);
  });
  afterEach(async () => db.destroy());

  const signedIn = async () =>
    ({ held: await sessions.beginLook('riverside', 'finance-1'), isSignedIn: true }) as const;
  const signedOut = { held: 'what every form is bound to', isSignedIn: false } as const;
  const kept = async (): Promise<number> => (await db.selectFrom('sheets').select('sheet').execute()).length;

  it('is found as it was kept last, by who holds the session, and by nobody else', async () => {
    const [holder, other] = [await signedIn(), await signedIn()];
    expect(await sheets.find(holder, 'one')).toBeUndefined();
    await sheets.keep(holder, [{ sheet: 'one', content: { payee: '' } }]);
    await sheets.keep(holder, [
      { sheet: 'one', content: typed },
      { sheet: 'two', content: 2 },
    ]);
    expect(await sheets.find(holder, 'one')).toEqual(typed);
    expect(await sheets.find(holder, 'two')).toBe(2);
    expect(await sheets.find(other, 'one')).toBeUndefined();
    await sheets.forget(holder, 'two');
    expect(await sheets.find(holder, 'two')).toBeUndefined();
  });

  it('is read by nobody in the database, and does not open for another who is given its row', async () => {
    const [holder, other] = [await signedIn(), await signedIn()];
    await sheets.keep(holder, [{ sheet: 'one', content: typed }]);
    const [row] = await db.selectFrom('sheets').selectAll().execute();
    expect(Buffer.from(row?.sealed ?? '', 'base64url').includes('nobody else')).toBe(false);
    await sheets.keep(other, [{ sheet: 'one', content: 'theirs' }]);
    await db
      .updateTable('sheets')
      .set({ sealed: row?.sealed ?? '' })
      .execute();
    expect(await sheets.find(other, 'one')).toBeUndefined();
  });

  it('goes when its session ends: by signing out, and by itself', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    for (const holder of [first, second]) await sheets.keep(holder, [{ sheet: 'one', content: typed }]);
    await sessions.end((await sessions.find(first.held))?.token ?? '');
    expect(await sheets.find(first, 'one')).toBeUndefined();
    expect(await sheets.find(second, 'one')).toEqual(typed);
    minutes = 31;
    await signedIn();
    expect(await kept()).toBe(0);
  });

  it('of who is not signed in goes half an hour later, and of who is stays as long as their session', async () => {
    const holder = await signedIn();
    await sheets.keep(signedOut, [{ sheet: 'one', content: typed }]);
    await sheets.keep(holder, [{ sheet: 'one', content: typed }]);
    minutes = 20;
    await sessions.find(holder.held);
    minutes = 40;
    await signedIn();
    expect(await sheets.find(signedOut, 'one')).toBeUndefined();
    expect(await sheets.find(holder, 'one')).toEqual(typed);
  });

  it('is one of 40, of which the first goes first', async () => {
    const holder = await signedIn();
    for (let sheet = 0; sheet < 50; sheet += 1) {
      minutes = sheet / 100;
      await sheets.keep(holder, [{ sheet: `sheet ${sheet}`, content: sheet }]);
    }
    expect(await kept()).toBe(40);
    expect(await sheets.find(holder, 'sheet 9')).toBeUndefined();
    expect(await sheets.find(holder, 'sheet 10')).toBe(10);
  });

  it('goes before that when all of them are too much, of its own session alone', async () => {
    const [holder, other] = [await signedIn(), await signedIn()];
    await sheets.keep(other, [{ sheet: 'theirs', content: typed }]);
    // Nothing of it is compressed: each is 3.6 million characters as it is kept.
    const content = randomBytes(2_700_000).toString('base64');
    for (let sheet = 0; sheet < 5; sheet += 1) {
      minutes = sheet / 100;
      await sheets.keep(holder, [{ sheet: `sheet ${sheet}`, content }]);
    }
    expect(await sheets.find(holder, 'sheet 0')).toBeUndefined();
    expect(await sheets.find(holder, 'sheet 1')).toBe(content);
    expect(await sheets.find(other, 'theirs')).toEqual(typed);
  });

  it('is not kept when it is too large, which is sooner where nobody is signed in', async () => {
    // What is compressed well would not be large.
    const large = Array.from({ length: 20_000 }, (_, number) => (number * 7919) ** 3).join(' ');
    const one = [{ sheet: 'one', content: large }];
    expect(await sheets.keep(signedOut, one)).toBe(false);
    expect(await sheets.keep(await signedIn(), one)).toBe(true);
    const larger = Array.from({ length: 40 }, (_, number) => large.replaceAll(' ', String(number)));
    expect(await sheets.keep(await signedIn(), [{ sheet: 'two', content: larger }])).toBe(false);
    expect(await kept()).toBe(1);
  });
});
