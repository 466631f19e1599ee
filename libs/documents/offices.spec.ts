import { describe, expect, it } from '@jest/globals';
import { factsAt } from '#documents/facts/facts';
import type { Facts } from '#documents/facts/facts';
import { officeOf } from '#documents/offices';
import { administrator } from '#testing/desk-story';
import { aPartnership, decoding } from '#testing/read-story';

describe('Who someone is, by the role that they hold', () => {
  const moment = { asAt: '2011-12-31', knownAt: '2011-12-31T23:00:00.000Z' };

  it('is an administrator where they founded the partnership, and by another role where they hold one', async () => {
    const story = await aPartnership();
    const facts = async (): Promise<Facts> => factsAt({ store: story.store, decoding }, 'riverside', moment);
    expect(officeOf(await facts(), 'admin-1')).toBe('Administrator');
    expect(officeOf(await facts(), 'nobody')).toBe('Nobody who holds a role now');
    await story.do(administrator, 'RegisterPerson', { person: 'admin-1', name: 'The founder' });
    await story.do(administrator, 'GiveRole', { person: 'admin-1', role: 'support-officer' });
    expect(officeOf(await facts(), 'admin-1')).toBe('Partnership support officer');
  });
});
