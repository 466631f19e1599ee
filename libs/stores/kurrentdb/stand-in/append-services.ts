import type {
  sendUnaryData,
  ServerReadableStream,
  ServerUnaryCall,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type {
  AppendRecord,
  AppendRecordsRequest,
  AppendRecordsResponse,
  AppendRequest,
  AppendSessionResponse,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import {
  accessDenied,
  consistencyViolation,
  revisionConflict,
  transactionTooLarge,
} from '#stores/kurrentdb/stand-in/server-errors';
import { Refused, refusal } from '#stores/kurrentdb/stand-in/served';
import type { Served } from '#stores/kurrentdb/stand-in/served';
import { expectations } from '#stores/kurrentdb/stand-in/stand-in-log';
import type { Committed, Expected, Failure, ProposedRecord } from '#stores/kurrentdb/stand-in/stand-in-log';

const schemaName = /^[a-zA-Z0-9_.-]+$/;
const formats = ['Unspecified', 'Json', 'Protobuf', 'Avro', 'Bytes'];

/** The newer service of the server: appends to several streams that are all or nothing. */
export function appendServices(served: Served): UntypedServiceImplementation {
  return {
    appendSession(
      call: ServerReadableStream<AppendRequest, AppendSessionResponse>,
      callback: sendUnaryData<AppendSessionResponse>,
    ): void {
      const requests: AppendRequest[] = [];
      call.on('data', (request: AppendRequest) => requests.push(request));
      // A connection that is cut ends here, and then nothing is written.
      call.on('error', () => requests.splice(0));
      call.on('end', () => answer(served, callback, () => session(served, requests)));
    },
    appendRecords(
      call: ServerUnaryCall<AppendRecordsRequest, AppendRecordsResponse>,
      callback: sendUnaryData<AppendRecordsResponse>,
    ): void {
      answer(served, callback, () => records(served, call.request));
    },
  };
}

/** Answers, or cuts the connection before or after the writing, as the stand-in was told. */
export function answer<Response>(
  served: Served,
  callback: sendUnaryData<Response>,
  write: () => Response,
): void {
  const { cutAppends } = served.moods;
  const cuts = cutAppends !== undefined && cutAppends.times > 0;
  if (cuts) cutAppends.times -= 1;
  if (cuts && cutAppends.when === 'before') return served.cut();
  try {
    const response = write();
    if (cuts) return served.cut();
    callback(null, response);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    callback(error.error);
  }
}

function session(served: Served, requests: readonly AppendRequest[]): AppendSessionResponse {
  const streams = new Set(requests.map((request) => request.getStream().toLowerCase()));
  if (streams.size < requests.length)
    throw refusal(status.ABORTED, 'A stream is already part of this append session.');
  const proposed = requests.flatMap((request) =>
    request.getRecordsList().map((record) => proposedBy(record, request.getStream())),
  );
  const expected = requests.map((request) => ({
    stream: request.getStream(),
    revision: Number(request.hasExpectedRevision() ? request.getExpectedRevision() : expectations.any),
  }));
  const written = commit(served, expected, proposed, revisionConflict);
  const response = new messages.AppendSessionResponse();
  response.setPosition(String(written.position));
  for (const [index, { stream }] of expected.entries()) {
    const output = new messages.AppendResponse();
    output.setStream(stream);
    output.setStreamRevision(String(written.revisions[index]));
    response.addOutput(output);
  }
  return response;
}

/** Checks may be of streams that are not written to; what is written to without a check may be anywhere. */
function records(served: Served, request: AppendRecordsRequest): AppendRecordsResponse {
  const proposed = request.getRecordsList().map((record) => proposedBy(record, record.getStream()));
  const revisions = new Map(proposed.map((record) => [record.stream, expectations.any as number]));
  const written = revisions.size;
  for (const check of request.getChecksList()) {
    const state = check.getStreamState();
    if (state === undefined) throw refusal(status.INVALID_ARGUMENT, 'A check must specify a kind.');
    if (Number(state.getExpectedState()) === expectations.any)
      throw refusal(status.INVALID_ARGUMENT, 'Any is not allowed in a check.');
    revisions.set(state.getStream(), Number(state.getExpectedState()));
  }
  const expected = [...revisions].map(([stream, revision]) => ({ stream, revision }));
  const committed = commit(served, expected, proposed, consistencyViolation);
  const response = new messages.AppendRecordsResponse();
  response.setPosition(String(committed.position));
  for (const [index, { stream }] of expected.slice(0, written).entries()) {
    const revision = new messages.StreamRevision();
    revision.setStream(stream);
    revision.setRevision(String(committed.revisions[index]));
    response.addRevisions(revision);
  }
  return response;
}

function commit(
  served: Served,
  expected: readonly Expected[],
  proposed: readonly ProposedRecord[],
  errorOf: (failures: readonly Failure[]) => Refused['error'],
): Extract<Committed, { position: number }> {
  const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (size > served.maximumAppendBytes)
    throw new Refused(transactionTooLarge(size, served.maximumAppendBytes));
  if (served.moods.denies.writes === true) throw new Refused(accessDenied());
  if (proposed.length === 0) throw refusal(status.INVALID_ARGUMENT, 'There are no records to append.');
  const committed = served.log.commit(expected, proposed, served.now());
  if (committed.outcome === 'failed') throw new Refused(errorOf(committed.failures));
  return committed;
}

function proposedBy(record: AppendRecord, stream: string): ProposedRecord {
  const schema = record.getSchema();
  if (schema === undefined || !schemaName.test(schema.getName()))
    throw refusal(status.INVALID_ARGUMENT, 'Not the name of a schema.');
  if (stream === '' || stream === '$$') throw refusal(status.INVALID_ARGUMENT, 'Not the name of a stream.');
  const format = formats[schema.getFormat()] ?? '';
  return {
    stream,
    id: record.getRecordId() ?? crypto.randomUUID(),
    type: schema.getName(),
    isJson: format === 'Json',
    data: record.getData_asU8(),
    metadata: Buffer.from(JSON.stringify(propertiesOf(record, format))),
  };
}

/** What is not JSON gets its format among the properties, as the server does it. */
function propertiesOf(record: AppendRecord, format: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [key, value] of record.getPropertiesMap().entries()) properties[key] = value.getStringValue();
  return format === 'Json' ? properties : { ...properties, '$schema.format': format };
}
