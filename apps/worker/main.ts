import { channelFor, linkIn } from '#reminders/mail/settings';
import { settingsFrom } from '#settings/settings';
import type { Settings } from '#settings/settings';
import { workerSettingsFrom } from '#settings/worker-settings';
import { openLog } from './log.js';
import { runWorker } from './worker.js';

/** What the operator can put right by setting it otherwise. */
const wrongUse = new Set(['SettingsWrong']);
/** Nobody's bug: what ends a worker with a sentence and not with a trace. */
const expected = new Set(['CannotBeDone', 'OutcomeUnknown', 'ReadModelsUnusable', 'StoreUnusable']);

/** A worker that was told to end is gone after so many milliseconds, whatever it waits for. */
const lastMs = 8_000;

/** 0: ended when it was told to; 1: could not go on; 2: the settings are wrong. */
async function main(): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(ending));
  try {
    const settings = settingsFrom(process.env);
    const worker = workerSettingsFrom(process.env);
    const log = openLog(worker.logLevel);
    const channel = channelFor(process.env, dataFolderOf(settings));
    const link = linkIn(process.env);
    await runWorker({ settings, worker, channel, link, log, signal: ending.signal });
    log.info('Ended');
    return 0;
  } catch (error) {
    return codeFor(error as Error);
  }
}

/** The folder among whose files mail lies that is only written; undefined where events are on a server. */
function dataFolderOf({ store }: Settings): string | undefined {
  return store.engine === 'sqlite' ? store.folder : undefined;
}

/** What does not let go in time is cut off: everything that matters is recorded before it is done. */
function end(ending: AbortController): void {
  ending.abort();
  setTimeout(() => process.exit(1), lastMs).unref();
}

function codeFor({ name, message, stack }: Error): number {
  const isOfOperator = wrongUse.has(name);
  process.stderr.write(`${isOfOperator || expected.has(name) ? message : (stack ?? message)}\n`);
  return isOfOperator ? 2 : 1;
}

// What is written here holds a partnership's money, and mail with names in it: it is for its owner alone.
process.umask(0o077);
// The library of jobs leaves timers behind, which would keep the process for half a minute.
process.exit(await main());
