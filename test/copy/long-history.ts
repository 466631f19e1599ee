import { bodyOf, eventIdOf } from '#eventing/envelope';
import type { EventStore, NewEvent } from '#eventing/event-store';
import { hasDataFolder, makeDataFolder } from '#settings/folder-mark';
import { openKeys, openStore } from '#settings/opening';
import { folderSettings } from '#settings/settings';

const streams = 50;
const firstMoment = Date.parse('2011-04-12T09:00:00.000Z');

/**
 * Makes a data folder with so many answers that copying them takes its time: each third command was refused,
 * the others have two events on two streams.
 */
export async function makeLongHistory(folder: string, answers: number): Promise<void> {
  if (hasDataFolder(folder)) return;
  makeDataFolder(folder, { kind: 'real' });
  const { store: address, keys } = folderSettings(folder);
  let now = firstMoment;
  const clock = (): string => new Date(now).toISOString();
  const vault = await openKeys(keys, clock);
  await vault.commandKey();
  await vault.close();
  const store = await openStore(address, 'real', { clock });
  const versions = new Map<string, number>();
  for (let from = 0; from < answers; from += 100) {
    now += 1000;
    const numbers = Array.from({ length: 100 }, (_, index) => from + index);
    await Promise.all(numbers.map((number) => happen(store, number, versions)));
  }
  await store.close();
}

async function happen(store: EventStore, number: number, versions: Map<string, number>): Promise<void> {
  const command = `riverside/${number}`;
  const of = number % 3 === 0 ? [] : [`project-riverside.p${number % streams}`, 'source-riverside.pool'];
  const writes = of.map((stream, index) => {
    const version = versions.get(stream);
    versions.set(stream, (version ?? -1) + 1);
    return { stream, expected: version ?? 'no-stream', events: [anEvent(command, stream, index)] } as const;
  });
  const outcome = of.length === 0 ? 'refused' : 'accepted';
  const body = JSON.stringify({ number, outcome });
  const appended = await store.append(writes, { command, hash: 'c0ffee', outcome, body });
  if (appended.outcome !== 'appended') throw new Error(`${command} came to ${appended.outcome}.`);
}

function anEvent(command: string, stream: string, index: number): NewEvent {
  const id = eventIdOf(command, index);
  const type = 'ProjectStarted';
  const who = { partnership: 'riverside', actor: { person: 'lead', role: 'lead-officer' } };
  const led = { command, causation: command, correlation: command };
  const data = { text: 'é £ \u{1F600}', index };
  return {
    id,
    type,
    body: bodyOf({ id, stream, type, schema: 1, effectiveOn: '2011-04-12', ...who, ...led, data }),
  };
}
