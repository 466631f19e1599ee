import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentFormats } from '#documents/formats/formats';
import { everyName, historyFor } from './each-document.ts';
import { storyFor } from './each-history.ts';
import type { Histories } from './make-again.main.ts';

const program = join(import.meta.dirname, 'make-again.main.ts');
const folder = mkdtempSync(join(tmpdir(), 'tallystick-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two machines that have nothing in common: neither zone nor language nor the way to write a number. */
const machines = [
  { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
];

type Hashes = Readonly<Record<string, string>>;

async function madeOn(machine: Readonly<Record<string, string>>, file: string): Promise<Hashes> {
  const env = { ...process.env, ...machine, NODE_OPTIONS: '' };
  const args = ['--disable-warning=ExperimentalWarning', program, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as Hashes;
}

describe('Each document in each format, made twice', () => {
  let made: readonly Hashes[];

  beforeAll(async () => {
    const histories: Record<string, Histories[string]> = {};
    for (const name of everyName) {
      const { partnership, memory } = await storyFor(name);
      histories[historyFor(name)] = { partnership, events: memory.events };
    }
    const file = join(folder, 'histories.json');
    writeFileSync(file, JSON.stringify(histories));
    made = await Promise.all(machines.map(async (machine) => madeOn(machine, file)));
  });

  it('has all of them', () => {
    expect(Object.keys(made[0] ?? {})).toHaveLength(everyName.length * documentFormats.length);
  });

  it.each(everyName)('has the same bytes by two processes in other zones and languages: %s', (name) => {
    const [first = {}, second = {}] = made;
    const keys = documentFormats.map((format) => `${name} as ${format}`);
    const differing = keys.filter((key) => first[key] === undefined || first[key] !== second[key]);
    expect(differing).toEqual([]);
  });
});
