import type { FastifyInstance } from 'fastify';
import { apiPath } from './api/api.js';

/**
 * Leads whoever asks for a page with a stroke behind its address to the page itself, so that each has one
 * address. Only what is asked for is led on: a form goes where its page sends it.
 */
export function atOneAddress(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ method, url }, reply) => {
    const to = method === 'GET' || method === 'HEAD' ? withoutStroke(url) : undefined;
    return to === undefined ? undefined : reply.redirect(to, 308);
  });
}

/**
 * The address without strokes at the end of its path; undefined where there are none, and where what is left
 * could lead away from here: two strokes in front, or one that leans the other way, name another site.
 */
function withoutStroke(url: string): string | undefined {
  const [path = ''] = url.split('?', 1);
  const isOfPage = /^\/[^/\\][^\\]*\/$/.test(path) && !path.startsWith(`${apiPath}/`);
  if (!isOfPage) return undefined;
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return `${path.slice(0, end)}${url.slice(path.length)}`;
}
