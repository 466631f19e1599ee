import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { countyView, joinedTo } from '#documents/county-view';
import type { Facts } from '#documents/facts/facts';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import { tablesOf } from '#documents/model/document';
import type { Document, Moment } from '#documents/model/document';
import { cellInWords, momentInWords } from '#documents/model/in-words';
import { financialYearOf } from '#kernel/financial-year';
import type { DataPlace } from '#reads/data-place';
import { withData } from '../data-place.js';
import { momentOf } from '../moment.js';
import { progressBar } from '../progress.js';
import { dayOf, yearOf } from '../reading.js';
import { heading, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface CountyOptions {
  readonly year?: string;
  readonly asAt?: string;
  readonly knownAt?: string;
  readonly output?: string;
}

/** Shows the totals of the partnerships here that have joined a county's view, or writes them into a file. */
export async function county(id: string, options: CountyOptions, terminal: Terminal): Promise<void> {
  const made = await withData(async (place) => viewOf(place, id, options));
  if (options.output === undefined) return show(made, terminal);
  const format = documentFormats.find((known) => known === extname(options.output ?? '').slice(1));
  if (format === undefined)
    throw new WrongUse(`The name of the file ends in ${documentFormats.join(', ')}, not ${options.output}.`);
  writeFileSync(options.output, await inFormat(made, format));
  await terminal.line(`Written to ${options.output}.`);
}

async function viewOf(place: DataPlace, id: string, options: CountyOptions): Promise<Document> {
  const { asAt, knownAt, year } = options;
  const moment: Moment = {
    asAt: dayOf('as-at', asAt, place.today()),
    knownAt: knownAt === undefined ? place.clock.now() : momentOf(knownAt),
  };
  const partnerships = joinedTo(id, await everyPartnership(place, moment));
  if (partnerships.length === 0)
    throw new WrongUse(`No partnership here had joined the county ${id} at that moment.`);
  const asked = year === undefined ? financialYearOf(moment.asAt) : yearOf(year);
  return countyView({ county: id, partnerships, moment }, asked);
}

async function everyPartnership(place: DataPlace, moment: Moment): Promise<readonly Facts[]> {
  const ids = await (await place.readModels()).partnerships();
  const last = await place.store.lastPosition();
  const bar = await progressBar('Reading events', last * ids.length);
  const all: Facts[] = [];
  for (const id of ids)
    all.push(await factsAt(place, id, moment, (position) => bar.at(all.length * last + position)));
  bar.end();
  return all;
}

async function show(made: Document, terminal: Terminal): Promise<void> {
  await heading(terminal, made.title);
  await paragraph(terminal, momentInWords(made.moment));
  for (const { caption, columns, rows, totals, whenEmpty } of tablesOf(made)) {
    await section(terminal, caption);
    const content = {
      columns: columns.map(({ heading: text, figures }) =>
        figures === true ? ({ heading: text, align: 'right' } as const) : { heading: text },
      ),
      rows: rows.map((row) => row.map(cellInWords)),
      totals: totals.map((row) => row.map(cellInWords)),
    };
    await table(terminal, content, whenEmpty);
  }
}
