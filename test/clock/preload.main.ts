import { syncBuiltinESMExports } from 'node:module';
import { createConnection } from 'node:net';
import timers from 'node:timers/promises';

// Given to a program before its own code (`node --import`), so that it lives by the clock of a test: what the
// time is, and when a long wait is over. The program itself has no way to be told another time than the
// machine's.

/** Longer waits are those that a program sleeps by, between two looks at what is due. */
const longFromMs = 5_000;

const RealDate = Date;
const realTimeout = timers.setTimeout;
let wallMs = 0;
/** What a timer goes by: it goes on when the clock is set back, and does not jump when it is set forward. */
let elapsedMs = 0;
const sleepers = new Set<() => void>();

class SharedDate extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [wallMs] : given) as [number]));
  }

  static override now(): number {
    return wallMs;
  }
}

async function sleep<T>(
  ms = 0,
  value?: T,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<T | undefined> {
  const until = elapsedMs + ms;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (signal?.aborted !== true && elapsedMs < until) return;
      sleepers.delete(look);
      signal?.removeEventListener('abort', look);
      if (signal?.aborted === true) reject(new DOMException('The wait was given up.', 'AbortError'));
      else resolve();
    };
    sleepers.add(look);
    socket.write('asleep\n');
    signal?.addEventListener('abort', look);
    look();
  }).finally(() => socket.write('awake\n'));
  return value;
}

function hear(line: string): void {
  const [wall, elapsed] = line.split(' ').map(Number);
  wallMs = wall ?? wallMs;
  elapsedMs = elapsed ?? elapsedMs;
  for (const look of sleepers) look();
}

const socket = createConnection(process.env['CLOCK_OF_THE_TEST'] ?? '');
await new Promise<void>((resolve, reject) => {
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(hear);
    if (lines.length > 0) resolve();
  });
  socket.on('error', reject);
});
// Without its clock a program of a test has nothing left to do.
socket.on('close', () => process.exit(70));
socket.unref();

globalThis.Date = SharedDate as unknown as DateConstructor;
timers.setTimeout = (async (ms?: number, value?: unknown, options?: { signal?: AbortSignal }) =>
  (ms ?? 0) < longFromMs
    ? realTimeout(ms, value, options)
    : sleep(ms, value, options)) as typeof timers.setTimeout;
syncBuiltinESMExports();
