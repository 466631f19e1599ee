import { ledgerFormats, ledgerLines } from '#documents/ledger';
import type { LedgerFormat } from '#documents/ledger';
import { sourceEvents } from '#reads/source-events';
import { withData } from '../data-place.js';
import { partnershipIn } from '../reading.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Prints the journal of a partnership, event by event as they are read, so that its length does not matter.
 */
export async function ledger(
  options: { readonly format: string; readonly partnership?: string },
  terminal: Terminal,
): Promise<void> {
  const { format } = options;
  if (!isFormat(format)) throw new WrongUse(`--format is one of ${ledgerFormats.join(', ')}, not ${format}.`);
  await withData(async (place) => {
    const { id } = await partnershipIn(place, options.partnership);
    for await (const line of ledgerLines(format, id, sourceEvents(place, id))) await terminal.line(line);
  });
}

function isFormat(text: string): text is LedgerFormat {
  return (ledgerFormats as readonly string[]).includes(text);
}
