import { fingerprintOf } from '#eventing/fingerprint';
import { batchText, nextBatch, sentBatch } from '#funding/ledger/batch-lines';
import type { NextBatch } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { Batch, LedgerState } from '#funding/ledger/ledger';
import { ledgerStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';

/** A batch with its number and the hash of what is in it. */
export interface NumberedBatch extends NextBatch {
  readonly batch: number;
  readonly hash: string;
}

/** When a batch was sent, and by whom. */
interface Sending {
  readonly sentOn: LocalDate;
  readonly sentAt: Instant;
  readonly sentBy: string;
}

/** What has gone to the general ledger so far: mappings and batches. */
export async function ledgerState(place: DataPlace, partnership: string): Promise<LedgerState> {
  return place.state(ledgerStream(partnership), ledger);
}

/** What goes next, under the number and the hash by which it can be sent. */
export async function batchToSend(place: DataPlace, partnership: string): Promise<NumberedBatch> {
  const { batches } = await ledgerState(place, partnership);
  const next = await nextBatch(async (stream, decider) => place.state(stream, decider), partnership);
  return { batch: batches.length + 1, hash: hashOf(next), ...next };
}

/** A batch that was sent: its lines as they were sent, when and by whom, and what became of it. */
export type SentBatch = NumberedBatch & Sending & Pick<Batch, 'standing' | 'answer' | 'mapping'>;

/**
 * A batch as it was sent, by its number; undefined where none has it.
 *
 * @throws Error when the record no longer gives the lines whose hash was kept
 */
export async function batchSent(
  place: DataPlace,
  partnership: string,
  number: number,
): Promise<SentBatch | undefined> {
  const sent = (await batchesSent(place, partnership)).find(({ batch }) => batch === number);
  const again = await sentBatch(async (stream, decider) => place.state(stream, decider), partnership, number);
  if (sent === undefined || again === undefined) return undefined;
  if (hashOf(again) !== sent.hash)
    throw new Error(`The lines of batch ${number} are not those that were sent.`);
  return { ...sent, ...again };
}

/** Every batch that was sent, the first first, without its lines. */
export async function batchesSent(
  place: DataPlace,
  partnership: string,
): Promise<readonly (Batch & Sending)[]> {
  const { batches } = await ledgerState(place, partnership);
  const sendings: Sending[] = [];
  for await (const recorded of place.store.readStream(ledgerStream(partnership))) {
    const { type, effectiveOn, recordedAt, actor } = place.decoding.decode(recorded);
    if (type !== 'LedgerBatchSent') continue;
    sendings.push({ sentOn: effectiveOn, sentAt: recordedAt, sentBy: actor.person });
  }
  // Their numbers are their order, and a number is never used again.
  return batches.flatMap((batch, at) => {
    const sending = sendings[at];
    return sending === undefined ? [] : [{ ...batch, ...sending }];
  });
}

/** What became of a batch that was sent, in a sentence. */
export function standingOf({ standing, answer = '' }: Pick<Batch, 'standing' | 'answer'>): string {
  if (standing === 'imported') return `The general ledger has it, as ${answer}: do not import it again.`;
  return standing === 'taken-back' ? `It was taken back: ${answer} Do not import it.` : 'It was sent.';
}

/** The same of its file, which says it for ever: what becomes of it later would make another file of it. */
export function sentInWords({ sentOn }: Pick<Sending, 'sentOn'>): string {
  return `It was sent on ${formatDate(sentOn)}.`;
}

function hashOf(batch: Pick<NextBatch, 'lines' | 'balancing'>): string {
  return fingerprintOf(batchText(batch));
}
