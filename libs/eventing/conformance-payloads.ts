import { describe, expect, it } from '@jest/globals';
import { maximumBodyBytes, maximumEventsOfAppend } from '#eventing/append-limits';
import {
  aWrite,
  accepted,
  all,
  anAnswer,
  anEvent,
  benchFor,
  everythingIn,
  events,
} from '#eventing/conformance-fixture';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { InvalidAppend } from '#eventing/event-store';
import type { NewAnswer, NewEvent, Write } from '#eventing/event-store';

const project = 'project-thurrock.leaflet';
const quoted = (text: string): string => JSON.stringify({ text });

/** `{"text":"…"}` of exactly so many bytes, filled with one character. */
function bodyOfBytes(bytes: number, character = 'x'): string {
  const frame = quoted('');
  const each = Buffer.byteLength(character);
  const count = Math.floor((bytes - frame.length) / each);
  const rest = 'x'.repeat(bytes - frame.length - count * each);
  return quoted(character.repeat(count) + rest);
}

const oddBodies: readonly (readonly [string, string])[] = [
  ['nothing but braces', '{}'],
  ['an emoji of several characters', quoted('👩🏽‍🚒')],
  ['letters beyond the basic plane', quoted('𝕋𝕒𝕝𝕝𝕪 𠜎')],
  ['an accent of its own and one that is joined', quoted('é é')],
  ['line and paragraph separators', quoted('one\u2028two\u2029three')],
  ['a byte order mark', quoted('\uFEFFx\uFEFF')],
  ['the last characters of the plane', quoted('\uFFFD\uFFFE\uFFFF')],
  ['writing from right to left', quoted('שלום \u202Eabc')],
  ['quotes and backslashes', quoted('\\"\'`\\n\\\\')],
  ['an escaped NUL', quoted('a\u0000b')],
  ['escaped and plain newlines', '{"text":"one\\ntwo"}\n'],
  ['words of SQL', quoted("'); DROP TABLE events; --")],
  ['placeholders', quoted('$1 ?1 :name @name %s {0}')],
  ['numbers that no one reads back', '{"a":1e400,"b":0.10,"c":-0,"d":12345678901234567890}'],
  ['keys in an order of their own, twice', '{"b":1,"a":2,"b":3}'],
  ['lists a thousand deep', `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['spaces at both ends', '  {"text":" "}  '],
];

const unfitBodies: readonly (readonly [string, string])[] = [
  ['is empty', ''],
  ['has a byte more than 1 MiB', bodyOfBytes(maximumBodyBytes + 1)],
  ['has fewer characters than 1 MiB but more bytes', bodyOfBytes(maximumBodyBytes + 1, '£')],
  ['has the first half of a character', '{"text":"\ud83d"}'],
  ['has the second half of a character', '{"text":"\ude00"}'],
  ['has the halves of a character in the wrong order', '{"text":"\ude00\ud83d"}'],
  ['has a NUL', '{"text":"a\0b"}'],
];

export function describePayloads(open: OpenStoreUnderTest): void {
  describe('the body of an event', () => {
    const bench = benchFor(open);

    it.each(oddBodies)('comes back byte for byte with %s', async (_, body) => {
      await append([{ stream: project, expected: 'no-stream', events: [anEvent({ body })] }]);
      const [read] = await all(bench.store.readStream(project));
      expect(read?.body).toBe(body);
      const reopened = await bench.reopen();
      expect((await all(reopened.readAll(0)))[0]?.body).toBe(body);
    });

    it.each([
      ['ASCII', 'x'],
      ['pound signs', '£'],
      ['emoji', '🚒'],
    ])('may have 1 MiB of %s', async (_, character) => {
      const body = bodyOfBytes(maximumBodyBytes, character);
      expect(Buffer.byteLength(body)).toBe(maximumBodyBytes);
      await append([{ stream: project, expected: 'no-stream', events: [anEvent({ body })] }]);
      const [read] = await all(bench.store.readStream(project));
      expect(read?.body === body).toBe(true);
    });

    it('may have 1 MiB in each of ten streams that are read at once', async () => {
      const names = Array.from({ length: 10 }, (_, index) => `project-thurrock.p${index}`);
      const body = bodyOfBytes(maximumBodyBytes);
      for (const stream of names) {
        const three = [anEvent({ body }), anEvent(), anEvent({ body })];
        await append([{ stream, expected: 'no-stream', events: three }]);
      }
      const read = await Promise.all(names.map(async (name) => all(bench.store.readStream(name))));
      const sizes = read.map((each) => each.map((event) => event.body.length === body.length));
      expect(sizes).toEqual(names.map(() => [true, false, true]));
    });

    it('may have 1 MiB twenty times in one append, read in any pages', async () => {
      const body = bodyOfBytes(maximumBodyBytes);
      const twenty = Array.from({ length: 20 }, () => anEvent({ body }));
      await append([{ stream: project, expected: 'no-stream', events: twenty }]);
      for (const pageSize of [1, 3, 500]) {
        const read = await all(bench.store.readAll(0, { pageSize }));
        expect(read.map((event) => event.id)).toEqual(twenty.map((event) => event.id));
        expect(read.every((event) => event.body === body)).toBe(true);
      }
    });

    it.each(unfitBodies)('is refused when it %s', async (_, body) => {
      await refuses([{ stream: project, expected: 'no-stream', events: [anEvent(), anEvent({ body })] }]);
    });

    it.each(unfitBodies)('is refused in an answer when it %s', async (_, body) => {
      await refuses([aWrite(project, 'no-stream')], anAnswer({ body }));
    });

    async function append(writes: readonly Write[]): Promise<void> {
      await accepted(bench.store.append(writes, anAnswer()));
    }

    async function refuses(writes: readonly Write[], answer = anAnswer()): Promise<void> {
      await expect(bench.store.append(writes, answer)).rejects.toThrow(InvalidAppend);
      expect(await everythingIn(bench.store)).toEqual({ events: [], answers: [] });
    }
  });

  describe('the limits of an append', () => {
    const bench = benchFor(open);
    const longest = 'a'.repeat(64);

    it.each([
      'partnership-thurrock',
      'person-7f3a',
      'project-thurrock.leaflet',
      'source-thurrock.basic-command-unit-fund-2011-12',
      `meeting-${longest}.${longest}`,
      'project-0.0',
    ])('allow a stream to be called %s', async (stream) => {
      await accepted(bench.store.append([aWrite(stream, 'no-stream')], anAnswer()));
      expect(await all(bench.store.readStream(stream))).toHaveLength(1);
    });

    it.each([
      '',
      'project',
      'project-',
      '-leaflet',
      'Project-thurrock.leaflet',
      'project-Thurrock.leaflet',
      'project-thurrock.',
      'project-thurrock.leaflet.two',
      'project-thurrock..leaflet',
      'project-thurrock.-leaflet',
      'project-thurrock.leaf let',
      'project-thurrock.leaflet\n',
      'project-thurrock.léaflet',
      'project_thurrock',
      '$all',
      `project-${longest}a`,
      `project-thurrock.${longest}a`,
      "project-thurrock.leaflet' OR 1=1",
    ])('refuse a stream called %j', async (stream) => {
      await refuses({ writes: [aWrite(stream, 'no-stream')] });
    });

    it.each([
      '',
      'projectFunded',
      'Project Funded',
      'Project-Funded',
      '1Funded',
      'Proj£ct',
      `P${'x'.repeat(100)}`,
    ])('refuse an event of the type %j', async (type) => {
      await refuses({ events: [anEvent({ type })] });
    });

    it.each([
      '',
      'not-a-uuid',
      '7F3A0000-0000-4000-8000-000000000000',
      '7f3a00000000400080000000000000000000',
    ])('refuse an event with the id %j', async (id) => {
      await refuses({ events: [anEvent({ id })] });
    });

    it.each([-1, -2, 0.5, NaN, Infinity, 2 ** 53])('refuse the revision %d', async (expected) => {
      await refuses({ writes: [aWrite(project, expected)] });
    });

    it.each([
      ['no command', { command: '' }],
      ['a command with a space', { command: 'thurrock/row 1' }],
      ['a command with an accent', { command: 'thurrock/é' }],
      ['a command of 251 characters', { command: 'x'.repeat(251) }],
      ['no hash', { hash: '' }],
      ['a hash that is not hexadecimal', { hash: 'coffee!' }],
      ['an outcome that no one knows', { outcome: 'perhaps' as never }],
    ] as const)('refuse an answer with %s', async (_, given) => {
      await refuses({ answer: anAnswer(given) });
    });

    it('refuse a write without events', async () => {
      await refuses({ writes: [{ stream: project, expected: 'no-stream', events: [] }] });
    });

    it(`refuse more than ${maximumEventsOfAppend} events`, async () => {
      const half = maximumEventsOfAppend / 2;
      await refuses({
        writes: [aWrite(project, 'no-stream', half), aWrite('person-a', 'no-stream', half + 1)],
      });
    });

    it('allow 2,000 events', async () => {
      const { events: recorded } = await accepted(
        bench.store.append([aWrite(project, 'no-stream', 2000)], anAnswer()),
      );
      expect(recorded).toHaveLength(2000);
    });

    it('name what is wrong', async () => {
      const append = bench.store.append([aWrite('nonsense', 'no-stream')], anAnswer());
      await expect(append).rejects.toThrow('"nonsense" is not the name of a stream.');
    });

    /** Refuses one bad part among good ones, and leaves nothing of the good ones. */
    async function refuses(bad: {
      readonly writes?: readonly Write[];
      readonly events?: readonly NewEvent[];
      readonly answer?: NewAnswer;
    }): Promise<void> {
      const own = [...events(1), ...(bad.events ?? [])];
      const good: Write = { stream: 'source-thurrock.good', expected: 'no-stream', events: own };
      const append = bench.store.append([good, ...(bad.writes ?? [])], bad.answer ?? anAnswer());
      await expect(append).rejects.toThrow(InvalidAppend);
      expect(await everythingIn(bench.store)).toEqual({ events: [], answers: [] });
    }
  });
}
