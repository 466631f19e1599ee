import { describe, expect, it } from '@jest/globals';
import { StandInLog } from '#stores/kurrentdb/stand-in/stand-in-log';
import type { Committed, ProposedRecord } from '#stores/kurrentdb/stand-in/stand-in-log';

const noStream = -1;
const any = -2;
const exists = -4;
const at = Date.parse('2026-01-05T10:00:00Z');

/** Appends records with the ids given to streams: `{ a: [-1, 'x', 'y'] }` expects -1 and brings two. */
function commit(
  log: StandInLog,
  appends: Readonly<Record<string, readonly [number, ...string[]]>>,
): Committed {
  const streams = Object.entries(appends);
  const proposed = streams.flatMap(([stream, [, ...ids]]) => ids.map((id) => record(stream, id)));
  return log.commit(
    streams.map(([stream, [revision]]) => ({ stream, revision })),
    proposed,
    at,
  );
}

function record(stream: string, id: string): ProposedRecord {
  return { stream, id, type: 'Test', isJson: false, data: new Uint8Array(3), metadata: new Uint8Array() };
}

function failed(...failures: readonly [stream: string, expected: number, actual: number][]): unknown {
  return {
    outcome: 'failed',
    failures: failures.map(([stream, expected, actual]) => ({ stream, expected, actual })),
  };
}

// As IndexWriter.CheckCommit and StorageWriterService.VerifyCommitChecks of the server have it.
describe('The stand-in for KurrentDB, as the server,', () => {
  it('writes all of several streams, in order, at positions that go up', () => {
    const log = new StandInLog();
    expect(commit(log, { a: [noStream, '1', '2'], b: [any, '3'] })).toMatchObject({ revisions: [1, 0] });
    expect(log.records.map(({ stream, revision }) => [stream, revision])).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 0],
    ]);
    const positions = log.records.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other));
  });

  it('writes nothing when one stream is not where it is expected, and names all that are not', () => {
    const log = new StandInLog();
    commit(log, { a: [noStream, '1'], b: [noStream, '2', '3'] });
    const wrong = commit(log, { c: [noStream, '4'], a: [noStream, '5'], b: [5, '6'], d: [exists, '7'] });
    expect(wrong).toEqual(failed(['a', -1, 0], ['b', 5, 1], ['d', -4, -1]));
    expect(log.records).toHaveLength(3);
  });

  it('takes the same ids after the same revision for a repetition, whatever else they hold', () => {
    const log = new StandInLog();
    commit(log, { a: [noStream, '1', '2'], b: [noStream, '3'] });
    const again = commit(log, { a: [noStream, '1', '2'], b: [any, '3'] });
    expect(again).toMatchObject({ outcome: 'idempotent', revisions: [1, 0] });
    expect(log.records).toHaveLength(3);
  });

  it.each([
    ['one stream is a repetition and the other is new', { a: [noStream, '1'], b: [noStream, '9'] }],
    ['the first record is a repetition and the second is not', { a: [noStream, '1', '9'] }],
  ] as const)('fails without naming a stream when %s', (_, append) => {
    const log = new StandInLog();
    commit(log, { a: [noStream, '1', '2'] });
    expect(commit(log, append)).toEqual(failed());
  });

  it('begins a stream that was deleted anew, at the next revision', () => {
    const log = new StandInLog();
    commit(log, { a: [noStream, '1', '2'] });
    log.softDelete('a', at);
    expect(log.visible('a', at)).toBeUndefined();
    expect(commit(log, { a: [5, '3'] })).toEqual(failed(['a', 5, -10]));
    expect(commit(log, { a: [noStream, '3'] })).toMatchObject({ outcome: 'written', revisions: [2] });
    expect(log.visible('a', at)?.map(({ revision }) => revision)).toEqual([2]);
  });

  it('never takes a name again that was deleted for good', () => {
    const log = new StandInLog();
    log.tombstone('a', at);
    expect(commit(log, { a: [any, '1'], b: [any, '2'] })).toEqual(failed(['a', -2, -100]));
  });

  it.each([
    ['$maxCount', 2, [1, 2]],
    ['$tb', 1, [1, 2]],
    ['$maxAge', 60, []],
  ])('shows of a stream only what %s lets it', (key, value, revisions) => {
    const log = new StandInLog();
    commit(log, { a: [noStream, '1', '2', '3'] });
    const data = new TextEncoder().encode(JSON.stringify({ [key]: value }));
    log.commit([{ stream: '$$a', revision: any }], [{ ...record('$$a', '4'), data }], at);
    expect(log.visible('a', at + 61_000)?.map(({ revision }) => revision)).toEqual(revisions);
  });
});
