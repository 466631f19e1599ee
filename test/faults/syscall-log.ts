import { readFileSync } from 'node:fs';
import { run } from './writing.ts';
import type { Ended } from './writing.ts';

/** A system call that changed something on the disk, or said something to whoever started the process. */
export type Call =
  | { readonly name: 'open'; readonly fd: number; readonly path: string; readonly creates: boolean }
  | { readonly name: 'write'; readonly fd: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly name: 'cut'; readonly fd: number; readonly length: number }
  | { readonly name: 'sync'; readonly fd: number }
  | { readonly name: 'unlink'; readonly path: string }
  | { readonly name: 'rename'; readonly path: string; readonly to: string }
  | { readonly name: 'say'; readonly text: string };

const traced = 'openat,pwrite64,write,ftruncate,fallocate,fsync,fdatasync,unlink,unlinkat,rename,renameat2';

/**
 * Runs a command and records every system call by which its main thread, where SQLite works, changes a disk.
 *
 * @param log the file in which strace writes, https://strace.io
 * @throws Error when a call of another kind turns up, since a disk could not be told from an incomplete
 * record.
 */
export async function record(
  command: readonly string[],
  log: string,
): Promise<{ ended: Ended; calls: Call[] }> {
  const options = ['-xx', '-s', '1000000', '-e', `trace=${traced}`, '-e', 'signal=none', '-o', log];
  const ended = await run(['strace', ...options, ...command]);
  return { ended, calls: readFileSync(log, 'latin1').split('\n').flatMap(readCall) };
}

/** The call of a line, or nothing when it failed or concerns no disk. */
function readCall(line: string): Call[] {
  const parts = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(line);
  if (parts === null) return [];
  const [, name = '', given = '', result = ''] = parts;
  const returned = Number(result);
  if (returned < 0) return [];
  const read = readers[name];
  if (read === undefined) throw new Error(`The record has a ${name}, which the replay does not know.`);
  return read(given, returned);
}

type Reader = (given: string, returned: number) => Call[];

const text = String.raw`"((?:\\x[0-9a-f]{2})*)"`;
const patterns = {
  openat: new RegExp(String.raw`^[^,]+, ${text}, ([A-Z_|]+)`),
  pwrite64: new RegExp(String.raw`^(\d+), ${text}, (\d+), (\d+)$`),
  write: new RegExp(String.raw`^(\d+), ${text}, (\d+)$`),
  paths: new RegExp(String.raw`^${text}(?:, ${text})?$`),
};

const readers: Readonly<Record<string, Reader>> = {
  openat: (given, fd) => {
    const [, path = '', flags = ''] = match(patterns.openat, given);
    return [{ name: 'open', fd, path: unhex(path).toString(), creates: flags.includes('O_CREAT') }];
  },
  pwrite64: (given, written) => {
    const [, fd, bytes = '', , offset] = match(patterns.pwrite64, given);
    return [
      { name: 'write', fd: Number(fd), offset: Number(offset), bytes: unhex(bytes).subarray(0, written) },
    ];
  },
  write: (given) => {
    const [, fd, bytes = ''] = match(patterns.write, given);
    return fd === '1' ? [{ name: 'say', text: unhex(bytes).toString() }] : [];
  },
  ftruncate: (given) => {
    const [fd, length] = given.split(', ').map(Number);
    return [{ name: 'cut', fd: fd ?? -1, length: length ?? 0 }];
  },
  fsync: (given) => [{ name: 'sync', fd: Number(given) }],
  fdatasync: (given) => [{ name: 'sync', fd: Number(given) }],
  unlink: (given) => [{ name: 'unlink', path: pathsIn(given)[0] ?? '' }],
  rename: (given) => {
    const [path = '', to = ''] = pathsIn(given);
    return [{ name: 'rename', path, to }];
  },
};

function pathsIn(given: string): string[] {
  return match(patterns.paths, given)
    .slice(1)
    .map((path) => unhex(path).toString());
}

function match(pattern: RegExp, given: string): string[] {
  const found = pattern.exec(given);
  if (found === null) throw new Error(`The record has a call that cannot be read: ${given.slice(0, 200)}`);
  return found.map((part) => part ?? '');
}

function unhex(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll(String.raw`\x`, ''), 'hex');
}
