import { describe, expect, it } from '@jest/globals';
import { bodyOf } from '#eventing/envelope';
import { FoldedStates } from '#eventing/folded-states';
import { seal } from '#eventing/sealing';
import { MemoryKeyVault } from '#stores/memory/memory-key-vault';
import { MemoryStore } from '#stores/memory/memory-store';
import { Names } from '#reads/names';

const now = (): string => '2011-04-12T09:00:00.000Z';

async function versionsOf(store: MemoryStore, stream: string): Promise<number> {
  return (await Array.fromAsync(store.readStream(stream))).length;
}

async function enter(
  store: MemoryStore,
  vault: MemoryKeyVault,
  person: string,
  ...names: string[]
): Promise<void> {
  const before = await versionsOf(store, `person-p.${person}`);
  for (const [index, name] of names.entries()) {
    const version = before + index;
    const sealed = seal({ name }, await vault.keyFor(`person-p.${person}`));
    const id = `00000000-0000-8000-8000-${person.length}${String(version).padStart(11, '0')}`;
    const stream = `person-p.${person}`;
    const type = version === 0 ? 'PersonRegistered' : 'PersonCorrected';
    const who = { partnership: 'p', actor: { person: 'a', role: 'administrator' } };
    const led = { command: 'p/c', causation: 'p/c', correlation: 'p/c' };
    const data = { person, sealed, fingerprint: 'f' };
    const body = bodyOf({ id, stream, type, schema: 1, effectiveOn: '2011-04-12', ...who, ...led, data });
    const answer = {
      command: `p/${person}-${version}`,
      hash: '00',
      outcome: 'accepted',
      body: '{}',
    } as const;
    await store.append(
      [{ stream, expected: version === 0 ? 'no-stream' : version - 1, events: [{ id, type, body }] }],
      answer,
    );
  }
}

describe('The names of people', () => {
  it('are unsealed when they are shown, as last corrected', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    await enter(store, vault, 'lead', 'A name', 'Another name');
    expect(await new Names(store, vault, 'p').of('lead')).toBe('Another name');
  });

  it('are gone once the person is forgotten, and the id stands', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    await enter(store, vault, 'lead', 'A name');
    await vault.destroy('person-p.lead');
    expect(await new Names(store, vault, 'p').of('lead')).toBe('lead (forgotten)');
  });

  it('are as last corrected and gone when forgotten too where what is sealed was read before', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    const folded = new FoldedStates(10);
    const shown = async (): Promise<string> => new Names(store, vault, 'p', folded).of('lead');
    await enter(store, vault, 'lead', 'A name');
    expect(await shown()).toBe('A name');
    await enter(store, vault, 'lead', 'Another name');
    expect(await shown()).toBe('Another name');
    expect(await shown()).toBe('Another name');
    await vault.destroy('person-p.lead');
    expect(await shown()).toBe('lead (forgotten)');
  });

  it('are as they were stored at a moment, whatever was corrected since, and gone when forgotten since', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    await enter(store, vault, 'lead', 'A name');
    const [first] = await Array.fromAsync(store.readStream('person-p.lead'));
    const { data } = JSON.parse(first?.body ?? '') as { data: { sealed: string } };
    await enter(store, vault, 'lead', 'Another name');
    const shown = async (): Promise<readonly string[]> => {
      const names = new Names(store, vault, 'p');
      const known = await names.byIdAsStored(['lead', 'stranger'], new Map([['lead', data.sealed]]));
      return [...known.values()];
    };
    expect(await shown()).toEqual(['A name', 'stranger (not entered)']);
    await vault.destroy('person-p.lead');
    expect(await shown()).toEqual(['lead (forgotten)', 'stranger (not entered)']);
  });

  it('are lost with the keys, which is not said to be forgetting', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    await enter(store, vault, 'lead', 'A name');
    expect(await new Names(store, new MemoryKeyVault(now), 'p').of('lead')).toBe('lead (key lost)');
  });

  it('stand in a text where it has people by their ids', async () => {
    const [store, vault] = [new MemoryStore(now), new MemoryKeyVault(now)];
    await enter(store, vault, 'lead-2', 'A name');
    const names = new Names(store, vault, 'p');
    expect(await names.in('now person:lead-2 of fire; before, person:lead-2')).toBe(
      'now A name of fire; before, A name',
    );
    expect(await names.in('nobody: none')).toBe('nobody: none');
  });

  it('are ids for whoever was never entered, and words for the clock', async () => {
    const names = new Names(new MemoryStore(now), new MemoryKeyVault(now), 'p');
    expect(await names.of('stranger')).toBe('stranger (not entered)');
    expect(await names.of('not an id')).toBe('not an id (not entered)');
    expect(await names.of('tallystick')).toBe('Tallystick itself');
  });
});
