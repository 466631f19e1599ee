import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { SeeOther } from './page.js';

/** How long an answer is good for the same form: longer than anyone clicks again without looking. */
const goodForMs = 60_000;
/** So many answers are kept at most, the oldest of them left out first. */
const mostKept = 1_000;

interface Given {
  readonly at: number;
  readonly answer: Promise<unknown>;
}

/**
 * Answers a form that is sent twice as it answered it the first time. That it is carried out once is seen to
 * elsewhere, by the identity of its command, whatever process it comes to; but once it is carried out, what
 * it was about may be over, and whoever clicked twice would read that there is no such page.
 */
export class SameForms {
  private readonly given = new Map<string, Given>();

  async answerTo(request: FastifyRequest, answer: () => Promise<unknown>): Promise<unknown> {
    const key = keyOf(request);
    if (key === undefined) return answer();
    const now = Date.now();
    const before = this.given.get(key);
    if (before !== undefined && now - before.at < goodForMs) return before.answer;
    const given = { at: now, answer: answer() };
    this.keep(key, given);
    return this.settled(key, given);
  }

  /** Only what sends a browser on is good for the same form: a form that is shown again has to be new. */
  private async settled(key: string, { answer }: Given): Promise<unknown> {
    const done = await answer.catch(() => undefined);
    if (!(done instanceof SeeOther)) this.given.delete(key);
    return answer;
  }

  private keep(key: string, given: Given): void {
    this.given.delete(key);
    this.given.set(key, given);
    const [oldest] = this.given.keys();
    if (this.given.size > mostKept && oldest !== undefined) this.given.delete(oldest);
  }
}

/** The same person, in the same session, sends the same content to the same address; undefined for others. */
function keyOf({ method, url, body, session }: FastifyRequest): string | undefined {
  const isForm = method === 'POST' && typeof body === 'object' && body !== null && 'commandId' in body;
  if (!isForm || session === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([session.token, url, body]))
    .digest('base64');
}
