/** Whom an identity provider has signed in. */
export interface Identity {
  /** By which the provider knows them, now and later. */
  readonly subject: string;
  /**
   * Left out where the provider does not say that the address is theirs: anyone may write any into their
   * profile.
   */
  readonly verifiedAddress?: string;
}

/** What an identity provider says of someone, as far as it is looked at. */
export interface Claims {
  readonly sub: string;
  readonly oid?: unknown;
  readonly tid?: unknown;
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

const entra = /^https:\/\/login\.microsoftonline\.(?:com|us)\/(?<tenant>[\da-f-]{36})\/v2\.0$/u;

/** Whether an issuer is a tenant of Microsoft Entra ID, which never says that an address is verified. */
export function isEntra(issuer: string): boolean {
  return entra.test(issuer);
}

/**
 * Who they are. At Microsoft Entra ID it is the object that the tenant keeps of them (`oid`, with `tid`),
 * which an administrator can look up; `sub` is another for each application. Elsewhere it is `sub`.
 *
 * @param issuer as its tokens name it
 * @returns undefined where the claims are not those of this tenant
 */
export function identityOf(
  { sub, oid, tid, email, email_verified }: Claims,
  issuer: string,
): Identity | undefined {
  const tenant = entra.exec(issuer)?.groups?.['tenant'];
  if (tenant !== undefined) return tid === tenant && typeof oid === 'string' ? { subject: oid } : undefined;
  const isVerified = email_verified === true && typeof email === 'string';
  return { subject: sub, ...(isVerified ? { verifiedAddress: email } : {}) };
}
