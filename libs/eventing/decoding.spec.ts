import { describe, expect, it } from '@jest/globals';
import { decodingOf, MisplacedEvent, UnknownEvent } from '#eventing/decoding';
import type { Upcaster } from '#eventing/decoding';
import { bodyOf } from '#eventing/envelope';
import type { Recorded } from '#eventing/event-store';

const id = '7f3a0000-0000-8000-8000-000000000000';
const stream = 'project-thurrock.leaflet';

function recorded(type: string, schema: number, data: unknown, place: Partial<Recorded> = {}): Recorded {
  const body = bodyOf({
    id,
    stream,
    type,
    schema,
    effectiveOn: '2011-04-12',
    partnership: 'thurrock',
    actor: { person: 'p-1', role: 'chair' },
    command: 'thurrock/row-1',
    causation: 'thurrock/row-1',
    correlation: 'thurrock/row-1',
    data,
  });
  return {
    id,
    stream,
    version: 3,
    position: 17,
    recordedAt: '2011-04-12T09:00:00.000Z',
    type,
    body,
    ...place,
  };
}

const poundsToPence: Upcaster = {
  type: 'ProjectFunded',
  schema: 1,
  next: (data) => ({
    type: 'ProjectFunded',
    schema: 2,
    data: { awardedPence: (data as { pounds: number }).pounds * 100 },
  }),
};
const renamed: Upcaster = {
  type: 'GrantGiven',
  schema: 1,
  next: (data) => ({ type: 'ProjectFunded', schema: 1, data }),
};

describe('Decoding', () => {
  it('gives the event with its envelope and its place', () => {
    const decoded = decodingOf({ ProjectFunded: 1 }).decode(recorded('ProjectFunded', 1, { pounds: 65 }));
    expect(decoded).toEqual({
      id,
      stream,
      version: 3,
      position: 17,
      recordedAt: '2011-04-12T09:00:00.000Z',
      type: 'ProjectFunded',
      schema: 1,
      effectiveOn: '2011-04-12',
      partnership: 'thurrock',
      actor: { person: 'p-1', role: 'chair' },
      command: 'thurrock/row-1',
      causation: 'thurrock/row-1',
      correlation: 'thurrock/row-1',
      data: { pounds: 65 },
    });
  });

  it('brings an old shape up to today, step by step', () => {
    const decoding = decodingOf({ ProjectFunded: 2 }, [poundsToPence, renamed]);
    expect(decoding.decode(recorded('GrantGiven', 1, { pounds: 65 }))).toMatchObject({
      type: 'ProjectFunded',
      schema: 2,
      data: { awardedPence: 6500 },
    });
  });

  it('leaves today’s shape as it is', () => {
    const decoding = decodingOf({ ProjectFunded: 2 }, [poundsToPence]);
    expect(decoding.decode(recorded('ProjectFunded', 2, { awardedPence: 1 })).data).toEqual({
      awardedPence: 1,
    });
  });

  it.each([
    ['a type', 'ProjectPainted', 1],
    ['a shape', 'ProjectFunded', 3],
  ])('stops at %s that it does not know, and says where', (_, type, schema) => {
    const decode = (): unknown =>
      decodingOf({ ProjectFunded: 2 }, [poundsToPence]).decode(recorded(type, schema, {}));
    expect(decode).toThrow(UnknownEvent);
    expect(decode).toThrow(`No one here knows the event ${type} in schema ${schema} at position 17`);
  });

  it.each<[string, Partial<Recorded>]>([
    ['stream', { stream: 'project-thurrock.other' }],
    ['type', { type: 'ProjectStarted' }],
    ['id', { id: '00000000-0000-8000-8000-000000000000' }],
  ])('stops at a body that lies under another %s', (_, place) => {
    const decode = (): unknown =>
      decodingOf({ ProjectFunded: 1 }).decode(recorded('ProjectFunded', 1, {}, place));
    expect(decode).toThrow(MisplacedEvent);
    expect(decode).toThrow('position 17');
  });

  it('knows in which schema a type is written, and refuses to write what it could not read', () => {
    const decoding = decodingOf({ ProjectFunded: 2 }, [poundsToPence, renamed]);
    expect(decoding.schemaOf('ProjectFunded')).toBe(2);
    expect(() => decoding.schemaOf('GrantGiven')).toThrow(UnknownEvent);
    expect(() => decoding.schemaOf('toString')).toThrow(UnknownEvent);
  });

  it('refuses upcasters that contradict each other', () => {
    expect(() => decodingOf({ ProjectFunded: 2 }, [poundsToPence, poundsToPence])).toThrow(
      'Two upcasters start from',
    );
    expect(() => decodingOf({ ProjectFunded: 1 }, [poundsToPence])).toThrow(
      'is current and needs no upcaster',
    );
  });

  it('notices upcasters that lead round in a circle', () => {
    const back: Upcaster = { type: 'B', schema: 1, next: (data) => ({ type: 'A', schema: 1, data }) };
    const forth: Upcaster = { type: 'A', schema: 1, next: (data) => ({ type: 'B', schema: 1, data }) };
    expect(() => decodingOf({}, [back, forth]).decode(recorded('A', 1, {}))).toThrow('round in a circle');
  });
});
