import { behavesLikeAnEventStore } from '#eventing/conformance';
import { storeUnderTest } from '#eventing/conformance-fixture';
import { Memory, MemoryStore } from '#stores/memory/memory-store';

behavesLikeAnEventStore('MemoryStore', async (clock) => {
  const memory = new Memory();
  return storeUnderTest(
    () => new MemoryStore(clock, memory),
    () => undefined,
  );
});
