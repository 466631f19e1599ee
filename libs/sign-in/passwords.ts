import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { dictionary } from '@zxcvbn-ts/language-common';

const argon2Async = promisify(argon2);

interface Costs {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** What OWASP advises for argon2id: 19 MiB, two passes, one lane. */
const costs: Costs = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const shortest = 12;
const longest = 200;

const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * Why a password cannot be one, for a person; undefined when it can. How it is made up is nobody's business.
 */
export function whatIsWrongWith(password: string): string | undefined {
  if (password.length < shortest) return `Use ${shortest} characters at least. 15 or more are better`;
  if (password.length > longest) return `Use ${longest} characters at most`;
  if (isCommon(password.toLowerCase()))
    return 'That is one of the passwords that are tried first. Use another';
  return undefined;
}

/** One that is tried first, or such a one with the same characters after it again and again. */
function isCommon(password: string): boolean {
  const once = /^(.{1,8}?)\1+$/u.exec(password)?.[1];
  return common.has(password) || once !== undefined;
}

/**
 * A password as it is kept: argon2id with a salt of its own, in the form of the Password Hashing Competition.
 */
export async function hashed(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt, costs);
  const { memory, passes, parallelism } = costs;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether it is the password. It takes as long when there is none, so that time tells nobody who has an
 * account.
 */
export async function isPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  const parts = readKept(kept ?? '') ?? nobodys;
  const found = await tagOf(password, parts.salt, parts);
  return parts.tag.length === found.length && timingSafeEqual(parts.tag, found);
}

interface KeptPassword extends Costs {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** What is reckoned with where there is no password. No tag is as short. */
const nobodys: KeptPassword = { ...costs, salt: Buffer.alloc(16), tag: Buffer.alloc(0) };

const phc = /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[\w+/]+)\$(?<tag>[\w+/]+)$/u;

function readKept(kept: string): KeptPassword | undefined {
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = phc.exec(kept) ?? [];
  if (tag === '') return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** The same letters typed on another keyboard are the same password: NFKC, as NIST SP 800-63B has it. */
async function tagOf(
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism }: Costs,
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC').slice(0, longest));
  return argon2Async('argon2id', { message, nonce, memory, passes, parallelism, tagLength });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
