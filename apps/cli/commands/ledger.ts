import { ledgerFormats, ledgerLines } from '#documents/ledger';
import type { LedgerFormat } from '#documents/ledger';
import { sourceEvents } from '#reads/source-events';
import { withData } from '../data-place.js';
import { momentOf } from '../moment.js';
import { progressBar } from '../progress.js';
import { dayOf, partnershipIn } from '../reading.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface LedgerOptions {
  readonly format: string;
  readonly partnership?: string;
  readonly asAt?: string;
  readonly knownAt?: string;
}

/**
 * Prints the journal of a partnership, event by event as they are read, so that its length does not matter.
 */
export async function ledger(options: LedgerOptions, terminal: Terminal): Promise<void> {
  const { format, asAt, knownAt } = options;
  if (!isFormat(format)) throw new WrongUse(`--format is one of ${ledgerFormats.join(', ')}, not ${format}.`);
  await withData(async (place) => {
    const { id } = await partnershipIn(place, options.partnership);
    const of = {
      partnership: id,
      asAt: asAt === undefined ? undefined : dayOf('as-at', asAt, asAt),
      knownAt: knownAt === undefined ? place.clock.now() : momentOf(knownAt),
    };
    const bar = await progressBar('Reading events', await place.store.lastPosition());
    const events = sourceEvents(place, of, (position) => bar.at(position));
    for await (const line of ledgerLines(format, of, events)) await terminal.line(line);
    bar.end();
  });
}

function isFormat(text: string): text is LedgerFormat {
  return (ledgerFormats as readonly string[]).includes(text);
}
