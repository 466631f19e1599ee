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
import type { LedgerPlace } from '#reads/ledger-batches';
import { SqliteStore } from '#stores/sqlite/sqlite-store';
import { apart, county } from './publisher-story.ts';

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

interface Asked {
  readonly place: LedgerPlace;
  readonly partnership: string;
  readonly moment: Moment;
  readonly about: About;
}

/** A batch is had as a table alone: that is what a general ledger takes in. */
function formatsOf(name: string): readonly DocumentFormat[] {
  return name === 'ledger-batch' ? ['csv', 'xlsx', 'ods'] : documentFormats;
}

/** What was read, of which a document is then made anew for each format. */
interface Read {
  readonly projects: number;
  readonly make: () => Document;
}

async function readFor(name: string, asked: Asked): Promise<Read> {
  if (name === 'ledger-batch') return ofLedger(asked);
  const { place, partnership, moment, about } = asked;
  const facts = await factsAt(place, partnership, moment);
  const [projects, year] = [facts.projects.size, financialYearOf(moment.asAt)];
  if (name === 'county-view') {
    const joined = { county, partnerships: joinedTo(county, [facts]), moment };
    return { projects, make: () => countyView(joined, year) };
  }
  const subject: Subject = { year, nameOf: (person) => person, ...about };
  return { projects, make: () => documentOf(name as DocumentName, facts, subject) };
}

/** The first batch: all that was ever paid. */
async function ofLedger({ place, partnership, moment }: Asked): Promise<Read> {
  const next = await batchToSend(place, partnership);
  const events = await eventsOfLines(place, partnership, next.lines);
  const batch = { ...next, events, standing: 'It has not been sent.' };
  return {
    projects: new Set(next.lines.flatMap(({ project }) => project ?? [])).size,
    make: () => ledgerBatchDocument(partnership, moment, batch),
  };
}

/** Makes one document of a partnership in every format, from its events in a file. */
async function makeOnce(
  events: string,
  partnership: string,
  asAt: string,
  name: string,
  about: About,
): Promise<Made> {
  const store = SqliteStore.open({ file: events });
  try {
    const from = { store, decoding: decodingOf(eventSchemas), folded: new FoldedStates(2_000) };
    const place: LedgerPlace = {
      ...from,
      state: async (stream, folding) => foldStream(from, stream, folding),
    };
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const moment = { asAt, knownAt: `${asAt}T23:00:00.000Z` };
    const { projects, make } = await readFor(name, { place, partnership, moment, about });
    const read = performance.now() - start;
    const formats: Made['formats'][number][] = [];
    for (const format of formatsOf(name)) {
      const began = performance.now();
      const { length: bytes } = await inFormat(make(), format);
      formats.push({ format, bytes, seconds: (read + performance.now() - began) / 1000 });
    }
    const { user, system } = process.cpuUsage(cpu);
    const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    return { projects, formats, processorSeconds: (user + system) / 1e6, mebibytes };
  } finally {
    await store.close();
  }
}

const [events, partnership, asAt, named, about] = process.argv.slice(2);
const name = [...documentNames, ...apart].find((known) => known === named);
if (events === undefined || partnership === undefined || asAt === undefined || name === undefined)
  throw new Error('Say the file of events, the partnership, the day, the document and what it is about.');
const made = await makeOnce(events, partnership, asAt, name, JSON.parse(about ?? '{}') as About);
process.stdout.write(JSON.stringify(made));
