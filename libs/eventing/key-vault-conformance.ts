import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock } from '#eventing/clock';
import { KeyDestroyed } from '#eventing/key-vault';
import type { KeyVault } from '#eventing/key-vault';
import { open, seal } from '#eventing/sealing';

const noon = '2011-04-12T12:00:00.000Z';
const evening = '2011-04-12T18:30:00.000Z';

export interface VaultUnderTest {
  readonly vault: KeyVault;
  /** A second vault on the same keys, as another process would open it. */
  alongside(): Promise<KeyVault>;
  destroy(): Promise<void>;
}

/** What every key vault promises, as examples. */
export function behavesLikeAKeyVault(name: string, openOne: (clock: Clock) => Promise<VaultUnderTest>): void {
  describe(`${name}, as a key vault`, () => {
    let opened: VaultUnderTest;
    let vault: KeyVault;
    let now: string;
    beforeEach(async () => {
      now = noon;
      opened = await openOne(() => now);
      ({ vault } = opened);
    });
    afterEach(async () => opened.destroy());

    it('makes a key of 32 bytes for a person, once', async () => {
      const key = await vault.keyFor('p-1');
      expect(key).toHaveLength(32);
      expect(await vault.keyFor('p-1')).toEqual(key);
      expect(await vault.find('p-1')).toEqual(key);
    });

    it('makes each person another key', async () => {
      expect(await vault.keyFor('p-1')).not.toEqual(await vault.keyFor('p-2'));
    });

    it('makes one key when it is asked fifty times at once, in two processes', async () => {
      const vaults = [vault, await opened.alongside()];
      const keys = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => vaults[index % 2]!.keyFor('p-1')),
      );
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    });

    it('makes no key when it only looks', async () => {
      expect(await vault.find('p-1')).toBeUndefined();
      expect(await vault.find('p-1')).toBeUndefined();
    });

    it('gives the key in a copy, so that no one can change it', async () => {
      const key = await vault.keyFor('p-1');
      const sealed = seal({ name: 'A Person' }, key);
      key.fill(0);
      expect(open(sealed, await vault.keyFor('p-1'))).toEqual({ name: 'A Person' });
    });

    it('forgets a person for good', async () => {
      const sealed = seal({ name: 'A Person' }, await vault.keyFor('p-1'));
      await vault.destroy('p-1');
      expect(await vault.find('p-1')).toBeUndefined();
      await expect(vault.keyFor('p-1')).rejects.toThrow(KeyDestroyed);
      expect(open(sealed, await vault.keyFor('p-2'))).toBeUndefined();
    });

    it('forgets no one else', async () => {
      const key = await vault.keyFor('p-2');
      await vault.keyFor('p-1');
      await vault.destroy('p-1');
      expect(await vault.find('p-2')).toEqual(key);
    });

    it('forgets a person for whom there was never a key, so that a restore can replay it', async () => {
      await vault.destroy('p-1');
      await expect(vault.keyFor('p-1')).rejects.toThrow(KeyDestroyed);
    });

    it('remembers who was forgotten and when, in that order, and the first time counts', async () => {
      await vault.keyFor('p-2');
      await vault.destroy('p-2');
      now = evening;
      await vault.destroy('p-1');
      await vault.destroy('p-2');
      expect(await vault.erasures()).toEqual([
        { person: 'p-2', destroyedAt: noon },
        { person: 'p-1', destroyedAt: evening },
      ]);
    });

    it('takes the instant of an erasure that is replayed', async () => {
      await vault.destroy('p-1', '2010-01-01T00:00:00.000Z');
      expect(await vault.erasures()).toEqual([{ person: 'p-1', destroyedAt: '2010-01-01T00:00:00.000Z' }]);
    });

    it('has one key for the hashes of commands', async () => {
      const key = await vault.commandKey();
      expect(key).toHaveLength(32);
      expect(await vault.commandKey()).toEqual(key);
      expect(await (await opened.alongside()).commandKey()).toEqual(key);
      expect(await vault.keyFor('p-1')).not.toEqual(key);
    });

    it('may be closed twice', async () => {
      await vault.close();
      await vault.close();
      expect(true).toBe(true);
    });
  });
}
