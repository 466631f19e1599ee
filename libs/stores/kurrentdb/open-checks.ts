import { NO_STREAM, UnsupportedError } from '@kurrent/kurrentdb-client';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnusable } from '#eventing/event-store';
import { defaultPageSize, oneByOne } from '#eventing/paging';
import type { AppendPath, ExpectedState } from '#stores/kurrentdb/append-paths';
import { appendRecordsPath, multiStreamAppendPath } from '#stores/kurrentdb/append-paths';
import { asClientError, isAccessDenied, isTooLarge, isWithoutAnswer } from '#stores/kurrentdb/connection';
import { unreachable } from '#stores/kurrentdb/kurrent-appending';
import type { KurrentNames } from '#stores/kurrentdb/kurrent-names';
import { KurrentReader } from '#stores/kurrentdb/kurrent-reading';
import { clockRecord, jsonIn, metadataIn, positionOf } from '#stores/kurrentdb/kurrent-records';
import type { KurrentRecord } from '#stores/kurrentdb/read-call';
import { serverTime } from '#stores/kurrentdb/kurrent-subscription';
import { insistHarmless, metadataStreamOf } from '#stores/kurrentdb/stream-metadata';

export interface OpenChecks {
  readonly client: KurrentDBClient;
  readonly names: KurrentNames;
  /** The clock of this machine, in milliseconds since 1970. */
  readonly machineTime: () => number;
  /** How long to wait for the server altogether, in milliseconds. */
  readonly withinMs: number;
}

export interface Found {
  /** The server's version as it says it: `26.1.0`. */
  readonly version: string;
  readonly path: AppendPath;
}

/** Clocks that differ by more would order what several machines record in a way that no one expects. */
const mostSkewMs = 60_000;
/** What one event and its answer may take, at 1 MiB each, and some more for what goes with them. */
const neededAppendBytes = 3 * 1024 * 1024;
const settingsStream = '$settings';

/**
 * Looks whether a server can be worked with safely. Writes nothing.
 *
 * @throws StoreUnusable with a sentence for the operator, and nothing of the URL
 */
export async function checkedServer(checks: OpenChecks): Promise<Found> {
  const timer = new AbortController();
  try {
    return await Promise.race([looked(checks), tooLong(checks.withinMs, timer.signal)]);
  } catch (error) {
    throw asUnusable(asClientError(error));
  } finally {
    timer.abort();
  }
}

async function looked(checks: OpenChecks): Promise<Found> {
  const version = await versionOf(checks.client);
  const path = pathFor(version, checks.client);
  await checkClock(checks);
  await checkRecords(checks);
  await checkMetadata(checks);
  await checkWriting(path, checks.names);
  return { version, path };
}

/** The client keeps what it learnt of the server to its own subclasses. */
async function versionOf(client: KurrentDBClient): Promise<string> {
  const { capabilities } = client as unknown as { capabilities: Promise<{ serverVersion: string }> };
  return (await capabilities).serverVersion;
}

function pathFor(version: string, client: KurrentDBClient): AppendPath {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isAtLeast = (wantedMajor: number, wantedMinor: number): boolean =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (isAtLeast(26, 1)) return appendRecordsPath(client);
  if (isAtLeast(25, 1)) return multiStreamAppendPath(client);
  throw new StoreUnusable(
    `This is KurrentDB ${version}, and Tallystick needs 25.1 or later, which can write to several streams ` +
      'at once.',
  );
}

async function checkClock({ client, machineTime }: OpenChecks): Promise<void> {
  const time = await serverTime(client);
  const skewMs = time === undefined ? 0 : time - machineTime();
  if (Math.abs(skewMs) <= mostSkewMs) return;
  throw new StoreUnusable(
    `The clock of KurrentDB is ${Math.round(Math.abs(skewMs) / 1000)} seconds ` +
      `${skewMs > 0 ? 'ahead of' : 'behind'} the clock of this machine: set both by a time server.`,
  );
}

/** The first and the last record in our names are ours. Each other is looked at when it is read. */
async function checkRecords(checks: OpenChecks): Promise<void> {
  const { ours } = checks.names.patterns;
  const reader = readerFor(checks);
  const ends = [...(await reader.after(0, ours, 1)), ...(await reader.before('end', ours, 1))];
  for (const record of ends) {
    metadataIn(record);
    positionOf(record);
  }
}

/** Nothing of ours may ever be cut off, neither by its own metadata nor by what is set for every stream. */
async function checkMetadata(checks: OpenChecks): Promise<void> {
  const reader = readerFor(checks);
  const fetch = async (after: number): Promise<readonly KurrentRecord[]> =>
    reader.after(after, checks.names.patterns.metadataOfOurs, defaultPageSize);
  for await (const record of oneByOne(0, fetch, positionOf))
    insistHarmless(record.stream.slice(2), jsonIn(record.data));
  const settings = await reader.lastOf(settingsStream);
  if (settings !== undefined) insistHarmless(settingsStream, jsonIn(settings.data));
}

/**
 * Sends an append that can never be written, because it expects what no stream will reach: the server looks
 * at the rights and the size of it first.
 */
async function checkWriting(path: AppendPath, names: KurrentNames): Promise<void> {
  const clock = clockRecord(names.clock, 'never');
  const record = { ...clock.record, data: new Uint8Array(neededAppendBytes) };
  const expected = new Map<string, ExpectedState>([[names.clock, unreachable]]);
  const others = new Map<string, ExpectedState>([[metadataStreamOf(names.clock), NO_STREAM]]);
  const { outcome } = await path
    .send({ records: [{ streamName: names.clock, record }], expected, others })
    .catch((error: unknown) => {
      if (isAccessDenied(error)) throw lacks('append to its streams and to read their metadata');
      throw isTooLarge(error) ? tooSmall() : error;
    });
  if (outcome === 'failed') return;
  throw new StoreUnusable('KurrentDB wrote what it should have refused: it does not compare revisions.');
}

function readerFor({ client, names, withinMs }: OpenChecks): KurrentReader {
  return new KurrentReader(client, names, withinMs);
}

async function tooLong(milliseconds: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(unreached()), milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

function asUnusable(error: unknown): Error {
  if (error instanceof StoreUnusable) return error;
  if (isAccessDenied(error)) return lacks('read $all');
  if (error instanceof UnsupportedError)
    return new StoreUnusable(`KurrentDB lacks what its version should have: ${error.feature}.`);
  if (isWithoutAnswer(error) || isDiscovery(error)) return unreached();
  const kind = error instanceof Error ? error.constructor.name : 'an error without a name';
  return new StoreUnusable(`KurrentDB could not be looked at: ${kind}.`);
}

/** The client looks for a leader among the nodes of a cluster, and gives up with a plain error. */
function isDiscovery(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Failed to discover');
}

function unreached(): StoreUnusable {
  return new StoreUnusable(
    'KurrentDB did not answer: look whether it runs, and whether the host, the port and `tls` of its URL ' +
      'are right.',
  );
}

function lacks(right: string): StoreUnusable {
  return new StoreUnusable(`KurrentDB refuses Tallystick the right to ${right}: give its user that right.`);
}

function tooSmall(): StoreUnusable {
  return new StoreUnusable(
    `KurrentDB is set to take appends of less than ${neededAppendBytes} bytes, which one event and its ` +
      'answer may need: set its MaxAppendSize and MaxAppendEventSize to 16777216 bytes.',
  );
}
