import { Kysely } from 'kysely';
import type { ReadModels, ReadModelTables } from '#projections/read-models';
import { ReadModelsUnusable } from '#projections/read-models-unusable';
import { sqliteDialect } from '#projections/sqlite-dialect';
import type { SqliteLine } from '#projections/sqlite-dialect';
import { Line } from '#projections/sqlite-line';
import type { LineOptions } from '#projections/sqlite-line';
import { ThreadLine } from '#projections/sqlite-thread-line';

/** "TalR" in ASCII: the mark in the header of a file of read models. */
const readModelsApplicationId = 0x54616c52;

export interface SqliteReadModelsOptions {
  readonly file: string;
  /**
   * For a file that is thrown away afterwards: nothing is synced, and a power cut may leave it broken. Not
   * for one that anybody comes back to.
   */
  readonly temporary?: boolean;
  /**
   * Runs SQLite in a thread of its own, for a rebuild: it takes half the time. For less, a thread costs more.
   */
  readonly thread?: boolean;
}

/**
 * Opens the read models in a SQLite file, making it when it is not there. Close with `destroy()`.
 *
 * They are synced at checkpoints alone: after a power cut they may be some events behind, never wrong, since
 * rows and checkpoint are kept or lost together, and the runner goes on from there.
 *
 * @throws ReadModelsUnusable at the first query, when the file is of something else.
 */
export function openSqliteReadModels(options: SqliteReadModelsOptions): ReadModels {
  return new Kysely<ReadModelTables>({ dialect: sqliteDialect(async () => open(options)) });
}

async function open({
  file,
  temporary = false,
  thread = false,
}: SqliteReadModelsOptions): Promise<SqliteLine> {
  const pragmas = [
    `synchronous = ${temporary ? 'OFF' : 'NORMAL'}`,
    // A checkpoint each 64 MiB of log, and 32 MiB of pages in memory. A rebuild takes a log of 128 MiB, so
    // that what it writes twice is copied once, and 16 MiB of pages: it writes one after the other, and its
    // memory is for the rows at hand.
    `wal_autocheckpoint = ${thread ? 32_000 : 16_000}`,
    'journal_size_limit = 67108864',
    `cache_size = ${thread ? -16_384 : -32_768}`,
  ];
  const line = lineTo({ file, pragmas, busyMs: 10_000 }, thread);
  try {
    await insistOurs(line, file);
    // From now on a transaction waits for its turn without stopping the thread: see the dialect.
    await line.run({ sql: 'PRAGMA busy_timeout = 0', parameters: [] });
    return line;
  } catch (error) {
    await line.close();
    throw unusable(file, error);
  }
}

function lineTo(options: LineOptions, thread: boolean): SqliteLine {
  try {
    return thread ? new ThreadLine(options) : new Line(options);
  } catch (error) {
    throw unusable(options.file, error);
  }
}

async function insistOurs(line: SqliteLine, file: string): Promise<void> {
  const id = await numberOf(line, 'application_id');
  const isNew = id === 0 && (await numberOf(line, 'schema_version')) === 0;
  if (id !== readModelsApplicationId && !isNew)
    throw new ReadModelsUnusable(`${file} is no file of read models.`);
  await line.run({ sql: 'PRAGMA journal_mode = WAL', parameters: [] });
  if (isNew) await line.run({ sql: `PRAGMA application_id = ${readModelsApplicationId}`, parameters: [] });
}

function unusable(file: string, error: unknown): ReadModelsUnusable {
  if (error instanceof ReadModelsUnusable) return error;
  const why = (error as Error).message;
  const words = `${file} cannot be opened as a file of read models: ${why}.`;
  return new ReadModelsUnusable(words, { cause: error });
}

async function numberOf(line: SqliteLine, name: string): Promise<number> {
  const { rows } = await line.run({ sql: `PRAGMA ${name}`, parameters: [] });
  const [row] = rows as readonly Readonly<Record<string, unknown>>[];
  return Number(row?.[name]);
}
