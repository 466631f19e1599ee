import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { greatestFirst, inOrder, leastFirst, partOf, rowCount, sumOf } from '#projections/keyset';
import type { Key, OrderPart, Part, PartAsked } from '#projections/keyset';
import { openPostgresReadModels } from '#projections/postgres-read-models';
import { integer, journal, pence, tableCreation, text } from '#projections/table';
import type { RowOf } from '#projections/table';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { emptyModels } from '#testing/read-story';

const lines = journal(
  'lines',
  { day: text, number: integer, part: integer, amount_pence: pence },
  { key: ['number', 'part'] },
);
type Line = RowOf<typeof lines>;
type Lines = Kysely<{ lines: Line }>;

let server: PostgresServer;
const opened: Lines[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  for (const db of opened) await db.destroy();
  await server.stop();
});

async function withTable(models: unknown): Promise<Lines> {
  const db = models as Lines;
  opened.push(db);
  await db.executeQuery(tableCreation(db, lines, 'lines'));
  return db;
}

/** Few days and numbers, so that many are alike; texts whose order is not the same in every language. */
const aLine = fc.record({
  day: fc.constantFrom('2011-04-12', '2011-05-12', 'a', 'B', 'é', ''),
  number: fc.integer({ min: 0, max: 9 }),
  part: fc.integer({ min: 0, max: 2 }),
  amount_pence: fc.integer({ min: -500, max: 500 }),
});
const someLines = fc.uniqueArray(aLine, {
  maxLength: 25,
  selector: ({ number, part }) => `${number} ${part}`,
});
const falls = fc.boolean();
const anOrder = fc
  .tuple(falls, falls, falls)
  .map((each) =>
    (['day', 'number', 'part'] as const).map((column, index) =>
      each[index] === true ? greatestFirst(column) : leastFirst(column),
    ),
  );

const keyOf = ({ day, number, part }: Line): Key => [day, number, part];

function sorted(all: readonly Line[], order: readonly OrderPart[]): readonly Line[] {
  return all.toSorted((a, b) => {
    for (const { column, greatestFirst: isFalling } of order) {
      const [one, other] = [a[column as keyof Line], b[column as keyof Line]];
      const compared =
        typeof one === 'string'
          ? Buffer.compare(Buffer.from(one), Buffer.from(String(other)))
          : one - Number(other);
      if (compared !== 0) return isFalling ? -compared : compared;
    }
    return 0;
  });
}

type Asked = Omit<PartAsked, 'limit'>;
type Read = Part<Line> & { readonly count: number; readonly pence: number };

/** Reads a list part by part from its start to its end, and back. */
async function walked(
  read: (asked: Asked) => Promise<Read>,
  count: number,
): Promise<{ readonly there: readonly Read[]; readonly back: readonly Read[] }> {
  const there = [await read({})];
  const back: Read[] = [];
  // A list that leads nowhere is a list that fails, and not one that is read for ever.
  const isOneMore = (parts: readonly Read[], isMore: boolean): boolean => isMore && parts.length <= count;
  for (
    let last = there[0];
    last && isOneMore(there, last.preceding + last.rows.length < count);
    last = there.at(-1)
  )
    there.push(await read({ after: keyOf(last.rows.at(-1) as Line) }));
  for (let first = there.at(-1); first && isOneMore(back, first.preceding > 0); first = back.at(-1))
    back.push(await read({ before: keyOf(first.rows[0] as Line) }));
  return { there, back };
}

describe.each([
  ['SQLite', async () => withTable(emptyModels())],
  [
    'PostgreSQL',
    async () => withTable(openPostgresReadModels({ url: await server.createDatabase('keyset_test') })),
  ],
])('A long list on %s', (_, open) => {
  let db: Lines;
  beforeAll(async () => {
    db = await open();
  });

  it('is read part by part, with nothing lost and nothing twice, there and back', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, anOrder, fc.integer({ min: 1, max: 6 }), async (all, order, limit) => {
        await db.deleteFrom('lines').execute();
        if (all.length > 0) await db.insertInto('lines').values(all).execute();
        const counted = db.selectFrom('lines');
        const sums = counted.select([rowCount().as('count'), sumOf('amount_pence').as('pence')]);
        const list = { rows: counted.selectAll(), counted, sums, order, keyOf };
        const read = async (asked: Asked): Promise<Read> => partOf(db, list, { ...asked, limit });
        const { there, back } = await walked(read, all.length);
        const inTurn = sorted(all, order);
        expect(there.flatMap(({ rows }) => rows)).toEqual(inTurn);
        expect(await inOrder(counted.selectAll(), order).execute()).toEqual(inTurn);
        const total = all.reduce((sum, { amount_pence: amount }) => sum + amount, 0);
        for (const { rows, preceding, ...together } of [...there, ...back]) {
          expect(rows).toEqual(inTurn.slice(preceding, preceding + limit));
          expect(together).toEqual({ count: all.length, pence: total });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('begins anew where too little stands before a place, or nothing after one', async () => {
    await db.deleteFrom('lines').execute();
    const all = [1, 2, 3, 4].map((number) => ({ day: 'a', number, part: 0, amount_pence: 1 }));
    await db.insertInto('lines').values(all).execute();
    const counted = db.selectFrom('lines');
    const list = {
      rows: counted.selectAll(),
      counted,
      sums: counted.select(rowCount().as('count')),
      order: [leastFirst('number')],
      keyOf: (row: Line) => [row.number],
    };
    const read = async (asked: Asked): Promise<object> => partOf(db, list, { ...asked, limit: 3 });
    const first = { rows: all.slice(0, 3), preceding: 0, count: 4 };
    expect(await read({ before: [3] })).toEqual(first);
    expect(await read({ before: [0] })).toEqual(first);
    expect(await read({ after: [4] })).toEqual(first);
    expect(await read({ after: [1] })).toEqual({ rows: all.slice(1), preceding: 1, count: 4 });
  });
});
