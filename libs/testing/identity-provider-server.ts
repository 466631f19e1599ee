import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { WorkAccountSettings } from '#sign-in/work-account-settings';

/** Somebody who has an account at the identity provider. */
interface Somebody {
  readonly subject: string;
  readonly email?: string;
  readonly isEmailVerified?: boolean;
}

/** Odd, so that a test finds it wherever it leaks. */
const clientSecret = 'birch-ladle-4409-birch-ladle-4409';
const clientId = 'tallystick';

/**
 * A real OpenID provider on a free port of this machine. Whoever is set as `atTheKeyboard` signs in there
 * without being asked anything; with nobody there, they give up.
 */
export class IdentityProviderServer {
  readonly settings: WorkAccountSettings;
  atTheKeyboard: Somebody | undefined;
  private readonly server: Server;
  private readonly people = new Map<string, Somebody>();

  /** @param pages the address of the pages, to which people are sent back */
  static async start(pages: string): Promise<IdentityProviderServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new IdentityProviderServer(server, pages);
  }

  private constructor(server: Server, pages: string) {
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const returnTo = new URL('/sign-in/work-account/return', pages).href;
    this.server = server;
    this.settings = { issuer, clientId, clientSecret, name: 'your council account', returnTo };
    const provider = this.providerAt(issuer, returnTo);
    const answer = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/') === true) void this.finish(provider, request, response);
      else void answer(request, response);
    });
  }

  /** What someone's browser does when it is sent there. @returns where it is sent back to */
  async signIn(to: string, somebody: Somebody | undefined): Promise<string> {
    this.atTheKeyboard = somebody;
    const cookies = new Map<string, string>();
    let at = new URL(to);
    while (at.origin === new URL(this.settings.issuer).origin) {
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
      const answer = await fetch(at, { headers, redirect: 'manual' });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      const next = answer.headers.get('location');
      if (next === null)
        throw new Error(`The identity provider stays at ${at.pathname}: ${await answer.text()}`);
      at = new URL(next, at);
    }
    return `${at.pathname}${at.search}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async finish(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const somebody = this.atTheKeyboard;
    if (somebody !== undefined) this.people.set(somebody.subject, somebody);
    const result =
      somebody === undefined ? { error: 'access_denied' } : { login: { accountId: somebody.subject } };
    await provider.interactionFinished(request, response, result);
  }

  private providerAt(issuer: string, returnTo: string): Provider {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [returnTo],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      cookies: { keys: ['of a test'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
      ttl: {
        AccessToken: 600,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
      findAccount: (_, accountId) => ({ accountId, claims: () => this.claimsOf(accountId) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          accountId: oidc.session?.accountId ?? '',
          clientId: oidc.client?.clientId ?? '',
        });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    });
  }

  private claimsOf(sub: string): { readonly sub: string } {
    const { email, isEmailVerified } = this.people.get(sub) ?? {};
    return { sub, ...(email === undefined ? {} : { email, email_verified: isEmailVerified ?? false }) };
  }
}
