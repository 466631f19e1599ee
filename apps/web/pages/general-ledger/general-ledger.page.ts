import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { journalOf, sumsOf } from '#documents/general-ledger';
import { ledgerFormats, ledgerLines } from '#documents/ledger';
import { mappingInForce } from '#funding/ledger/ledger';
import type { LedgerState } from '#funding/ledger/ledger';
import { formatPence } from '#kernel/pence';
import { batchesSent, batchToSend, ledgerState } from '#reads/ledger-batches';
import { sourceEvents } from '#reads/source-events';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Download } from '../../answering/download.js';
import { exportOfTable, filesOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { standingColours } from './batch-at.js';
import { ledgerTables } from './ledger-tables.js';
import { kindInWords, kindsWithout, sourceNames } from './ledger-words.js';

/** What goes to the council's general ledger: the next batch, those that were sent, and the codes. */
@Controller('p/:partnership/general-ledger')
@Permits(...readers)
export class GeneralLedgerPage {
  @Get()
  async show(@Visiting() visit: Visit): Promise<Page> {
    const { place, partnership } = visit.reading;
    const sources = await sourceNames(visit);
    return new Page('general-ledger/general-ledger.njk', {
      title: 'General ledger',
      next: await nextShown(visit, sources),
      batches: await batchesShown(visit),
      codes: codesShown(await ledgerState(place, partnership), sources),
      files: filesOf(visit.at('/general-ledger/export.csv'), ledgerTables),
      journals: ledgerFormats.map((format) => ({
        text: format,
        href: visit.at(`/general-ledger/journal/${format}`),
      })),
      codesHref: visit.may('AdoptLedgerMapping') ? visit.at('/general-ledger/codes') : undefined,
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Query('table') asked: unknown): Promise<Download> {
    const { place, partnership } = visit.reading;
    return exportOfTable(visit, ledgerTables, { asked, shown: await ledgerState(place, partnership) });
  }

  /** Everything that is recorded, as a program of plain-text accounting reads it. */
  @Get('journal/:format')
  async journal(@Visiting() visit: Visit, @Param('format') asked: string): Promise<Download> {
    const format = ledgerFormats.find((known) => known === asked);
    if (format === undefined) throw new NotFoundException();
    const { place, partnership } = visit.reading;
    const of = { partnership, knownAt: place.clock.now() };
    const lines = await Array.fromAsync(ledgerLines(format, of, sourceEvents(place, of)));
    const name = `journal-${partnership}-${place.today()}.${format}`;
    return new Download(name, 'text/plain; charset=utf-8', `${lines.join('\n')}\n`);
  }
}

async function nextShown(visit: Visit, sources: ReadonlyMap<string, string>): Promise<object> {
  const { place, partnership } = visit.reading;
  const next = await batchToSend(place, partnership);
  const without = kindsWithout(next.lines).map((kind) => kindInWords(kind, sources));
  const journal = journalOf(next);
  const { debitPence, creditPence } = sumsOf(journal);
  return {
    batch: next.batch,
    lines: journal.length,
    debits: formatPence(debitPence),
    credits: formatPence(creditPence),
    without: next.balancing === undefined ? [...without, 'the other side'] : without,
    sendHref: visit.may('SendLedgerBatch') ? visit.at('/general-ledger/send') : undefined,
  };
}

/** The last first. */
async function batchesShown(visit: Visit): Promise<readonly object[]> {
  const { place, partnership, names } = visit.reading;
  const sent = await batchesSent(place, partnership);
  return Promise.all(
    sent.toReversed().map(async ({ batch, sentOn, sentBy, lines, totalPence, standing, answer }) => ({
      batch,
      href: visit.at(`/general-ledger/batches/${batch}`),
      sentOn,
      by: await names.of(sentBy),
      lines,
      total: formatPence(totalPence),
      standing: inWords(standing),
      colour: standingColours[standing],
      answer,
    })),
  );
}

function codesShown(state: LedgerState, sources: ReadonlyMap<string, string>): object | undefined {
  const mapping = mappingInForce(state);
  if (mapping === undefined) return undefined;
  const { version, rules, balancing } = mapping;
  return { version, rules: rules.map((rule) => ({ kind: kindInWords(rule, sources), ...rule })), balancing };
}
