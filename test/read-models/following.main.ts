import { whileLeading } from '#projections/postgres-leader';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import { ProjectionRunner } from '#projections/runner';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { decoding, sums } from './sums.ts';

// Keeps the read models of a PostgreSQL database up with a file of events, as long as it leads, and says when
// it leads and how far it came. Ends when its input does.
const [file, url] = process.argv.slice(2);
if (file === undefined || url === undefined) throw new Error('Say the file of events and the database.');

const ending = new AbortController();
process.stdin.on('end', () => ending.abort()).resume();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const store = SqliteStore.open({ file });
await whileLeading({ url, signal: ending.signal }, async (leading) => {
  say('leads');
  const db = openPostgresReadModels({ url });
  try {
    const onPage = (position: number): void => say(String(position));
    const options = { store, decoding, db, projections: [sums], pageSize: 20, onPage };
    await new ProjectionRunner(options).follow(leading);
  } finally {
    await db.destroy();
  }
});
await store.close();
