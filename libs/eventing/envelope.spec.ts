import { describe, expect, it } from '@jest/globals';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { Envelope } from '#eventing/envelope';

const envelope: Envelope = {
  id: '7f3a0000-0000-8000-8000-000000000000',
  stream: 'project-thurrock.leaflet',
  type: 'ProjectFunded',
  schema: 1,
  effectiveOn: '2011-04-12',
  partnership: 'thurrock',
  actor: { person: 'p-1', role: 'chair' },
  command: 'thurrock/row-1',
  causation: 'thurrock/row-1',
  correlation: 'thurrock/row-1',
  data: { awardedPence: 6500 },
};

describe('The body of an event', () => {
  it('is its envelope as canonical JSON', () => {
    expect(bodyOf(envelope)).toBe(
      '{"actor":{"person":"p-1","role":"chair"},"causation":"thurrock/row-1","command":"thurrock/row-1",' +
        '"correlation":"thurrock/row-1","data":{"awardedPence":6500},"effectiveOn":"2011-04-12",' +
        '"id":"7f3a0000-0000-8000-8000-000000000000","partnership":"thurrock","schema":1,' +
        '"stream":"project-thurrock.leaflet","type":"ProjectFunded"}',
    );
  });

  it('is refused beyond 1 MiB, counted in bytes', () => {
    const texts = Array.from({ length: 30 }, () => '£'.repeat(20_000));
    expect(() => bodyOf({ ...envelope, data: texts })).toThrow('ProjectFunded: is larger than 1 MiB');
    expect(bodyOf({ ...envelope, data: texts.slice(5) }).length).toBeLessThan(1024 * 1024);
  });
});

describe('The id of an event', () => {
  it('derives from its command and its index, so that a retry brings the same', () => {
    expect(eventIdOf('thurrock/row-1', 0)).toBe(eventIdOf('thurrock/row-1', 0));
    expect(eventIdOf('thurrock/row-1', 0)).toBe('6e0bafe7-c830-8004-a9c8-c2302deedcfa');
  });

  it('is a UUID of version 8', () => {
    for (let index = 0; index < 100; index += 1) {
      expect(eventIdOf('thurrock/row-1', index)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('differs by command and by index', () => {
    const ids = ['thurrock/row-1', 'thurrock/row-11', 'basildon/row-1'].flatMap((command) =>
      [0, 1, 10, 11].map((index) => eventIdOf(command, index)),
    );
    expect(new Set(ids).size).toBe(12);
  });
});
