import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { readJson } from '#desk/read-json';
import { roleInWords } from '#funding/role-names';
import type { DataPlace } from '#reads/data-place';
import type { Tokens } from '#sign-in/tokens';
import { callerOf, calling } from './callers.js';
import type { Caller } from './callers.js';
import { giveCommand } from './commands.js';
import type { Counter } from './commands.js';
import { contentType, formWanted, jsonForm } from './forms.js';
import { limitsOf } from './limits.js';
import { answerOtherMethods } from './methods.js';
import { openApi } from './openapi/openapi.js';
import { asProblem, nothingThere, Problem } from './problem.js';
import type { ApiRead } from './read.js';
import { reads } from './reads/reads.js';

/** Where the API is. */
export const apiPath = '/api/v1';

/** What the API stands on. */
export interface ApiGround extends Counter {
  readonly place: DataPlace;
  readonly tokens: Tokens;
  /** How many calls a token may make in a minute. */
  readonly callsAMinute: number;
}

/** The methods of an address that is read; whatever can be had can be asked about. */
const reading = ['GET', 'HEAD'] as const;

/**
 * The API: for other programs, beside the pages and apart from them. It takes JSON alone and knows callers by
 * their tokens alone; a cookie is not looked at.
 */
export function api(ground: ApiGround): FastifyPluginAsync {
  return async (server) => {
    takeJsonAlone(server);
    server.setErrorHandler(async (error, request, reply) => answerProblem(error, request, reply));
    offerDescription(server);
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

function offerDescription(server: FastifyInstance): void {
  server.get('/openapi.json', async (request, reply) => {
    formWanted([jsonForm], request);
    await reply.type(contentType(jsonForm)).header('cache-control', 'no-cache').send(openApi());
  });
  answerOtherMethods(server, '/openapi.json', reading);
}

function forCallers(server: FastifyInstance, ground: ApiGround): void {
  const { place, tokens, callsAMinute } = ground;
  const limits = limitsOf(server, callsAMinute);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    request.caller = await limits.counted(request, reply, async () => callerOf(request, tokens, place));
  });
  const start = '/partnerships/:partnership';
  for (const read of reads) {
    server.get(`${start}${read.path}`, async (request, reply) => answerRead(read, request, reply));
    answerOtherMethods(server, `${start}${read.path}`, reading, callerIn);
  }
  server.post(`${start}/commands/:command`, async (request, reply) => answerCommand(ground, request, reply));
  answerOtherMethods(server, `${start}/commands/:command`, ['POST'], callerIn);
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
  const caller = callerIn(request);
  if (!read.roles.includes(caller.role))
    throw new Problem('not-your-role', `This is not for the ${roleInWords(caller.role)} to read.`);
  const { form, asked } = formWanted(read.forms, request);
  const params = request.params as Record<string, string>;
  const answer = await read.answer(caller, params, asked, form.format);
  if (answer.revision !== undefined) reply.header('etag', `"${answer.revision}"`);
  if (answer.next !== undefined) reply.header('link', `<${nextOf(request, answer.next)}>; rel="next"`);
  await reply.header('vary', 'Accept').type(contentType(form)).send(answer.content);
}

async function answerCommand(counter: Counter, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const caller = callerIn(request);
  formWanted([jsonForm], request);
  const { command } = request.params as { readonly command: string };
  const { body, outcome, revision } = await giveCommand(counter, caller, command, request);
  request.log.info({ command, token: caller.token, person: caller.person, outcome }, 'command');
  if (revision !== undefined) reply.header('etag', `"${revision}"`);
  await reply.type(contentType(jsonForm)).send(body);
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
  if (problem.status === 415) reply.header('accept', jsonForm.type);
  if (problem.status === 503) reply.header('retry-after', '5');
  await reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}
