import { readFileSync } from 'node:fs';
import { SettingsWrong } from '#settings/settings-wrong';

/** Where people sign in with an account of their work, and as what the pages are known there. */
export interface WorkAccountSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: `your work account`. */
  readonly name: string;
  /** Where the identity provider sends people back to. */
  readonly returnTo: string;
}

/** The names of the environment variables that give them. */
const workAccountSettingNames = {
  issuer: 'TALLYSTICK_OIDC_ISSUER',
  clientId: 'TALLYSTICK_OIDC_CLIENT_ID',
  secret: 'TALLYSTICK_OIDC_CLIENT_SECRET',
  secretFile: 'TALLYSTICK_OIDC_CLIENT_SECRET_FILE',
  name: 'TALLYSTICK_OIDC_NAME',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The page that people come back to, under the address of the pages. */
const returnPath = '/sign-in/work-account/return';

/**
 * What the environment says; undefined where it names no issuer. An empty variable is taken as one that is
 * not there.
 *
 * @param link the address of the pages, as people reach them; empty where it is not set
 * @throws SettingsWrong with a sentence for the first thing that is wrong, without the secret
 */
export function workAccountSettingsFrom(
  environment: Environment,
  link: string,
): WorkAccountSettings | undefined {
  const names = workAccountSettingNames;
  const valueOf = (name: string): string | undefined => environment[name] || undefined;
  const issuer = valueOf(names.issuer);
  if (issuer === undefined) return insistNothingElse(environment);
  insistIssuer(issuer);
  const clientId = valueOf(names.clientId);
  if (clientId === undefined)
    throw new SettingsWrong(`${names.issuer} is set, and ${names.clientId} is not.`);
  if (link === '') {
    throw new SettingsWrong(
      `${names.issuer} is set, and TALLYSTICK_LINK is not: people are sent back to that address.`,
    );
  }
  return {
    issuer,
    clientId,
    clientSecret: secretIn(valueOf(names.secret), valueOf(names.secretFile)),
    name: nameIn(valueOf(names.name)),
    returnTo: new URL(returnPath, link).href,
  };
}

/** Half of it would leave an operator to wonder why there is no button. */
function insistNothingElse(environment: Environment): undefined {
  const { issuer, ...others } = workAccountSettingNames;
  const stray = Object.values(others).find((name) => environment[name]);
  if (stray !== undefined)
    throw new SettingsWrong(`${stray} is set, and ${issuer} is not. Set both, or neither.`);
}

function insistIssuer(issuer: string): void {
  const { issuer: name } = workAccountSettingNames;
  const url = URL.parse(issuer);
  if (url === null || !isProvider(url)) {
    throw new SettingsWrong(
      `${name} is no address of an identity provider such as https://id.council.example.`,
    );
  }
  if (url.hostname.startsWith('login.microsoftonline.') && !/^\/[\da-f-]{36}\/v2\.0$/.test(url.pathname)) {
    throw new SettingsWrong(
      `${name} names no tenant of Microsoft Entra ID: write https://login.microsoftonline.com/TENANT-ID/v2.0. ` +
        'With "common" or "organizations" anyone with an account of Microsoft could come.',
    );
  }
}

/** Plain HTTP is for a provider on this very machine, as in a test. */
function isProvider({ protocol, hostname, username, password, search, hash }: URL): boolean {
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  const isPlain = username === '' && password === '' && search === '' && hash === '';
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isHere));
}

function secretIn(given: string | undefined, file: string | undefined): string {
  const { secret, secretFile } = workAccountSettingNames;
  if ((given === undefined) === (file === undefined))
    throw new SettingsWrong(
      `Set one of ${secret} and ${secretFile}: the secret itself, or a file that holds it.`,
    );
  const found = given ?? contentOf(file ?? '').trim();
  if (found === '' || /\s/.test(found)) {
    throw new SettingsWrong(
      `${given === undefined ? secretFile : secret} holds no secret: one word and nothing else.`,
    );
  }
  return found;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsWrong(
      `${workAccountSettingNames.secretFile} names ${file}, which cannot be read (${code}).`,
    );
  }
}

function nameIn(text = 'your work account'): string {
  if (text.length <= 60 && !/[\r\n]/.test(text)) return text;
  throw new SettingsWrong(
    `${workAccountSettingNames.name} is a few words on one line: your council account.`,
  );
}
