/**
 * The keys under which persons' names and addresses are sealed. It lives apart from the events, so that
 * destroying a key forgets a person in every copy of the events at once.
 */
export interface KeyVault {
  /**
   * The 32 bytes of a person's key, made when there is none. Returns only when it would survive a power cut,
   * so that an event sealed with it can always be opened.
   *
   * @throws KeyDestroyed for a person who was forgotten.
   */
  keyFor(person: string): Promise<Uint8Array>;

  /** A person's key; undefined when it was never made or is destroyed. */
  find(person: string): Promise<Uint8Array | undefined>;

  /**
   * Forgets a person for good, known or not: the key is gone from the disk and never made again. Once
   * forgotten, a second time changes nothing. Returns only when it would survive a power cut.
   *
   * @param at when it was decided, for replaying an erasure; now when not given.
   */
  destroy(person: string, at?: string): Promise<void>;

  /** Who was forgotten and when, in that order. A restore destroys them again in the vault it brings back. */
  erasures(): Promise<readonly Erasure[]>;

  /** The 32 bytes of this data folder's key for the hashes of commands, made at first use. */
  commandKey(): Promise<Uint8Array>;

  close(): Promise<void>;
}

export interface Erasure {
  readonly person: string;
  /** An instant. */
  readonly destroyedAt: string;
}

/** The person was forgotten, and no key will be made for them again. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
  constructor(person: string) {
    super(`The key of ${person} was destroyed.`);
  }
}

/** AES-256 and HMAC-SHA-256 both take 32 bytes. */
export const keyBytes = 32;
