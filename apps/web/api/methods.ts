import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nothingThere, Problem } from './problem.js';

/**
 * What an address answers to methods that it does not take: which it does take. `OPTIONS` asks for that
 * alone.
 *
 * @param taken the methods for which there is a route already
 * @param admit throws where whoever asks is to learn nothing of the address
 */
export function answerOtherMethods(
  server: FastifyInstance,
  url: string,
  taken: readonly string[],
  admit: (request: FastifyRequest) => void = () => undefined,
): void {
  const allow = [...taken, 'OPTIONS'].join(', ');
  server.route({
    method: server.supportedMethods.filter((method) => !taken.includes(method)),
    url,
    // Before a body is read: whatever it is of, it is not taken here.
    onRequest: async (request, reply) => {
      admit(request);
      return answer(request, reply.header('allow', allow), allow);
    },
    handler: async () => {
      throw nothingThere();
    },
  });
}

async function answer({ method }: FastifyRequest, reply: FastifyReply, allow: string): Promise<FastifyReply> {
  if (method === 'OPTIONS') return reply.code(204).send();
  throw new Problem('not-this-method', `This address takes ${allow}.`);
}
