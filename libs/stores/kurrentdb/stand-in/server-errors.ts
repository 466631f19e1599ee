import { Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import errorMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import { deletedStates } from '#stores/kurrentdb/stand-in/stand-in-log';
import type { Failure } from '#stores/kurrentdb/stand-in/stand-in-log';

const detailsPrefix = 'type.googleapis.com/kurrentdb.protocol.v2.streams.errors.';

/** An error as the older services give it: its kind is a header. */
function exceptionOf(
  code: status,
  exception: string,
  more: Readonly<Record<string, string>> = {},
): Partial<ServiceError> {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  for (const [key, value] of Object.entries(more)) metadata.set(key, value);
  return { code, details: exception, metadata };
}

export function accessDenied(): Partial<ServiceError> {
  return exceptionOf(status.PERMISSION_DENIED, 'access-denied');
}

export function streamDeleted(stream: string): Partial<ServiceError> {
  return exceptionOf(status.FAILED_PRECONDITION, 'stream-deleted', { 'stream-name': stream });
}

/** How `appendSession` answers: of several streams it names the first. */
export function revisionConflict(failures: readonly Failure[]): Partial<ServiceError> {
  const [first] = failures;
  // The server of 25.1 looks for the first of none, which ends as an error of its own.
  if (first === undefined) return { code: status.UNKNOWN, details: 'Exception was thrown by handler.' };
  if (first.actual === deletedStates.tombstoned) return tombstoned(first.stream);
  const conflict = new errorMessages.StreamRevisionConflictErrorDetails();
  conflict.setStream(first.stream);
  conflict.setExpectedRevision(String(first.expected));
  conflict.setActualRevision(String(first.actual));
  return withDetails(status.FAILED_PRECONDITION, 'StreamRevisionConflictErrorDetails', conflict);
}

function tombstoned(stream: string): Partial<ServiceError> {
  const details = new errorMessages.StreamTombstonedErrorDetails();
  details.setStream(stream);
  return withDetails(status.FAILED_PRECONDITION, 'StreamTombstonedErrorDetails', details);
}

/** How `appendRecords` answers: every check that failed. */
export function consistencyViolation(failures: readonly Failure[]): Partial<ServiceError> {
  if (failures.length === 0) return { code: status.UNKNOWN, details: 'Exception was thrown by handler.' };
  const details = new errorMessages.AppendConsistencyViolationErrorDetails();
  for (const { stream, expected, actual } of failures) {
    const state = new errorMessages.ConsistencyViolation.StreamStateViolation();
    state.setStream(stream);
    state.setExpectedState(String(expected));
    state.setActualState(String(actual));
    const violation = new errorMessages.ConsistencyViolation();
    violation.setStreamState(state);
    details.addViolations(violation);
  }
  return withDetails(status.FAILED_PRECONDITION, 'AppendConsistencyViolationErrorDetails', details);
}

/** An append that is larger than the server was set to take. */
export function transactionTooLarge(size: number, maxSize: number): Partial<ServiceError> {
  const details = new errorMessages.AppendTransactionSizeExceededErrorDetails();
  details.setSize(size);
  details.setMaxSize(maxSize);
  return withDetails(status.ABORTED, 'AppendTransactionSizeExceededErrorDetails', details);
}

function withDetails(
  code: status,
  type: string,
  details: { serializeBinary(): Uint8Array },
): Partial<ServiceError> {
  const any = [...field(1, Buffer.from(`${detailsPrefix}${type}`)), ...field(2, details.serializeBinary())];
  const metadata = new Metadata();
  // google.rpc.Status: the code is field 1, the details are field 3.
  metadata.set('grpc-status-details-bin', Buffer.from([8, code, ...field(3, Buffer.from(any))]));
  return { code, details: type, metadata };
}

/** A field of bytes in a message of Protocol Buffers: number and kind, length as a varint, bytes. */
function field(number: number, bytes: Uint8Array): number[] {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest > 127 ? (rest % 128) + 128 : rest);
    if (rest <= 127) break;
  }
  return [number * 8 + 2, ...length, ...bytes];
}
