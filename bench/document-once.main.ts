import { countyView, joinedTo } from '#documents/county-view';
import { documentNames, documentOf } from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import { ledgerBatchDocument } from '#documents/general-ledger';
import type { Document, Moment } from '#documents/model/document';
import { decodingOf } from '#eventing/decoding';
import { foldStream } from '#eventing/fold-stream';
import { FoldedStates } from '#eventing/folded-states';
import { eventSchemas } from '#funding/event-schemas';
import { financialYearOf } from '#kernel/financial-year';
import { batchToSend, eventsOfLines } from '#reads/ledger-batches';
import type { DataPlace } from '#reads/data-place';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { apart, county } from './publisher-story.ts';

/** What one document in one format came to, printed in JSON. */
export interface Made {
  readonly projects: number;
  /** From the events to the bytes. */
  readonly seconds: number;
  readonly bytes: number;
  readonly processorSeconds: number;
  /** The most that this process ever held. */
  readonly mebibytes: number;
}

/** What a document is about, beside the year: all of them are in the story. */
export type About = Pick<Subject, 'project' | 'source' | 'meeting' | 'report'>;

/** What of a data place documents are made from. */
type ReadPlace = Pick<DataPlace, 'state' | 'store' | 'decoding'>;

interface Subjects {
  readonly partnership: string;
  readonly moment: Moment;
  readonly about: About;
}

interface Asked extends Subjects {
  readonly place: ReadPlace;
}

interface Read {
  readonly projects: number;
  readonly document: Document;
}

async function readFor(name: string, asked: Asked): Promise<Read> {
  if (name === 'ledger-batch') return ofLedger(asked);
  const { place, partnership, moment, about } = asked;
  const facts = await factsAt(place, partnership, moment);
  const [projects, year] = [facts.projects.size, financialYearOf(moment.asAt)];
  if (name === 'county-view') {
    const joined = { county, partnerships: joinedTo(county, [facts]), moment };
    return { projects, document: countyView(joined, year) };
  }
  const subject: Subject = { year, nameOf: (person) => person, ...about };
  return { projects, document: documentOf(name as DocumentName, facts, subject) };
}

/** The first batch: all that was ever paid. */
async function ofLedger({ place, partnership, moment }: Asked): Promise<Read> {
  const next = await batchToSend(place, partnership);
  const events = await eventsOfLines(place, partnership, next.lines);
  const batch = { ...next, events, standing: 'It has not been sent.' };
  return {
    projects: new Set(next.lines.flatMap(({ project }) => project ?? [])).size,
    document: ledgerBatchDocument(partnership, moment, batch),
  };
}

/** Makes one document of a partnership in one format, from its events in a file. */
async function makeOnce(
  events: string,
  name: string,
  format: DocumentFormat,
  asked: Subjects,
): Promise<Made> {
  const store = SqliteStore.open({ file: events });
  try {
    const from = { store, decoding: decodingOf(eventSchemas), folded: new FoldedStates(2_000) };
    const place: ReadPlace = {
      ...from,
      state: async (stream, folding) => foldStream(from, stream, folding),
    };
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const { projects, document } = await readFor(name, { place, ...asked });
    const { length: bytes } = await inFormat(document, format);
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    return { projects, seconds, bytes, processorSeconds: (user + system) / 1e6, mebibytes };
  } finally {
    await store.close();
  }
}

const [events, partnership, asAt, named, formatted, about] = process.argv.slice(2);
const name = [...documentNames, ...apart].find((known) => known === named);
const format = documentFormats.find((known) => known === formatted);
if (events === undefined || partnership === undefined || asAt === undefined || !name || !format)
  throw new Error(
    'Say the file of events, the partnership, the day, the document, its format and what it is about.',
  );
const moment = { asAt, knownAt: `${asAt}T23:00:00.000Z` };
const subjects = { partnership, moment, about: JSON.parse(about ?? '{}') as About };
process.stdout.write(JSON.stringify(await makeOnce(events, name, format, subjects)));
