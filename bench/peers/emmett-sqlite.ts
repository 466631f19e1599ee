import { openEmmett } from './emmett.ts';
import type { EmmettStore } from './emmett.ts';
import { load } from './packages.ts';
import type { Peer } from './peer.ts';

/** What is used of `@event-driven-io/emmett-sqlite`. */
interface EmmettSqlite {
  readonly sqliteConnection: (options: { readonly fileName: string }) => Connection;
  readonly getSQLiteEventStore: (options: { readonly pool: ConnectionsInTurn }) => EmmettStore;
}

interface Connection {
  command(sql: string): Promise<unknown>;
  close(): void;
}

interface ConnectionsInTurn {
  withConnection<Result>(handler: (connection: Connection) => Promise<Result>): Promise<Result>;
}

/** What our store has too. */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'wal_autocheckpoint = 4000',
  'cache_size = -65536',
];

export const emmettOnSqlite: Peer = {
  name: 'Emmett on SQLite',
  does:
    '1 transaction an append (BEGIN IMMEDIATE, 2 statements prepared anew, COMMIT), each a call to a ' +
    'thread of the driver; one connection, kept open and used in turn: by itself it opens one for each ' +
    'append, and on one that several share it answers before the commit',
  prepare: async () => undefined,
  async open(file) {
    const { sqliteConnection, getSQLiteEventStore } = await load<EmmettSqlite>(
      '@event-driven-io/emmett-sqlite',
    );
    const connection = sqliteConnection({ fileName: file });
    for (const pragma of pragmas) await connection.command(`PRAGMA ${pragma}`);
    const store = getSQLiteEventStore({ pool: inTurnOn(connection) });
    return openEmmett(store, async () => connection.close());
  },
};

/** Lets those who want the connection have it one after another. */
function inTurnOn(connection: Connection): ConnectionsInTurn {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async withConnection(handler) {
      const mine = last.then(async () => handler(connection));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
