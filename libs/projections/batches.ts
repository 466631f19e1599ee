import { CompiledQuery } from 'kysely';
import type { AnyDatabase } from '#projections/table';

/** What a statement gave, row by row. */
export type Rows = readonly unknown[];

interface Batch extends CompiledQuery {
  readonly statements: readonly CompiledQuery[];
}

/**
 * Runs statements one after the other, and gives the rows of each. They are handed over all at once: Kysely
 * waits for each before it asks the next, and another thread or server would stand still meanwhile.
 *
 * @param db a database whose dialect takes batches: every one that this lib opens
 */
export async function runAll(db: AnyDatabase, statements: readonly CompiledQuery[]): Promise<Rows[]> {
  const batch: Batch = { ...CompiledQuery.raw('-- many statements'), statements };
  const { rows } = await db.executeQuery(batch);
  return rows as Rows[];
}

/** Whether a query is many, for a dialect to take apart. */
export function isBatch(query: CompiledQuery): query is Batch {
  return 'statements' in query;
}
