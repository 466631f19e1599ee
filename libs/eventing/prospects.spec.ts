import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NewAnswer } from '#eventing/event-store';
import { FoldedStates } from '#eventing/folded-states';
import { Prospects, Underway } from '#eventing/prospects';

const red = 'source-thurrock.red';
const blue = 'source-thurrock.blue';
const decider = {};

let folded: FoldedStates;
let prospects: Prospects;
beforeEach(() => {
  folded = new FoldedStates(10);
  prospects = new Prospects(folded);
});

function sent(...restsOn: Underway[]): Underway {
  return new Underway({} as NewAnswer, restsOn);
}

function expectAt(version: number, restsOn: Underway, ...streams: string[]): void {
  for (const stream of streams) {
    prospects.expect(stream, { version, states: new Map([[decider, `at ${version}`]]), restsOn });
  }
}

describe('What a stream will be', () => {
  it('is remembered as what it is when the append was written', () => {
    const one = sent();
    expectAt(3, one, red);
    expect(prospects.newestVersion(red)).toBe(3);
    expect(folded.get(red, decider)).toBeUndefined();
    prospects.end(one, [red], true);
    expect(prospects.of(red)).toBeUndefined();
    expect(folded.get(red, decider)).toEqual({ version: 3, state: 'at 3' });
    expect(prospects.newestVersion(red)).toBe(3);
  });

  it('is forgotten when the append was not written', () => {
    const one = sent();
    expectAt(3, one, red);
    prospects.end(one, [red], false);
    expect(prospects.of(red)).toBeUndefined();
    expect(prospects.newestVersion(red)).toBe(-1);
  });

  it('goes by the last append, though an earlier one ends first', () => {
    const one = sent();
    expectAt(3, one, red);
    const two = sent(one);
    expectAt(4, two, red);
    prospects.end(one, [red], true);
    expect(prospects.of(red)?.version).toBe(4);
    prospects.end(two, [red], true);
    expect(folded.get(red, decider)?.version).toBe(4);
  });

  it('is nothing to build on once any append that it rests on has failed, on whatever stream', () => {
    const one = sent();
    expectAt(0, one, red);
    const two = sent(one);
    expectAt(1, two, red, blue);
    const three = sent(two);
    expectAt(2, three, blue);
    prospects.end(one, [red], false);
    expect([prospects.of(red), prospects.of(blue)]).toEqual([undefined, undefined]);
  });

  it('is not put over a sound one by what rests on a failed append', () => {
    const [lost, sound] = [sent(), sent()];
    prospects.end(lost, [], false);
    expectAt(5, sound, red);
    expectAt(6, sent(lost), red);
    expect(prospects.of(red)?.version).toBe(5);
  });

  it('stays when an append ends that another has taken the place of', () => {
    const lost = sent();
    expectAt(5, lost, red);
    const sound = sent();
    expectAt(5, sound, red);
    prospects.end(lost, [red], false);
    expect(prospects.of(red)?.restsOn).toBe(sound);
  });

  it('ends with the longest chain', () => {
    const first = sent();
    let last = first;
    for (let count = 0; count < 100_000; count += 1) last = sent(last);
    prospects.end(first, [], false);
    expect(last.isDoomed).toBe(true);
  });
});
