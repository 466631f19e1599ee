import { describe, expect, it } from '@jest/globals';
import type { PlaceKind } from '#settings/folder-mark';
import { openSignInInMemory } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { Sessions } from '#sign-in/sessions';

const start = Date.parse('2026-03-02T09:00:00.000Z');

async function someSessions(kind: PlaceKind = 'example'): Promise<{
  readonly db: SignInDatabase;
  readonly sessions: Sessions;
  readonly after: (minutes: number) => void;
}> {
  let now = start;
  const db = await openSignInInMemory();
  const sessions = new Sessions(db, kind, () => new Date(now).toISOString());
  const after = (minutes: number): void => {
    now = start + minutes * 60_000;
  };
  return { db, sessions, after };
}

describe('A session', () => {
  it('ends when no page is used for 30 minutes', async () => {
    const { sessions, after } = await someSessions();
    const held = await sessions.beginLook('riverside', 'finance-1');
    after(29);
    expect((await sessions.find(held))?.people.get('riverside')).toBe('finance-1');
    after(58);
    expect(await sessions.find(held)).toMatchObject({ endsInSeconds: 30 * 60 });
    after(88);
    expect(await sessions.find(held)).toBeUndefined();
  });

  it('ends 12 hours after it began, however much it is used', async () => {
    const { sessions, after } = await someSessions();
    const held = await sessions.beginLook('riverside', 'finance-1');
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      after(minutes);
      expect(await sessions.find(held)).toBeDefined();
    }
    expect(await sessions.find(held)).toMatchObject({ endsInSeconds: 20 * 60 });
    after(12 * 60);
    expect(await sessions.find(held)).toBeUndefined();
  });

  it('is kept by a hash alone, so that a copy of the database signs nobody in', async () => {
    const { db, sessions } = await someSessions();
    const held = await sessions.beginLook('riverside', 'finance-1');
    const rows = await db.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(held);
    expect(await sessions.find(rows[0]?.token ?? '')).toBeUndefined();
  });

  it('through the eyes of someone cannot begin where the data is real, nor come there from an example', async () => {
    const real = await someSessions('real');
    await expect(real.sessions.beginLook('riverside', 'finance-1')).rejects.toThrow('Only an example');
    const example = new Sessions(real.db, 'example', () => new Date(start).toISOString());
    const held = await example.beginLook('riverside', 'finance-1');
    expect(await real.sessions.find(held)).toBeUndefined();
    expect(await example.find(held)).toBeUndefined();
  });

  it('leaves no row behind when it has ended by itself and another begins', async () => {
    const { db, sessions, after } = await someSessions();
    await sessions.beginLook('riverside', 'finance-1');
    after(31);
    await sessions.beginLook('riverside', 'chair-1');
    const rows = await db.selectFrom('sessions').select('person').execute();
    expect(rows).toEqual([{ person: 'chair-1' }]);
  });
});
