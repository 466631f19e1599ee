import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startPostgres } from '../../libs/testing/postgres-server.ts';
import type { PostgresServer } from '../../libs/testing/postgres-server.ts';
import { machineFacts, syncsPerSecond } from '../machine.ts';
import { markdownOf } from '../table.ts';
import { appendsOnPostgres, peersOn } from './appends-on-postgres.ts';
import { appendsOnSqlite, peersOnSqlite } from './appends-on-sqlite.ts';
import { decisionsOnPostgres } from './decisions-on-postgres.ts';
import { full, quick } from './measure.ts';
import type { Peer } from './peer.ts';
import { appendTables, decisionTable, goalTable, sqliteTable } from './tables.ts';

/** Not the folder for temporary files: on many machines that is in memory. */
const place = resolve(process.env['TALLYSTICK_BENCH_DATA'] ?? join(import.meta.dirname, '..', 'data'));

const parts = ['postgres', 'decisions', 'sqlite'] as const;

/**
 * What the server has besides what it has by itself. Commits are as safe as it can make them, for everybody.
 * No clean-up and no checkpoint of its own accord falls into one measurement and not into another.
 */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  max_connections: '1000',
};

const aboutAppends =
  'Appends of one event of about 700 bytes with an expected revision, a second: the median of the rounds ' +
  '(the least to the most). All take turns in one process, each in a database of its own, after a checkpoint. ' +
  'On one hot stream each client that conflicts waits a little, reads again and retries; what succeeded is ' +
  'counted.';

const result: string[] = [];

/** Text of the result, which is shown as it comes and kept in a file at the end. */
function say(text: string): void {
  result.push(text);
  process.stdout.write(`${text}\n`);
}

function sayProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function run(args: readonly string[]): Promise<void> {
  const named = args.filter((arg) => arg !== 'quick');
  const extent = named.length === args.length ? full : quick;
  const unknown = named.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) {
    sayProgress(`There is no part "${unknown}". There are: ${parts.join(', ')}, and "quick" to try them.`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(place, { recursive: true });
  const folder = mkdtempSync(join(place, 'peers-'));
  try {
    sayFacts();
    await runParts(named.length === 0 ? parts : named, extent, folder);
    say(`\nAfter all the rest: ${syncsInWords()}.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const file = join(place, 'peers.md');
  writeFileSync(file, `${result.join('\n')}\n`);
  sayProgress(`The result is in ${file}.`);
}

function sayFacts(): void {
  for (const fact of machineFacts(place)) say(`- ${fact}`);
  say(`- before all the rest, ${syncsInWords()}`);
}

/** What `pg_test_fsync` would say, which the packaged PostgreSQL does not bring: a page at a time. */
function syncsInWords(): string {
  const perSecond = Math.round(syncsPerSecond(place, 8192));
  return `${perSecond} times 8 KiB and \`fdatasync\` a second, in a loop of our own instead of \`pg_test_fsync\``;
}

async function runParts(wanted: readonly string[], extent: typeof full, folder: string): Promise<void> {
  if (wanted.includes('postgres') || wanted.includes('decisions')) {
    const server = await startPostgres({ parent: place, settings });
    try {
      await sayServer(server);
      if (wanted.includes('postgres')) await runAppends(server, extent);
      if (wanted.includes('decisions')) {
        say(`\n${decisionTable(await decisionsOnPostgres(server, extent))}`);
      }
    } finally {
      await server.stop();
    }
  }
  if (wanted.includes('sqlite')) {
    say(`\n${sqliteTable(await appendsOnSqlite(folder, extent, sayProgress))}`);
    sayWhatEachDoes(peersOnSqlite);
  }
}

async function sayServer(server: PostgresServer): Promise<void> {
  const [row] = await server.run('SHOW server_version');
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  say(`- PostgreSQL ${String(row?.['server_version'])} for all of them, ${given.join(', ')}`);
}

async function runAppends(server: PostgresServer, extent: typeof full): Promise<void> {
  const results = await appendsOnPostgres(server, extent, sayProgress);
  const events = extent.filled.streams * extent.filled.eventsOfStream;
  const sizeNames = { empty: 'empty', filled: `${events.toLocaleString('en-GB')} events` };
  say(`\n${aboutAppends}\n`);
  say(appendTables(results, sizeNames));
  say(`\n${goalTable(results, sizeNames)}`);
  sayWhatEachDoes(peersOn('one hot stream'));
}

function sayWhatEachDoes(peers: readonly Peer[]): void {
  const rows = peers.map(({ name, does }) => [name, does]);
  say(`\n${markdownOf(['', 'what one append is'], rows)}`);
}

await run(process.argv.slice(2));
