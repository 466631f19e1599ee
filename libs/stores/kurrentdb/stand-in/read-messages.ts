import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { LogRecord } from '#stores/kurrentdb/stand-in/stand-in-log';

/** A tick of .NET is 100 nanoseconds. */
const ticksPerMillisecond = 10_000;

export function recordAsRead(record: LogRecord, asText: boolean): ReadResp {
  const event = new messages.ReadResp.ReadEvent.RecordedEvent();
  event.setId(uuidOf(record.id, asText));
  event.setStreamIdentifier(identifierOf(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setPreparePosition(String(record.position));
  event.setCommitPosition(String(record.position));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('created', String(record.createdAt * ticksPerMillisecond));
  event.getMetadataMap().set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  event.setCustomMetadata(record.metadata);
  event.setData(record.data);
  const read = new messages.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(record.position));
  const response = new messages.ReadResp();
  response.setEvent(read);
  return response;
}

export function streamNotFound(stream: string): ReadResp {
  const notFound = new messages.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const response = new messages.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
}

/** The first word of a subscription. */
export function confirmation(): ReadResp {
  const confirmed = new messages.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(crypto.randomUUID());
  const response = new messages.ReadResp();
  response.setConfirmation(confirmed);
  return response;
}

/** That a subscription has given all there is, and the server's time. */
export function caughtUp(now: number): ReadResp {
  const timestamp = new timestamps.Timestamp();
  timestamp.fromDate(new Date(now));
  const caught = new messages.ReadResp.CaughtUp();
  caught.setTimestamp(timestamp);
  const response = new messages.ReadResp();
  response.setCaughtUp(caught);
  return response;
}

function identifierOf(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

function uuidOf(id: string, asText: boolean): shared.UUID {
  const uuid = new shared.UUID();
  if (asText) {
    uuid.setString(id);
    return uuid;
  }
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(bytes.readBigInt64BE(0).toString());
  structured.setLeastSignificantBits(bytes.readBigInt64BE(8).toString());
  uuid.setStructured(structured);
  return uuid;
}
