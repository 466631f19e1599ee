import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiPath } from './api/api.js';
import { Problem } from './api/problem.js';

/**
 * Answers an address that cannot be taken apart, such as one that was cut off within a letter. Nothing that
 * draws a page stands there yet, so a person reads a sentence, and a program a problem.
 */
export function answerUnreadable(_error: Error, { url }: FastifyRequest, reply: FastifyReply): void {
  const [type, said] = url.startsWith(`${apiPath}/`)
    ? (['application/problem+json', JSON.stringify(unreadable.body)] as const)
    : (['text/plain', 'That address cannot be read. Check that you copied all of it.\n'] as const);
  void reply
    .code(unreadable.status)
    .type(`${type}; charset=utf-8`)
    .header('x-content-type-options', 'nosniff')
    .send(said);
}

const unreadable = new Problem('invalid', 'The address cannot be read.');
