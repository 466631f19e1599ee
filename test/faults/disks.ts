import { nodeCommand, run } from './writing.ts';
import type { Ended } from './writing.ts';

/**
 * Runs a script of this folder where a folder is a disk of its own, made by shell commands in a mount
 * namespace that ends with it.
 *
 * @param prepare shell commands, in which `$1` is the folder
 */
export async function runOnDisk(
  prepare: string,
  folder: string,
  script: string,
  ...given: string[]
): Promise<Ended> {
  const shell = ['sh', '-euc', `${prepare}; shift; exec "$@"`, 'sh', folder];
  return run(['unshare', '--map-root-user', '--mount', ...shell, ...nodeCommand(script, ...given)]);
}

/** A disk in memory of so many KiB. */
export function smallDisk(kibibytes: number): string {
  return `mount -t tmpfs -o size=${kibibytes}k tmpfs "$1"`;
}

/** The folder as it is, but nothing in it can be written. */
export const readOnlyDisk = 'mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"';
