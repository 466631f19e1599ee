import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#eventing/canonical-json';
import { open, seal } from '#eventing/sealing';

const key = randomBytes(32);
const texts = { name: 'Zoë Ó Brien 👩🏽‍🚒', email: 'zoe@example.org' };

describe('Sealed texts', () => {
  it('open again with the same key', () => {
    expect(open(seal(texts, key), key)).toEqual(texts);
  });

  it('do not open with another key', () => {
    expect(open(seal(texts, key), randomBytes(32))).toBeUndefined();
  });

  it('do not open when any byte was changed', () => {
    const sealed = Buffer.from(seal(texts, key), 'base64url');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index]! ^= 1;
      expect(open(changed.toString('base64url'), key)).toBeUndefined();
    }
  });

  it('do not open when they are cut short or are something else', () => {
    const sealed = seal(texts, key);
    for (const length of [0, 1, 20, 38, sealed.length - 2])
      expect(open(sealed.slice(0, length), key)).toBeUndefined();
    expect(open('not sealed at all', key)).toBeUndefined();
  });

  it('are never the same twice, so equal names cannot be told', () => {
    const sealed = Array.from({ length: 100 }, () => seal(texts, key));
    expect(new Set(sealed.map((one) => one.slice(0, 18))).size).toBe(100);
  });

  it('show nothing of what they hold, and fit into an event', () => {
    const sealed = seal(texts, key);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/zoe|Brien|name|email/);
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(canonicalJson(sealed)).toBe(`"${sealed}"`);
  });

  it('need a key of 32 bytes', () => {
    expect(() => seal(texts, randomBytes(16))).toThrow('Invalid key length');
  });
});
