import { relative } from 'node:path';
import type { Call } from './syscall-log.ts';

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly length: number };

interface File {
  /** What a sync has made durable. */
  durable: Buffer;
  /** What was written since, in order. */
  pending: Change[];
}

interface NameChange {
  readonly name: string;
  /** The file that has the name from now on, or none. */
  readonly file: File | undefined;
}

/** What of everything unsynced a power cut happens to leave. */
export interface Luck {
  /** The parts of a change that reach the disk: all of it, none of it, or some of its sectors. */
  change(change: Change): readonly Change[];
  name(): boolean;
}

/**
 * A folder on a disk, as the calls of one process left it: what is durable, and what is only in the memory of
 * the machine.
 */
export class RecordedDisk {
  private readonly folder: string;
  private readonly byDescriptor = new Map<number, File | 'folder'>();
  private readonly names = new Map<string, File>();
  private readonly durableNames = new Map<string, File>();
  private pendingNames: NameChange[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  apply(call: Call): void {
    if (call.name === 'open') this.open(call);
    else if (call.name === 'write')
      this.change(call.fd, { kind: 'write', offset: call.offset, bytes: call.bytes });
    else if (call.name === 'cut') this.change(call.fd, { kind: 'cut', length: call.length });
    else if (call.name === 'sync') this.sync(call.fd);
    else if (call.name === 'unlink') this.rename(call.path);
    else if (call.name === 'rename') this.rename(call.path, call.to);
  }

  /** Whether a call concerns this folder, so that the state after it may differ from that before it. */
  concerns(call: Call): boolean {
    if (call.name === 'say') return true;
    if ('fd' in call && call.name !== 'open') return this.byDescriptor.has(call.fd);
    return 'path' in call && this.nameOf(call.path) !== undefined;
  }

  /** The files that are found after a power cut at this point. */
  afterPowerCut(luck: Luck): Map<string, Buffer> {
    const names = new Map(this.durableNames);
    for (const change of this.pendingNames) if (luck.name()) rename(names, change);
    return new Map([...names].map(([name, file]) => [name, contentOf(file, luck)]));
  }

  private open(call: Extract<Call, { name: 'open' }>): void {
    this.byDescriptor.delete(call.fd);
    const name = this.nameOf(call.path);
    if (name === '') this.byDescriptor.set(call.fd, 'folder');
    // The index of the write-ahead log is shared memory that SQLite makes anew after a power cut.
    if (name === undefined || name === '' || name.endsWith('-shm')) return;
    const file = this.names.get(name) ?? { durable: Buffer.alloc(0), pending: [] };
    if (!this.names.has(name)) this.note({ name, file });
    this.byDescriptor.set(call.fd, file);
  }

  private sync(fd: number): void {
    const synced = this.byDescriptor.get(fd);
    if (synced === 'folder') this.syncNames();
    else if (synced !== undefined) {
      synced.durable = contentOf(synced, everything);
      synced.pending = [];
    }
  }

  private syncNames(): void {
    for (const change of this.pendingNames) rename(this.durableNames, change);
    this.pendingNames = [];
  }

  private rename(path: string, to?: string): void {
    const name = this.nameOf(path);
    if (name === undefined || name.endsWith('-shm')) return;
    const file = this.names.get(name);
    this.note({ name, file: undefined });
    if (to !== undefined) this.note({ name: this.nameOf(to) ?? '', file });
  }

  private note(change: NameChange): void {
    rename(this.names, change);
    this.pendingNames.push(change);
  }

  private change(fd: number, change: Change): void {
    const file = this.byDescriptor.get(fd);
    if (file !== undefined && file !== 'folder') file.pending.push(change);
  }

  private nameOf(path: string): string | undefined {
    const name = relative(this.folder, path);
    return name.startsWith('..') ? undefined : name;
  }
}

/** Nothing that was not synced is found again: what a disk may do, and the worst for whoever did not wait. */
export const nothing: Luck = { change: () => [], name: () => false };

/** Everything is found again, as after a kill. */
export const everything: Luck = { change: (change) => [change], name: () => true };

const sectorBytes = 512;

/**
 * Each sector of each write is found again or not, in no order: what a disk with a cache of its own may do.
 */
export function chance(random: () => number): Luck {
  const share = [0.1, 0.5, 0.9][Math.floor(random() * 3)] ?? 0.5;
  const survives = (): boolean => random() < share;
  return {
    name: survives,
    change: (change) => {
      if (change.kind === 'cut') return survives() ? [change] : [];
      return sectorsOf(change).filter(survives);
    },
  };
}

function sectorsOf({ offset, bytes }: Extract<Change, { kind: 'write' }>): Change[] {
  const sectors: Change[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = Math.min(bytes.length, start + sectorBytes - ((offset + start) % sectorBytes));
    sectors.push({ kind: 'write', offset: offset + start, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return sectors;
}

/**
 * Numbers from 0 to 1 that are the same for the same seed (mulberry32), so that a failure can be looked at
 * again.
 */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function rename(names: Map<string, File>, { name, file }: NameChange): void {
  if (file === undefined) names.delete(name);
  else names.set(name, file);
}

function contentOf(file: File, luck: Luck): Buffer {
  let content = file.durable;
  for (const change of file.pending.flatMap((pending) => luck.change(pending)))
    content = changed(content, change);
  return content;
}

/** A write beyond the end leaves zeros between, as a file system does. */
function changed(content: Buffer, change: Change): Buffer {
  const length =
    change.kind === 'cut' ? change.length : Math.max(content.length, change.offset + change.bytes.length);
  const next = Buffer.alloc(length);
  content.copy(next);
  if (change.kind === 'write') change.bytes.copy(next, change.offset);
  return next;
}
