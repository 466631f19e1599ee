import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { started } from '#eventing/conformance-fixture';
import { StoreUnusable } from '#eventing/event-store';
import { wrongWith } from '#stores/postgres/fitness';
import type { Server } from '#stores/postgres/fitness';
import { PostgresKeyVault } from '#stores/postgres/postgres-key-vault';
import { PostgresStore } from '#stores/postgres/postgres-store';
import { PostgresDatabases } from '#testing/postgres-databases';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer, PostgresServerOptions } from '#testing/postgres-server';

let server: PostgresServer;
let databases: PostgresDatabases;
beforeAll(async () => {
  server = await startPostgres();
  databases = new PostgresDatabases(await server.createDatabase('tallystick_test'));
});
afterAll(async () => server.stop());

const openings: readonly (readonly [string, (url: string) => Promise<{ close(): Promise<void> }>])[] = [
  ['store', async (url) => PostgresStore.open({ url })],
  ['key vault', async (url) => PostgresKeyVault.open({ url })],
];

/**
 * The sentence with which a database is refused, after a look that no part of the error tells the password.
 */
async function refusal(url: string, open = openings[0]![1]): Promise<string> {
  const { password } = new URL(url);
  try {
    await (await open(url)).close();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnusable);
    if (password !== '') expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password);
    return (error as Error).message;
  }
  throw new Error('The database was taken.');
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function changed(url: string, change: (place: URL) => void): string {
  const place = new URL(url);
  change(place);
  return place.href;
}

describe.each(openings)('Opening a %s on PostgreSQL', (_, open) => {
  it.each([
    '',
    'postgres:',
    'mysql://user:secret@localhost/db',
    'localhost:5432',
    'postgres://user:secret@:x/db',
  ])('says how an address is written when it is given "%s"', async (url) => {
    const opening = open(url);
    await expect(opening).rejects.toThrow('begins with postgres://');
    await expect(opening).rejects.not.toThrow('secret');
  });

  it('says so when nothing answers there', async () => {
    const url = changed(server.url('postgres'), (place) => (place.port = '1'));
    expect(await refusal(url, open)).toMatch(/on 127\.0\.0\.1:1: nothing answers there/);
  });

  it('says so when there is no machine of that name', async () => {
    const url = changed(server.url('postgres'), (place) => (place.hostname = 'nowhere.invalid'));
    expect(await refusal(url, open)).toMatch(/there is no machine of that name|cannot be looked up/);
  });

  it('says so when the password is wrong, without saying it', async () => {
    const url = changed(server.url('postgres'), (place) => (place.password = 'wrong-hazel-1066'));
    expect(await refusal(url, open)).toMatch(/the user or the password is wrong/);
  });

  it('says so when there is no such database', async () => {
    expect(await refusal(server.url('no_such_test'), open)).toMatch(/there is no such database/);
  });

  it('refuses a database that is not empty and not ours, and leaves it as it is', async () => {
    const url = await databases.take();
    await server.run('CREATE TABLE public.payroll (name text)', nameOf(url));
    expect(await refusal(url, open)).toMatch(/belongs to another program \(it has public\.payroll\)/);
    expect(await server.run("SELECT FROM pg_namespace WHERE nspname LIKE 'tally%'", nameOf(url))).toEqual([]);
  });

  it('takes a database in which there is only what an extension brought', async () => {
    const url = await databases.take();
    await server.run('CREATE VIEW public.v AS SELECT 1', nameOf(url));
    const joined = `INSERT INTO pg_depend SELECT 'pg_class'::regclass, 'public.v'::regclass, 0,
      'pg_extension'::regclass, oid, 0, 'e' FROM pg_extension WHERE extname = 'plpgsql'`;
    await server.run(`SET allow_system_table_mods = on; ${joined}`, nameOf(url));
    await (await open(url)).close();
  });

  it('refuses a schema of our name that another program made', async () => {
    const url = await databases.take();
    await server.run('CREATE SCHEMA tallystick; CREATE SCHEMA tallystick_keys', nameOf(url));
    expect(await refusal(url, open)).toMatch(/a schema tallystick\w* that belongs to another program/);
  });

  it('refuses tables of a newer version', async () => {
    const url = await databases.take();
    await (await open(url)).close();
    const [schema] = await server.run(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'tally%'",
      nameOf(url),
    );
    const raise = `INSERT INTO ${String(schema?.['name'])}.migrations VALUES (99, now())`;
    await server.run(raise, nameOf(url));
    expect(await refusal(url, open)).toMatch(/newer Tallystick: its tables have version 99, .* up to \d\./);
  });

  it('makes its tables once when six processes open it at once', async () => {
    const url = await databases.take();
    const opened = await Promise.all(Array.from({ length: 6 }, async () => open(url)));
    for (const one of opened) await one.close();
    await (await open(url)).close();
  });

  it('says which right is missing to make the tables', async () => {
    const url = await asGuest(await databases.take(), '');
    expect(await refusal(url, open)).toMatch(/lacks the right CREATE on the database/);
  });

  it('says which right is missing to use the tables', async () => {
    const url = await databases.take();
    await (await open(url)).close();
    expect(await refusal(await asGuest(url, ''), open)).toMatch(
      /lacks the right USAGE on the schema tallystick/,
    );
    const schema = await ourSchema(url);
    const use = `GRANT USAGE ON SCHEMA ${schema} TO guest;`;
    expect(await refusal(await asGuest(url, use), open)).toMatch(/lacks the right SELECT on \w+\.migrations/);
    const read = `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO guest;`;
    expect(await refusal(await asGuest(url, read), open)).toMatch(
      /lacks the right INSERT on tallystick\w*\.\w+, .*UPDATE on/,
    );
    await (
      await open(await asGuest(url, `GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA ${schema} TO guest;`))
    ).close();
  });

  it.each([5_500, -5_500, 3_600_000])(
    'refuses a server whose clock is %d ms away from ours',
    async (apart) => {
      const url = await databases.take();
      const real = Date.now;
      const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + apart);
      const message = await refusal(url, open).finally(() => clock.mockRestore());
      expect(message).toMatch(
        apart > 0 ? /seconds behind the clock of this machine/ : /seconds ahead of the clock/,
      );
      await (await open(url)).close();
    },
  );

  it('refuses a database whose sessions can only read', async () => {
    const url = await databases.take();
    await server.run(`ALTER DATABASE ${nameOf(url)} SET default_transaction_read_only = on`);
    expect(await refusal(url, open)).toMatch(/its sessions can only read/);
  });

  it('refuses a database in another encoding than UTF-8', async () => {
    await server.run(
      `CREATE DATABASE latin_test ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`,
    );
    const message = await refusal(server.url('latin_test'), open);
    await server.dropDatabase('latin_test');
    expect(message).toMatch(/its encoding is LATIN1, and it must be UTF8/);
  });
});

describe('Opening a store on a server', () => {
  it.each<[string, PostgresServerOptions, RegExp]>([
    ['runs with fsync=off', { settings: { fsync: 'off' } }, /fsync=off, and a power cut would lose commits/],
    ['runs with full_page_writes=off', { settings: { full_page_writes: 'off' } }, /full_page_writes=off/],
    ['is a standby', { standby: true }, /a copy that can only be read \(a standby\)/],
  ])('that %s is refused', async (_, options, words) => {
    const unfit = await startPostgres(options);
    try {
      expect(await refusal(unfit.url('postgres'))).toMatch(words);
    } finally {
      await unfit.stop();
    }
  });

  it('that has no connection left says so', async () => {
    const full = await startPostgres({
      settings: { max_connections: '4', superuser_reserved_connections: '1' },
    });
    await full.run(`CREATE ROLE guest LOGIN PASSWORD 'elder-1216' CONNECTION LIMIT 0`);
    const url = changed(full.url('postgres'), (place) => Object.assign(place, guest));
    try {
      expect(await refusal(url)).toMatch(/the server has no connection left/);
    } finally {
      await full.stop();
    }
  });

  const fit: Server = {
    version: '18.4',
    version_number: 180_004,
    encoding: 'UTF8',
    recovering: false,
    read_only: 'off',
    fsync: 'on',
    full_page_writes: 'on',
    now_ms: '1000000',
  };

  it('looks at what the server says of itself', () => {
    expect(wrongWith(fit, [999_000, 1_001_000])).toBeUndefined();
    expect(wrongWith({ ...fit, version_number: 140_000 }, [1_000_000, 1_000_000])).toBeUndefined();
    expect(wrongWith({ ...fit, version: '13.22', version_number: 130_022 }, [1_000_000, 1_000_000])).toBe(
      'it is PostgreSQL 13.22, and it must be 14 or later',
    );
  });

  it('allows for the time that the answer took when it compares the clocks', () => {
    expect(wrongWith(fit, [990_000, 1_001_000])).toBeUndefined();
    expect(wrongWith(fit, [990_000, 994_000])).toBe(
      'its clock is 6 seconds ahead of the clock of this machine; set them both',
    );
    expect(wrongWith(fit, [1_007_000, 1_010_000])).toBe(
      'its clock is 7 seconds behind the clock of this machine; set them both',
    );
  });
});

describe('A store on a database with careless defaults', () => {
  it('reads committed, waits for the disk and finds its own functions all the same', async () => {
    const url = await databases.take();
    const careless = [
      'synchronous_commit = off',
      "default_transaction_isolation = 'serializable'",
      "search_path = 'public'",
      'default_transaction_deferrable = on',
      "DateStyle = 'German'",
      "TimeZone = 'Asia/Kolkata'",
      'standard_conforming_strings = off',
      // Longer than it takes to set a session up on a busy machine, and shorter than the three pauses below.
      'statement_timeout = 3000',
    ];
    for (const one of careless) await server.run(`ALTER DATABASE ${nameOf(url)} SET ${one}`);
    const store = await PostgresStore.open({ url });
    await server.run(watching, nameOf(url));
    const { recordedAt } = await started(store, 'project-thurrock.leaflet', 3);
    // In a time zone that is not meant it would be hours away.
    expect(Math.abs(Date.parse(recordedAt) - Date.now())).toBeLessThan(1_800_000);
    expect(await store.lastPosition()).toBe(3);
    await store.close();
  });
});

/** Is slow over each event, and refuses one whose transaction would not wait for the disk. */
const watching = `
  SET statement_timeout = 0; SET standard_conforming_strings = on;
  CREATE FUNCTION public.watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('synchronous_commit') <> 'on'
      OR current_setting('transaction_isolation') <> 'read committed'
    THEN RAISE 'careless'; END IF;
    PERFORM pg_sleep(1.2);
    RETURN NEW;
  END $$;
  CREATE TRIGGER watch BEFORE INSERT ON tallystick.events FOR EACH ROW EXECUTE FUNCTION public.watch()`;

const guest = { username: 'guest', password: 'elder-1216' };

/** The same database as a user who may do nothing but what is granted. */
async function asGuest(url: string, grants: string): Promise<string> {
  const role = await server.run("SELECT FROM pg_roles WHERE rolname = 'guest'");
  if (role.length === 0) await server.run("CREATE ROLE guest LOGIN PASSWORD 'elder-1216'");
  if (grants !== '') await server.run(grants, nameOf(url));
  return changed(url, (place) => Object.assign(place, guest));
}

async function ourSchema(url: string): Promise<string> {
  const [row] = await server.run("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tally%'", nameOf(url));
  return String(row?.['nspname']);
}
