import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** The numbers by which Linux tells file systems that are memory (statfs(2)): tmpfs and ramfs. */
const memoryFileSystems = new Set([0x01021994, 0x858458f6]);

/**
 * What the figures depend on, a line each.
 *
 * @param folder where the benchmarks write
 * @throws Error when the folder is in memory, where a sync costs nothing and every ratio would be wrong.
 */
export function machineFacts(folder: string): readonly string[] {
  if (memoryFileSystems.has(statfsSync(folder).type)) {
    throw new Error(`${folder} is in memory. Name a folder on a disk in TALLYSTICK_BENCH_DATA.`);
  }
  const gib = Math.round(totalmem() / 2 ** 30);
  const make = cpus()[0]?.model.trim() ?? 'an unknown make';
  return [
    `${availableParallelism()} cores of ${make}, ${gib} GiB of memory`,
    `Node ${process.version}, SQLite ${process.versions['sqlite'] ?? 'unknown'}, ${process.platform}`,
    `disk: ${mountOf(folder)}, ${Math.round(syncsPerSecond(folder, 4096))} syncs of 4 KiB a second`,
  ];
}

/** The device, the file system and where it is mounted, as far as the kernel tells. */
function mountOf(folder: string): string {
  if (process.platform !== 'linux') return folder;
  const mounts = readFileSync('/proc/self/mounts', 'utf8').trimEnd().split('\n');
  const holding = mounts
    .map((line) => line.split(' '))
    .filter(([, at = '']) => at === '/' || folder === at || folder.startsWith(`${at}/`))
    .toSorted(([, a = ''], [, b = '']) => a.length - b.length);
  const [device, at, kind] = holding.at(-1) ?? [];
  return `${kind} on ${device}, mounted at ${at}`;
}

/** How fast the disk takes a small write and says that it is safe: what one commit an event is bound by. */
export function syncsPerSecond(folder: string, bytes: number): number {
  const file = join(folder, 'syncs');
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(bytes, 1);
  const start = performance.now();
  let syncs = 0;
  for (; performance.now() - start < 1000; syncs += 1) {
    writeSync(descriptor, block, 0, block.length, 0);
    fdatasyncSync(descriptor);
  }
  const seconds = (performance.now() - start) / 1000;
  closeSync(descriptor);
  rmSync(file);
  return syncs / seconds;
}
