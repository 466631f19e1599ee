import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { ClientBase } from 'pg';
import { connectionOf, lockOf } from '#projections/postgres-read-models';
import type { PostgresReadModelsOptions } from '#projections/postgres-read-models';

export interface LeadingOptions extends PostgresReadModelsOptions {
  /** Ends the leading and the waiting for it. */
  readonly signal: AbortSignal;
  /**
   * How often to try, and to look whether the connection still stands, in milliseconds; 1000 when not given.
   */
  readonly everyMs?: number;
}

/**
 * Lets one process at a time work on the read models of a schema: the others wait, and one of them takes over
 * when it ends or is killed. The server gives the lead, and takes it back as soon as the connection is gone.
 *
 * It spares work and guards nothing: who was taken for dead and is not may go on for a moment beside its
 * successor, and then the checkpoints keep the rows right.
 *
 * @param work is given a signal that says when the lead is lost, and is to end then
 * @throws what `work` throws; ReadModelsUnusable when the URL is none
 */
export async function whileLeading(
  options: LeadingOptions,
  work: (leading: AbortSignal) => Promise<void>,
): Promise<void> {
  const { url, signal, everyMs = 1000 } = options;
  const connection = { ...connectionOf(url), application_name: 'tallystick leader', query_timeout: 5000 };
  while (!signal.aborted) {
    const client = new Client(connection);
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      const whileConnected = { signal: AbortSignal.any([signal, lost.signal]), everyMs };
      if (await isLeader(client, options)) await leadOn(client, whileConnected, work);
    } finally {
      // Not waited for: a server that is gone does not answer.
      void client.end().catch(() => undefined);
    }
    await pause(everyMs, signal);
  }
}

/** Works until it is done, or the server no longer answers. */
async function leadOn(
  client: ClientBase,
  { signal, everyMs }: { readonly signal: AbortSignal; readonly everyMs: number },
  work: (leading: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const leading = AbortSignal.any([signal, ending.signal]);
  const watching = watch(client, leading, everyMs).then(() => ending.abort());
  try {
    await work(leading);
  } finally {
    ending.abort();
    await watching;
  }
}

/** Waits for the lead. Answers with whether it came before the signal, or the end of the connection. */
async function isLeader(
  client: Client,
  { schema = 'tallystick_read', signal, everyMs = 1000 }: LeadingOptions,
): Promise<boolean> {
  try {
    await client.connect();
    // Of a machine that is gone without a word, the server learns in about six seconds.
    await client.query(
      'set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3',
    );
    while (!signal.aborted) {
      const { rows } = await client.query(`select pg_try_advisory_lock(${lockOf(schema, 'leads')}) as leads`);
      const [answer] = rows as readonly { readonly leads: boolean }[];
      if (answer?.leads === true) return true;
      await pause(everyMs, signal);
    }
  } catch {
    // The server is not there just now, and is asked again.
  }
  return false;
}

/** Returns when the signal is given, or the server no longer answers. */
async function watch(client: ClientBase, signal: AbortSignal, everyMs: number): Promise<void> {
  while (!signal.aborted) {
    try {
      await client.query('select 1');
    } catch {
      return;
    }
    await pause(everyMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
