import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * `__Host-` binds a cookie to this very host, over an encrypted connection. Browsers take one from
 * http://localhost too, as they trust a connection that never leaves the machine.
 */
const names = {
  session: '__Host-session',
  notice: '__Host-notice',
  forgery: '__Host-token',
  away: '__Host-away',
} as const;

export const cookieOptions: CookieSerializeOptions = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'lax',
};

export const forgeryCookie = names.forgery;

/** What the browser holds of a session, whether or not there is such a session any more. */
export function heldSession({ cookies }: FastifyRequest): string | undefined {
  return cookies[names.session];
}

export function holdSession(reply: FastifyReply, held: string): void {
  reply.setCookie(names.session, held, cookieOptions);
}

export function forgetSession(reply: FastifyReply): void {
  reply.clearCookie(names.session, cookieOptions);
}

/** What the browser holds while someone is away at the identity provider. */
export function heldAway({ cookies }: FastifyRequest): string | undefined {
  return cookies[names.away];
}

export function holdAway(reply: FastifyReply, held: string): void {
  reply.setCookie(names.away, held, cookieOptions);
}

export function forgetAway(reply: FastifyReply): void {
  reply.clearCookie(names.away, cookieOptions);
}

/** Words for the next page that the browser asks for: that something was done. */
export function leaveNotice(reply: FastifyReply, words: string): void {
  reply.setCookie(names.notice, Buffer.from(words).toString('base64url'), cookieOptions);
}

/** Takes the words that were left, so that they are said once. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const left = request.cookies[names.notice];
  if (left === undefined) return undefined;
  reply.clearCookie(names.notice, cookieOptions);
  return Buffer.from(left, 'base64url').toString('utf8');
}
