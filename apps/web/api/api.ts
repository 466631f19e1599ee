import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { CommandDesk } from '#desk/desk';
import { readJson } from '#desk/read-json';
import { roleInWords } from '#funding/role-names';
import type { DataPlace } from '#reads/data-place';
import type { Tokens } from '#sign-in/tokens';
import { asPublished } from './as-published.js';
import { callerOf, calling } from './callers.js';
import type { Caller } from './callers.js';
import { giveCommand } from './commands.js';
import { openApi } from './openapi/openapi.js';
import { asProblem, Problem } from './problem.js';
import { nothingThere } from './read.js';
import type { Answer, ApiRead } from './read.js';
import { reads } from './reads/reads.js';
import { tableOfRows } from './table-of-rows.js';

/** Where the API is. */
export const apiPath = '/api/v1';

/** What the API stands on. */
export interface ApiGround {
  readonly place: DataPlace;
  readonly tokens: Tokens;
  readonly desk: CommandDesk;
  /** How many calls a token may make in a minute. */
  readonly callsAMinute: number;
}

/** So many calls without a good token from one address, in a minute. */
const triesAMinute = 60;

const json = 'application/json; charset=utf-8';
const csvType = 'text/csv; charset=utf-8';

/**
 * The API: for other programs, beside the pages and apart from them. It takes JSON alone and knows callers by
 * their tokens alone; a cookie is not looked at.
 */
export function api(ground: ApiGround): FastifyPluginAsync {
  return async (server) => {
    takeJsonAlone(server);
    server.setErrorHandler(async (error, request, reply) => answerProblem(error, request, reply));
    server.get('/openapi.json', async (_, reply) => {
      await reply.type(json).header('cache-control', 'no-cache').send(openApi());
    });
    await server.register(async (inner) => forCallers(inner, ground));
  };
}

/** What no page reads: a form that a page elsewhere has a browser post is turned away. */
function takeJsonAlone(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    const read = readJson(String(text), 'body');
    if ('wrong' in read) done(new Problem('not-json', read.wrong));
    else done(null, read.value);
  });
}

function forCallers(server: FastifyInstance, ground: ApiGround): void {
  const { place, tokens, desk } = ground;
  const limits = limitsOf(server, ground);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    request.caller = await limits.counted(request, reply, async () => callerOf(request, tokens, place));
  });
  const start = '/partnerships/:partnership';
  for (const read of reads) {
    server.get(`${start}${read.path}`, async (request, reply) => answerRead(read, request, reply));
  }
  server.post(`${start}/commands/:command`, async (request, reply) => {
    const caller = callerIn(request);
    const { command } = request.params as { readonly command: string };
    const { body, outcome, revision } = await giveCommand(desk, caller, command, request);
    request.log.info({ command, token: caller.token, person: caller.person, outcome }, 'command');
    if (revision !== undefined) reply.header('etag', `"${revision}"`);
    await reply.type(json).send(body);
  });
  server.setNotFoundHandler(async () => {
    throw nothingThere();
  });
}

/** The caller, in their own partnership: to them, another is not there (rule 23). */
function callerIn(request: FastifyRequest): Caller {
  const caller = calling(request);
  const { partnership } = request.params as { readonly partnership: string };
  if (partnership !== caller.partnership) throw nothingThere();
  return caller;
}

async function answerRead(read: ApiRead, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { reading, role } = callerIn(request);
  if (!read.roles.includes(role))
    throw new Problem('not-your-role', `This is not for the ${roleInWords(role)} to read.`);
  const type = typeWanted(read, request);
  const answer = await read.answer(reading, request.params as Record<string, string>, request.query);
  if (answer.revision !== undefined) reply.header('etag', `"${answer.revision}"`);
  if (answer.next !== undefined) reply.header('link', `<${nextOf(request, answer.next)}>; rel="next"`);
  reply.header('vary', 'Accept').type(type === 'text/csv' ? csvType : json);
  await reply.send(
    type === 'text/csv' ? asTable(read, answer, request) : asPublished(read.shape, answer.body),
  );
}

function typeWanted(read: ApiRead, request: FastifyRequest): string {
  const offered = read.row === undefined ? ['application/json'] : ['application/json', 'text/csv'];
  const type = new Negotiator(request.raw).mediaType(offered);
  if (type !== undefined) return type;
  throw new Problem('not-acceptable', `It can be had as ${offered.join(' or ')}.`);
}

function asTable({ operation, row }: ApiRead, { rows = [] }: Answer, request: FastifyRequest): string {
  if (row === undefined) throw new Error(`${operation} has no rows.`);
  return tableOfRows(operation, row, rows, calling(request).reading);
}

/** The same question, from another place on. */
function nextOf({ url }: FastifyRequest, place: string): string {
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('after', place);
  return `${next.pathname}${next.search}`;
}

async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const problem = asProblem(error, request.id);
  if (problem.status >= 500) request.log.error(error);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="Tallystick"');
  if (problem.status === 503) reply.header('retry-after', '5');
  await reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}

interface Limits {
  /** Finds who calls, counting each call by its token, and each without one by its address. */
  counted(request: FastifyRequest, reply: FastifyReply, find: () => Promise<Caller>): Promise<Caller>;
}

function limitsOf(server: FastifyInstance, { callsAMinute }: ApiGround): Limits {
  const minute = 60_000;
  const tries = server.createRateLimit({ max: triesAMinute, timeWindow: minute });
  const calls = server.createRateLimit({
    max: callsAMinute,
    timeWindow: minute,
    keyGenerator: (request) => `token ${calling(request).token}`,
  });
  const count = async (limit: typeof calls, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const counted = await limit(request);
    if (counted.isAllowed) return;
    reply.header('ratelimit-limit', counted.max).header('ratelimit-remaining', counted.remaining);
    reply.header('ratelimit-reset', counted.ttlInSeconds);
    if (!counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    throw new Problem('too-many-calls', `Wait ${counted.ttlInSeconds} seconds, and go on more slowly.`);
  };
  return {
    counted: async (request, reply, find) => {
      try {
        request.caller = await find();
      } catch (error) {
        if (error instanceof Problem) await count(tries, request, reply);
        throw error;
      }
      await count(calls, request, reply);
      return calling(request);
    },
  };
}
