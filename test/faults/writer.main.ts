import { writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { deskAt, sendNumbered } from './numbered-commands.ts';
import { SqliteStore } from '#stores/sqlite/sqlite-store';

// The process that the fault tests kill, starve and watch: sends numbered commands and says what was kept.
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    first: { type: 'string', default: '1' },
    last: { type: 'string', default: '1' },
    step: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '1' },
    pragma: { type: 'string', multiple: true, default: [] },
    sessions: { type: 'string', default: '1' },
  },
});

/** In one write, so that the order of what is said and of what is written to the disk can be told. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

function openStore(): SqliteStore {
  const store = SqliteStore.open({ file: values.file, onFatal: () => say('fatal') });
  // Reaches behind the store on purpose: its own settings cannot be made unsafe in any other way.
  const { database } = store as unknown as { readonly database: DatabaseSync };
  for (const pragma of values.pragma) database.exec(`PRAGMA ${pragma}`);
  return store;
}

async function send(store: SqliteStore, numbers: Iterator<number>): Promise<void> {
  const desk = deskAt(store);
  for (let next = numbers.next(); next.done !== true; next = numbers.next()) {
    say(`sent ${next.value}`);
    try {
      const handled = await sendNumbered(desk, next.value);
      say(`${handled.outcome === 'accepted' ? 'kept' : handled.outcome} ${next.value}`);
    } catch (error) {
      const { name, message } = error as Error;
      say(`${name} ${next.value} ${message}`);
      process.exitCode = 1;
      return;
    }
  }
}

function* numbersOf(session: number, sessions: number): Generator<number> {
  const [first, last, step] = [Number(values.first), Number(values.last), Number(values.step)];
  const each = Math.ceil((last - first + 1) / sessions);
  const end = Math.min(last, first + each * (session + 1) - 1);
  for (let n = first + each * session; n <= end; n += step) yield n;
}

const sessions = Number(values.sessions);
for (let session = 0; session < sessions; session += 1) {
  const store = openStore();
  say('open');
  const numbers = numbersOf(session, sessions);
  await Promise.all(Array.from({ length: Number(values['at-once']) }, async () => send(store, numbers)));
  await store.close();
}
say('closed');
