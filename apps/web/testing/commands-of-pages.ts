import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { commandNames } from '#desk/command-registry';
import type { CommandName } from '#funding/roles';
import { routes } from './routes.js';
import type { Route } from './routes.js';

const root = join(import.meta.dirname, '..', '..', '..');
/** Where what pages send is written: in their own folders, and where a file becomes commands. */
const folders = ['apps/web', 'libs/imports'];
const known: ReadonlySet<string> = new Set(commandNames);

interface Source {
  /** The commands that it writes down to be sent. */
  readonly commands: readonly CommandName[];
  /** The files that it takes something from. */
  readonly imports: readonly string[];
  /** The classes that it declares. */
  readonly classes: readonly string[];
}

/**
 * Which routes take the forms by which each command is given: those of every page that writes the command
 * down itself, or takes it from a file that does.
 */
export function routesByCommand(): ReadonlyMap<CommandName, readonly Route[]> {
  const sources = readSources();
  const taking = routes().filter(({ method }) => method === 'POST');
  const pages = new Map<CommandName, Set<string>>();
  for (const [file, { classes }] of sources)
    for (const command of commandsFrom(file, sources))
      for (const page of classes) pages.set(command, (pages.get(command) ?? new Set()).add(page));
  return new Map(
    [...pages].map(([command, names]) => [command, taking.filter(({ page }) => names.has(page))]),
  );
}

function readSources(): ReadonlyMap<string, Source> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const code = files.filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/testing\//.test(file));
  return new Map(code.map((file) => [file, readSource(file)]));
}

function readSource(file: string): Source {
  const parsed = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  // A page's other fields of this name say what someone may do, and not what is sent.
  const key = file.startsWith('apps/') ? 'name' : 'command';
  const commands: CommandName[] = [];
  const classes: string[] = [];
  const imports: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === key) commands.push(...namesIn(node));
    if (ts.isClassDeclaration(node) && node.name !== undefined) classes.push(node.name.text);
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      imports.push(fileOf(node.moduleSpecifier.text, file));
    ts.forEachChild(node, look);
  };
  look(parsed);
  return { commands, classes, imports };
}

/** One command, or one of two, as the answers are. */
function namesIn({ initializer }: ts.PropertyAssignment): readonly CommandName[] {
  const parts = ts.isConditionalExpression(initializer)
    ? [initializer.whenTrue, initializer.whenFalse]
    : [initializer];
  return parts.flatMap((part) =>
    ts.isStringLiteral(part) && known.has(part.text) ? [part.text as CommandName] : [],
  );
}

function fileOf(specifier: string, from: string): string {
  const path = specifier.startsWith('#')
    ? join('libs', specifier.slice(1))
    : relative(root, join(root, dirname(from), specifier.replace(/\.js$/, '')));
  return `${path}.ts`;
}

function commandsFrom(file: string, sources: ReadonlyMap<string, Source>): ReadonlySet<CommandName> {
  const seen = new Set<string>();
  const found = new Set<CommandName>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const source = seen.has(next) ? undefined : sources.get(next);
    seen.add(next);
    for (const command of source?.commands ?? []) found.add(command);
    waiting.push(...(source?.imports ?? []));
  }
  return found;
}
