import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Envelope } from '#eventing/envelope';
import type { Recorded } from '#eventing/event-store';
import { parseStream } from '#kernel/ids';

/**
 * Where the golden files are: `<noun>/<Type>.<schema>.json`, each a body byte for byte as a store keeps it.
 */
export const goldenFolder = join(import.meta.dirname, 'events');

/**
 * Where those are that were golden before a field was added: `<noun>/<Type>.<schema>.<nth>.json`. Events in
 * that shape are in people's stores, so these stay for ever.
 */
export const olderFolder = join(import.meta.dirname, 'older');

/** Bodies of events by the path of their golden file within the folder. */
export type Examples = ReadonlyMap<string, string>;

/**
 * Of each type of event among these, the example that says most: an optional field that some event has is in
 * it, where one event can have them all. Of several that say as much, the first.
 */
export function examplesAmong(events: readonly Recorded[]): Examples {
  const examples = new Map<string, string>();
  for (const { body } of events) {
    const path = pathOf(JSON.parse(body) as Envelope);
    const known = examples.get(path);
    if (known === undefined || fieldsOf(body).length > fieldsOf(known).length) examples.set(path, body);
  }
  return new Map([...examples].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The golden files that there are. */
export function readGolden(folder: string): Examples {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  );
  return new Map(files.toSorted().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/**
 * Writes the examples that differ from their golden files, and says which. A file of a schema that is no
 * longer written is nobody's example today, so it is left as it is: events in that shape are in people's
 * stores. So is one that had other fields, which is put among the older ones.
 */
export function writeGolden(folder: string, older: string, examples: Examples): readonly string[] {
  mkdirSync(folder, { recursive: true });
  mkdirSync(older, { recursive: true });
  const golden = readGolden(folder);
  const written = [...examples].filter(([path, body]) => comparable(golden.get(path)) !== comparable(body));
  for (const [path, body] of written) {
    const before = golden.get(path);
    const isOlder = before !== undefined && !hasSameFields(before, body);
    if (isOlder) writeFile(older, olderPath(older, path), before);
    writeFile(folder, path, body);
  }
  return written.map(([path]) => path);
}

function writeFile(folder: string, path: string, body: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), body);
}

function hasSameFields(one: string, other: string): boolean {
  return fieldsOf(one).toSorted().join() === fieldsOf(other).toSorted().join();
}

/** The next of the older ones of a type and schema. */
function olderPath(older: string, path: string): string {
  const start = path.slice(0, -'json'.length);
  const known = [...readGolden(older).keys()].filter((one) => one.startsWith(start));
  return `${start}${known.length + 1}.json`;
}

/**
 * The text in which two examples are compared. What is sealed is another text each time, under a key that is
 * made anew, so of that only its being there counts.
 */
export function comparable(body: string | undefined): string | undefined {
  return body?.replaceAll(/"(fingerprint|sealed)":"[^"]+"/gu, '"$1":"…"');
}

function pathOf({ stream, type, schema }: Envelope): string {
  return `${parseStream(stream).noun}/${type}.${schema}.json`;
}

/** Every field that a body has, by its path; the items of a list have theirs in common. */
function fieldsOf(body: string): readonly string[] {
  return [...new Set(fieldsWithin(JSON.parse(body), ''))];
}

function fieldsWithin(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => fieldsWithin(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => fieldsWithin(part, `${path}.${name}`));
}
