import { describe, expect, it } from '@jest/globals';
import { isInstant, readNoEarlierThan, systemClock } from '#eventing/clock';

const noon = '2011-04-12T12:00:00.000Z';

describe('The clock', () => {
  it('of the machine gives instants', () => {
    expect(isInstant(systemClock())).toBe(true);
  });

  it('is never read as earlier than before', () => {
    expect(readNoEarlierThan(noon, () => '2011-04-12T11:59:59.999Z')).toBe(noon);
    expect(readNoEarlierThan(noon, () => '2011-04-12T12:00:00.001Z')).toBe('2011-04-12T12:00:00.001Z');
    expect(readNoEarlierThan(undefined, () => noon)).toBe(noon);
  });

  it.each([
    '2011-04-12',
    '2011-04-12T12:00:00Z',
    '2011-02-29T12:00:00.000Z',
    '2011-04-12T24:01:00.000Z',
    'now',
  ])('knows that "%s" is not an instant', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});
