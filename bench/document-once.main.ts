import { documentNames, documentOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { financialYearOf } from '#kernel/financial-year';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

/** What one document came to, printed in JSON. */
export interface Made {
  readonly projects: number;
  /** From the events to the bytes: what reading took, and in each format what making it took besides. */
  readonly formats: readonly { readonly format: string; readonly seconds: number; readonly bytes: number }[];
  /** Processor time of this process, for all formats. */
  readonly processorSeconds: number;
  /** The most that this process ever held, with all formats made one after the other. */
  readonly mebibytes: number;
}

/** What a document is about, beside the year: all of them are in the story. */
export type About = Pick<Subject, 'project' | 'meeting' | 'report'>;

/** Makes one document of a partnership in every format, from its events in a file. */
async function makeOnce(
  events: string,
  partnership: string,
  asAt: string,
  name: DocumentName,
  about: About,
): Promise<Made> {
  const store = SqliteStore.open({ file: events });
  try {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const moment = { asAt, knownAt: `${asAt}T23:00:00.000Z` };
    const facts = await factsAt({ store, decoding: decodingOf(eventSchemas) }, partnership, moment);
    const read = performance.now() - start;
    const subject: Subject = { year: financialYearOf(asAt), nameOf: (person) => person, ...about };
    const formats: Made['formats'][number][] = [];
    for (const format of documentFormats) {
      const began = performance.now();
      const { length: bytes } = await inFormat(documentOf(name, facts, subject), format);
      formats.push({ format, bytes, seconds: (read + performance.now() - began) / 1000 });
    }
    const { user, system } = process.cpuUsage(cpu);
    return {
      projects: facts.projects.size,
      formats,
      processorSeconds: (user + system) / 1e6,
      mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await store.close();
  }
}

const [events, partnership, asAt, named, about] = process.argv.slice(2);
const name = documentNames.find((known) => known === named);
if (events === undefined || partnership === undefined || asAt === undefined || name === undefined)
  throw new Error('Say the file of events, the partnership, the day, the document and what it is about.');
const made = await makeOnce(events, partnership, asAt, name, JSON.parse(about ?? '{}') as About);
process.stdout.write(JSON.stringify(made));
