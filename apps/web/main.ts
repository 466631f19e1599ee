import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#eventing/clock';
import { DataPlace } from '#reads/data-place';
import { linkIn } from '#reminders/mail/settings';
import { QueueLook } from '#reminders/redis/queue-look';
import { Place } from '#settings/place';
import { settingsFrom } from '#settings/settings';
import { workerSettingsFrom } from '#settings/worker-settings';
import { openSignIn } from '#sign-in/database';
import { Accounts } from '#sign-in/accounts';
import { Sessions } from '#sign-in/sessions';
import { Tokens } from '#sign-in/tokens';
import { waysInFrom } from './access/opening-ways-in.js';
import { openWeb } from './application.js';
import { help, optionsFrom, WrongOptions } from './options.js';
import type { WebOptions } from './options.js';

/** What ends the program with a sentence and not with a trace: nobody's bug. */
const expected = new Set(['ProjectionStopped', 'ReadModelsNewer', 'ReadModelsUnusable', 'StoreUnusable']);

/** Unless another is asked for. */
const usualPort = 3000;

/** Serves the pages until the process is told to end. @returns the exit code */
async function main(): Promise<number> {
  const options = optionsFrom(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const ending = new Ending();
  const settings = settingsFrom(process.env);
  const place = new DataPlace(await Place.open(settings, { onFatal: (error) => ending.because(error) }));
  const signIn = await openSignIn(settings);
  const key = await place.vault.commandKey();
  const ways = await waysInFrom(process.env, place, { db: signIn, key, now: systemClock });
  const sessions = new Sessions(signIn, place.kind, systemClock);
  const accounts = new Accounts(signIn, key, systemClock);
  const { redis } = workerSettingsFrom(process.env);
  const queues = redis === undefined ? undefined : new QueueLook(redis);
  const onStopped = (error: unknown): void => ending.because(error);
  const application = await openWeb({
    place,
    sessions,
    accounts,
    tokens: new Tokens(signIn, systemClock),
    ways,
    queues,
    onStopped,
    log: process.stderr,
    behindProxy: options.behindProxy,
  });
  const address = await listen(application, options);
  await offerFirstAccounts(place, accounts, linkIn(process.env) || address);
  await ending.reached;
  await application.close();
  await ways.mail?.close();
  queues?.close();
  await signIn.destroy();
  await place.close();
  if (ending.error !== undefined) throw ending.error;
  return 0;
}

/** When the process is to end: it was told to, or it cannot go on. */
class Ending {
  error: Error | undefined;
  readonly reached: Promise<void>;
  private end: () => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => {
      this.end = resolve;
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, this.end);
  }

  because(error: unknown): void {
    this.error ??= error instanceof Error ? error : new Error(String(error));
    this.end();
  }
}

async function listen(application: NestFastifyApplication, { host, port }: WebOptions): Promise<string> {
  try {
    await application.listen(port ?? usualPort, host);
  } catch (error) {
    if (port !== undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await application.listen(0, host);
  }
  const bound = application.getHttpServer().address() as AddressInfo;
  const address = `http://${host}:${bound.port}/`;
  process.stdout.write(`Tallystick is open at ${address}\n`);
  return address;
}

/**
 * Where nobody has an account, the founder of each partnership is given a link, by which others can be
 * invited.
 */
async function offerFirstAccounts(place: DataPlace, accounts: Accounts, address: string): Promise<void> {
  if (place.kind === 'example' || (await accounts.hasAny())) return;
  for (const partnership of await (await place.readModels()).partnerships()) {
    const founded = await place.partnership(partnership);
    if (founded === undefined) continue;
    const held = await accounts.handOut({ partnership, person: founded.founder });
    const link = new URL(`/set-up-account/${held}`, address).href;
    process.stdout.write(
      `To set up the first account of ${founded.name}, once, within three days: ${link}\n`,
    );
  }
}

function codeFor(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  const isWrongUse = error instanceof WrongOptions || error.name === 'SettingsWrong';
  const isExpected = isWrongUse || expected.has(error.name) || 'syscall' in error;
  process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
  return isWrongUse ? 2 : 1;
}

// What is written here holds who may sign in: it is for its owner alone.
process.umask(0o077);
try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = codeFor(error);
}
