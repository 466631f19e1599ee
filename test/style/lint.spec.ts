import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const linter = join(root, 'node_modules/oxlint/bin/oxlint');
const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

// Spelled so that a search of the sources for what is left open or skipped finds nothing here.
const [leftOpen, only, skip] = ['TO-DO', '.on-ly', '.sk-ip'].map((word) => word.replace('-', ''));

/** For each rule that the style stands on, a file that breaks it. */
const probes = [
  { rule: 'eslint(max-lines)', path: 'libs/eventing/long.ts', text: lines(301, '// A line.') },
  {
    rule: 'eslint(max-lines-per-function)',
    path: 'libs/eventing/long-function.ts',
    text: `export function long(): void {\n${lines(41, "  process.emitWarning('a line');")}}\n`,
  },
  {
    rule: 'eslint(complexity)',
    path: 'libs/eventing/complex.ts',
    text: `export function complex(x: number): void {\n${lines(8, "  if (x > 1) process.emitWarning('');")}}\n`,
  },
  {
    rule: 'typescript(no-floating-promises)',
    path: 'libs/eventing/floating.ts',
    text: 'export function lose(promise: Promise<void>): void {\n  promise;\n}\n',
  },
  {
    rule: 'typescript(no-explicit-any)',
    path: 'libs/eventing/any.ts',
    text: 'export const anything = (x: any): boolean => x === 1;\n',
  },
  {
    rule: 'eslint(no-restricted-globals)',
    path: 'libs/funding/clock.ts',
    text: 'export const now = (): number => Date.now();\n',
  },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'libs/kernel/chance.ts',
    text: 'export const chance = (): number => Math.random();\n',
  },
  {
    rule: 'eslint(no-warning-comments)',
    path: 'libs/eventing/left-open.ts',
    text: `// ${leftOpen}: later.\nexport const open = 1;\n`,
  },
  {
    rule: 'jest(no-focused-tests)',
    path: 'libs/eventing/focused.spec.ts',
    text: `import { it } from '@jest/globals';\n\nit${only}('is alone', () => {});\n`,
  },
  {
    rule: 'jest(no-disabled-tests)',
    path: 'libs/eventing/skipped.spec.ts',
    text: `import { it } from '@jest/globals';\n\nit${skip}('is left out', () => {});\n`,
  },
];

describe('The linter', () => {
  let tree: string;
  let report: readonly { readonly code: string; readonly filename: string }[];

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'tallystick-lint-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    writeFileSync(join(tree, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true } }));
    for (const { path, text } of probes) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const options = ['--type-aware', '--format', 'json'];
    const run = spawnSync(process.execPath, [linter, ...options], { cwd: tree, encoding: 'utf8' });
    report = (JSON.parse(run.stdout) as { diagnostics: typeof report }).diagnostics;
  });
  afterAll(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  it.each(probes)('refuses, by $rule, what $path holds', ({ rule, path }) => {
    const codes = report.filter(({ filename }) => filename === path).map(({ code }) => code);
    expect(codes).toContain(rule);
  });
});
