import { once } from 'node:events';
import type {
  sendUnaryData,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
  TombstoneReq,
  TombstoneResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { answer } from '#stores/kurrentdb/stand-in/append-services';
import {
  caughtUp,
  confirmation,
  recordAsRead,
  streamNotFound,
} from '#stores/kurrentdb/stand-in/read-messages';
import { readingOf } from '#stores/kurrentdb/stand-in/reading';
import type { Reading } from '#stores/kurrentdb/stand-in/reading';
import { accessDenied, streamDeleted } from '#stores/kurrentdb/stand-in/server-errors';
import { Refused, refusal } from '#stores/kurrentdb/stand-in/served';
import type { Served } from '#stores/kurrentdb/stand-in/served';
import { expectations } from '#stores/kurrentdb/stand-in/stand-in-log';
import type { LogRecord, ProposedRecord, StandInLog } from '#stores/kurrentdb/stand-in/stand-in-log';

/** The older service of the server: reads, subscriptions, deletes, and appends to one stream. */
export function streamServices(served: Served): UntypedServiceImplementation {
  return {
    read(call: ServerWritableStream<ReadReq, ReadResp>): void {
      read(served, call).then(
        () => call.end(),
        (error: unknown) => call.emit('error', error instanceof Refused ? error.error : error),
      );
    },
    append(call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>): void {
      const requests: AppendReq[] = [];
      call.on('data', (request: AppendReq) => requests.push(request));
      call.on('error', () => requests.splice(0));
      call.on('end', () => answer(served, callback, () => append(served, requests)));
    },
    delete(call: ServerUnaryCall<DeleteReq, DeleteResp>, callback: sendUnaryData<DeleteResp>): void {
      served.log.softDelete(nameIn(call.request.getOptions()), served.now());
      callback(null, new messages.DeleteResp());
    },
    tombstone(
      call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
      callback: sendUnaryData<TombstoneResp>,
    ): void {
      served.log.tombstone(nameIn(call.request.getOptions()), served.now());
      callback(null, new messages.TombstoneResp());
    },
    batchAppend(call: { emit(name: 'error', error: unknown): void }): void {
      call.emit('error', { code: status.UNIMPLEMENTED, details: 'The stand-in has no batches.' });
    },
  };
}

type Call = ServerWritableStream<ReadReq, ReadResp>;

async function read(served: Served, call: Call): Promise<void> {
  if (served.moods.denies.reads === true) throw new Refused(accessDenied());
  const reading = readingOf(call.request);
  const { stream = '' } = reading;
  if (served.log.isTombstoned(stream)) throw new Refused(streamDeleted(stream));
  if (reading.isSubscription) return follow(served, call, reading);
  const records = recordsOf(served, reading);
  if (records === undefined) call.write(streamNotFound(stream));
  for (const record of records ?? []) await give(served, call, reading, record);
}

/** What is there, then a word that this was all, then what comes. */
async function follow(served: Served, call: Call, reading: Reading): Promise<void> {
  const { log } = served;
  const ending = new AbortController();
  call.on('cancelled', () => ending.abort());
  call.write(confirmation());
  let after = reading.isFromEnd ? log.lastPosition : reading.position;
  let hasCaughtUp = false;
  while (!call.cancelled) {
    const { count } = log.arrivals;
    const next = firstFrom(log, after + 1, reading);
    after = next?.position ?? log.lastPosition;
    if (next !== undefined) await give(served, call, reading, next);
    else {
      if (!hasCaughtUp) call.write(caughtUp(served.now()));
      hasCaughtUp = true;
      await log.arrivals.after(count, ending.signal);
    }
  }
}

/** A reader that is slow is waited for. */
async function give(served: Served, call: Call, reading: Reading, record: LogRecord): Promise<void> {
  const { moods } = served;
  if (moods.cutReadsAfter === 0) {
    moods.cutReadsAfter = undefined;
    served.cut();
  }
  if (moods.cutReadsAfter !== undefined) moods.cutReadsAfter -= 1;
  if (call.cancelled || call.destroyed) return;
  if (!call.write(recordAsRead(record, reading.asText))) await drained(call);
}

/** Waits until more can be written, or nobody reads any more. */
async function drained(call: Call): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ends = ['drain', 'cancelled', 'close'].map(async (name) => once(call, name, { signal }));
  await Promise.race(ends);
  waiting.abort();
  await Promise.allSettled(ends);
}

function recordsOf(served: Served, reading: Reading): readonly LogRecord[] | undefined {
  if (reading.stream !== undefined) return taken(visibleIn(served, reading.stream), reading);
  insistOnBoundary(served, reading);
  const { records } = served.log;
  // The rest of the log would only be looked at in vain.
  return taken(
    reading.isBackwards ? records : records.slice(served.log.indexFrom(reading.position)),
    reading,
  );
}

/** As many as are asked for, in the direction asked for. */
function taken(all: readonly LogRecord[] | undefined, reading: Reading): readonly LogRecord[] | undefined {
  if (all === undefined) return undefined;
  const wanted: LogRecord[] = [];
  for (let index = 0; index < all.length && wanted.length < reading.count; index += 1) {
    const record = all[reading.isBackwards ? all.length - 1 - index : index];
    if (record !== undefined && reading.isFrom(record) && reading.wants(record)) wanted.push(record);
  }
  return wanted;
}

function firstFrom(log: StandInLog, position: number, reading: Reading): LogRecord | undefined {
  for (let index = log.indexFrom(position); index < log.records.length; index += 1) {
    const record = log.records[index];
    if (record !== undefined && reading.wants(record)) return record;
  }
  return undefined;
}

function visibleIn(served: Served, stream: string): readonly LogRecord[] | undefined {
  return served.log.visible(stream, served.now());
}

/** A position is a byte in the log: what does not begin there cannot be read. */
function insistOnBoundary({ log }: Served, { stream, position, isFromEnd }: Reading): void {
  const inside = stream === undefined && !isFromEnd && position > 0 && position < log.endPosition;
  if (inside && log.records[log.indexFrom(position)]?.position !== position)
    throw refusal(status.UNKNOWN, `Position ${position} is not that of a record.`);
}

function append(served: Served, requests: readonly AppendReq[]): AppendResp {
  if (served.moods.denies.writes === true) throw new Refused(accessDenied());
  const options = requests[0]?.getOptions();
  const stream = nameIn(options);
  const expected = options?.hasRevision() === true ? Number(options.getRevision()) : stateOf(options);
  const proposed = requests.slice(1).map((request) => proposedBy(request, stream));
  const committed = served.log.commit([{ stream, revision: expected }], proposed, served.now());
  const response = new messages.AppendResp();
  if (committed.outcome === 'failed') {
    const wrong = new messages.AppendResp.WrongExpectedVersion();
    wrong.setCurrentRevision(String(committed.failures[0]?.actual ?? 0));
    response.setWrongExpectedVersion(wrong);
    return response;
  }
  const success = new messages.AppendResp.Success();
  success.setCurrentRevision(String(committed.revisions[0]));
  success.setNoPosition(new shared.Empty());
  response.setSuccess(success);
  return response;
}

function stateOf(options: AppendReq.Options | undefined): number {
  if (options?.hasNoStream() === true) return expectations.noStream;
  return options?.hasStreamExists() === true ? expectations.exists : expectations.any;
}

function proposedBy(request: AppendReq, stream: string): ProposedRecord {
  const message = request.getProposedMessage();
  if (message === undefined) throw refusal(status.INVALID_ARGUMENT, 'There is no message.');
  return {
    stream,
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    isJson: message.getMetadataMap().get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function nameIn(options: { getStreamIdentifier(): shared.StreamIdentifier | undefined } | undefined): string {
  return Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
}
