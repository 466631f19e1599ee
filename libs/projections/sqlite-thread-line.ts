import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Ahead } from '#projections/batches';
import type { Rows } from '#projections/batches';
import type { Ran, SqliteLine, Statement } from '#projections/sqlite-dialect';
import type { LineOptions } from '#projections/sqlite-line';

/**
 * What the other thread is asked: one statement, the next so many rows of one, or many at once, for which
 * somebody waits or nobody.
 */
export type Asked = { readonly number: number } & (
  | { readonly run: Statement }
  | { readonly stream: Statement; readonly atATime: number }
  | { readonly runAll: readonly Statement[] }
  | { readonly runAhead: readonly Statement[] }
);

export interface Replied {
  readonly number: number;
  readonly ran?: Ran;
  readonly failed?: Failed;
}

/** An error with what SQLite says of it, which errors themselves leave behind when they are sent. */
export interface Failed {
  readonly name: string;
  readonly message: string;
  readonly errcode: number | undefined;
}

interface Waiting {
  readonly resolve: (ran: Ran) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A connection to a SQLite file in a thread of its own, so that rows are written while the next are reckoned:
 * half the time of a rebuild on a machine of two cores.
 */
export class ThreadLine implements SqliteLine {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ahead = new Ahead();
  private asked = 0;
  private ended: Error | undefined;

  constructor(options: LineOptions) {
    const { file, execArgv } = threadFile(import.meta.url);
    // What it is sent dies at once: with little room for the young it takes 40 MB less.
    const resourceLimits = { maxYoungGenerationSizeMb: 8 };
    this.thread = new Worker(file, { workerData: options, execArgv, resourceLimits });
    this.thread.on('message', (replied: Replied) => this.hear(replied));
    this.thread.on('error', ({ message }: { readonly message: string }) => this.end(new Error(message)));
    this.thread.on('exit', () => this.end(new Error('The thread of the database has ended.')));
  }

  async run(statement: Statement): Promise<Ran> {
    return this.ask({ number: this.nextNumber(), run: statement });
  }

  async runAll(statements: readonly Statement[]): Promise<Rows[]> {
    const { rows } = await this.ask({ number: this.nextNumber(), runAll: statements });
    return rows as Rows[];
  }

  async runAhead(statements: readonly Statement[]): Promise<void> {
    await this.ahead.add(async () => this.ask({ number: this.nextNumber(), runAhead: statements }));
  }

  async settled(): Promise<void> {
    await this.ahead.settled();
  }

  async *stream(statement: Statement, atATime: number): AsyncGenerator<Rows> {
    const asked = { number: this.nextNumber(), stream: statement, atATime };
    for (;;) {
      const { rows } = await this.ask(asked);
      if (rows.length === 0) return;
      yield rows;
    }
  }

  async close(): Promise<void> {
    if (this.ended !== undefined) return;
    this.thread.postMessage('close');
    await once(this.thread, 'exit');
  }

  private nextNumber(): number {
    this.asked += 1;
    return this.asked;
  }

  private async ask(asked: Asked): Promise<Ran> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) {
        reject(this.ended);
        return;
      }
      this.waiting.set(asked.number, { resolve, reject });
      this.thread.postMessage(asked);
    });
  }

  private hear({ number, ran, failed }: Replied): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (ran !== undefined) waiting?.resolve(ran);
    else waiting?.reject(errorOf(failed));
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}

function errorOf(failed: Failed | undefined): Error {
  const { name, message, errcode } = failed ?? {};
  return name === 'TypeError' ? new TypeError(message) : Object.assign(new Error(message), { errcode });
}

/** The file beside this one; from the sources, it finds what it imports there too. */
function threadFile(here: string): { readonly file: URL; readonly execArgv: string[] } {
  const fromSource = here.endsWith('.ts');
  const file = new URL(fromSource ? 'sqlite-thread.ts' : 'sqlite-thread.js', here);
  return { file, execArgv: fromSource ? ['--conditions=tallystick-source'] : [] };
}
