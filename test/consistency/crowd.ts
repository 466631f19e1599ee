import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Told } from './oracle.ts';

export interface Crowd {
  /** Where the store is, as `openAt` reads it. */
  readonly store: string;
  readonly decisions: number;
  readonly processes: number;
  /** How many connections each process has, one when not given. */
  readonly connections?: number;
  /** How many decisions each connection has under way at once. */
  readonly atOnce: number;
}

/**
 * Lets processes decide at once, all beginning at the same moment, and tells what each of them was told. Each
 * tenth decision is sent by two of them.
 */
export async function decideAtOnce(crowd: Crowd): Promise<Told> {
  const deciders = Array.from({ length: crowd.processes }, (_, index) => new Deciding(crowd, index));
  await Promise.all(deciders.map(async (decider) => decider.ready));
  for (const decider of deciders) decider.begin();
  return (await Promise.all(deciders.map(async (decider) => decider.told()))).flat();
}

class Deciding {
  readonly ready: Promise<void>;
  private readonly process: ChildProcess;
  private readonly lines: string[] = [];
  private errors = '';

  constructor(crowd: Crowd, index: number) {
    this.process = spawn(process.execPath, argumentsFor(crowd, index), { stdio: 'pipe' });
    this.process.stderr?.on('data', (chunk) => (this.errors += String(chunk)));
    const { stdout } = this.process;
    if (stdout === null) throw new Error('A decider has no output.');
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => this.lines.push(line));
    // One that cannot begin is told apart from the others when it ends.
    this.ready = Promise.race([once(lines, 'line'), once(lines, 'close')]).then(() => undefined);
  }

  begin(): void {
    this.process.stdin?.write('begin\n');
  }

  async told(): Promise<Told> {
    if (this.process.exitCode === null) await once(this.process, 'close');
    if (this.process.exitCode !== 0) throw new Error(`A decider failed: ${this.errors}`);
    return this.lines
      .filter((line) => line !== 'ready')
      .map((line) => line.split(' '))
      .map(([outcome = '', n]) => ({ n: Number(n), outcome }));
  }
}

function argumentsFor(
  { store, decisions, processes, connections = 1, atOnce }: Crowd,
  index: number,
): string[] {
  const flags = ['--conditions=tallystick-source', '--disable-warning=ExperimentalWarning'];
  const given = { store, decisions, process: index, processes, connections, 'at-once': atOnce };
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return [...flags, join(import.meta.dirname, 'decider.main.ts'), ...options];
}
