import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { readCheckpoints } from '#projections/checkpoints';
import type { Projection } from '#projections/projection';
import type { AnyDatabase, AnyRow, Table } from '#projections/table';

/** How many rows are fetched at a time. */
const chunk = 500;

/**
 * The SHA-256 of everything in a projection's tables, and of the position that they are at: the same for two
 * databases when, and only when, people read the same in both. In hexadecimal.
 */
export async function digestOf(db: AnyDatabase, projection: Projection): Promise<string> {
  const hash = createHash('sha256');
  const live = await readCheckpoints(db, 'live');
  const checkpoint = live.find((one) => one.projection === projection.name);
  hash.update(`${projection.name} ${checkpoint?.version} ${checkpoint?.position}\n`);
  for (const table of projection.tables) await digestTable(db, table, hash);
  return hash.digest('hex');
}

async function digestTable(db: AnyDatabase, { name, columnNames, key }: Table, hash: Hash): Promise<void> {
  hash.update(`${name} ${columnNames.join(' ')}\n`);
  const rows = db.selectFrom(name).select([...columnNames]);
  const ordered = key.reduce((query, column) => query.orderBy(column), rows);
  for await (const row of ordered.stream(chunk) as AsyncIterableIterator<AnyRow>) {
    hash.update(`${JSON.stringify(columnNames.map((column) => row[column]))}\n`);
  }
}
