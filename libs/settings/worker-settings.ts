import { redactedUrl } from '#settings/addresses';
import { SettingsWrong } from '#settings/settings-wrong';

/** Where a server listens. Port 0 takes any that is free. */
export interface Listen {
  readonly host: string;
  readonly port: number;
}

/** Who may look at the dashboard of queues. */
export interface DashboardLogin {
  readonly user: string;
  readonly password: string;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What a worker needs to be told, beside where the data is and how mail goes. */
export interface WorkerSettings {
  /** The address of Redis, with its password; undefined where workers go by their own clock. */
  readonly redis: string | undefined;
  /** Where health and metrics are answered. */
  readonly listen: Listen;
  /** Undefined where there is no dashboard. */
  readonly dashboard: DashboardLogin | undefined;
  readonly logLevel: LogLevel;
}

/** The names of the environment variables that give them. */
export const workerSettingNames = {
  redis: 'TALLYSTICK_REDIS',
  listen: 'TALLYSTICK_WORKER_LISTEN',
  dashboard: 'TALLYSTICK_DASHBOARD',
  logLevel: 'TALLYSTICK_LOG_LEVEL',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** This machine alone, since nobody signs in there. */
const usualListen: Listen = { host: '127.0.0.1', port: 8090 };

const shortestPassword = 12;

/**
 * What the environment says. An empty variable is taken as one that is not there.
 *
 * @throws SettingsWrong with a sentence for the first thing that is wrong, without any password
 */
export function workerSettingsFrom(environment: Environment): WorkerSettings {
  const valueOf = (name: string): string | undefined => environment[name] || undefined;
  const names = workerSettingNames;
  const redis = redisIn(valueOf(names.redis));
  const dashboard = dashboardIn(valueOf(names.dashboard));
  if (dashboard !== undefined && redis === undefined) {
    throw new SettingsWrong(
      `${names.dashboard} is for the queues in Redis, and ${names.redis} names none. Unset it, or set both.`,
    );
  }
  return {
    redis,
    listen: listenIn(valueOf(names.listen)),
    dashboard,
    logLevel: logLevelIn(valueOf(names.logLevel)),
  };
}

/** The address of Redis as it may be shown. */
export function redisInWords(redis: string): string {
  return redactedUrl(redis);
}

function redisIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && isRedis(url)) return text;
  throw new SettingsWrong(
    `${workerSettingNames.redis} is no address of Redis such as redis://user:password@host:6379/0. ` +
      'A password with @, :, /, # or ? is written with %40, %3A, %2F, %23 or %3F.',
  );
}

/** Options could carry a second password, and the client would take many of them for something else. */
function isRedis({ protocol, hostname, pathname, search, hash }: URL): boolean {
  const isPlain = /^rediss?:$/.test(protocol) && hostname !== '' && search === '' && hash === '';
  return isPlain && /^(?:\/\d{0,4})?$/.test(pathname);
}

function listenIn(text: string | undefined): Listen {
  if (text === undefined) return usualListen;
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new SettingsWrong(`${workerSettingNames.listen} is HOST:PORT such as 127.0.0.1:8090, not "${text}".`);
}

function dashboardIn(text: string | undefined): DashboardLogin | undefined {
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  const user = text.slice(0, Math.max(0, colon));
  const password = text.slice(colon + 1);
  if (user !== '' && password.length >= shortestPassword) return { user, password };
  throw new SettingsWrong(
    `${workerSettingNames.dashboard} is USER:PASSWORD, with a password of at least ${shortestPassword} characters.`,
  );
}

function logLevelIn(text: string | undefined): LogLevel {
  const level = logLevels.find((one) => one === (text ?? 'info'));
  if (level !== undefined) return level;
  throw new SettingsWrong(`${workerSettingNames.logLevel} is one of ${logLevels.join(', ')}, not "${text}".`);
}
