import * as client from 'openid-client';
import { identityOf, isEntra } from '#sign-in/identity';
import type { Claims, Identity } from '#sign-in/identity';
import type { WorkAccountSettings } from '#sign-in/work-account-settings';

/** What is kept while someone is away to sign in, and shows that it is they who come back. */
export interface AwaySecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Where someone is sent to sign in, and what has to be kept until they come back. */
export interface SentAway {
  readonly to: string;
  readonly secrets: AwaySecrets;
}

/** Why somebody who came back is not signed in. */
export type NotSignedIn = 'gave-up' | 'not-believed' | 'no-answer';

/** Somebody who came back is not signed in. The message is for the log, and holds neither code nor secret. */
export class SignInFailed extends Error {
  override name = 'SignInFailed';
  readonly why: NotSignedIn;

  constructor(why: NotSignedIn, message: string) {
    super(message);
    this.why = why;
  }
}

const timeoutSeconds = 10;

/**
 * An identity provider that speaks OpenID Connect: the authorisation code flow with PKCE (RFC 7636), state,
 * nonce, and the issuer in its answer (RFC 9207). Its tokens are read once and kept nowhere.
 */
export class IdentityProvider {
  private readonly settings: WorkAccountSettings;
  private found: Promise<client.Configuration> | undefined;

  constructor(settings: WorkAccountSettings) {
    this.settings = settings;
  }

  get name(): string {
    return this.settings.name;
  }

  get issuer(): string {
    return this.settings.issuer;
  }

  /**
   * Asks the provider what it is. What it says is kept; when it does not answer, it is asked again at the
   * next need.
   *
   * @throws SignInFailed `no-answer` when it cannot be reached; `not-believed` when it is another than it
   *   should be
   */
  async discover(): Promise<client.Configuration> {
    this.found ??= discovered(this.settings).catch((error: unknown) => {
      this.found = undefined;
      throw failureOf(error);
    });
    return this.found;
  }

  /** Sends someone away to sign in. @throws SignInFailed */
  async begin(): Promise<SentAway> {
    const configuration = await this.discover();
    const verifier = client.randomPKCECodeVerifier();
    const secrets = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const to = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.returnTo,
      scope: 'openid email',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { to: to.href, secrets };
  }

  /**
   * Who has come back.
   *
   * @param query of the address that they came back to, from its question mark on
   * @throws SignInFailed unless all of it is the answer to what was asked
   */
  async finish(query: string, { state, nonce, verifier }: AwaySecrets): Promise<Identity> {
    const configuration = await this.discover();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
    const url = new URL(this.settings.returnTo);
    url.search = query;
    const claims = await claimsFor(configuration, url, checks).catch((error: unknown) => {
      throw failureOf(error);
    });
    const identity = identityOf(claims, configuration.serverMetadata().issuer);
    if (identity !== undefined) return identity;
    throw new SignInFailed('not-believed', 'The identity provider named nobody of this tenant.');
  }

  /** Where someone ends their session at the provider too; undefined where it has no such page. */
  async signOutAddress(): Promise<string | undefined> {
    const configuration = await this.discover();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(configuration).href;
  }
}

async function discovered({
  issuer,
  clientId,
  clientSecret,
}: WorkAccountSettings): Promise<client.Configuration> {
  // Plain HTTP is let through by the settings for a provider on this machine alone.
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const how = client.ClientSecretBasic(clientSecret);
  const execute = [client.enableNonRepudiationChecks, ...insecure];
  return client.discovery(new URL(issuer), clientId, {}, how, { execute, timeout: timeoutSeconds });
}

/** Many a provider tells an address only where it is asked again (OpenID Connect Core 1.0, section 5.4). */
async function claimsFor(
  configuration: client.Configuration,
  url: URL,
  checks: client.AuthorizationCodeGrantChecks,
): Promise<Claims> {
  const answer = await client.authorizationCodeGrant(configuration, url, checks);
  const claims = answer.claims();
  // With a nonce to compare, an answer without an ID token has been refused before this.
  if (claims === undefined) throw new Error('The answer has no ID token');
  const { issuer, userinfo_endpoint } = configuration.serverMetadata();
  if (claims['email'] !== undefined || userinfo_endpoint === undefined || isEntra(issuer)) return claims;
  return { ...claims, ...(await client.fetchUserInfo(configuration, answer.access_token, claims.sub)) };
}

/** The library's errors carry what was sent, so of them only the words are taken. */
function failureOf(error: unknown): SignInFailed {
  if (error instanceof client.AuthorizationResponseError) {
    const why = error.error === 'access_denied' ? 'gave-up' : 'not-believed';
    return new SignInFailed(why, `The identity provider answered ${error.error}.`);
  }
  return new SignInFailed(
    isAway(error) ? 'no-answer' : 'not-believed',
    `The identity provider: ${wordsOf(error)}.`,
  );
}

/** What it answered where it answered with an error, and otherwise what was wrong with its answer. */
function wordsOf(error: unknown): string {
  if (error instanceof client.ResponseBodyError) return error.error;
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  /** Of an answer that was none. */
  readonly status?: unknown;
  readonly cause?: unknown;
}

/** Nothing was heard, as `fetch` has it, or only that it cannot answer now. */
function isAway(error: unknown): boolean {
  const { code, cause } = error as Failure;
  const all = [error, cause].filter((one) => typeof one === 'object' && one !== null) as readonly Failure[];
  const isSilent = all.some(({ name }) => name === 'TypeError') || code === 'OAUTH_TIMEOUT';
  return isSilent || all.some(({ status }) => typeof status === 'number' && status >= 500);
}
