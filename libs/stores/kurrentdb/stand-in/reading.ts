import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { LogRecord } from '#stores/kurrentdb/stand-in/stand-in-log';

/** What a request to read asks for, in plain values. */
export interface Reading {
  /** `undefined` for `$all`. */
  readonly stream: string | undefined;
  readonly isSubscription: boolean;
  readonly isBackwards: boolean;
  readonly isFromEnd: boolean;
  /** In `$all`: 0 from the start. */
  readonly position: number;
  readonly count: number;
  /** Whether ids are wanted as text, and not as two numbers. */
  readonly asText: boolean;
  /** Whether a record lies where the reading begins, or behind it. */
  isFrom(record: LogRecord): boolean;
  /** Whether a record passes the filter. */
  wants(record: LogRecord): boolean;
}

type Options = ReadReq.Options;

const backwards = 1;

export function readingOf(request: ReadReq): Reading {
  const options = request.getOptions();
  if (options === undefined) throw new Error('A request to read has no options.');
  const stream = options.getStream();
  const place = stream === undefined ? placeInAll(options) : placeInStream(stream);
  return {
    stream: stream && Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    isSubscription: options.hasSubscription(),
    isBackwards: isBackwards(options),
    ...place,
    count: Number(options.getCount()),
    asText: options.getUuidOption()?.hasString() === true,
    wants: filterOf(options),
  };
}

type Place = Pick<Reading, 'isFromEnd' | 'position' | 'isFrom'>;

/** Backwards, a position is the end of what is read: what begins there is not. */
function placeInAll(options: Options): Place {
  const all = options.getAll();
  const position = Number(all?.getPosition()?.getCommitPosition() ?? 0);
  if (all?.hasEnd() === true) return fromEnd(options);
  const isFrom = isBackwards(options)
    ? (record: LogRecord) => record.position < position
    : (record: LogRecord) => record.position >= position;
  return { isFromEnd: false, position, isFrom };
}

function placeInStream(stream: ReadReq.Options.StreamOptions): Place {
  const revision = Number(stream.getRevision());
  // The stand-in's callers read a stream backwards from its end alone.
  const isFrom = (record: LogRecord): boolean => stream.hasEnd() || record.revision >= revision;
  return { isFromEnd: stream.hasEnd(), position: 0, isFrom };
}

/** Forwards, nothing is behind the end. */
function fromEnd(options: Options): Place {
  const isRead = isBackwards(options);
  return { isFromEnd: true, position: 0, isFrom: () => isRead };
}

function isBackwards(options: Options): boolean {
  const direction: number = options.getReadDirection();
  return direction === backwards;
}

function filterOf(options: Options): (record: LogRecord) => boolean {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const isByStream = filter.hasStreamIdentifier();
  const expression = isByStream ? filter.getStreamIdentifier() : filter.getEventType();
  const pattern = new RegExp(expression?.getRegex() ?? '');
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => {
    const text = isByStream ? record.stream : record.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text);
  };
}
