import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixturePackages, innocents, probes } from './probes.js';

const root = join(import.meta.dirname, '..', '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Cruised {
  readonly violations: readonly {
    readonly rule: { readonly name: string };
    readonly from: string;
    readonly to: string;
  }[];
  readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
}

/** What dependency-cruiser says of a tree, under the rules of this project. */
function cruise(tree: string): Cruised {
  const options = ['--config', join(root, '.dependency-cruiser.js'), '--output-type', 'json'];
  const run = spawnSync(process.execPath, [cruiser, ...options, 'apps', 'libs', 'test'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.stdout === '') throw new Error(run.stderr);
  return (JSON.parse(run.stdout) as { summary: Cruised }).summary;
}

function write(tree: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
}

const importing = (specifiers: readonly string[]): string =>
  specifiers.map((specifier) => `import '${specifier}';\n`).join('');

describe('The boundaries between the parts', () => {
  let tree: string;
  let cruised: Cruised;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'tallystick-boundaries-'));
    write(tree, fixturePackages);
    for (const [path, specifiers] of Object.entries(innocents))
      write(tree, { [path]: importing(specifiers) });
    for (const { from, imports } of probes) write(tree, { [from]: importing(imports) });
    cruised = cruise(tree);
  });
  afterAll(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  const rulesThatFire = (from: string): string[] =>
    cruised.violations.filter((violation) => violation.from === from).map(({ rule }) => rule.name);

  it.each(probes)('refuse, by $rule, that $from imports $imports', ({ rule, from }) => {
    expect(rulesThatFire(from)).toEqual([rule]);
  });

  it.each(Object.keys(innocents))('allow what %s imports', (from) => {
    expect(rulesThatFire(from)).toEqual([]);
  });

  it('have a probe for every rule', () => {
    const rules = cruised.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(rules.toSorted()).toEqual([...new Set(probes.map(({ rule }) => rule))].toSorted());
  });

  it('are kept in the whole project', () => {
    const broken = cruise(root).violations.map(({ rule, from, to }) => `${rule.name}: ${from} to ${to}`);
    expect(broken).toEqual([]);
  });
});
