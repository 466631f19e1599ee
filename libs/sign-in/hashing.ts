import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A text that nobody guesses, for a browser or a person to hold. */
export function somethingToHold(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** By which what someone holds is known here, so that whoever reads the database holds nothing. */
export function hashOf(held: string): string {
  return createHash('sha256').update(held).digest('hex');
}

/**
 * A name or an address as it is kept here: recognised with the key, and read by nobody.
 *
 * @param of what it is, so that one thing is never taken for another of the same letters
 */
export function underKey(key: Uint8Array, of: string, text: string): string {
  return createHmac('sha256', key).update(`${of} ${text}`).digest('hex');
}
