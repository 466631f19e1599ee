import { timingSafeEqual, createHash } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RedisScheduler } from '#reminders/redis/redis-scheduler';
import type { DashboardLogin } from '#settings/worker-settings';

const basePath = '/queues';

/** What a page of the dashboard may do: nothing of other servers, and not in a frame. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const;

/**
 * The dashboard of queues, for whoever has the password. It only shows: a browser sends a password along with
 * what any other page asks for, so nothing here changes anything.
 */
export async function showDashboard(
  fastify: FastifyInstance,
  queue: RedisScheduler['queue'],
  login: DashboardLogin,
): Promise<void> {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({ queues: [new BullMQAdapter(queue, { readOnlyMode: true })], serverAdapter });
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => insistLogin(request, reply, login));
    scope.addHook('onSend', async (_, reply) => void reply.headers(headers));
    await scope.register(serverAdapter.registerPlugin(), { prefix: basePath });
  });
}

async function insistLogin(
  { headers: { authorization = '' } }: FastifyRequest,
  reply: FastifyReply,
  { user, password }: DashboardLogin,
): Promise<void> {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  if (isSame(authorization, wanted)) return;
  await reply
    .status(401)
    .header('www-authenticate', 'Basic realm="Tallystick", charset="UTF-8"')
    .send('Sign in.');
}

/** In the same time, however much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
