import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { appends } from './appends.ts';
import type { Benchmark } from './benchmark.ts';
import { decisions } from './decisions.ts';
import { documents } from './documents.ts';
import { machineFacts } from './machine.ts';
import { pages } from './pages.ts';
import { reminders } from './reminders.ts';
import { rebuild } from './rebuild.ts';
import { tableOf } from './table.ts';

const benchmarks: readonly Benchmark[] = [appends, decisions, rebuild, reminders, pages, documents];

/** Not the folder for temporary files: on many machines that is in memory. */
const place = resolve(process.env['TALLYSTICK_BENCH_DATA'] ?? join(import.meta.dirname, 'data'));

async function runNamed(names: readonly string[]): Promise<void> {
  const known = benchmarks.map((benchmark) => benchmark.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no benchmark "${unknown}". There are: ${known.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(place, { recursive: true });
  say(machineFacts(place).join('\n'));
  for (const benchmark of benchmarks) {
    if (names.length === 0 || names.includes(benchmark.name)) await runOne(benchmark);
  }
}

async function runOne(benchmark: Benchmark): Promise<void> {
  say(`\n## ${benchmark.name}\n\n${benchmark.about}\n`);
  const folder = mkdtempSync(join(place, `${benchmark.name}-`));
  // PostgreSQL runs as a user of its own, who has to be able to enter it.
  chmodSync(folder, 0o755);
  try {
    say(tableOf(await benchmark.run(folder), benchmark.against));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await runNamed(process.argv.slice(2));
