import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..', '..');

/** The command line, as it was built. */
const program = join(root, 'tallystick');

/** Environment variables. */
export type Settings = Readonly<Record<string, string>>;

export interface RunOptions {
  readonly data?: string;
  readonly input?: string;
  /** Instead of a data folder. */
  readonly settings?: Settings;
}

/** The published example: a partnership's year. */
export const yearFile = join(root, 'examples/thurrock-2011-12/year.ndjson');

/** And the register that it is drawn from, as a spreadsheet. */
export const registerFile = join(root, 'examples/thurrock-2011-12/register.csv');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that runs beside the test. */
export interface Started {
  kill(): void;
  readonly ended: Promise<Ended>;
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

  /** Writes a file in the folder. @returns its path */
  write(name: string, content: string): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  /** Runs `./tallystick` on the data in `data`, or in another folder, or where the settings say. */
  run(args: readonly string[], { data = 'data', input = '', settings }: RunOptions = {}): Ended {
    return this.end([program, ...args], settings ?? { TALLYSTICK_DATA: this.at(data) }, input);
  }

  /** The same under another program, such as one that lets a disk fail. */
  runUnder(command: readonly string[], args: readonly string[]): Ended {
    return this.end([...command, program, ...args], { TALLYSTICK_DATA: this.at('data') }, '');
  }

  /** Starts it beside the test, which may kill it, or serve it something meanwhile. */
  start(args: readonly string[], settings: Settings): Started {
    const child = spawn(program, [...args], this.surroundings(settings));
    const [out, err] = [text(child.stdout), text(child.stderr)];
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const ended = Promise.all([code, out, err]).then((all) => ({ code: all[0], out: all[1], err: all[2] }));
    return { kill: () => child.kill('SIGKILL'), ended };
  }

  /**
   * Runs a line of bash, in which `tallystick` is the command line. It fails when any part of a pipe does.
   */
  shell(script: string): Ended {
    const tallystick = `tallystick() { '${program}' "$@"; }`;
    const bash = ['bash', '-c', `set -euo pipefail; ${tallystick}; ${script}`];
    return this.end(bash, { TALLYSTICK_DATA: this.at('data') }, '');
  }

  private end([command = '', ...args]: readonly string[], settings: Settings, input: string): Ended {
    const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      ...this.surroundings(settings),
      ...options,
    });
    if (error !== undefined) throw error;
    return { code: status, out: stdout, err: stderr };
  }

  /** Without whatever settings the tests themselves are run with. */
  private surroundings(settings: Settings): { readonly env: NodeJS.ProcessEnv; readonly cwd: string } {
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('TALLYSTICK_'));
    return { env: { ...Object.fromEntries(env), ...settings }, cwd: this.folder };
  }

  remove(): void {
    if (this.made !== undefined) rmSync(this.made, { recursive: true, force: true });
  }
}
