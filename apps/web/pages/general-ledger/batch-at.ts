import { journalOf, sumsOf } from '#documents/general-ledger';
import type { JournalLine } from '#documents/general-ledger';
import type { NextBatch } from '#funding/ledger/batch-lines';
import type { Batch } from '#funding/ledger/ledger';
import { formatPence } from '#kernel/pence';
import type { Visit } from '../../access/visit.js';
import { projectTitles } from '../../titles.js';
import type { Called } from '../../titles.js';

export const standingColours: Readonly<Record<Batch['standing'], string>> = {
  sent: 'blue',
  imported: 'green',
  'taken-back': 'grey',
};

/** The lines of a batch as a page shows them, with what they come to. */
export async function journalShown(
  visit: Visit,
  batch: Pick<NextBatch, 'lines' | 'balancing'>,
  sources: ReadonlyMap<string, string>,
): Promise<object> {
  const journal = journalOf(batch);
  const { debitPence, creditPence } = sumsOf(journal);
  const projects = journal.flatMap(({ line }) => line?.project ?? []);
  const named = { sources, projectCalled: await projectTitles(visit, projects) };
  return {
    rows: journal.map((entry) => rowShown(visit, entry, named)),
    debits: formatPence(debitPence),
    credits: formatPence(creditPence),
  };
}

interface Named {
  readonly sources: ReadonlyMap<string, string>;
  readonly projectCalled: Called;
}

function rowShown(visit: Visit, entry: JournalLine, { sources, projectCalled }: Named): object {
  const { on, year, period, codes, debitPence, creditPence, description, line } = entry;
  return {
    on,
    period: `${year}, period ${period}`,
    codes,
    debit: debitPence === 0 ? '' : formatPence(debitPence),
    credit: creditPence === 0 ? '' : formatPence(creditPence),
    description,
    project:
      line?.project === undefined
        ? undefined
        : { text: projectCalled(line.project), href: visit.at(`/projects/${line.project}/spending`) },
    about: line === undefined ? '' : aboutLine(line, sources),
  };
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
