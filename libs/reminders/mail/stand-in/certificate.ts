import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate that vouches for itself, with its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

// Tags of DER (ITU-T X.690).
const tag = { integer: 0x02, bits: 0x03, oid: 0x06, text: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 };
// ecdsa-with-SHA256, and the common name.
const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';

/**
 * Makes a certificate of version 1 for a host, good from 2020 to 2049 (RFC 5280, 4.1), which whoever is
 * given it can trust and nobody else does.
 */
export function certificateFor(host: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(tag.sequence, hex(tag.oid, ecdsaWithSha256));
  const named = der(tag.sequence, hex(tag.oid, commonName), der(tag.text, Buffer.from(host)));
  const name = der(tag.sequence, der(tag.set, named));
  const until = ['200101000000Z', '491231235959Z'].map((at) => der(tag.time, Buffer.from(at)));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const serial = der(tag.integer, Buffer.from([1]));
  const content = der(tag.sequence, serial, algorithm, name, der(tag.sequence, ...until), name, key);
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]);
  const whole = der(tag.sequence, content, algorithm, der(tag.bits, signature));
  return { cert: pem(whole), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function der(of: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([of, ...lengthOf(content.length)]), content]);
}

function lengthOf(bytes: number): readonly number[] {
  if (bytes < 0x80) return [bytes];
  return bytes < 0x100 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff];
}

function hex(of: number, text: string): Buffer {
  return der(of, Buffer.from(text, 'hex'));
}

function pem(content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
