import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#eventing/clock';
import { DataPlace } from '#reads/data-place';
import { linkIn } from '#reminders/mail/settings';
import type { QueueLook } from '#reminders/redis/queue-look';
import { Place } from '#settings/place';
import type { PlaceOptions } from '#settings/place';
import { settingsFrom } from '#settings/settings';
import { workerSettingsFrom } from '#settings/worker-settings';
import { openSignIn } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { Accounts } from '#sign-in/accounts';
import { FoundingLinks } from '#sign-in/founding-links';
import { Sessions } from '#sign-in/sessions';
import { Sheets } from '#sign-in/sheets';
import { Tokens } from '#sign-in/tokens';
import { waysInFrom } from './access/opening-ways-in.js';
import { openWeb } from './application.js';
import { help, optionsFrom, WrongOptions } from './options.js';
import type { WebOptions } from './options.js';
import type { PagesGround } from './web.module.js';

type SigningIn = Pick<PagesGround, 'sessions' | 'sheets' | 'accounts' | 'tokens' | 'founding' | 'ways'>;

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
  const opened = new AsyncDisposableStack();
  try {
    await serve(options, ending, opened);
  } finally {
    await opened.disposeAsync();
  }
  if (ending.error !== undefined) throw ending.error;
  return 0;
}

/**
 * Serves until the end is reached. Whatever becomes of it, what it has opened is closed, the last first: what
 * stays open would keep the process from ending.
 */
async function serve(options: WebOptions, ending: Ending, opened: AsyncDisposableStack): Promise<void> {
  const settings = settingsFrom(process.env);
  const place = new DataPlace(await Place.open(settings, placeOptions(options, ending)));
  opened.defer(async () => place.close());
  insistReal(place, options);
  const signIn = await openSignIn(settings);
  opened.defer(async () => signIn.destroy());
  const { redis } = workerSettingsFrom(process.env);
  const queues = redis === undefined ? undefined : await queuesAt(redis);
  opened.defer(() => queues?.close());
  const signingIn = await signingInBy(signIn, place);
  opened.defer(async () => signingIn.ways.mail?.close());
  const application = await openWeb({
    place,
    ...signingIn,
    queues,
    onStopped: (error) => ending.because(error),
    log: process.stderr,
    behindProxy: options.behindProxy,
  });
  opened.defer(async () => application.close());
  const here = await listen(application, options);
  // What is printed is opened by people, who may come by another address than this machine.
  const address = linkIn(process.env) || here;
  if (options.found) await offerFounding(signingIn.founding, address);
  await offerFirstAccounts(place, signingIn.accounts, address);
  await ending.reached;
}

/** What looks at the queues is loaded where there are some: most places go by their own clock. */
async function queuesAt(redis: string): Promise<QueueLook> {
  const { QueueLook: Look } = await import('#reminders/redis/queue-look');
  return new Look(redis);
}

/** Who can sign in, and by which ways. @throws SettingsWrong */
async function signingInBy(db: SignInDatabase, place: DataPlace): Promise<SigningIn> {
  const key = await place.vault.commandKey();
  return {
    sessions: new Sessions(db, place.kind, systemClock),
    sheets: new Sheets(db, systemClock),
    accounts: new Accounts(db, key, systemClock),
    tokens: new Tokens(db, systemClock),
    founding: new FoundingLinks(db, systemClock),
    ways: await waysInFrom(process.env, place, { db, key, now: systemClock }),
  };
}

/** Data that is not there yet is begun for who asks to found a partnership, and for nobody else. */
function placeOptions({ found }: WebOptions, ending: Ending): PlaceOptions {
  const onFatal = (error: Error): void => ending.because(error);
  return found ? { onFatal, whenAbsent: () => 'real' } : { onFatal };
}

/** @throws WrongOptions where a partnership is to be founded in an example, in which nobody signs in */
function insistReal({ kind }: DataPlace, { found }: WebOptions): void {
  if (found && kind === 'example')
    throw new WrongOptions('--found is for real data, and this is an example.');
}

async function offerFounding(founding: FoundingLinks, address: string): Promise<void> {
  const link = new URL(`/found/${await founding.handOut()}`, address).href;
  process.stdout.write(`To found a partnership, once, within three days: ${link}\n`);
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

/** @throws WrongOptions where the port that was asked for is another program's */
async function listen(application: NestFastifyApplication, { host, port }: WebOptions): Promise<string> {
  try {
    await application.listen(port ?? usualPort, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port !== undefined)
      throw new WrongOptions(`Port ${port} of ${host} is in use. Give another, or leave --port out.`);
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
