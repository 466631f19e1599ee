import { setTimeout as pause } from 'node:timers/promises';
import {
  AccessDeniedError,
  AppendRecordSizeExceededError,
  CancelledError,
  convertToCommandError,
  DeadlineExceededError,
  isCommandError,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  NotLeaderError,
  TimeoutError,
  TransactionMaxSizeExceededError,
  UnavailableError,
  UnknownError,
} from '@kurrent/kurrentdb-client';
import { StoreUnusable } from '#eventing/event-store';

/** The options of a URL that the client knows; it prints the whole URL, password and all, for any other. */
const knownOptions = new Set([
  'usercertfile',
  'userkeyfile',
  'maxdiscoverattempts',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'nodepreference',
  'tls',
  'tlsverifycert',
  'tlscafile',
  'throwonappendfailure',
  'keepaliveinterval',
  'keepalivetimeout',
]);

/**
 * Makes a client, which connects when it is first used.
 *
 * @throws StoreUnusable without any part of the URL but the name of an option: it may hold a password, and
 *   the client's own errors repeat it
 */
export function clientFor(url: string): KurrentDBClient {
  const [, options = ''] = url.split('?', 2);
  for (const option of options.split('&').filter((text) => text !== '')) {
    const [key = ''] = option.split('=');
    if (!knownOptions.has(key.toLowerCase().replaceAll(/[_-]/g, '')))
      throw new StoreUnusable(`The URL of KurrentDB has an option that no one knows: "${key}".`);
  }
  try {
    // The older name of the scheme, of which the client warns.
    return KurrentDBClient.connectionString(url.replace(/^esdb(?=[+:])/, 'kurrentdb'));
  } catch {
    throw new StoreUnusable(
      'The URL of KurrentDB cannot be read: write kurrentdb://user:password@host:2113?tls=true, with a ' +
        'password percent-encoded, and give certificates as files that are there.',
    );
  }
}

/** An error as the client has it. Where the client asks what the server can do, it gives gRPC's own. */
export function asClientError(error: unknown): unknown {
  return error instanceof Error ? convertToCommandError(error) : error;
}

/** Whether there was no answer, so that what was asked may have happened or not. */
export function isWithoutAnswer(error: unknown): boolean {
  const kinds = [UnavailableError, CancelledError, DeadlineExceededError, TimeoutError, UnknownError];
  return kinds.some((kind) => error instanceof kind) || isRefusedByNode(error);
}

/** Whether the request never reached a server, or one that could do nothing with it. */
export function isUnsent(error: unknown): boolean {
  if (isRefusedByNode(error)) return true;
  return error instanceof Error && /No connection established|ECONNREFUSED|ENOTFOUND/.test(error.message);
}

/** Another node leads now. The client goes to it with the next request. */
function isRefusedByNode(error: unknown): boolean {
  return error instanceof NotLeaderError;
}

export function isAccessDenied(error: unknown): boolean {
  return error instanceof AccessDeniedError;
}

/** gRPC's RESOURCE_EXHAUSTED: a message was longer than the server takes. */
const resourceExhausted = 8;

/** Whether the server takes no append of this size. */
export function isTooLarge(error: unknown): boolean {
  const kinds = [TransactionMaxSizeExceededError, AppendRecordSizeExceededError, MaxAppendSizeExceededError];
  if (kinds.some((kind) => error instanceof kind)) return true;
  return error instanceof Error && isCommandError(error) && Number(error.code) === resourceExhausted;
}

const firstPauseMs = 20;
const longestPauseMs = 500;

/** Waits longer each time, and never just as long as another process that waits too. */
export async function backOff(tries: number): Promise<void> {
  const milliseconds = Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
  await pause(milliseconds * (0.5 + Math.random() / 2));
}

/** Tries again while there is no answer, for so many milliseconds. For what only reads. */
export async function patiently<Result>(forMs: number, task: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + forMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      if (!isWithoutAnswer(error) || performance.now() > until) throw error;
      await backOff(tries);
    }
  }
}
