import type { Writable } from 'node:stream';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  Kysely,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient, QueryConfig, QueryResult as Answer } from 'pg';
import { Ahead, isBatch } from '#projections/batches';
import type { Batch, Rows } from '#projections/batches';

/** How the connections of a pool are used. */
export interface PostgresUse {
  /** Called once, when the first query is asked. Its clients are pipelined. */
  readonly open: () => Promise<Pool>;
  /** The number of the lock that whoever writes holds until the end of the transaction. */
  readonly writersLock: string;
}

/** Kysely over `pg`, with one writer at a time. */
export function postgresDialect(use: PostgresUse): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(use),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/**
 * What a transaction begins with that writes. It waits for its turn, as in SQLite: what it reads after that
 * is as the one before it left it. And every row is found by its key, since the planner knows nothing of a
 * table that is just being filled and would read all of it instead.
 */
const beginToWrite = (lock: string): string =>
  `begin; select pg_advisory_xact_lock(${lock}); ` +
  'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off';

/** All that is read is of one moment. */
const beginToRead = 'begin isolation level repeatable read read only';

/** What one connection keeps prepared: more than the runner and the pages ask together. */
const mostPrepared = 500;
/** A row of the widest table has fewer values than these. */
const mostValues = 50;

class PostgresDriver implements Driver {
  private readonly use: PostgresUse;
  private pool: Pool | undefined;
  private readonly connections = new WeakMap<PoolClient, PostgresConnection>();

  constructor(use: PostgresUse) {
    this.use = use;
  }

  async init(): Promise<void> {
    this.pool = await this.use.open();
  }

  async acquireConnection(): Promise<PostgresConnection> {
    if (this.pool === undefined) throw new Error('The database has not been opened.');
    const client = await this.pool.connect();
    const known = this.connections.get(client) ?? new PostgresConnection(client);
    this.connections.set(client, known);
    return known;
  }

  async beginTransaction(connection: PostgresConnection, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only' ? beginToRead : beginToWrite(this.use.writersLock));
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.end('commit');
  }

  /** A connection that was lost has undone it already. */
  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.end('rollback').catch(() => undefined);
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.pool?.end();
  }
}

type Answered = PromiseFulfilledResult<Answer>;

/** What the types of the driver leave out: the connection of a client, to which several may be written. */
interface Connected {
  readonly connection: { readonly stream: Writable };
}

class PostgresConnection implements DatabaseConnection {
  private readonly client: PoolClient;
  /** The names under which this connection has prepared statements, by their text. */
  private readonly names = new Map<string, string>();
  private named = 0;
  private readonly ahead = new Ahead();
  private inTransaction = false;
  private broken = false;

  constructor(client: PoolClient) {
    this.client = client;
  }

  async begin(statements: string): Promise<void> {
    await this.ask(statements);
    this.inTransaction = true;
  }

  /** The server takes a commit of what has failed for a rollback, so what failed is asked for before. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.inTransaction = false;
    if (how === 'rollback') await this.ahead.settled().catch(() => undefined);
    await this.ask(how);
  }

  /** Gives it back to the pool, which throws it away when something went wrong on it. */
  release(): void {
    this.client.release(this.broken);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (isBatch(query)) return { rows: (await this.runBatch(query)) as Row[] };
    const { rows, rowCount } = await this.ask(query.sql, query.parameters);
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  /** The rows so many at a time, all of one moment, by a cursor. */
  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    const isOwn = !this.inTransaction;
    if (isOwn) await this.begin(beginToRead);
    try {
      await this.ask(`declare streamed no scroll cursor for ${query.sql}`, query.parameters);
      for (;;) {
        const { rows } = await this.ask(`fetch ${chunkSize} from streamed`);
        if (rows.length === 0) break;
        yield { rows: rows as Row[] };
      }
      await this.ask('close streamed');
    } finally {
      if (isOwn) await this.end('rollback');
    }
  }

  private async runBatch({ statements, isAhead }: Batch): Promise<readonly Rows[]> {
    if (!isAhead) {
      await this.ahead.settled();
      return this.runAll(statements);
    }
    await this.ahead.add(async () => this.runAll(statements));
    return [];
  }

  /** All of them are on their way before the first is answered; one that fails makes the rest fail. */
  private async runAll(statements: readonly CompiledQuery[]): Promise<Rows[]> {
    const answers = await Promise.allSettled(this.sendAll(statements));
    const failed = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed === undefined) return answers.map((answer) => (answer as Answered).value.rows as Rows);
    if (this.mayAskAnew(failed.reason, statements)) return this.runAll(statements);
    this.broken = true;
    throw failed.reason;
  }

  /** In one message: a server that is woken for each of them takes longer to wake than to answer. */
  private sendAll(statements: readonly CompiledQuery[]): Promise<Answer>[] {
    const { stream } = (this.client as unknown as Connected).connection;
    stream.cork();
    try {
      return statements.map(async ({ sql, parameters }) => this.client.query(this.prepared(sql, parameters)));
    } finally {
      stream.uncork();
    }
  }

  /**
   * Whether what failed was prepared for a table in whose place another was put since, which has other
   * columns. Then nothing of it was done, and it is prepared anew.
   */
  private mayAskAnew(error: unknown, statements: readonly { readonly sql: string }[]): boolean {
    if (this.inTransaction || !isOfOtherColumns(error)) return false;
    return statements.map(({ sql }) => this.names.delete(sql)).includes(true);
  }

  /**
   * A statement as the server keeps it prepared, since to plan what a page asks takes it longer than to
   * answer. What has no values is asked once, such as for a table; and a list of many values is seldom as
   * long again.
   */
  private prepared(text: string, parameters: readonly unknown[]): QueryConfig {
    const query = { text, values: [...parameters] };
    const isOften = parameters.length > 0 && parameters.length <= mostValues;
    if (!isOften || (this.names.size >= mostPrepared && !this.names.has(text))) return query;
    const name = this.names.get(text) ?? this.newName(text);
    return { ...query, name };
  }

  private newName(text: string): string {
    this.named += 1;
    const name = `asked_${this.named}`;
    this.names.set(text, name);
    return name;
  }

  private async ask(text: string, values: readonly unknown[] = []): Promise<Answer> {
    await this.ahead.settled();
    try {
      return await this.client.query(this.prepared(text, values));
    } catch (error) {
      if (this.mayAskAnew(error, [{ sql: text }])) return this.ask(text, values);
      this.broken = true;
      throw error;
    }
  }
}

/** What PostgreSQL says of a plan that it kept whose result would be of another shape now: 0A000. */
function isOfOtherColumns(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === '0A000';
}
