import { documentNames, documentOf } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { inFormat } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import { decodingOf } from '#eventing/decoding';
import { eventSchemas } from '#funding/event-schemas';
import { financialYearOf } from '#kernel/financial-year';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

/** What one document came to, printed in JSON. */
export interface Made {
  readonly seconds: number;
  /** Processor time of this process. */
  readonly processorSeconds: number;
  /** The most that this process ever held. */
  readonly mebibytes: number;
  readonly projects: number;
}

/** Makes one document of a partnership once, from its events in a file. */
async function makeOnce(
  events: string,
  partnership: string,
  asAt: string,
  [name, format]: readonly [DocumentName, DocumentFormat],
): Promise<Made> {
  const store = SqliteStore.open({ file: events });
  try {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const moment = { asAt, knownAt: `${asAt}T23:00:00.000Z` };
    const facts = await factsAt({ store, decoding: decodingOf(eventSchemas) }, partnership, moment);
    const made = documentOf(name, facts, { year: financialYearOf(asAt), nameOf: (person) => person });
    await inFormat(made, format);
    const { user, system } = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - start) / 1000,
      processorSeconds: (user + system) / 1e6,
      mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
      projects: facts.projects.size,
    };
  } finally {
    await store.close();
  }
}

const [events, partnership, asAt, named, format] = process.argv.slice(2);
const name = documentNames.find((known) => known === named);
if (events === undefined || partnership === undefined || asAt === undefined || name === undefined)
  throw new Error('Say the file of events, the partnership, the day, the document and its format.');
const made = await makeOnce(events, partnership, asAt, [name, (format ?? 'pdf') as DocumentFormat]);
process.stdout.write(JSON.stringify(made));
