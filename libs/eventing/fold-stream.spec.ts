import { describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '#eventing/clock';
import { decodingOf } from '#eventing/decoding';
import { bodyOf, eventIdOf } from '#eventing/envelope';
import { foldStream } from '#eventing/fold-stream';
import { FoldedStates } from '#eventing/folded-states';
import { MemoryStore } from '#stores/memory/memory-store';

const stream = 'project-thurrock.bus';
const decoding = decodingOf({ Noted: 1 });
const counting = {
  initialState: { noted: 0 },
  evolve: ({ noted }: { readonly noted: number }) => ({ noted: noted + 1 }),
};

async function note(store: MemoryStore, version: number): Promise<void> {
  const id = eventIdOf('note', version);
  const body = bodyOf({
    id,
    stream,
    type: 'Noted',
    schema: 1,
    effectiveOn: '2011-04-12',
    partnership: 'thurrock',
    actor: { person: 'support-1', role: 'support-officer' },
    command: `thurrock/note-${version}`,
    causation: `thurrock/note-${version}`,
    correlation: `thurrock/note-${version}`,
    data: {},
  });
  const expected = version === 0 ? 'no-stream' : version - 1;
  const answer = {
    command: `thurrock/note-${version}`,
    hash: 'ab',
    outcome: 'accepted',
    body: '{}',
  } as const;
  await store.append([{ stream, expected, events: [{ id, type: 'Noted', body }] }], answer);
}

describe('A noun folded from its stream', () => {
  it('is its initial state where there is no stream', async () => {
    expect(await foldStream({ store: new MemoryStore(systemClock), decoding }, stream, counting)).toEqual({
      noted: 0,
    });
  });

  it('is read on from what is remembered of it, and comes to the same', async () => {
    const store = new MemoryStore(systemClock);
    const folded = new FoldedStates(10);
    for (const version of [0, 1, 2]) await note(store, version);
    expect(await foldStream({ store, decoding, folded }, stream, counting)).toEqual({ noted: 3 });
    const read = jest.spyOn(store, 'readStream');
    expect(await foldStream({ store, decoding, folded }, stream, counting)).toEqual({ noted: 3 });
    await note(store, 3);
    expect(await foldStream({ store, decoding, folded }, stream, counting)).toEqual({ noted: 4 });
    expect(read.mock.calls.map(([, from]) => from)).toEqual([3, 3]);
    expect(await foldStream({ store, decoding }, stream, counting)).toEqual({ noted: 4 });
  });
});
