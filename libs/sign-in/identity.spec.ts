import { describe, expect, it } from '@jest/globals';
import { identityOf } from '#sign-in/identity';

const tid = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const entra = `https://login.microsoftonline.com/${tid}/v2.0`;
const oid = '1c6e1f6c-53e8-4c1f-a4a1-5b6f8a1e2b3c';
const claims = { sub: 'pairwise', email: 'a.officer@council.example', email_verified: true };

describe('Who an identity provider says that someone is', () => {
  it('is its subject, with an address only where that is verified', () => {
    const issuer = 'https://id.council.example';
    expect(identityOf(claims, issuer)).toEqual({
      subject: 'pairwise',
      verifiedAddress: 'a.officer@council.example',
    });
    for (const email_verified of [false, undefined, 'true', 1])
      expect(identityOf({ ...claims, email_verified }, issuer)).toEqual({ subject: 'pairwise' });
  });

  it('is the object of the tenant at Microsoft Entra ID, and never an address, which anyone may write there', () => {
    expect(identityOf({ ...claims, oid, tid }, entra)).toEqual({ subject: oid });
  });

  it('is nobody of another tenant, nor without an object', () => {
    expect(identityOf({ ...claims, oid, tid: oid }, entra)).toBeUndefined();
    expect(identityOf({ ...claims, tid }, entra)).toBeUndefined();
  });
});
