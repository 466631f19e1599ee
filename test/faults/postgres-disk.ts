import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeCommand, run } from './writing.ts';

/** What was seen on a disk that was filled, and what was found wrong afterwards. */
export interface DiskSeen {
  readonly beforeRoom: number;
  readonly kept: number;
  readonly hasEnded: boolean;
  readonly troubles: readonly string[];
  readonly complaints: readonly string[];
}

const sizeMebibytes = 160;

/**
 * Runs a server on a small disk of its own in memory, in a mount namespace that ends with it, and fills it.
 * Not as root of a user namespace, as which PostgreSQL would refuse to run.
 *
 * @param leftKibibytes how much room there is until it is full
 */
export async function onFullDisk(leftKibibytes: number): Promise<DiskSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-disk-'));
  chmodSync(folder, 0o755);
  const mount = `mount -t tmpfs -o size=${sizeMebibytes}m,mode=755 tmpfs "$1"; shift; exec "$@"`;
  const asWhom = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const script = nodeCommand('postgres-full-disk.main.ts', folder, `${leftKibibytes}`);
  const command = ['unshare', ...asWhom, '--mount', 'sh', '-euc', mount, 'sh', folder, ...script];
  const { lines, errors } = await run(command);
  rmdirSync(folder);
  if (lines.length === 0) throw new Error(errors);
  return JSON.parse(lines.at(-1) ?? '{}') as DiskSeen;
}
