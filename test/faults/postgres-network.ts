import { OutcomeUnknown } from '#eventing/event-store';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { startPostgres } from '#testing/postgres-server';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { complaintsIn } from './oracle.ts';
import { CuttingProxy } from './postgres-proxy.ts';
import type { Cut } from './postgres-proxy.ts';

export interface CutSeen {
  readonly cuts: number;
  readonly unknown: number;
  /** How many commands had happened although their answer was lost. */
  readonly happened: number;
  readonly complaints: readonly string[];
}

const ways: readonly Cut[] = ['question', 'answer', 'at-once'];

/** Cuts the connection of so many appends, one way after another, and sends each command again. */
export async function cutAppends(times: number): Promise<CutSeen> {
  const server = await startPostgres();
  const proxy = await CuttingProxy.before(server.port);
  try {
    const url = await server.createDatabase('network_test');
    const store = await PostgresStore.open({ url: url.replace(`:${server.port}/`, `:${proxy.port}/`) });
    const desk = deskAt(store);
    let [unknown, happened] = [0, 0];
    for (let n = 1; n <= times; n += 1) {
      proxy.cutNextAppend(ways[n % ways.length]!);
      const lost = await isLost(sendNumbered(desk, n));
      const handled = await sendNumbered(desk, n);
      if (lost) unknown += 1;
      if (lost && handled.outcome === 'accepted' && handled.repeated) happened += 1;
    }
    const kept = Array.from({ length: times }, (_, index) => index + 1);
    const complaints = await complaintsIn(store, kept);
    await store.close();
    return { cuts: times, unknown, happened, complaints };
  } finally {
    await proxy.close();
    await server.stop();
  }
}

async function isLost(sending: Promise<unknown>): Promise<boolean> {
  try {
    await sending;
    return false;
  } catch (error) {
    if (error instanceof OutcomeUnknown) return true;
    throw error;
  }
}
