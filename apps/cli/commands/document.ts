import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import {
  aboutDocument,
  documentNames,
  documentOf,
  namesPeople,
  narrowings,
  narrowingsOf,
  peopleIn,
  subjectOf,
} from '#documents/documents';
import type { DocumentName, Subject } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat, isText } from '#documents/formats/formats';
import type { DocumentFormat } from '#documents/formats/formats';
import type { TextTable } from '#documents/text-table';
import { financialYearOf, isFinancialYear } from '#kernel/financial-year';
import { tablesOf } from '#documents/model/document';
import type { Document, Moment } from '#documents/model/document';
import { cellInWords } from '#documents/model/in-words';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
import { momentOf } from '../moment.js';
import { progressBar } from '../progress.js';
import { dayOf, partnershipIn, periodOf } from '../reading.js';
import { paragraph, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface DocumentOptions {
  readonly partnership?: string;
  readonly year?: string;
  readonly period?: string;
  readonly asAt?: string;
  readonly knownAt?: string;
  readonly format?: string;
  readonly output?: string;
  readonly project?: string;
  readonly source?: string;
  readonly meeting?: string;
  readonly report?: string;
  readonly group?: string;
  readonly from?: string;
  readonly to?: string;
  readonly decision?: string;
}

/** Makes a document of a partnership at a moment, in a format. @throws WrongUse for a bad option */
export async function document(name: string, options: DocumentOptions, terminal: Terminal): Promise<void> {
  if (name === 'list') return table(terminal, listed, '');
  const asked = askedName(name, options);
  const format = formatOf(options);
  const { bytes, made } = await withData(async (place) => madeOf(place, asked, options, format));
  if (options.output !== undefined) {
    writeFileSync(options.output, bytes);
    await terminal.line(`Written to ${options.output}.`);
    return tellWithheld(terminal, made);
  }
  await terminal.flush();
  process.stdout.write(bytes);
}

/** Beside a file that is for the public: what is in it, and what was held back and why. */
async function tellWithheld(terminal: Terminal, made: Document): Promise<void> {
  if (made.published === undefined) return;
  const [inShort] = made.parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));
  const withheld = tablesOf(made).find(({ id }) => id === 'held-back');
  if (inShort !== undefined) await paragraph(terminal, inShort);
  if (withheld === undefined) return;
  const rows = withheld.rows.map((row) => row.map(cellInWords));
  await table(terminal, { columns: [...withheld.columns], rows }, withheld.whenEmpty);
}

function askedName(name: string, options: DocumentOptions): DocumentName {
  const found = documentNames.find((known) => known === name);
  if (found === undefined)
    throw new WrongUse(`A document is one of ${documentNames.join(', ')}, not ${name}.`);
  const of = subjectOf(found);
  takesAll(found, options);
  if (of === 'year' || options[of] !== undefined) return found;
  throw new WrongUse(`The document ${name} is about a ${of}: give --${of} ID.`);
}

/** What a document does not take is refused, so that nobody believes it was heeded. */
function takesAll(name: DocumentName, options: DocumentOptions): void {
  const [taken, of] = [narrowingsOf(name), subjectOf(name)];
  const useless = narrowings.find((one) => one !== of && options[one] !== undefined && !taken.includes(one));
  if (useless !== undefined) throw new WrongUse(`The document ${name} takes no --${useless}.`);
}

const listed: TextTable = {
  columns: [{ heading: 'Document' }, { heading: 'What it is' }],
  rows: documentNames.map((name) => [name, aboutDocument(name)]),
};

async function madeOf(
  place: DataPlace,
  name: DocumentName,
  options: DocumentOptions,
  format: DocumentFormat,
): Promise<{ readonly bytes: Uint8Array; readonly made: Document }> {
  const { id } = await partnershipIn(place, options.partnership);
  const moment = momentAsked(options, place);
  const year = yearOf(options, moment.asAt);
  const bar = await progressBar('Reading events', await place.store.lastPosition());
  const facts = await factsAt(place, id, moment, (position) => bar.at(position));
  bar.end();
  // Names are unsealed only for a document that has any, or that looks that it has none.
  const people = namesPeople(name) ? peopleIn(facts) : [];
  const names = await place.namesIn(id).byIdAsStored(people, facts.sealedNames);
  const nameOf = (person: string): string => names.get(person) ?? person;
  const subject: Subject = { year, ...askedAbout(options), nameOf };
  const made = documentOf(name, facts, subject);
  return { made, bytes: await inFormat(made, format) };
}

function formatOf({ format, output }: DocumentOptions): DocumentFormat {
  const ending = output === undefined ? 'html' : extname(output).slice(1);
  const asked = format ?? ending;
  const found = documentFormats.find((known) => known === asked);
  if (found !== undefined && output === undefined && !isText(found) && process.stdout.isTTY)
    throw new WrongUse(`A terminal cannot show ${found}: give --output FILE.`);
  if (found !== undefined) return found;
  throw new WrongUse(`--format is one of ${documentFormats.join(', ')}, not ${asked}.`);
}

function momentAsked({ asAt, knownAt }: DocumentOptions, place: DataPlace): Moment {
  return {
    asAt: dayOf('as-at', asAt, place.today()),
    knownAt: knownAt === undefined ? place.clock.now() : momentOf(knownAt),
  };
}

/** What the document is to be about, beside its year. */
function askedAbout(options: DocumentOptions): Omit<Subject, 'year' | 'nameOf'> {
  const { project, source, meeting, report, group, period, from, to, decision } = options;
  const asked = {
    project,
    source,
    meeting,
    report,
    group,
    decision,
    period: period === undefined ? undefined : periodOf(period),
    from: from === undefined ? undefined : dayOf('from', from, from),
    to: to === undefined ? undefined : dayOf('to', to, to),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, said]) => said !== undefined));
}

function yearOf({ year }: DocumentOptions, asAt: string): string {
  if (year === undefined) return financialYearOf(asAt);
  if (isFinancialYear(year)) return year;
  throw new WrongUse(`--year is a year such as 2011-12, not ${String(year)}.`);
}
