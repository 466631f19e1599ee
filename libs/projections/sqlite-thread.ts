import { parentPort, workerData } from 'node:worker_threads';
import { Line } from '#projections/sqlite-line';
import type { Statement } from '#projections/sqlite-dialect';
import type { LineOptions } from '#projections/sqlite-line';
import type { Asked, Failed, Replied } from '#projections/sqlite-thread-line';

/**
 * What runs in the other thread: does what it is asked in the order in which it is asked, and replies to
 * each. Errors are sent as they are, with what SQLite says of them.
 */
const port = parentPort;
if (port === null) throw new Error('This runs in a thread of its own.');

const line = new Line(workerData as LineOptions);
const streams = new Map<number, AsyncGenerator<readonly unknown[]>>();

async function reply(asked: Asked): Promise<Replied> {
  const { number } = asked;
  try {
    return { number, ran: await run(asked) };
  } catch (error) {
    const { name, message, errcode } = error as Failed;
    return { number, failed: { name, message, errcode } };
  }
}

/** What went wrong with statements that nobody waits for. */
let failedAhead: Error | undefined;

async function run(asked: Asked): Promise<NonNullable<Replied['ran']>> {
  if ('runAhead' in asked) return runAhead(asked.runAhead);
  failedAhead = undefined;
  if ('run' in asked) return line.run(asked.run);
  if ('stream' in asked) return { rows: await nextRows(asked), changes: 0 };
  return { rows: line.runAll(asked.runAll), changes: 0 };
}

/**
 * Runs none after one that failed: SQLite may have undone the transaction, and each would be a transaction of
 * its own. Whoever asked hears of it before anything else is asked.
 */
function runAhead(statements: readonly Statement[]): NonNullable<Replied['ran']> {
  if (failedAhead !== undefined) throw failedAhead;
  try {
    line.runAhead(statements);
  } catch (error) {
    failedAhead = error as Error;
    throw failedAhead;
  }
  return { rows: [], changes: 0 };
}

async function nextRows({
  number,
  stream,
  atATime,
}: Extract<Asked, { readonly stream: unknown }>): Promise<readonly unknown[]> {
  const rows = streams.get(number) ?? line.stream(stream, atATime);
  streams.set(number, rows);
  const next = await rows.next();
  if (next.done !== true) return next.value;
  streams.delete(number);
  return [];
}

port.on('message', (asked: Asked | 'close') => {
  if (asked === 'close') {
    line.close();
    port.close();
  } else {
    void reply(asked).then((replied) => port.postMessage(replied));
  }
});
