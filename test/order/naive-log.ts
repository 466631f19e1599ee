import { Pool } from 'pg';

/**
 * A log as it is often built: positions from a sequence, and readers who ask for what is above the last one
 * they saw. Here to be seen skipping.
 */
export class NaiveLog {
  readonly pool: Pool;

  /** @param url an empty database */
  constructor(url: string) {
    this.pool = new Pool({ connectionString: url, max: 16 });
  }

  async make(): Promise<void> {
    await this.pool.query('CREATE TABLE log (position bigserial PRIMARY KEY, body text NOT NULL)');
  }

  async append(body: string): Promise<void> {
    await this.pool.query('INSERT INTO log (body) VALUES ($1)', [body]);
  }

  async positionsAfter(position: number): Promise<number[]> {
    const query = 'SELECT position FROM log WHERE position > $1 ORDER BY position';
    const { rows } = await this.pool.query<{ position: string }>(query, [position]);
    return rows.map((row) => Number(row.position));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Makes each commit that wrote to a table take up to so many milliseconds more, after its positions. */
export function slowCommits(table: string, atMostMs: number): string {
  return `
    CREATE FUNCTION public.linger() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(random() * ${atMostMs} / 1000.0); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.linger()`;
}
