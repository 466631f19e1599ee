import type { Clock } from '#eventing/clock';
import { behavesLikeAnEventStore } from '#eventing/conformance';
import type { StoreUnderTest } from '#eventing/conformance-fixture';
import { Memory, MemoryStore } from '#stores/memory/memory-store';

behavesLikeAnEventStore('MemoryStore', async (clock: Clock): Promise<StoreUnderTest> => {
  const memory = new Memory();
  const stores = [new MemoryStore(clock, memory)];
  const openOne = async (): Promise<MemoryStore> => {
    const store = new MemoryStore(clock, memory);
    stores.push(store);
    return store;
  };
  const closeAll = async (): Promise<void> => {
    for (const store of stores) await store.close();
  };
  return {
    store: stores[0]!,
    alongside: openOne,
    reopen: async () => {
      await closeAll();
      return openOne();
    },
    destroy: closeAll,
  };
});
