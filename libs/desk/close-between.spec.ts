import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#eventing/event-store';
import { fundingSource } from '#funding/funding-source/funding-source';
import { uncommittedPence } from '#funding/funding-source/state';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { DeskStory, finance, foundPartnership, openSource } from '#testing/desk-story';

const nextYear = 'source-riverside.next-year';

/** Two desks at one store, as two processes are: what is done at the first comes between at the second. */
async function atTwoDesks(): Promise<{ first: DeskStory; second: DeskStory; between: Between }> {
  const memory = new Memory();
  const between: Between = { append: async () => undefined };
  const first = new DeskStory(memory);
  const second = new DeskStory((clock) => appendingAfter(between, new MemoryStore(clock, memory)));
  await foundPartnership(first);
  first.on('2012-04-02');
  second.on('2012-04-02');
  await openSource(first, 'next-year', 0, { year: '2012-13' });
  return { first, second, between };
}

interface Between {
  append: () => Promise<unknown>;
}

/** A store at which something else is done when an append has been decided on and not yet been written. */
function appendingAfter(between: Between, store: MemoryStore): EventStore {
  const append = store.append.bind(store);
  store.append = async (...asked) => {
    const done = between.append;
    between.append = async () => undefined;
    await done();
    return append(...asked);
  };
  return store;
}

async function closeYear(story: DeskStory): Promise<unknown> {
  const sources = [{ source: 'home-office', carry: [] }];
  return story.do(finance, 'CloseYear', { year: '2011-12', sources, reason: 'The accounts are closed.' });
}

function grantOn(on: string): Record<string, unknown> {
  const money = { fundingType: 'revenue', amountPence: 50_000, reason: 'Grant letter.', reference: 'HO/2' };
  return { id: 'grant-letter', source: 'next-year', entry: 'grant', on, ...money };
}

describe('A year that closes while a command dated in it is decided on', () => {
  it('stands: the command is refused, at a source of the next year too', async () => {
    const { first, second, between } = await atTwoDesks();
    between.append = async () => closeYear(first);
    const reply = await second.send(finance, 'ConfirmFunding', grantOn('2012-03-20'));
    expect(reply).toMatchObject({ outcome: 'refused', refusal: 'closed-then' });
    expect(uncommittedPence(await first.state(nextYear, fundingSource), 'revenue')).toBe(0);
  });

  it('leaves what is dated in the open year to be decided again, and accepted', async () => {
    const { first, second, between } = await atTwoDesks();
    between.append = async () => closeYear(first);
    await second.do(finance, 'ConfirmFunding', grantOn('2012-04-02'));
    expect(uncommittedPence(await first.state(nextYear, fundingSource), 'revenue')).toBe(50_000);
  });

  it('tells each source of a later year once, and one that takes over by what it takes', async () => {
    const { first } = await atTwoDesks();
    await openSource(first, 'heir', 0, { year: '2012-13' });
    const sources = [{ source: 'home-office', to: 'heir', carry: [] }];
    const close = { year: '2011-12', sources, reason: 'The accounts are closed.' };
    await first.do(finance, 'CloseYear', close);
    await openSource(first, 'opened-since', 0, { year: '2012-13' });
    expect(await first.send(finance, 'CloseYear', close)).toMatchObject({ outcome: 'unchanged' });
    expect(await first.typesOf(nextYear)).toEqual(['FundingSourceOpened', 'EarlierYearClosed']);
    expect(await first.typesOf('source-riverside.heir')).not.toContain('EarlierYearClosed');
    expect(await first.typesOf('source-riverside.opened-since')).toEqual(['FundingSourceOpened']);
  });
});
