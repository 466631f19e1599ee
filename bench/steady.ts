import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How posts were answered. */
export interface Steady {
  readonly answered: number;
  /** How many were sent a second: what was asked for, unless the one that asks could not keep up. */
  readonly perSecond: number;
  /** Of all answers, in milliseconds from when the post was due. */
  readonly p99Ms: number;
  readonly longestMs: number;
}

/**
 * Sends each post once, at even distances, whatever the answers before it take: people do not wait for one
 * another. An answer is timed from when its post was due, so that what waits behind a slow one is counted.
 *
 * autocannon is no help here. Held to a rate, each of its connections sends its share of a second at once,
 * and it counts an answer of 100 ms a hundred times: it takes one over the rate for milliseconds.
 *
 * @param insist throws when an answer is not as it has to be
 * @throws Error when a post is not answered
 */
export async function sendSteadily(
  address: string,
  posts: readonly Post[],
  perSecond: number,
  insist: (answer: IncomingMessage) => void,
): Promise<Steady> {
  const agent = new Agent({ keepAlive: true });
  const tenths = createHistogram({ lowest: 1, highest: 10 * 60 * 60 * 1000 });
  const begun = performance.now();
  const send = async (post: Post, due: number): Promise<void> => {
    insist(await answerTo(post, address, agent));
    tenths.record(Math.max(1, Math.ceil((performance.now() - due) * 10)));
  };
  const sent: Promise<void>[] = [];
  for (const [nth, post] of posts.entries()) {
    const due = begun + (nth * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    sent.push(send(post, due));
  }
  const seconds = (performance.now() - begun) / 1000 + 1 / perSecond;
  await Promise.all(sent);
  agent.destroy();
  return {
    answered: tenths.count,
    perSecond: posts.length / seconds,
    p99Ms: tenths.percentile(99) / 10,
    longestMs: tenths.max / 10,
  };
}

async function answerTo(
  { path, headers, body }: Post,
  address: string,
  agent: Agent,
): Promise<IncomingMessage> {
  const length = { 'content-length': Buffer.byteLength(body) };
  const sending = request(new URL(path, address), {
    method: 'POST',
    agent,
    headers: { ...headers, ...length },
  });
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer;
}
