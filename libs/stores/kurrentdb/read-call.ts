import type { CallOptions, Client as GrpcClient, Metadata } from '@grpc/grpc-js';
import { convertToCommandError } from '@kurrent/kurrentdb-client';
import type { AllStreamRecordedEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

/** A record as KurrentDB gives it back, by whichever way it was read. */
export interface KurrentRecord {
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Where it begins in the log. */
  readonly position: bigint;
}

export type Direction = 'forwards' | 'backwards';

/** What to read of `$all`. */
export interface ReadOfAll {
  readonly direction: Direction;
  /** Forwards inclusive, backwards exclusive. */
  readonly from: 'start' | 'end' | bigint;
  /** A regular expression over names of streams. */
  readonly pattern: string;
  readonly count: number;
}

/** What to read of one stream. */
export interface ReadOfStream {
  readonly stream: string;
  readonly direction: Direction;
  /** A revision, inclusive. */
  readonly from: 'end' | bigint;
  readonly count: number;
}

/**
 * The parts of the client that it keeps to its subclasses, which its factory does not make.
 *
 * Reads go by its stubs and its connection, because its own reads go by a second client in native code, which
 * holds back every few requests for 40 ms (it leaves Nagle's algorithm on), takes half a second to connect,
 * and tells nothing of the server's errors but their kind.
 */
interface ClientInside {
  execute<Stub extends GrpcClient, Result>(
    stub: new (...args: never[]) => Stub,
    name: string,
    action: (stub: Stub) => Promise<Result>,
  ): Promise<Result>;
  callArguments(
    options: { readonly requiresLeader: boolean },
    callOptions: { readonly deadline: Date },
  ): [Metadata, CallOptions];
}

/** A page of 500 records of 1 MiB takes its time; a server that is gone is found out by the keep-alive. */
const longestReadMs = 60_000;
const backwards = 1;
const empty = (): shared.Empty => new shared.Empty();

export async function readOfAll(client: KurrentDBClient, read: ReadOfAll): Promise<KurrentRecord[]> {
  const all = new messages.ReadReq.Options.AllOptions();
  if (read.from === 'start') all.setStart(empty());
  else if (read.from === 'end') all.setEnd(empty());
  else all.setPosition(positionOf(read.from));
  const options = optionsFor(read.direction, read.count);
  options.setAll(all);
  options.setFilter(filterOf(read.pattern));
  return (await received(client, options)) ?? [];
}

/** `undefined` for a stream that is not there. */
export async function readOfStream(
  client: KurrentDBClient,
  read: ReadOfStream,
): Promise<KurrentRecord[] | undefined> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(read.stream));
  const stream = new messages.ReadReq.Options.StreamOptions();
  stream.setStreamIdentifier(identifier);
  if (read.from === 'end') stream.setEnd(empty());
  else stream.setRevision(String(read.from));
  const options = optionsFor(read.direction, read.count);
  options.setStream(stream);
  options.setNoFilter(empty());
  return received(client, options);
}

/** A record that the client's own subscription gave. */
export function recordOfClient(record: AllStreamRecordedEvent): KurrentRecord {
  return {
    stream: record.streamId,
    revision: record.revision,
    type: record.type,
    isJson: record.isJson,
    data: bytesOf(record.data),
    metadata: bytesOf(record.metadata),
    position: record.position.commit,
  };
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value ?? {}));
}

function optionsFor(direction: Direction, count: number): ReadReq.Options {
  const uuid = new messages.ReadReq.Options.UUIDOption();
  uuid.setString(empty());
  const options = new messages.ReadReq.Options();
  options.setReadDirection(direction === 'backwards' ? backwards : 0);
  options.setResolveLinks(false);
  options.setCount(String(count));
  options.setUuidOption(uuid);
  return options;
}

function positionOf(position: bigint): ReadReq.Options.Position {
  const place = new messages.ReadReq.Options.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return place;
}

function filterOf(pattern: string): ReadReq.Options.FilterOptions {
  const expression = new messages.ReadReq.Options.FilterOptions.Expression();
  expression.setRegex(pattern);
  const filter = new messages.ReadReq.Options.FilterOptions();
  filter.setStreamIdentifier(expression);
  filter.setCount(empty());
  filter.setCheckpointintervalmultiplier(1);
  return filter;
}

async function received(
  client: KurrentDBClient,
  options: ReadReq.Options,
): Promise<KurrentRecord[] | undefined> {
  const inside = client as unknown as ClientInside;
  const request = new messages.ReadReq();
  request.setOptions(options);
  const deadline = new Date(Date.now() + longestReadMs);
  return inside.execute(services.StreamsClient, 'read', async (stub) => {
    const records: KurrentRecord[] = [];
    let isThere = true;
    const call = stub.read(request, ...inside.callArguments({ requiresLeader: true }, { deadline }));
    call.on('data', (response: ReadResp) => {
      isThere &&= !response.hasStreamNotFound();
      const event = response.getEvent()?.getEvent();
      if (event !== undefined) records.push(recordOf(event));
    });
    return new Promise((resolve, reject) => {
      call.on('error', (error) => reject(convertToCommandError(error)));
      call.on('end', () => resolve(isThere ? records : undefined));
    });
  });
}

function recordOf(event: ReadResp.ReadEvent.RecordedEvent): KurrentRecord {
  const metadata = event.getMetadataMap();
  return {
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    revision: BigInt(event.getStreamRevision()),
    type: metadata.get('type') ?? '',
    isJson: metadata.get('content-type') === 'application/json',
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
    position: BigInt(event.getCommitPosition()),
  };
}
