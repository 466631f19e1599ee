import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The schemas that the project makes. */
const schemasOfOurs = ['tallystick', 'tallystick_keys', 'tallystick_read', 'tallystick_sign_in'];

/**
 * Empty databases for the examples of a test, on one server. A database takes long to make, so one that was
 * given back is emptied and given out again.
 */
export class PostgresDatabases {
  private readonly url: string;
  private readonly made: string[] = [];
  private readonly free: string[] = [];

  /** @param url a database on the server, with "test" in its name. It is connected to and left as it is. */
  constructor(url: string) {
    if (!nameIn(url).includes('test')) {
      throw new Error('The name of a test database must contain "test".');
    }
    this.url = url;
  }

  /** Where an empty database is reached. */
  async take(): Promise<string> {
    const free = this.free.pop();
    if (free !== undefined) return free;
    const name = `${nameIn(this.url)}_${randomBytes(6).toString('hex')}`;
    await run(this.url, `CREATE DATABASE "${name}"`);
    this.made.push(name);
    const place = new URL(this.url);
    place.pathname = `/${name}`;
    return place.href;
  }

  /** Takes a database back that no one uses any more. */
  async giveBack(url: string): Promise<void> {
    const dropping = schemasOfOurs.map((schema) => `DROP SCHEMA IF EXISTS ${schema} CASCADE;`);
    await run(url, dropping.join(' '));
    this.free.push(url);
  }

  /** Removes every database that was made. */
  async remove(): Promise<void> {
    for (const name of this.made) await run(this.url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('notice', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
