import { setTimeout as wait } from 'node:timers/promises';
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult, TransactionSettings } from 'kysely';
import { isBatch } from '#projections/batches';
import type { Batch, Rows } from '#projections/batches';

/** What one statement came to. */
export interface Ran {
  readonly rows: Rows;
  readonly changes: number | bigint;
}

/** A statement with its values. The line refuses those that SQLite cannot bind. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** One connection to a SQLite database, in this thread or another. */
export interface SqliteLine {
  run(statement: Statement): Ran | Promise<Ran>;
  /** Runs one after the other, and stops at one that fails. Gives the rows of each. */
  runAll(statements: readonly Statement[]): Rows[] | Promise<Rows[]>;
  /** Runs them likewise, and returns when it may be given more. What fails is thrown later: see `settled`. */
  runAhead(statements: readonly Statement[]): void | Promise<void>;
  /** Returns when everything has run that was handed over ahead. @throws the first error of it */
  settled(): void | Promise<void>;
  /** The rows so many at a time, until there are none. */
  stream(statement: Statement, atATime: number): AsyncIterable<Rows>;
  close(): void | Promise<void>;
}

/** Kysely over the SQLite that is built into Node. `open` is called once, when the first query is asked. */
export function sqliteDialect(open: () => SqliteLine | Promise<SqliteLine>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(open),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely lets one query or one transaction at its one connection at a time. */
class SqliteDriver implements Driver {
  private readonly open: () => SqliteLine | Promise<SqliteLine>;
  private line: SqliteLine | undefined;

  constructor(open: () => SqliteLine | Promise<SqliteLine>) {
    this.open = open;
  }

  async init(): Promise<void> {
    this.line = await this.open();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.line === undefined) throw new Error('The database has not been opened.');
    return new SqliteConnection(this.line);
  }

  /**
   * IMMEDIATE, because a transaction that only turns into a writer later can fail there instead of waiting
   * here. Who only reads waits for nobody.
   */
  async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    if (accessMode === 'read only') await connection.executeQuery(CompiledQuery.raw('begin'));
    else await beginToWrite(connection);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** SQLite may have undone it already, when the disk is full, and then there is nothing to roll back. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await Promise.resolve(this.line?.settled()).catch(() => undefined);
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
  }

  async releaseConnection(): Promise<void> {
    // There is one connection, and it stays open.
  }

  async destroy(): Promise<void> {
    await this.line?.close();
  }
}

/** What SQLite says when another connection writes: SQLITE_BUSY. */
const busyCode = 5;
const busyForMs = 10_000;

/**
 * Waits for another connection that writes without standing in its way: SQLite itself would wait by stopping
 * the thread, in which that other connection may be.
 */
async function beginToWrite(connection: DatabaseConnection): Promise<void> {
  const until = performance.now() + busyForMs;
  for (;;) {
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
      return;
    } catch (error) {
      const { errcode } = error as { readonly errcode?: number };
      if (errcode !== busyCode || performance.now() > until) throw error;
    }
    await wait(5);
  }
}

class SqliteConnection implements DatabaseConnection {
  private readonly line: SqliteLine;

  constructor(line: SqliteLine) {
    this.line = line;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (isBatch(query)) return { rows: (await this.runBatch(query)) as Row[] };
    await this.line.settled();
    const { rows, changes } = await this.line.run(statementOf(query));
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    await this.line.settled();
    const chunks = this.line.stream(statementOf(query), chunkSize);
    for await (const rows of chunks) yield { rows: rows as Row[] };
  }

  private async runBatch({ statements, isAhead }: Batch): Promise<readonly Rows[]> {
    const those = statements.map(statementOf);
    if (!isAhead) {
      await this.line.settled();
      return this.line.runAll(those);
    }
    await this.line.runAhead(those);
    return [];
  }
}

function statementOf({ sql, parameters }: CompiledQuery): Statement {
  return { sql, parameters };
}
