import { journalOf, sumsOf } from '#documents/general-ledger';
import type { JournalLine } from '#documents/general-ledger';
import { lineKey } from '#funding/ledger/batch-lines';
import type { NextBatch } from '#funding/ledger/batch-lines';
import type { Batch } from '#funding/ledger/ledger';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { eventsOfLines } from '#reads/ledger-batches';
import type { Visit } from '../../access/visit.js';
import { projectTitles } from '../../titles.js';
import type { Called } from '../../titles.js';

export const standingColours: Readonly<Record<Batch['standing'], string>> = {
  sent: 'blue',
  imported: 'green',
  'taken-back': 'grey',
};

/** What the ids and places in the lines of a batch are: names of sources, titles of projects, events. */
interface Known {
  readonly sources: ReadonlyMap<string, string>;
  readonly projectCalled: Called;
  readonly events: ReadonlyMap<string, { readonly position: number }>;
}

/** The lines of a batch as a page shows them, each led to its event, with what they come to. */
export async function journalShown(
  visit: Visit,
  batch: Pick<NextBatch, 'lines' | 'balancing'>,
  sources: ReadonlyMap<string, string>,
): Promise<object> {
  const { place, partnership } = visit.reading;
  const journal = journalOf(batch);
  const { debitPence, creditPence } = sumsOf(journal);
  const projects = batch.lines.flatMap(({ project }) => project ?? []);
  const known = {
    sources,
    projectCalled: await projectTitles(visit, projects),
    events: await eventsOfLines(place, partnership, batch.lines),
  };
  return {
    rows: journal.map((entry) => rowShown(visit, entry, known)),
    debits: formatPence(debitPence),
    credits: formatPence(creditPence),
  };
}

function rowShown(visit: Visit, entry: JournalLine, { sources, projectCalled, events }: Known): object {
  const { on, year, period, codes, debitPence, creditPence, description, line } = entry;
  return {
    on,
    period: `${yearInWords(year)}, period ${period}`,
    codes,
    debit: debitPence === 0 ? '' : formatPence(debitPence),
    credit: creditPence === 0 ? '' : formatPence(creditPence),
    description,
    eventHref: eventAt(visit, line, events),
    project: line?.project === undefined ? undefined : projectShown(visit, line.project, projectCalled),
    about: line === undefined ? '' : aboutLine(line, sources),
  };
}

function eventAt(visit: Visit, line: JournalLine['line'], events: Known['events']): string | undefined {
  const event = line === undefined ? undefined : events.get(lineKey(line));
  return event === undefined ? undefined : visit.at(`/events/${event.position}`);
}

function projectShown(visit: Visit, reference: string, projectCalled: Called): object {
  const href = visit.at(`/projects/${reference}/spending`);
  return { title: projectCalled(reference), reference, href };
}

function aboutLine(
  { source, fundingType, payment, category }: NonNullable<JournalLine['line']>,
  sources: ReadonlyMap<string, string>,
): string {
  const from = `${sources.get(source) ?? source}, ${fundingType}`;
  return [from, payment, category].filter((part) => part !== undefined).join('; ');
}

/** The steps above a page about the general ledger. */
export function ledgerTrail(visit: Visit): readonly { readonly text: string; readonly href: string }[] {
  return [{ text: 'General ledger', href: visit.at('/general-ledger') }];
}
