import { describe, expect, it } from '@jest/globals';
import { FoldedStates } from '#eventing/folded-states';

describe('Remembered states', () => {
  const decider = {};

  it('are kept by stream and by decider', () => {
    const states = new FoldedStates(10);
    const other = {};
    states.set('project-a.b', decider, { state: 'one', version: 0 });
    states.set('project-a.b', other, { state: 'two', version: 3 });
    expect(states.get('project-a.b', decider)).toEqual({ state: 'one', version: 0 });
    expect(states.get('project-a.b', other)).toEqual({ state: 'two', version: 3 });
    expect(states.get('project-a.c', decider)).toBeUndefined();
  });

  it('never go back to an older version', () => {
    const states = new FoldedStates(10);
    states.set('project-a.b', decider, { state: 'new', version: 5 });
    states.set('project-a.b', decider, { state: 'old', version: 4 });
    expect(states.get('project-a.b', decider)?.state).toBe('new');
  });

  it('give way, the longest unused first', () => {
    const states = new FoldedStates(2);
    for (const name of ['a', 'b']) states.set(name, decider, { state: name, version: 0 });
    states.get('a', decider);
    states.set('c', decider, { state: 'c', version: 0 });
    expect([states.get('a', decider)?.state, states.get('b', decider)?.state, states.size]).toEqual([
      'a',
      undefined,
      2,
    ]);
  });
});
