import { describe, expect, it } from '@jest/globals';
import { priorityReader } from '#imports/priority-words';

const read = priorityReader([
  { priority: 'asb', name: 'Anti-social behaviour', alsoWritten: ['ASB'] },
  { priority: 're-offending', name: 'Re-offending', alsoWritten: ['Reoffending'] },
  { priority: 'serious-crime', name: 'Serious crime', alsoWritten: ['Serious violent crime'] },
  { priority: 'drugs', name: 'Drugs and alcohol', alsoWritten: [] },
  { priority: 'prevent', name: 'PREVENT', alsoWritten: ['PREVENT agenda'] },
]);

describe('Priorities written as one run of text', () => {
  it.each([
    ['ASB Re-offending Serious crime', 'asb re-offending serious-crime'],
    ['Serious crime and ASB', 'serious-crime asb'],
    ['serious CRIME & asb', 'serious-crime asb'],
    ['ASB, reoffending; re offending / ASB', 'asb re-offending'],
    ['Drugs & alcohol and ASB', 'drugs asb'],
    ['PREVENT agenda, PREVENT', 'prevent'],
    ['anti social behaviour', 'asb'],
    ['all', 'asb re-offending serious-crime drugs prevent'],
    ['All crime & ASB', 'asb re-offending serious-crime drugs prevent'],
  ])('reads "%s"', (text, priorities) => {
    expect(read(text)).toEqual({ priorities: priorities.split(' '), unread: '' });
  });

  it.each([
    ['ASB litter and dogs', 'litter dogs'],
    ['Serious', 'Serious'],
    ['alcohol', 'alcohol'],
    ['overall', 'overall'],
  ])('leaves unread what it does not know in "%s"', (text, unread) => {
    expect(read(text).unread).toBe(unread);
  });

  it('believes a partnership that says itself what "all crime" means', () => {
    const own = priorityReader([
      { priority: 'asb', name: 'ASB', alsoWritten: [] },
      { priority: 'theft', name: 'Theft', alsoWritten: ['All crime'] },
      { priority: 'violence', name: 'Violence', alsoWritten: ['All crime'] },
    ]);
    expect(own('All crime').priorities).toEqual(['theft', 'violence']);
    expect(own('all').priorities).toEqual(['asb', 'theft', 'violence']);
  });

  it('reads nothing for a partnership that has no priorities', () => {
    expect(priorityReader([])('ASB')).toEqual({ priorities: [], unread: 'ASB' });
  });
});
