import { Catch, HttpException, Inject, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PersonalDataFound } from '#documents/open/checked-texts';
import { HandedOver } from '../access/handed-over.js';
import { drawnForIn } from '../access/forgery.js';
import { DrawnForAnother, SignInNeeded, TypedByAnother } from '../access/sign-in-needed.js';
import { Drawing } from './drawing.js';
import { Page } from './page.js';

/**
 * What a page says when it cannot be shown. Words of ours alone: an error's own could tell a stranger too
 * much.
 */
const words: Readonly<Record<number, readonly [title: string, text: string]>> = {
  403: ['You cannot open this page', ''],
  404: [
    'Page not found',
    'If you typed the address, check that it is right. If you pasted it, check that you copied all of it.',
  ],
  409: ['It cannot be published yet', ''],
  413: ['That was too long', 'Shorten what you have written, and send it again.'],
  429: ['Too many tries', 'Wait a few minutes, and try again.'],
};
const typedByAnother = {
  title: 'That was typed by somebody else',
  text: 'Whoever was signed in before you in this browser typed it, so it was not recorded in your name. They can open the page again.',
};
const unread = ['That could not be read', 'Go back, and send it again.'] as const;
const broken = [
  'Sorry, something has gone wrong',
  'Nothing of this page was lost on the way: what you sent was either recorded whole or not at all. Go back, and send it again: it is never recorded twice.',
] as const;

/** Whatever a route throws, as a page. */
@Catch()
export class ErrorPagesFilter implements ExceptionFilter {
  private readonly drawing: Drawing;

  constructor(@Inject(Drawing) drawing: Drawing) {
    this.drawing = drawing;
  }

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof SignInNeeded || error instanceof DrawnForAnother)
      return this.leadToSignIn(error, request, reply);
    const status = statusOf(error);
    if (status >= 500) request.log.error(error);
    await this.show(pageFor(status, error, request), request, reply);
  }

  /** What was typed when the session ended is kept on the page that asks to sign in again. */
  private async leadToSignIn(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const back = request.url;
    if (request.method === 'GET') {
      await reply
        .code(303)
        .header('location', `/sign-in?back=${encodeURIComponent(back)}`)
        .send();
      return;
    }
    const isSignedIn = error instanceof DrawnForAnother;
    const title = isSignedIn ? 'Is this still to be sent?' : 'You have been signed out';
    // A file stands in the page too, and is more than a form without one may come to.
    const hasFile = request.isMultipart();
    // Whoever signs in now is to be known for who typed it, or for somebody else.
    const typedFor = isSignedIn ? undefined : drawnForIn(request);
    const data = { title, isSignedIn, back, hasFile, typedFor, kept: keptOf(request.body) };
    await this.show(new Page('sign-in/signed-out.njk', data, isSignedIn ? 409 : 401), request, reply);
  }

  private async show(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await reply.send(await this.drawing.draw(page, request, reply));
  }
}

function statusOf(error: unknown): number {
  if (error instanceof PersonalDataFound) return 409;
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

function pageFor(status: number, error: unknown, request: FastifyRequest): Page {
  const own = pageOf(error, request);
  if (own !== undefined) return own;
  const [title, text] = words[status] ?? (status < 500 ? unread : broken);
  const isSaid = error instanceof PersonalDataFound || (status === 403 && error instanceof HttpException);
  const said = isSaid ? error.message : text;
  return new Page(
    'error/error.njk',
    { title, text: said, request: status >= 500 ? request.id : undefined },
    status,
  );
}

/** The page of an error that has one of its own. */
function pageOf(error: unknown, { method, visit, body }: FastifyRequest): Page | undefined {
  if (error instanceof HandedOver) return handedOverPage(error, typedIn(body));
  const isSent = method === 'POST' && visit !== undefined;
  if (isSent && error instanceof NotFoundException) return gonePage(typedIn(body));
  if (error instanceof TypedByAnother) return new Page('error/error.njk', typedByAnother, error.statusCode);
  return undefined;
}

function handedOverPage(error: HandedOver, typed: readonly string[]): Page {
  const link = { text: 'Read the project', href: error.href };
  const toCopy = 'Copy what is still needed, and send it to the new lead officer.';
  const data = { title: 'This project was handed over', text: error.message, link, typed, toCopy };
  return new Page('error/error.njk', data, error.getStatus());
}

/** Said to whoever sends a form of a thing that is not there to be changed any more. */
function gonePage(typed: readonly string[]): Page {
  const text = 'It was done already, or was changed otherwise, since you opened the page.';
  const data = { title: 'That cannot be done any more', text, typed, toCopy: 'Copy what is still needed.' };
  return new Page('error/error.njk', data, 404);
}

/** What a form says of itself, which nobody typed. */
const unseen = new Set(['commandId', 'since', 'step', 'more']);

/** What was typed into a form that cannot be shown again, in its order. */
function typedIn(body: unknown): readonly string[] {
  const texts = keptOf(body).flatMap(([name, text]) => (unseen.has(name) ? [] : [text.trim()]));
  return texts.filter((text) => text !== '');
}

/** As the browser posted it, to be posted again; the tokens are given anew. */
function keptOf(body: unknown): readonly (readonly [string, string])[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (name === 'token' || name === 'drawnFor') return [];
    const all: unknown[] = Array.isArray(value) ? value : [value];
    return all.flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : []));
  });
}
