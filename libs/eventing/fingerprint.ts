import { hash } from 'node:crypto';

/** The SHA-256 of a text, in hexadecimal: the same for two texts when, and only when, they are the same. */
export function fingerprintOf(text: string): string {
  return hash('sha256', text, 'hex');
}
