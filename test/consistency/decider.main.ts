import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openAt } from './opening.ts';
import { decideOn, deskAt } from './purses.ts';

// One of many processes that decide at once. It says `ready`, begins when it is told, and then says what came
// of each decision, once that is known for certain.
const { values } = parseArgs({
  options: {
    store: { type: 'string', default: '' },
    decisions: { type: 'string', default: '0' },
    process: { type: 'string', default: '0' },
    processes: { type: 'string', default: '1' },
    connections: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '1' },
  },
});

/** Each process has its share of the decisions, and each tenth of the one before it once more. */
function* sharesOf(own: number, of: number, decisions: number): Generator<number> {
  for (let n = 0; n < decisions; n += 1) {
    if (n % of === own || (n % 10 === 0 && n % of === (own + 1) % of)) yield n;
  }
}

const numbers = sharesOf(Number(values.process), Number(values.processes), Number(values.decisions));
const stores = await Promise.all(
  Array.from({ length: Number(values.connections) }, async () => openAt(values.store)),
);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const deciding = stores.flatMap((store) => {
  const desk = deskAt(store);
  return Array.from({ length: Number(values['at-once']) }, async () => {
    for (const n of numbers) process.stdout.write(`${(await decideOn(desk, n)).outcome} ${n}\n`);
  });
});
await Promise.all(deciding);
for (const store of stores) await store.close();
process.stdin.destroy();
