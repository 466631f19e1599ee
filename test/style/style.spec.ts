import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

interface Source {
  readonly path: string;
  readonly lines: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.ts') && !parentPath.includes('node_modules'))
    .map(({ name, parentPath }) => join(parentPath, name))
    .map((path) => ({ path: relative(root, path), lines: readFileSync(path, 'utf8').split('\n') }));
}

const sources = ['apps', 'bench', 'libs', 'test'].flatMap(sourcesIn);

/** The places where a line breaks a rule, as `path:line`. */
function placesWhere(breaks: (line: string) => boolean): string[] {
  return sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (breaks(line) ? [`${path}:${index + 1}`] : [])),
  );
}

const columns = 110;
// A sentence for people stays on one line, however long, so that whoever reads it can search for it.
const before = String.raw`(?:\w+: |const \w+ = |return |\[|throw new \w+\(|it\()?(?:told)?`;
const after = String.raw`(?:[),\];]*| \+|, (?:async )?\(.*\) => \{)`;
const isOneText = new RegExp(`^\\s*${before}(['"\`]).*\\1${after}$`);
const isTooWide = (line: string): boolean => line.length > columns && !isOneText.test(line);

const declared = /\b(?:class|interface|type|function|const) (\w+)/;
const isEmptyName = (name: string): boolean =>
  /(?:Manager|Helper|Utils?|Processor)$|^(?:Base|I)[A-Z]/.test(name);
const declaresEmptyName = (line: string): boolean => isEmptyName(declared.exec(line)?.[1] ?? '');

const isUnplaced = (path: string): boolean =>
  /(^|\/)(common|helpers|shared|utils)\/|(^|\/)index\.ts$/.test(path);

// What neither the linter nor the formatter can check.
describe('The style of the sources', () => {
  it('is checked on sources that are there', () => {
    expect(sources.length).toBeGreaterThan(10);
  });

  it('keeps to 110 columns, comments too, but for a sentence that people read', () => {
    expect(isTooWide('x'.repeat(columns + 1))).toBe(true);
    expect(isTooWide(`// '${'x'.repeat(columns)}'`)).toBe(true);
    expect(isTooWide(`    text: '${'x'.repeat(columns)}',`)).toBe(false);
    expect(placesWhere(isTooWide)).toEqual([]);
  });

  it.each(['AwardManager', 'dateUtils', 'BaseStore', 'IStore'])('would notice the empty name %s', (name) => {
    expect(isEmptyName(name)).toBe(true);
  });

  it('has no name that says nothing', () => {
    expect(placesWhere(declaresEmptyName)).toEqual([]);
  });

  it.each(['libs/common/money.ts', 'libs/kernel/index.ts', 'apps/cli/utils/table.ts'])(
    'would notice %s',
    (path) => {
      expect(isUnplaced(path)).toBe(true);
    },
  );

  it('has no folder for whatever fits nowhere else, and no file that only forwards', () => {
    expect(sources.map(({ path }) => path).filter(isUnplaced)).toEqual([]);
  });

  it('leaves the reader a README of at most 100 lines', () => {
    const lines = readFileSync(join(root, 'README.md'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(100);
  });

  it('numbers each decision record once, in its name and in its heading', () => {
    const folder = join(root, 'docs', 'decisions');
    const numbers = readdirSync(folder)
      .toSorted()
      .map((name) => {
        const heading = /^# (\d+)\./.exec(readFileSync(join(folder, name), 'utf8'))?.[1];
        return [Number(name.slice(0, 4)), Number(heading)];
      });
    expect(numbers).toEqual(numbers.map((_, index) => [index + 1, index + 1]));
  });
});
