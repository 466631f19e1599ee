import { append } from '#stores/postgres/sql/append.sql';
import { appendAll } from '#stores/postgres/sql/append-all.sql';
import { appendOne } from '#stores/postgres/sql/append-one.sql';
import { instant } from '#stores/postgres/sql/instant.sql';
import { lockOrder } from '#stores/postgres/sql/lock-order.sql';
import { lockStreams } from '#stores/postgres/sql/lock-streams.sql';
import { refuseChange } from '#stores/postgres/sql/refuse-change.sql';
import { tablesWithoutChecks } from '#stores/postgres/sql/tables-without-checks.sql';
import { guards, tables } from '#stores/postgres/sql/tables.sql';

/**
 * SQL from one version to the next; the version of a database is the number of steps it has had. What a step
 * says is never changed once there may be a database that had it.
 */
export const eventMigrations: readonly string[] = [
  [tables, refuseChange, guards, instant, lockStreams, lockOrder, append].join('\n'),
  [tablesWithoutChecks, appendOne, appendAll].join('\n'),
];
