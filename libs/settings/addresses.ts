import { join, resolve } from 'node:path';
import { folderFiles } from '#settings/folder-mark';
import { SettingsWrong } from '#settings/settings-wrong';

/** Where events are kept. */
export type StoreAddress =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'postgres'; readonly url: string }
  | { readonly engine: 'kurrentdb'; readonly url: string };

/** Where read models or keys are kept, which may be apart from the events. */
export type BesideAddress =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string };

export type Address = StoreAddress | BesideAddress;

const sqliteScheme = 'sqlite:';
const environmentScheme = 'env:';
const postgresScheme = /^postgres(?:ql)?:\/\//;
const kurrentScheme = /^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\//;

/**
 * Reads where a store is: `sqlite:FOLDER`, `postgres://…`, `kurrentdb://…` or `esdb://…`, or `env:NAME` for
 * a variable that says so.
 *
 * @param setting what gives it, in an error: `TALLYSTICK_STORE`
 * @throws SettingsWrong without the text itself, which may hold a password
 */
export function storeAddress(text: string, setting: string): StoreAddress {
  if (text.startsWith(environmentScheme)) return storeAddress(inEnvironment(text, setting), setting);
  if (text.startsWith(sqliteScheme)) return { engine: 'sqlite', folder: pathIn(text, setting) };
  if (postgresScheme.test(text)) return { engine: 'postgres', url: postgresUrl(text, setting) };
  if (kurrentScheme.test(text)) return { engine: 'kurrentdb', url: kurrentUrl(text, setting) };
  throw unknownScheme(text, setting, 'sqlite:FOLDER, postgres://… or kurrentdb://…');
}

/**
 * Reads where read models or keys are: `sqlite:FILE`, `sqlite:FOLDER/` or `postgres://…`.
 *
 * @param name the name of the file in a folder
 * @throws SettingsWrong as `storeAddress`
 */
export function besideAddress(text: string, setting: string, name: string): BesideAddress {
  if (text.startsWith(sqliteScheme)) {
    const path = pathIn(text, setting);
    return { engine: 'sqlite', file: path.endsWith('.db') ? path : join(path, name) };
  }
  if (postgresScheme.test(text)) return { engine: 'postgres', url: postgresUrl(text, setting) };
  throw unknownScheme(text, setting, 'sqlite:FILE.db, sqlite:FOLDER or postgres://…');
}

/** An address as people may read it: a path, or a server without its password. */
export function addressInWords(address: Address): string {
  if (address.engine !== 'sqlite') return redactedUrl(address.url);
  return 'folder' in address ? address.folder : address.file;
}

/** An address as a setting, good in any folder; an operator adds the password of a server. */
export function addressAsSetting(address: Address): string {
  const words = addressInWords(address);
  return address.engine === 'sqlite' ? `${sqliteScheme}${resolve(words)}` : words;
}

/** Where the keys of a store are when nothing else is said; none for KurrentDB, which has no tables. */
export function keysBeside(store: StoreAddress): BesideAddress | undefined {
  if (store.engine === 'sqlite') return { engine: 'sqlite', file: join(store.folder, folderFiles.keys) };
  return store.engine === 'postgres' ? store : undefined;
}

/**
 * The URL of a server as it may be shown: whatever stands between the scheme and the host is left out but
 * for the name of the user, and so are the options, since both can carry a password.
 */
export function redactedUrl(url: string): string {
  const { scheme, user, host } = partsOf(url);
  if (host === undefined) return `${scheme}…`;
  return `${scheme}${user === '' ? '' : `${user}@`}${host}`;
}

interface Parts {
  readonly scheme: string;
  readonly user: string;
  /** With the database; undefined where it cannot be told from a password with odd characters. */
  readonly host: string | undefined;
}

function partsOf(url: string): Parts {
  const scheme = /^[a-z+]*:\/\//.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const [main = '', ...options] = rest.split('?');
  const at = main.lastIndexOf('@');
  const [user = ''] = main.slice(0, Math.max(0, at)).split(':');
  const isUnclear = options.join('').includes('@');
  return { scheme, user, host: isUnclear ? undefined : main.slice(at + 1) };
}

function pathIn(text: string, setting: string): string {
  const path = text.slice(sqliteScheme.length);
  if (path === '') throw new SettingsWrong(`${setting} names no folder: write sqlite:FOLDER.`);
  // What was meant for a URL would make a folder of an odd name.
  if (path.startsWith('//') || path.includes('\0'))
    throw new SettingsWrong(`${setting} is sqlite:FOLDER, with a path as it is and no URL.`);
  return path;
}

function postgresUrl(text: string, setting: string): string {
  const url = URL.parse(text);
  if (url === null)
    throw new SettingsWrong(
      `${setting} is no URL of PostgreSQL such as postgres://user@host:5432/database. A password with ` +
        '@, :, / or ? is written with %40, %3A, %2F or %3F.',
    );
  if (url.pathname.length < 2)
    throw new SettingsWrong(`${setting} names no database: write postgres://user@host:5432/database.`);
  return text;
}

/** Several hosts with ports are no URL to others, so it is left to the client to read it further. */
function kurrentUrl(text: string, setting: string): string {
  if (!/^[\w.:,[\]-]+\/?$/.test(partsOf(text).host ?? ''))
    throw new SettingsWrong(`${setting} is no URL of KurrentDB such as kurrentdb://host:2113?tls=true.`);
  // Its older names, of which the client warns.
  return text.replace(/^(?:esdb|kdb|kurrent)(?=[+:])/, 'kurrentdb');
}

/** An option of a command stands in the list of processes, where everyone on the machine can read it. */
function inEnvironment(text: string, setting: string): string {
  const name = text.slice(environmentScheme.length);
  const value = process.env[name];
  if (value === undefined || value === '' || value.startsWith(environmentScheme))
    throw new SettingsWrong(`${setting} names the environment variable ${name}, which names no store.`);
  return value;
}

function unknownScheme(text: string, setting: string, known: string): SettingsWrong {
  const scheme = /^[A-Za-z][A-Za-z+.-]*:/.exec(text)?.[0];
  const given = scheme === undefined ? 'something without a scheme' : `"${scheme}…"`;
  return new SettingsWrong(`${setting} is ${known}, not ${given}.`);
}
