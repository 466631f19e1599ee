import { SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { somethingToHold } from '#sign-in/hashing';

/** Under which a form that is before someone is known in its address: one in each tab, and one each time. */
const parameter = 'sheet';
const bytes = 12;

/** No secret: it is of use only to the browser that it is kept for. */
export function newSheet(): string {
  return somethingToHold(bytes);
}

/** The sheet that an address names. */
export function sheetIn({ query }: FastifyRequest): string | undefined {
  const named = (query as Readonly<Record<string, unknown>>)[parameter];
  return typeof named === 'string' && /^[\w-]{16}$/.test(named) ? named : undefined;
}

/** The same address, of this sheet. */
export function atSheet(url: string, sheet: string): string {
  const [path = '', query] = url.split('?');
  const asked = new URLSearchParams(query);
  asked.set(parameter, sheet);
  return `${path}?${asked.toString()}`;
}

const readMost = 'tallystick:read-most';

/**
 * For a page of which most is read, and something sent now and then: its address stays as it is until what
 * was sent has to be answered there.
 */
export function ReadMost(): ClassDecorator & MethodDecorator {
  return SetMetadata(readMost, true);
}

/** Whether a page is a form: what is filled in there is sent to its own address. */
export function isForm(context: ExecutionContext, reflector: Reflector): boolean {
  const { server, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
  const isRead = reflector.getAllAndOverride<true | undefined>(readMost, [
    context.getHandler(),
    context.getClass(),
  ]);
  return isRead !== true && server.hasRoute({ method: 'POST', url: routeOptions.url ?? '' });
}
