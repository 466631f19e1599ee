import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a writer said: which commands it sent, which were acknowledged, and every line. */
export interface Said {
  readonly lines: readonly string[];
  readonly sent: readonly number[];
  readonly kept: readonly number[];
}

export interface Ended extends Said {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** A command line that runs a script of this folder as it stands, without a build. */
export function nodeCommand(script: string, ...given: readonly string[]): readonly string[] {
  const flags = ['--conditions=tallystick-source', '--disable-warning=ExperimentalWarning'];
  return [process.execPath, ...flags, join(import.meta.dirname, script), ...given];
}

/** A command line for the writer. */
export function writerCommand(file: string, ...given: readonly string[]): readonly string[] {
  return nodeCommand('writer.main.ts', '--file', file, ...given);
}

/** A process whose every line is read as it comes. */
export class Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  private output = '';
  private errors = '';

  constructor([program, ...given]: readonly string[]) {
    this.process = spawn(program ?? '', given, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    this.process.stderr?.on('data', (chunk) => (this.errors += String(chunk)));
    this.ended = new Promise((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('close', (status, signal) => {
        resolve({ ...readSaid(this.output), status, signal, errors: this.errors });
      });
    });
  }

  /** Returns when so many commands were acknowledged, or the process has ended. */
  async keptAtLeast(count: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (readSaid(this.output).kept.length >= count) resolve();
      };
      this.process.stdout?.on('data', look);
      this.process.once('close', () => resolve());
      look();
    });
  }
}

export async function run(command: readonly string[]): Promise<Ended> {
  return new Running(command).ended;
}

/** What whole lines say; a line that was cut off by a kill was not said. */
export function readSaid(output: string): Said {
  const lines = output.split('\n').slice(0, -1);
  return { lines, sent: numbersAfter('sent', lines), kept: numbersAfter('kept', lines) };
}

function numbersAfter(word: string, lines: readonly string[]): number[] {
  return lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]));
}
