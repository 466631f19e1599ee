import { createHash } from 'node:crypto';
import type { LedgerBatch } from '#documents/general-ledger';
import { nextBatch, sentBatch, textOf } from '#funding/ledger/batch-lines';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { Batch, LedgerState } from '#funding/ledger/ledger';
import { ledgerStream } from '#kernel/ids';
import type { DataPlace } from '#reads/data-place';

/** What has gone to the general ledger so far: mappings and batches. */
export async function ledgerState(place: DataPlace, partnership: string): Promise<LedgerState> {
  return place.state(ledgerStream(partnership), ledger);
}

/** What goes next, under the number and the hash by which it can be sent. */
export async function batchToSend(
  place: DataPlace,
  partnership: string,
): Promise<LedgerBatch & Pick<Awaited<ReturnType<typeof nextBatch>>, 'covers'>> {
  const { batches } = await ledgerState(place, partnership);
  const next = await nextBatch(async (stream, decider) => place.state(stream, decider), partnership);
  const standing = 'It has not been sent.';
  return { batch: batches.length + 1, hash: hashOf(next.lines), standing, ...next };
}

/**
 * A batch as it was sent, by its number; undefined where none has it.
 *
 * @throws Error when the record no longer gives the lines whose hash was kept
 */
export async function batchSent(
  place: DataPlace,
  partnership: string,
  number: number,
): Promise<LedgerBatch | undefined> {
  const { batches } = await ledgerState(place, partnership);
  const sent = batches.find(({ batch }) => batch === number);
  const again = await sentBatch(async (stream, decider) => place.state(stream, decider), partnership, number);
  if (sent === undefined || again === undefined) return undefined;
  const hash = hashOf(again.lines);
  if (hash !== sent.hash) throw new Error(`The lines of batch ${number} are not those that were sent.`);
  return {
    batch: number,
    hash,
    lines: again.lines,
    totalPence: again.totalPence,
    standing: standingOf(sent),
  };
}

function hashOf(lines: readonly BatchLine[]): string {
  return createHash('sha256').update(lines.map(textOf).join('\n')).digest('hex');
}

function standingOf({ standing, answer = '' }: Batch): string {
  if (standing === 'imported') return `The general ledger has it, as ${answer}: do not import it again.`;
  if (standing === 'taken-back') return `It was taken back: ${answer} Do not import it.`;
  return 'It was sent.';
}
