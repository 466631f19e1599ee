import { createHash } from 'node:crypto';
import { ForbiddenException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOptions, forgeryCookie, heldSession } from './cookies.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

interface PostedTokens {
  readonly token?: unknown;
  readonly drawnFor?: unknown;
}

/** How `@fastify/csrf-protection` is to work here. */
export const forgeryOptions = {
  cookieKey: forgeryCookie,
  cookieOpts: cookieOptions,
  getToken: (request: FastifyRequest) => textOf(postedTokens(request).token),
} as const;

/** What stands hidden in every form of a page. */
export interface FormTokens {
  /** Shows that the form is one of ours, drawn for this browser. */
  readonly csrf: string;
  /** For which session it was drawn, and whose that is. */
  readonly drawnFor: string;
}

export function tokensFor(request: FastifyRequest, reply: FastifyReply): FormTokens {
  return { csrf: reply.generateCsrf(), drawnFor: holderOf(request) };
}

/**
 * Insists that what would change anything was sent from a page of ours in this browser.
 *
 * @throws ForbiddenException
 */
export async function insistNotForged(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (safe.has(request.method)) return;
  await new Promise<void>((resolve, reject) => {
    const send = (): void =>
      reject(new ForbiddenException('That was not sent from a page of ours. Open the page again.'));
    // Only `send` is asked of the reply, to refuse: the page that says so is drawn as every other.
    request.server.csrfProtection(
      request,
      Object.assign(Object.create(reply) as FastifyReply, { send }),
      resolve,
    );
  });
}

/**
 * Whether a form was drawn for another session than the one it is sent in: the person has signed in again
 * since, or someone else has.
 */
export function isDrawnForAnother(request: FastifyRequest): boolean {
  return !safe.has(request.method) && drawnForIn(request) !== holderOf(request);
}

/**
 * Whether what was sent was typed by somebody else, who was signed in here before: it is nothing to this one,
 * and not theirs to send.
 */
export function isTypedByAnother(request: FastifyRequest): boolean {
  return whoseIn(drawnForIn(request)) !== whoseIn(holderOf(request));
}

/** For which session a form was drawn, as it was posted. */
export function drawnForIn(request: FastifyRequest): string {
  return textOf(postedTokens(request).drawnFor);
}

function holderOf(request: FastifyRequest): string {
  const held = heldSession(request);
  if (held === undefined) return '';
  const whose = request.session === undefined ? '' : digitsOf(`typed by ${request.session.whose}`);
  return `${digitsOf(`form ${held}`)}.${whose}`;
}

function whoseIn(drawnFor: string): string | undefined {
  return drawnFor.split('.')[1];
}

/** A few digits of a hash: enough to tell one from another, and of no use to anyone. */
function digitsOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function postedTokens({ body }: FastifyRequest): PostedTokens {
  return typeof body === 'object' && body !== null ? body : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
