import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintsAbout } from './oracle.ts';
import { chance, everything, nothing, randomFrom, RecordedDisk } from './recorded-disk.ts';
import type { Luck } from './recorded-disk.ts';
import { record } from './syscall-log.ts';
import type { Call } from './syscall-log.ts';
import { readSaid, writerCommand } from './writing.ts';
import type { Said } from './writing.ts';

/** What is running when the power is cut, and how to tell what it must not have lost. */
export interface Cut {
  /**
   * The command line of a process that writes in a folder, and says `kept` with a number for what it kept.
   */
  command(folder: string, given: readonly string[]): readonly string[];
  complaintsAbout(folder: string, said: Said): Promise<string[]>;
}

const eventsCut: Cut = {
  command: (folder, given) => writerCommand(join(folder, 'events.db'), ...given),
  complaintsAbout: async (folder, { kept }) => complaintsAbout(join(folder, 'events.db'), kept),
};

export interface PowerCuts {
  /** How the writer is to run: `--last 20 --at-once 4`. */
  readonly writer: readonly string[];
  /** How many of the points between two calls are tried, evenly spread; every one when not given. */
  readonly points?: number;
  /** How many chances are tried at each point, beside the worst case and the best. */
  readonly chances: number;
  /** The store of events when not given. */
  readonly cut?: Cut;
}

export interface Loss {
  readonly point: number;
  readonly luck: string;
  readonly complaint: string;
}

export interface Outcome {
  readonly calls: number;
  readonly acknowledged: number;
  readonly states: number;
  readonly losses: readonly Loss[];
}

/**
 * Records a writer's system calls, then cuts the power at points between them: at each, builds disks that the
 * cut could have left, opens the store on each and looks for what was lost or half-done. What was synced is
 * there; of what was not, nothing, everything, or any sectors.
 */
export async function cutThePower(cuts: PowerCuts): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-power-'));
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    const cut = cuts.cut ?? eventsCut;
    const { ended, calls } = await record(cut.command(data, cuts.writer), join(folder, 'log'));
    if (ended.status !== 0) throw new Error(`The writer failed: ${ended.errors}${ended.lines.join('\n')}`);
    return await replay(calls, data, cuts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function replay(calls: readonly Call[], data: string, cuts: PowerCuts): Promise<Outcome> {
  const disk = new RecordedDisk(data);
  const points = pointsOf(calls, data, cuts.points);
  const losses: Loss[] = [];
  let said = '';
  let states = 0;
  for (const [point, call] of calls.entries()) {
    disk.apply(call);
    if (call.name === 'say') said += call.text;
    if (!points.has(point)) continue;
    for (const [luck, chosen] of lucksAt(point, cuts.chances)) {
      const complaints = await complaintsAfter(disk.afterPowerCut(chosen), readSaid(said), cuts.cut);
      losses.push(...complaints.map((complaint) => ({ point, luck, complaint })));
      states += 1;
    }
  }
  return { calls: calls.length, acknowledged: readSaid(said).kept.length, states, losses };
}

/**
 * Every acknowledgement is a point, since only there something can be lost; the others are spread between.
 */
function pointsOf(calls: readonly Call[], data: string, count = Infinity): Set<number> {
  const disk = new RecordedDisk(data);
  const places: number[] = [];
  const acknowledgements: number[] = [];
  for (const [point, call] of calls.entries()) {
    disk.apply(call);
    if (call.name === 'say' && call.text.startsWith('kept')) acknowledgements.push(point);
    else if (disk.concerns(call)) places.push(point);
  }
  const every = Math.max(1, places.length / count);
  return new Set([...acknowledgements, ...places.filter((_, index) => Math.floor(index % every) === 0)]);
}

function lucksAt(point: number, chances: number): [string, Luck][] {
  const some = Array.from({ length: chances }, (_, index): [string, Luck] => {
    const seed = point * 1000 + index;
    return [`the chance of seed ${seed}`, chance(randomFrom(seed))];
  });
  return [['nothing unsynced is left', nothing], ['everything is left', everything], ...some];
}

async function complaintsAfter(
  files: ReadonlyMap<string, Buffer>,
  said: Said,
  cut = eventsCut,
): Promise<string[]> {
  const folder = mkdtempSync(join(inMemory(), 'tallystick-cut-'));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    return await cut.complaintsAbout(folder, said);
  } catch (error) {
    return [`the store does not open: ${(error as Error).message}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Thousands of disks are built and thrown away, which need not wear out a real one. */
function inMemory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
