import type { DecodedEvent } from '#eventing/decoding';
import { fingerprintOf } from '#eventing/fingerprint';
import { foldStream } from '#eventing/fold-stream';
import type { FoldedFrom } from '#eventing/fold-stream';
import { batchText, lineKey, nextBatch, sentBatch } from '#funding/ledger/batch-lines';
import type { BatchLine, NextBatch } from '#funding/ledger/batch-lines';
import { ledger } from '#funding/ledger/ledger';
import type { Batch, LedgerState } from '#funding/ledger/ledger';
import { project } from '#funding/project/project';
import type { Fold } from '#kernel/asking';
import { ledgerStream, sourceStream } from '#kernel/ids';
import { formatDate } from '#kernel/local-date';
import type { Instant, LocalDate } from '#kernel/local-date';
import type { DataPlace } from '#reads/data-place';

/** What of a data place the batches of its ledger are read from. */
export type LedgerPlace = Pick<DataPlace, 'state' | 'decoding'> & Pick<FoldedFrom, 'store'>;

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
export async function ledgerState(place: LedgerPlace, partnership: string): Promise<LedgerState> {
  return place.state(ledgerStream(partnership), ledger);
}

/**
 * Projects are read once each and not remembered: a batch may be of all that there ever were, and what
 * else is remembered would have to go.
 */
function foldIn(place: LedgerPlace): Fold {
  const { store, decoding } = place;
  return async (stream, decider) =>
    Object.is(decider, project)
      ? foldStream({ store, decoding }, stream, decider)
      : place.state(stream, decider);
}

/** What goes next, under the number and the hash by which it can be sent. */
export async function batchToSend(place: LedgerPlace, partnership: string): Promise<NumberedBatch> {
  const { batches } = await ledgerState(place, partnership);
  const next = await nextBatch(foldIn(place), partnership);
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
  place: LedgerPlace,
  partnership: string,
  number: number,
): Promise<SentBatch | undefined> {
  const sent = (await batchesSent(place, partnership)).find(({ batch }) => batch === number);
  const again = await sentBatch(foldIn(place), partnership, number);
  if (sent === undefined || again === undefined) return undefined;
  if (hashOf(again) !== sent.hash)
    throw new Error(`The lines of batch ${number} are not those that were sent.`);
  return { ...sent, ...again };
}

/** An event behind the lines of a batch. */
type EventOfLine = Pick<DecodedEvent, 'position' | 'effectiveOn' | 'recordedAt' | 'type' | 'stream'>;

/** The events behind the lines of a batch, by `lineKey`. */
export async function eventsOfLines(
  place: LedgerPlace,
  partnership: string,
  lines: readonly Pick<BatchLine, 'source' | 'at'>[],
): Promise<ReadonlyMap<string, EventOfLine>> {
  const events = new Map<string, EventOfLine>();
  for (const [source, of] of Map.groupBy(lines, (line) => line.source)) {
    const asked = new Set(of.map(({ at }) => at));
    let at = 0;
    for await (const recorded of place.store.readStream(sourceStream(partnership, source))) {
      at += 1;
      if (asked.has(at)) events.set(lineKey({ source, at }), withoutData(place.decoding.decode(recorded)));
    }
  }
  return events;
}

/** What a line says of its event: a batch of many years would else hold all that they say. */
function withoutData({ position, effectiveOn, recordedAt, type, stream }: DecodedEvent): EventOfLine {
  return { position, effectiveOn, recordedAt, type, stream };
}

/** A batch with the position of the event behind each of its lines, for programs. */
export async function withPositions<Of extends NextBatch>(
  { place, partnership }: { readonly place: LedgerPlace; readonly partnership: string },
  batch: Of,
): Promise<Of & { readonly lines: readonly FollowedLine[] }> {
  const events = await eventsOfLines(place, partnership, batch.lines);
  const lines = batch.lines.flatMap((line): FollowedLine[] => {
    const event = events.get(lineKey(line));
    return event === undefined ? [] : [{ ...line, position: event.position }];
  });
  return { ...batch, lines };
}

type FollowedLine = BatchLine & { readonly position: number };

/** Every batch that was sent, the first first, without its lines. */
export async function batchesSent(
  place: LedgerPlace,
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
