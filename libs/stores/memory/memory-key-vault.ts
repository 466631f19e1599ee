import { randomBytes } from 'node:crypto';
import type { Clock } from '#eventing/clock';
import { keyBytes, KeyDestroyed } from '#eventing/key-vault';
import type { Erasure, KeyVault } from '#eventing/key-vault';

/** A key vault for tests: forgets everything when the process ends. */
export class MemoryKeyVault implements KeyVault {
  private readonly clock: Clock;
  private readonly keys = new Map<string, Uint8Array>();
  private readonly destroyed = new Map<string, Erasure>();
  private readonly ofCommands = randomBytes(keyBytes);

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async keyFor(person: string): Promise<Uint8Array> {
    if (this.destroyed.has(person)) throw new KeyDestroyed(person);
    const key = this.keys.get(person) ?? randomBytes(keyBytes);
    this.keys.set(person, key);
    return Uint8Array.from(key);
  }

  async find(person: string): Promise<Uint8Array | undefined> {
    const key = this.keys.get(person);
    return key && Uint8Array.from(key);
  }

  async destroy(person: string, at?: string): Promise<void> {
    this.keys.delete(person);
    if (!this.destroyed.has(person)) this.destroyed.set(person, { person, destroyedAt: at ?? this.clock() });
  }

  async erasures(): Promise<readonly Erasure[]> {
    return [...this.destroyed.values()];
  }

  async commandKey(): Promise<Uint8Array> {
    return Uint8Array.from(this.ofCommands);
  }

  async close(): Promise<void> {
    // There is nothing to let go of.
  }
}
