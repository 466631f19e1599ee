import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** How a database file is opened. */
export interface LineOptions {
  readonly file: string;
  /** Run when it has been opened. */
  readonly pragmas: readonly string[];
  /** Milliseconds to wait for another process that writes. */
  readonly busyMs: number;
}

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** More than the runner and the pages have together; what is made up at random does not pile up. */
const preparedAtMost = 500;

/**
 * A connection to a SQLite file, which keeps its statements prepared.
 *
 * Imports nothing of ours: another thread may run it as it is.
 */
export class Line {
  private readonly database: DatabaseSync;
  private readonly prepared = new Map<string, Prepared>();

  constructor({ file, pragmas, busyMs }: LineOptions) {
    this.database = new DatabaseSync(file, { timeout: busyMs });
    try {
      for (const pragma of pragmas) this.database.exec(`PRAGMA ${pragma}`);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  run({ sql, parameters }: Statement): { rows: readonly unknown[]; changes: number | bigint } {
    insistBindable(parameters);
    const { statement, givesRows } = this.prepare(sql);
    if (givesRows) return { rows: statement.all(...parameters), changes: 0 };
    return { rows: [], changes: statement.run(...parameters).changes };
  }

  runAll(statements: readonly Statement[]): (readonly unknown[])[] {
    return statements.map((statement) => this.run(statement).rows);
  }

  runAhead(statements: readonly Statement[]): void {
    for (const statement of statements) this.run(statement);
  }

  settled(): void {
    // Here everything has run when it returns.
  }

  async *stream({ sql, parameters }: Statement, atATime: number): AsyncGenerator<readonly unknown[]> {
    insistBindable(parameters);
    // A statement of its own: a prepared one that is run elsewhere meanwhile would start over here.
    const rows = this.database.prepare(sql).iterate(...parameters);
    for (let chunk = take(rows, atATime); chunk.length > 0; chunk = take(rows, atATime)) yield chunk;
  }

  close(): void {
    this.database.close();
  }

  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    if (this.prepared.size >= preparedAtMost) this.prepared.clear();
    const statement = this.database.prepare(sql);
    const prepared = { statement, givesRows: statement.columns().length > 0 };
    this.prepared.set(sql, prepared);
    return prepared;
  }
}

/**
 * `node:sqlite` takes a first parameter that is a Date or another object for named parameters and moves the
 * rest up by one, without an error. So everything but plain values is refused here.
 */
function insistBindable(parameters: readonly unknown[]): asserts parameters is readonly SQLInputValue[] {
  for (const parameter of parameters) {
    if (!isBindable(parameter))
      throw new TypeError(`SQLite is given ${inWords(parameter)}, which it cannot bind.`);
  }
}

function isBindable(parameter: unknown): boolean {
  switch (typeof parameter) {
    case 'string':
    case 'number':
    case 'bigint':
      return true;
    default:
      return parameter === null || parameter instanceof Uint8Array;
  }
}

function inWords(parameter: unknown): string {
  return typeof parameter === 'object'
    ? `a ${parameter?.constructor.name}`
    : `a value of type ${typeof parameter}`;
}

function take(rows: Iterator<unknown>, atMost: number): unknown[] {
  const chunk: unknown[] = [];
  while (chunk.length < atMost) {
    const next = rows.next();
    if (next.done === true) break;
    chunk.push(next.value);
  }
  return chunk;
}
