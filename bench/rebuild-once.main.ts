import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import { readModels } from '#projections/read-models';
import { ProjectionRunner } from '#projections/runner';
import { openSqliteReadModels } from '#projections/sqlite-read-models';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

/** What one rebuild came to, printed in JSON. */
export interface Rebuilt {
  readonly seconds: number;
  /** Processor time of this process with its threads. A server's is its own. */
  readonly processorSeconds: number;
  /** The most that this process ever held: the rebuild is all that it does. */
  readonly mebibytes: number;
}

/** Builds every read model once, from a file of events into a new file or an empty database. */
async function rebuildOnce(events: string, into: string): Promise<Rebuilt> {
  const store = SqliteStore.open({ file: events });
  const db = into.startsWith('postgres:')
    ? openPostgresReadModels({ url: into })
    : openSqliteReadModels({ file: into, thread: true });
  try {
    const decoding = decodingOf(eventSchemas);
    const runner = new ProjectionRunner({ store, decoding, db, projections: readModels });
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await runner.catchUp();
    const { user, system } = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - start) / 1000,
      processorSeconds: (user + system) / 1e6,
      mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await db.destroy();
    await store.close();
  }
}

const [events, into] = process.argv.slice(2);
if (events === undefined || into === undefined) throw new Error('Say the file of events and where to build.');
process.stdout.write(JSON.stringify(await rebuildOnce(events, into)));
