import {
  AppendConsistencyViolationError,
  NO_STREAM,
  STREAM_STATE,
  StreamDeletedError,
  StreamTombstonedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { NotWritten } from '#eventing/event-store';
import { asClientError } from '#stores/kurrentdb/connection';
import type { RecordToWrite } from '#stores/kurrentdb/kurrent-records';

/** Where a stream is expected to stand: the revision of its last record, or that there is none. */
export type ExpectedState = bigint | typeof NO_STREAM;

/** Records that are written all or not at all, and what is expected of the streams. */
export interface AtomicAppend {
  /** In the order in which they are to lie in the log; those of one stream together. */
  readonly records: readonly RecordToWrite[];
  /** Of every stream that is written to, in the order of the records. */
  readonly expected: ReadonlyMap<string, ExpectedState>;
  /** Of streams that are not written to. Only a path that `checksOthers` looks at them. */
  readonly others: ReadonlyMap<string, ExpectedState>;
}

export type Sent =
  | {
      readonly outcome: 'written';
      readonly position: bigint;
      readonly revisions: ReadonlyMap<string, bigint>;
    }
  /** Some streams did not stand where expected: all of those, or on the older path the first. */
  | { readonly outcome: 'failed'; readonly streams: ReadonlySet<string> };

/** One of the ways in which a version of KurrentDB appends to several streams at once. */
export interface AppendPath {
  readonly name: 'appendRecords' | 'multiStreamAppend';
  readonly checksOthers: boolean;
  /** Whether it names every stream that did not stand where expected; else one of them. */
  readonly namesAll: boolean;
  /** @throws what the client throws, when there is no answer or the server refuses for another reason */
  send(append: AtomicAppend): Promise<Sent>;
}

/** KurrentDB 26.1 and later. */
export function appendRecordsPath(client: KurrentDBClient): AppendPath {
  return {
    name: 'appendRecords',
    checksOthers: true,
    namesAll: true,
    send: async ({ records, expected, others }) =>
      sent(() => {
        const checks = [...expected, ...others].map(([streamName, expectedState]) => ({
          type: STREAM_STATE as typeof STREAM_STATE,
          streamName,
          expectedState,
        }));
        return client.appendRecords([...records], checks);
      }),
  };
}

/** KurrentDB 25.1. */
export function multiStreamAppendPath(client: KurrentDBClient): AppendPath {
  return {
    name: 'multiStreamAppend',
    checksOthers: false,
    namesAll: false,
    send: async ({ records, expected }) =>
      sent(() => {
        const eventsOf = Map.groupBy(records, (record) => record.streamName);
        const requests = [...expected].map(([streamName, expectedState]) => ({
          streamName,
          expectedState,
          events: (eventsOf.get(streamName) ?? []).map((one) => one.record),
        }));
        return client.multiStreamAppend(requests);
      }),
  };
}

async function sent(send: () => ReturnType<KurrentDBClient['appendRecords']>): Promise<Sent> {
  try {
    const { position, responses } = await send();
    const revisions = new Map(responses.map(({ streamName, revision }) => [streamName, revision]));
    return { outcome: 'written', position, revisions };
  } catch (caught) {
    const error = asClientError(caught);
    const streams = failedStreams(error);
    if (streams === undefined) throw error;
    return { outcome: 'failed', streams };
  }
}

/** What the server says of a stream that was deleted for good. */
const tombstoned = -100n;

function failedStreams(error: unknown): Set<string> | undefined {
  if (error instanceof WrongExpectedVersionError) return new Set([error.streamName]);
  if (error instanceof StreamTombstonedError) throw deleted(error.stream);
  if (error instanceof StreamDeletedError) throw deleted(error.streamName);
  if (!(error instanceof AppendConsistencyViolationError)) return undefined;
  const gone = error.violations.find((violation) => violation.actualState === tombstoned);
  if (gone !== undefined) throw deleted(gone.streamName);
  return new Set(error.violations.map((violation) => violation.streamName));
}

function deleted(stream: string): NotWritten {
  return new NotWritten(
    `The stream "${stream}" was deleted in KurrentDB: restore the database from a backup.`,
  );
}
