import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import { decodingOf } from '#eventing/decoding';
import type { Recorded } from '#eventing/event-store';
import { eventSchemas } from '#funding/event-schemas';
import { Memory, MemoryStore } from '#stores/memory/memory-store';
import { everyName, historyFor, madeOf, momentFor } from './each-document.ts';

/** The histories that documents are made of: the partnership of each, and what was recorded of it. */
export type Histories = Readonly<
  Record<string, { readonly partnership: string; readonly events: readonly Recorded[] }>
>;

/** Makes each document in each format, from histories in a file, and prints the hash of each. */
async function makeAgain(file: string): Promise<Readonly<Record<string, string>>> {
  const histories = JSON.parse(readFileSync(file, 'utf8')) as Histories;
  const hashes: Record<string, string> = {};
  for (const name of everyName) {
    const { partnership, events } = histories[historyFor(name)] ?? { partnership: '', events: [] };
    const memory = new Memory();
    memory.events.push(...events);
    const moment = momentFor(name);
    const store = new MemoryStore(() => moment.knownAt, memory);
    const facts = await factsAt({ store, decoding: decodingOf(eventSchemas) }, partnership, moment);
    for (const format of documentFormats) {
      const bytes = await inFormat(madeOf(name, facts), format);
      hashes[`${name} as ${format}`] = createHash('sha256').update(bytes).digest('hex');
    }
  }
  return hashes;
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Say the file of the histories.');
process.stdout.write(JSON.stringify(await makeAgain(file)));
