import { onFullDisk } from './postgres-disk.ts';
import { killBackend, killServer, terminateBackend, underFault } from './postgres-faults.ts';
import type { Fault } from './postgres-faults.ts';
import { cutAppends } from './postgres-network.ts';
import { byCopying, byDump, restoreIntoYounger } from './postgres-restore.ts';

// The long forms of the faults on PostgreSQL: `postgres.main.ts kill 100`, `backends 100`, `sessions 500`,
// `network 500`, `disk`, `restore [folder with pg_dump and a server of its version]`. Each prints what it saw
// and every complaint, and ends with 1 when there was one.

function report(what: string, seen: { readonly complaints: readonly string[] }): void {
  const { complaints, ...figures } = seen;
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
  for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
  process.stdout.write(`complaints: ${complaints.length}\n`);
  if (complaints.length > 0) process.exitCode = 1;
}

async function again(what: string, fault: Fault, times: number): Promise<void> {
  report(what, await underFault(fault, times));
}

async function disk(): Promise<void> {
  report('the tables fill the disk', await onFullDisk(1024));
  report('the log fills the disk', await onFullDisk(10_240));
}

async function restore(programs: string | undefined): Promise<void> {
  report('restored table by table', await restoreIntoYounger(byCopying));
  if (programs === undefined) return;
  report('restored from a dump', await restoreIntoYounger(byDump(programs), programs));
}

const [what = '', given] = process.argv.slice(2);
const times = Number(given ?? 100);
const forms: Readonly<Record<string, () => Promise<void>>> = {
  kill: async () => again('kills of the server', killServer, times),
  backends: async () => again('kills of the process that serves appends', killBackend, times),
  sessions: async () => again('sessions ended', terminateBackend, times),
  network: async () => report('connections cut', await cutAppends(times)),
  disk,
  restore: async () => restore(given),
};
const form = forms[what];
if (form === undefined) {
  process.stderr.write(`Say which: ${Object.keys(forms).join(', ')}.\n`);
  process.exitCode = 2;
} else await form();
