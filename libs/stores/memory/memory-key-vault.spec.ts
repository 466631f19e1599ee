import { behavesLikeAKeyVault } from '#eventing/key-vault-conformance';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';

behavesLikeAKeyVault('MemoryKeyVault', async (clock) => {
  const vault = new MemoryKeyVault(clock);
  return { vault, alongside: async () => vault, destroy: async () => vault.close() };
});
