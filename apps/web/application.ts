import cookie from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deskTools } from '#desk/command-handlers';
import { CommandDesk } from '#desk/desk';
import type { DeskTools } from '#desk/desk-tools';
import { insistKeysThere } from '#reads/keys-lost';
import { forgeryOptions } from './access/forgery.js';
import { api, apiPath } from './api/api.js';
import { assetsFolder, assetsPath } from './assets.js';
import { loggedRequest } from './logged-request.js';
import { atOneAddress } from './one-address.js';
import { securityHeaders } from './security-headers.js';
import { answerUnreadable } from './unreadable-address.js';
import { WebModule } from './web.module.js';
import type { PagesGround } from './web.module.js';

export interface WebOptions extends PagesGround {
  /** Where the log goes, a line of JSON each; nowhere when not given. */
  readonly log?: { write(line: string): void };
  /** Whether requests come by a proxy, whose word is taken for who asks and by what protocol. */
  readonly behindProxy?: boolean;
  /** How many calls of the API a token may make in a minute: 600 when not given. */
  readonly callsAMinute?: number;
}

/** Node reads no longer one. */
const longestAddress = 16_384;

/** No form of ours comes near it; a form with a file has a limit of its own. */
const longestBodyBytes = 1_000_000;

/** A register of 5 MB comes by a slow line in half of it. What trickles in for longer holds a connection. */
const longestSendingMs = 120_000;

/** The proxy adds who came to it behind whatever they themselves have written into that header. */
const isNearestProxy = (_address: string, hop: number): boolean => hop === 0;

/**
 * The pages of a data place, ready to listen or to be asked in a test.
 *
 * @throws StoreUnusable when the keys of its people are lost
 */
export async function openWeb({
  log,
  behindProxy = false,
  callsAMinute = 600,
  ...ground
}: WebOptions): Promise<NestFastifyApplication> {
  await insistKeysThere(ground.place);
  const adapter = new FastifyAdapter({
    logger: log === undefined ? false : { stream: log, serializers: { req: loggedRequest } },
    bodyLimit: longestBodyBytes,
    requestIdHeader: 'x-request-id',
    // An address with a longer part is one of nothing, and is answered as such by a page or a problem.
    routerOptions: { maxParamLength: longestAddress },
    trustProxy: behindProxy ? isNearestProxy : false,
    requestTimeout: longestSendingMs,
    frameworkErrors: answerUnreadable,
  });
  const application = await NestFactory.create<NestFastifyApplication>(WebModule.on(ground), adapter, {
    logger: false,
    abortOnError: false,
  });
  await registerPlugins(application);
  atOneAddress(application.getHttpAdapter().getInstance());
  const { place, tokens } = ground;
  const desk = application.get(CommandDesk);
  const tools = application.get<DeskTools>(deskTools);
  await application.register(api({ place, tokens, desk, tools, callsAMinute }), {
    prefix: apiPath,
  });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
}

async function registerPlugins(application: NestFastifyApplication): Promise<void> {
  await application.register(helmet, securityHeaders());
  await application.register(cookie);
  await application.register(csrfProtection, forgeryOptions);
  await application.register(multipart, { throwFileSizeLimit: false });
  await application.register(rateLimit, { global: false });
  await application.register(fastifyStatic, {
    root: assetsFolder(),
    prefix: `${assetsPath()}/`,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
}
