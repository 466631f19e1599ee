import { ledgerFormats, ledgerLines } from '#documents/ledger';
import type { LedgerFormat } from '#documents/ledger';
import type { DecodedEvent } from '#eventing/decoding';
import { withData } from '../data-place.js';
import type { DataPlace } from '#reads/data-place';
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
    for await (const line of ledgerLines(format, id, eventsOf(place, id))) await terminal.line(line);
  });
}

async function* eventsOf({ store, decoding }: DataPlace, partnership: string): AsyncGenerator<DecodedEvent> {
  const ofPartnership = `source-${partnership}.`;
  for await (const recorded of store.readAll(0)) {
    if (recorded.stream.startsWith(ofPartnership)) yield decoding.decode(recorded);
  }
}

function isFormat(text: string): text is LedgerFormat {
  return (ledgerFormats as readonly string[]).includes(text);
}
