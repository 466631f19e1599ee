import { Client } from 'pg';
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** Runs SQL in a database, one text after another. */
export async function runIn(url: string, ...texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

/**
 * Fills a store and leaves it as one that is long at work: its rows frozen and its statistics up to date, so
 * that no clean-up begins in the middle of a measurement.
 */
export async function fillBy(url: string, ...texts: readonly string[]): Promise<void> {
  const quick = ['SET synchronous_commit = off', "SET maintenance_work_mem = '256MB'"];
  await runIn(url, ...quick, ...texts, 'VACUUM (FREEZE, ANALYZE)');
}

/** As the pool's own `query`, which throws its connection away for any error, and so for every conflict. */
export async function queryOn<Row extends QueryResultRow>(
  pool: Pool,
  query: QueryConfig,
): Promise<QueryResult<Row>> {
  const client = await pool.connect();
  try {
    return await client.query<Row>(query);
  } finally {
    client.release();
  }
}

const uniqueViolation = '23505';

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === uniqueViolation;
}
