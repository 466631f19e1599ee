import { describe, expect, it } from '@jest/globals';
import { openSignInInMemory } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { Tokens } from '#sign-in/tokens';

const asked = {
  partnership: 'riverside',
  person: 'finance-1',
  role: 'finance-officer',
  purpose: 'Nightly figures',
  endsOn: '2026-06-30',
  madeBy: 'admin-1',
};

async function someTokens(): Promise<{
  readonly db: SignInDatabase;
  readonly tokens: Tokens;
  readonly at: (instant: string) => void;
}> {
  let now = '2026-03-02T09:00:00.000Z';
  const db = await openSignInInMemory();
  const at = (instant: string): void => {
    now = instant;
  };
  return { db, tokens: new Tokens(db, () => now), at };
}

describe('A token', () => {
  it('is known by what the program holds, of which only a hash is kept', async () => {
    const { db, tokens } = await someTokens();
    const { held, token } = await tokens.make(asked);
    expect(held).toMatch(/^tallystick_[\w-]{43}$/);
    expect(await tokens.find(held)).toMatchObject({ ...asked, token, standing: 'good' });
    expect(await tokens.find(`${held}x`)).toBeUndefined();
    expect(JSON.stringify(await db.selectFrom('tokens').selectAll().execute())).not.toContain(
      held.slice('tallystick_'.length),
    );
  });

  it('is good to the end of its last day in London, and not a moment longer', async () => {
    const { tokens, at } = await someTokens();
    const { held } = await tokens.make(asked);
    at('2026-06-30T22:59:59.999Z');
    expect(await tokens.find(held)).toBeDefined();
    at('2026-06-30T23:00:00.000Z');
    expect(await tokens.find(held)).toBeUndefined();
    expect(await tokens.of('riverside')).toMatchObject([{ standing: 'ended' }]);
  });

  it('is good no more once it is revoked, by whoever administers its own partnership', async () => {
    const { tokens } = await someTokens();
    const { held, token } = await tokens.make(asked);
    expect(await tokens.revoke('otherside', token, 'admin-9')).toBe(false);
    expect(await tokens.find(held)).toBeDefined();
    expect(await tokens.revoke('riverside', token, 'admin-1')).toBe(true);
    expect(await tokens.find(held)).toBeUndefined();
    expect(await tokens.revoke('riverside', token, 'admin-2')).toBe(false);
    expect(await tokens.of('riverside')).toMatchObject([{ standing: 'revoked', revokedBy: 'admin-1' }]);
    expect(await tokens.of('otherside')).toEqual([]);
  });

  it('is noted as used, a minute apart at most', async () => {
    const { tokens, at } = await someTokens();
    const { held } = await tokens.make(asked);
    const usedAt = async (): Promise<string | null | undefined> => (await tokens.of('riverside'))[0]?.usedAt;
    expect(await usedAt()).toBeNull();
    await tokens.find(held);
    at('2026-03-02T09:00:59.000Z');
    await tokens.find(held);
    expect(await usedAt()).toBe('2026-03-02T09:00:00.000Z');
    at('2026-03-02T09:01:00.000Z');
    await tokens.find(held);
    expect(await usedAt()).toBe('2026-03-02T09:01:00.000Z');
  });

  it.each([
    ['2026-03-01', 'over'],
    ['2026-03-02', undefined],
    ['2027-03-03', undefined],
    ['2027-03-04', 'too-late'],
  ])('that is to end on %s is %s', async (endsOn, wrong) => {
    const { tokens } = await someTokens();
    expect(tokens.whatIsWrongWith(endsOn)).toBe(wrong);
    const made = tokens.make({ ...asked, endsOn });
    if (wrong === undefined) expect(await made).toHaveProperty('held');
    else await expect(made).rejects.toThrow(RangeError);
  });
});
