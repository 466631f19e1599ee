import type { FastifyRequest } from 'fastify';

/** Pages whose address is itself what lets someone in. */
const secretInAddress = /^\/(?:set-up-account|found)\/[^/]+/;

/**
 * A request as the log tells of it. What is asked for in an address may be a name, a code or a link that
 * lets someone in, so the path alone is told, and of a link not even that.
 */
export function loggedRequest({ method, url, host, ip }: FastifyRequest): Record<string, string> {
  const [path = ''] = url.split('?');
  const [found] = secretInAddress.exec(path) ?? [];
  const told = found === undefined ? path : path.replace(found, found.replace(/[^/]+$/, '…'));
  return { method, url: told, host, remoteAddress: ip };
}
