import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The published example: a partnership's year. */
export const yearFile = join(root, 'examples/thurrock-2011-12/year.ndjson');

/** And the register that it is drawn from, as a spreadsheet. */
export const registerFile = join(root, 'examples/thurrock-2011-12/register.csv');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder for data, in which the command line is run as it was built, each time as a process of its own. */
export class CommandLine {
  private made: string | undefined;

  /** Made when it is first asked for. */
  get folder(): string {
    this.made ??= mkdtempSync(join(tmpdir(), 'tallystick-cli-'));
    return this.made;
  }

  /** A path in the folder. */
  at(name: string): string {
    return join(this.folder, name);
  }

  /** Runs `./tallystick` on the data in `data`, or in another folder. */
  run(args: readonly string[], { data = 'data', input = '' } = {}): Ended {
    return this.end(join(root, 'tallystick'), args, data, input);
  }

  /**
   * Runs a line of bash, in which `tallystick` is the command line. It fails when any part of a pipe does.
   */
  shell(script: string): Ended {
    const tallystick = `tallystick() { '${join(root, 'tallystick')}' "$@"; }`;
    return this.end('bash', ['-c', `set -euo pipefail; ${tallystick}; ${script}`], 'data', '');
  }

  private end(program: string, args: readonly string[], data: string, input: string): Ended {
    const env = { ...process.env, TALLYSTICK_DATA: this.at(data) };
    const options = { env, input, cwd: this.folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    const { status, stdout, stderr, error } = spawnSync(program, [...args], options);
    if (error !== undefined) throw error;
    return { code: status, out: stdout, err: stderr };
  }

  remove(): void {
    if (this.made !== undefined) rmSync(this.made, { recursive: true, force: true });
  }
}
