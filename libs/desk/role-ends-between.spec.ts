import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#eventing/event-store';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { administrator, DeskStory, finance, foundPartnership } from '#testing/desk-story';

/** What is done at one desk when another has decided on a command and not yet written it. */
interface Between {
  act: () => Promise<unknown>;
}

async function atTwoDesks(): Promise<{ first: DeskStory; second: DeskStory; between: Between }> {
  const memory = new Memory();
  const between: Between = { act: async () => undefined };
  const first = new DeskStory(memory);
  const second = new DeskStory((clock) => actingBefore(between, new MemoryStore(clock, memory)));
  await foundPartnership(first);
  return { first, second, between };
}

function actingBefore(between: Between, store: MemoryStore): EventStore {
  const append = store.append.bind(store);
  store.append = async (...asked) => {
    const { act } = between;
    between.act = async () => undefined;
    await act();
    return append(...asked);
  };
  return store;
}

const grant = {
  id: 'one-more-grant',
  source: 'home-office',
  entry: 'more',
  fundingType: 'revenue',
  amountPence: 100,
  reason: 'Grant letter.',
  reference: 'HO/2',
};
const ended = { person: 'finance-1', role: 'finance-officer', reason: 'Left.' };

/** Decision 18. */
describe('A role that ends while its holder’s command is decided on', () => {
  it('was held when the command was sent: it is recorded, and the next one is refused', async () => {
    const { first, second, between } = await atTwoDesks();
    between.act = async () => first.do(administrator, 'EndRole', ended);
    await second.do(finance, 'ConfirmFunding', grant);
    const next = { ...grant, id: 'another', entry: 'still-more' };
    expect(await second.send(finance, 'ConfirmFunding', next)).toMatchObject({
      outcome: 'refused',
      refusal: 'not-a-role-you-hold',
    });
  });

  it('is read anew where the command has to be decided again, which is then refused', async () => {
    const { first, second, between } = await atTwoDesks();
    between.act = async () => {
      await first.do('finance-2/finance-officer', 'ConfirmFunding', {
        ...grant,
        id: 'before',
        entry: 'earlier',
      });
      await first.do(administrator, 'EndRole', ended);
    };
    expect(await second.send(finance, 'ConfirmFunding', grant)).toMatchObject({
      outcome: 'refused',
      refusal: 'not-a-role-you-hold',
    });
  });
});
