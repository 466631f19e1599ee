import { append } from '#stores/postgres/sql/append.sql';
import { instant } from '#stores/postgres/sql/instant.sql';
import { lockOrder } from '#stores/postgres/sql/lock-order.sql';
import { lockStreams } from '#stores/postgres/sql/lock-streams.sql';
import { refuseChange } from '#stores/postgres/sql/refuse-change.sql';
import { guards, tables } from '#stores/postgres/sql/tables.sql';

/** SQL from one version to the next; the version of a database is the number of steps it has had. */
export const eventMigrations: readonly string[] = [
  [tables, refuseChange, guards, instant, lockStreams, lockOrder, append].join('\n'),
];
