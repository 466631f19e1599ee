import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonicalJson } from '#eventing/canonical-json';

/** What is sealed together: texts by name, such as a person's name and e-mail address. */
export type Texts = Readonly<Record<string, string>>;

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals texts with a person's key.
 *
 * Sealing the same twice gives two different texts, so equal names cannot be told from what is stored.
 *
 * @returns what `sealBytes` gives of their canonical JSON
 * @throws UnfitContent for texts that an event could not hold; RangeError for a key that is not 32 bytes.
 */
export function seal(texts: Texts, key: Uint8Array): string {
  return sealBytes(Buffer.from(canonicalJson(texts, 'texts')), key);
}

/** The texts that were sealed, or undefined when the key is another one or a byte was changed. */
export function open(sealed: string, key: Uint8Array): Texts | undefined {
  const bytes = openBytes(sealed, key);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as Texts);
}

/**
 * Seals bytes with a key: AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D, 8.2.2).
 *
 * @returns base64url of a format byte, the nonce, the ciphertext and the tag
 * @throws RangeError for a key that is not 32 bytes.
 */
export function sealBytes(bytes: Uint8Array, key: Uint8Array): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Uint8Array.of(format));
  const sealed = [cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([Uint8Array.of(format), nonce, ...sealed]).toString('base64url');
}

/** The bytes that were sealed, or undefined when the key is another one or a byte was changed. */
export function openBytes(sealed: string, key: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 1 + nonceBytes + tagBytes) return undefined;
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  // The tag covers the format too, so what claims another format does not open.
  decipher.setAAD(bytes.subarray(0, 1));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return decipherOrUndefined(decipher, bytes.subarray(1 + nonceBytes, -tagBytes));
}

/** `final` throws when the tag does not fit, and for nothing else. */
function decipherOrUndefined(
  decipher: ReturnType<typeof createDecipheriv>,
  ciphertext: Uint8Array,
): Buffer | undefined {
  const opened = decipher.update(ciphertext);
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    return undefined;
  }
}
