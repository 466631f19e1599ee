import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintsAbout } from './oracle.ts';
import { run, writerCommand } from './writing.ts';
import type { Ended } from './writing.ts';

/** The calls by which SQLite changes a disk or waits for it. */
const calls = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink'] as const;
type CallName = (typeof calls)[number];

/** What happens at a call: the process is killed before it, or it fails. */
export type Fault = 'kill' | 'EIO' | 'ENOSPC';

/** Which command is disturbed: the first one of all, for which the store is made, or the fourth. */
export type Disturbed = 1 | 4;

export interface Disturbance {
  readonly command: Disturbed;
  readonly call: CallName;
  /** The first call of its kind is 1. */
  readonly nth: number;
  readonly fault: Fault;
}

export interface AfterDisturbance {
  readonly said: Ended;
  readonly complaints: readonly string[];
}

const before: Readonly<Record<Disturbed, readonly number[]>> = { 1: [], 4: [1, 2, 3] };

/** Disturbs one command after another, each on a store of its own. */
export class Disturbing {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tallystick-injection-'));
  private readonly original = join(this.folder, 'original.db');

  /**
   * Makes the short history, and counts the calls of each undisturbed command, from opening the store to
   * closing it.
   *
   * @returns every call with every fault: `EIO` is a failing disk, `ENOSPC` a full one, which a sync does not
   * report
   */
  async everything(): Promise<Disturbance[]> {
    const made = await run(writerCommand(this.original, '--last', '3'));
    if (made.status !== 0) throw new Error(`The writer failed: ${made.errors}`);
    return [...(await this.everythingOf(1)), ...(await this.everythingOf(4))];
  }

  /**
   * Lets the fault happen, looks at the store, sends the command again as its caller would, and looks again:
   * by then it must have happened, once.
   */
  async disturb({ command, call, nth, fault }: Disturbance): Promise<AfterDisturbance> {
    const file = this.storeFor(command, `${call}-${nth}-${fault}`);
    const how = fault === 'kill' ? 'signal=KILL' : `error=${fault}`;
    const strace = [
      'strace',
      '-o',
      '/dev/null',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:${how}:when=${nth}`,
    ];
    const said = await run([...strace, ...sending(file, command)]);
    const unwritten = said.lines.some((line) => line.startsWith(`NotWritten ${command}`)) ? [command] : [];
    const found = await complaintsAbout(file, [...before[command], ...said.kept], unwritten);
    const again = await run(sending(file, command));
    const words = `sent again it was not kept: ${again.lines.join(', ')}${again.errors}`;
    const refused = again.kept.includes(command) ? [] : [words];
    const after = await complaintsAbout(file, [...before[command], command]);
    return { said, complaints: [...found, ...refused, ...after] };
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async everythingOf(command: Disturbed): Promise<Disturbance[]> {
    const log = join(this.folder, 'log');
    const counting = ['strace', '-e', `trace=${calls.join(',')}`, '-e', 'signal=none', '-o', log];
    const counted = await run([...counting, ...sending(this.storeFor(command, 'counted'), command)]);
    if (counted.status !== 0) throw new Error(`The writer failed under strace: ${counted.errors}`);
    const lines = readFileSync(log, 'utf8').split('\n');
    return calls.flatMap((call) => {
      const count = lines.filter((line) => line.startsWith(`${call}(`)).length;
      const faults: readonly Fault[] = call === 'pwrite64' ? ['kill', 'EIO', 'ENOSPC'] : ['kill', 'EIO'];
      const places = Array.from({ length: count }, (_, index) => index + 1);
      return places.flatMap((nth) => faults.map((fault) => ({ command, call, nth, fault })));
    });
  }

  /** No file for the first command, a copy of the short history for the fourth. */
  private storeFor(command: Disturbed, name: string): string {
    const file = join(this.folder, `${command}-${name}.db`);
    if (command === 4) copyFileSync(this.original, file);
    return file;
  }
}

function sending(file: string, command: Disturbed): readonly string[] {
  return writerCommand(file, '--first', `${command}`, '--last', `${command}`);
}
