import { bodyOf } from '../../libs/eventing/envelope.ts';
import type { EventStore, NewAnswer, Write } from '../../libs/eventing/event-store.ts';
import { PostgresStore } from '../../libs/stores/postgres/postgres-store.ts';
import { SqliteStore } from '../../libs/stores/sqlite/sqlite-store.ts';
import { fillBy } from './databases.ts';
import { filledInSql, nameOf, sampleInSql, sampleOf } from './peer.ts';
import type { Filled, OpenPeer, Peer, Sample } from './peer.ts';

const postgres = {
  prepare: async (url: string) => (await PostgresStore.open({ url })).close(),
  fill: fillPostgres,
};

const doesOnPostgres =
  '1 round trip, 1 prepared call of its function and 1 commit for all the appends of the process that ' +
  "wait, on 1 connection; text, 2 rows (the event and the command's answer) and 5 indexes; the row of the " +
  'stream and then the lock of the order held to the commit, so no position is skipped; a notice to readers';

export const tallystick: Peer = {
  ...postgres,
  name: 'Tallystick',
  does: doesOnPostgres,
  open: async (url) => openTallystick(await PostgresStore.open({ url })),
};

/**
 * As commands go through `handle()`: what a stream will be is known in the process before the disk has it, so
 * the next append is sent on top of it, to be written only when the one before it was.
 */
export const tallystickAhead: Peer = {
  ...postgres,
  name: 'Tallystick, ahead',
  does:
    'the same, as `handle()` does it: each append is sent on top of the one before it without waiting for ' +
    'the disk, and written only when that one was',
  open: async (url) => openAhead(await PostgresStore.open({ url })),
};

export const tallystickOnSqlite: Peer = {
  name: 'Tallystick on SQLite',
  does:
    "1 transaction for all the appends of the process that wait, prepared statements, Node's own driver; " +
    "2 rows, the event and the command's answer, 5 indexes",
  prepare: async () => undefined,
  open: async (file) => openTallystick(SqliteStore.open({ file })),
};

function openTallystick(store: EventStore): OpenPeer {
  return {
    async append(stream, count, sample) {
      const appended = await store.append([writeOf(stream, count, sample)], answerOf(sample, count));
      return isAppended(appended.outcome);
    },
    async countOf(stream, known) {
      let count = known;
      for await (const { version } of store.readStream(nameOf(stream), known)) count = version + 1;
      return count;
    },
    close: async () => store.close(),
  };
}

/** The last append that was sent on a stream, and what it will have come to. */
interface Sent {
  readonly count: number;
  readonly answer: NewAnswer;
}

function openAhead(store: EventStore): OpenPeer {
  const plain = openTallystick(store);
  const lastSent = new Map<number, Sent>();
  return {
    ...plain,
    async append(stream, known, sample) {
      const before = lastSent.get(stream);
      const count = before?.count ?? known;
      const answer = answerOf(sample, count);
      lastSent.set(stream, { count: count + 1, answer });
      const options = before === undefined ? {} : { after: [before.answer] };
      const appended = await store.append([writeOf(stream, count, sample)], answer, options);
      if (appended.outcome !== 'appended') lastSent.delete(stream);
      return isAppended(appended.outcome);
    },
  };
}

function isAppended(outcome: string): boolean {
  if (outcome === 'already-answered') throw new Error('A command of the benchmark had its answer already.');
  return outcome === 'appended';
}

function writeOf(stream: number, count: number, sample: Sample): Write {
  const event = { id: sample.id, type: sample.type, body: bodyOf(sample) };
  return { stream: nameOf(stream), expected: count === 0 ? 'no-stream' : count - 1, events: [event] };
}

function answerOf({ id, stream, type, command, actor }: Sample, version: number): NewAnswer {
  const asked = { type: 'SubmitPerformanceUpdate', partnership: 'riverside', actor, via: 'register.csv' };
  const events = [{ id, type, stream, version }];
  const body = JSON.stringify({ ...asked, effectiveOn: '2011-08-31', outcome: 'accepted', events });
  return { command, hash: id.replaceAll('-', '').repeat(2), outcome: 'accepted', body };
}

async function fillPostgres(url: string, filled: Filled): Promise<void> {
  const { stream, count } = filledInSql(filled);
  const last = filled.streams * filled.eventsOfStream - 1;
  const name = `('${nameOf(0).slice(0, -8)}' || lpad(${stream}::text, 8, '0'))`;
  const recordedAt = `'2011-08-31T09:00:00.000Z'`;
  const answer = answerOf(sampleOf(0, 0), 19).body.replaceAll("'", "''");
  await fillBy(
    url,
    `INSERT INTO tallystick.streams (stream)
     SELECT ${name} FROM generate_series(0, ${filled.streams - 1}) AS i`,
    `INSERT INTO tallystick.events (position, id, stream, version, type, body, recorded_at)
     SELECT i + 1, gen_random_uuid(), ${name}, ${count}, 'PerformanceUpdateSubmitted',
            ${sampleInSql('i', stream)}, ${recordedAt}
     FROM generate_series(0, ${last}) AS i`,
    `INSERT INTO tallystick.answers (sequence, command, hash, outcome, body, position, recorded_at)
     SELECT i + 1, 'riverside/register-2011-12-row-' || lpad(i::text, 8, '0'), repeat(md5(i::text), 2),
            'accepted', '${answer}', i + 1, ${recordedAt}
     FROM generate_series(0, ${last}) AS i`,
  );
}
