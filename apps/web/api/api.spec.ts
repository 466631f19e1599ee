import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { bidOf, fund, lead } from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Answered, Program } from '../testing/program.js';
import { asPublished } from './as-published.js';

let pages: PagesUnderTest;
let finance: Program;
let support: Program;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  for (const project of ['a-lamp', 'b-lamp', 'c-lamp']) {
    const title = project === 'b-lamp' ? '=cmd|"/c calc"!A1' : `Lamp ${project}`;
    await story.do(lead, 'ProposeProject', { project, bid: bidOf(10_000, { title }) });
  }
  await pages.upToDate();
  finance = await pages.program('finance-1', 'finance-officer');
  support = await pages.program('support-1', 'support-officer');
});
afterAll(async () => pages.close());

const charge = { source: 'home-office', fundingType: 'revenue', amountPence: 100 };
const bill = {
  project: 'youth-bus',
  payment: 'inv-1',
  payee: 'Bus Hire Ltd',
  reference: 'INV/1',
  paidOn: '2011-05-12',
  netPence: 100,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [charge],
};

/** How many events there are, to see that what was turned away wrote none. */
async function events(): Promise<number> {
  return pages.story.store.lastPosition();
}

async function writesNothing(call: () => Promise<Answered>): Promise<Answered> {
  const before = await events();
  const answered = await call();
  expect(await events()).toBe(before);
  return answered;
}

describe('A command', () => {
  it('is carried out, and can be read at once', async () => {
    const answered = await finance.give('RecordExpenditure', bill);
    expect(answered).toMatchObject({ status: 200, body: { outcome: 'accepted', repeated: false } });
    const { body, headers } = await finance.get('/projects/youth-bus');
    expect(body).toMatchObject({ spentPence: 100 });
    expect(headers['etag']).toBe(answered.headers['etag']);
  });

  it('is answered the same when it is sent again, in quotation marks or without, and by another token', async () => {
    const asked = { ...bill, payment: 'inv-2' };
    const first = await finance.give('RecordExpenditure', asked, { 'idempotency-key': 'k-1' });
    const again = await writesNothing(async () =>
      finance.give('RecordExpenditure', asked, { 'idempotency-key': '"k-1"' }),
    );
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const other = await pages.program('finance-1', 'finance-officer');
    const third = await other.give('RecordExpenditure', asked, { 'idempotency-key': 'k-1' });
    expect(third.body).toMatchObject({ outcome: 'accepted', repeated: true });
  });

  it('is refused under an identity that something else was sent under', async () => {
    await finance.give('RecordExpenditure', { ...bill, payment: 'inv-3' }, { 'idempotency-key': 'k-2' });
    const other = { ...bill, payment: 'inv-3', netPence: 200 };
    const answered = await writesNothing(async () =>
      finance.give('RecordExpenditure', other, { 'idempotency-key': 'k-2' }),
    );
    expect(answered).toMatchObject({ status: 422, body: { refusal: 'command-id-reused' } });
  });

  it('happens once, though it is sent twenty times at once', async () => {
    const asked = { ...bill, payment: 'inv-4' };
    const before = await events();
    const key = { 'idempotency-key': 'k-3' };
    const all = await Promise.all(
      Array.from({ length: 20 }, async () => finance.give('RecordExpenditure', asked, key)),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(all.filter(({ body }) => body['repeated'] === false)).toHaveLength(1);
    expect((await events()) - before).toBe(
      (all.at(0)?.body['events'] as readonly unknown[] | undefined)?.length,
    );
  });

  it('that is refused says which rule refused it, in words, and is refused the same again', async () => {
    const asked = { ...bill, payment: 'inv-5', charges: [{ ...charge, amountPence: 900_000 }] };
    const key = { 'idempotency-key': 'k-4' };
    const first = await writesNothing(async () => finance.give('RecordExpenditure', asked, key));
    expect(first).toMatchObject({ status: 422, type: 'application/problem+json' });
    expect(first.body).toMatchObject({
      type: '/api#refused',
      title: 'Refused',
      refusal: expect.stringMatching(/^[a-z-]+$/),
      detail: expect.stringMatching(/\.$/),
      repeated: false,
    });
    const again = await writesNothing(async () => finance.give('RecordExpenditure', asked, key));
    expect(again.body).toEqual({ ...first.body, repeated: true });
  });

  it('is refused where what it is about has changed since it was read, and carried out where not', async () => {
    const etag = String((await finance.get('/sources/home-office')).headers['etag']);
    const renamed = { source: 'home-office', provider: 'The Home Office', reason: 'Its new name.' };
    const done = await finance.give('RenameProvider', renamed, { 'if-match': etag });
    expect(done.status).toBe(200);
    const other = { ...renamed, provider: 'Another' };
    const stale = await writesNothing(async () =>
      finance.give('RenameProvider', other, { 'if-match': etag }),
    );
    expect(stale).toMatchObject({ status: 412, body: { refusal: 'changed-since-read' } });
    const fresh = await finance.give('RenameProvider', other, {
      'if-match': String(done.headers['etag']),
    });
    expect(fresh.status).toBe(200);
  });

  it.each(['*', '7', 'W/"7"', '"7", "8"', '"x"'])('with If-Match: %s is wrong', async (ifMatch) => {
    const answered = await writesNothing(async () =>
      finance.give('RenameProvider', {}, { 'if-match': ifMatch }),
    );
    expect(answered).toMatchObject({ status: 400, body: { errors: [{ field: 'If-Match' }] } });
  });

  it.each(['', 'UPPER', 'a b', '-x', 'x'.repeat(65)])('with the identity "%s" is none', async (key) => {
    const answered = await writesNothing(async () =>
      finance.give('RecordExpenditure', bill, { 'idempotency-key': key }),
    );
    expect(answered).toMatchObject({ status: 400, body: { type: '/api#no-key' } });
  });

  it.each([
    ['no JSON', '{"project": ', 400, '/api#not-json'],
    ['an amount that is given twice', '{"netPence": 1, "netPence": 100}', 400, '/api#not-json'],
    ['half a million lists in each other', '['.repeat(250_000) + ']'.repeat(250_000), 400, '/api#not-json'],
    ['a list', '[]', 400, '/api#invalid'],
    ['a text', '"x"', 400, '/api#invalid'],
    ['nothing', 'null', 400, '/api#invalid'],
    ['more than a megabyte', `{"payee": "${'x'.repeat(1_000_001)}"}`, 413, '/api#too-large'],
  ])('that is %s is turned away', async (_, body, status, type) => {
    const answered = await writesNothing(async () => finance.give('RecordExpenditure', body));
    expect(answered).toMatchObject({ status, body: { type } });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'is not taken as %s, which a page elsewhere could have a browser send',
    async (type) => {
      const answered = await writesNothing(async () =>
        finance.give('RecordExpenditure', JSON.stringify(bill), { 'content-type': type }),
      );
      expect(answered).toMatchObject({ status: 415, body: { type: '/api#not-this-type' } });
    },
  );

  it.each([
    ['unheardOf', 1],
    ['actor', { person: 'finance-2', role: 'finance-officer' }],
    ['partnership', 'otherside'],
    ['id', 'k-9'],
    ['command', 'FundProject'],
    ['at', '2011-04-12T09:00:00.000Z'],
    ['via', 'page'],
    ['ifRevision', 1],
    ['__proto__', { x: 1 }],
  ])('cannot say %s', async (field, value) => {
    const body = `${JSON.stringify({ ...bill, payment: 'inv-6' }).slice(0, -1)},"${field}":${JSON.stringify(value)}}`;
    const answered = await writesNothing(async () => finance.give('RecordExpenditure', body));
    expect(answered).toMatchObject({ status: 400, body: { type: '/api#invalid' } });
  });

  it.each([1e21, -1, 0.5, '£1,2,3', '٣', '100', null, true, {}, [100], 100_000_000_001])(
    'with an amount of %j is wrong, beside the field',
    async (netPence) => {
      const asked = { ...bill, payment: 'inv-7', netPence };
      const answered = await writesNothing(async () => finance.give('RecordExpenditure', asked));
      expect(answered).toMatchObject({ status: 400, body: { errors: [{ field: 'netPence' }] } });
    },
  );

  it.each(['2011-02-31', '31/02/2011', '2011-2-3', '', 'today', '2011-05-12T00:00:00Z', 20110512])(
    'with the day %j is wrong, beside the field',
    async (paidOn) => {
      const asked = { ...bill, payment: 'inv-8', paidOn };
      const answered = await writesNothing(async () => finance.give('RecordExpenditure', asked));
      expect(answered).toMatchObject({ status: 400, body: { errors: [{ field: 'paidOn' }] } });
    },
  );

  it('says every field that is wrong', async () => {
    const answered = await finance.give('RecordExpenditure', { project: 'Youth Bus' });
    const errors = answered.body['errors'] as readonly { readonly field: string }[];
    expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['project', 'payment', 'payee']));
  });

  it.each(['Nothing', 'fundProject', 'LapseAward', 'FoundPartnership', 'constructor'])(
    'of the name %s is not there',
    async (name) => {
      const answered = await writesNothing(async () => finance.give(name, {}));
      expect(answered).toMatchObject({ status: 404 });
    },
  );
});

describe('A read', () => {
  it('of what is not there is not found, nor is an address that is none', async () => {
    const paths = ['/projects/nothing', '/projects/Youth%20Bus', '/sources/x', '/meetings/x', '/people/x'];
    const others = ['/projects/nothing/history', '/events/1e3', '/events/999999', '/nowhere', '/projects/'];
    for (const path of [...paths, ...others]) {
      expect(await support.get(path)).toMatchObject({ status: 404, type: 'application/problem+json' });
    }
  });

  it.each([
    ['/budget?year=2011', 'year'],
    ['/budget?asAt=2011-02-31', 'asAt'],
    ['/budget?knownAt=yesterday', 'knownAt'],
    ['/budget?unheardOf=1', 'unheardOf'],
    ['/projects?limit=0', 'limit'],
    ['/projects?limit=501', 'limit'],
    ['/projects?limit=1e2', 'limit'],
    ['/projects?after=xyz', 'after'],
    ['/events?after=WyJhIl0', 'after'],
    ['/spending?project=A', 'project'],
    ['/spending?project=a&project=b', 'project'],
    ['/reminders?from=2011-05-02&to=2011-05-01', 'to'],
    ['/reminders?from=2011-05-02&to=2031-05-01', 'to'],
    ['/projects/youth-bus?x=1', 'x'],
  ])('at %s says that %s is wrong', async (path, field) => {
    expect(await support.get(path)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('goes on from page to page by its Link, and meets each row once', async () => {
    for (const path of [
      '/projects',
      '/bids',
      '/events',
      '/spending',
      '/people',
      '/projects/youth-bus/history',
    ]) {
      const whole = (await support.get(`${path}?limit=500`)).body['items'] as readonly unknown[];
      const met: unknown[] = [];
      let next: string | undefined = `${path}?limit=2`;
      while (next !== undefined) {
        const page: Answered = await support.get(next);
        met.push(...(page.body['items'] as readonly unknown[]));
        next = /^<(.+)>; rel="next"$/.exec(String(page.headers['link']))?.[1];
      }
      expect(whole.length).toBeGreaterThan(2);
      expect(met).toEqual(whole);
    }
  });

  it('is narrowed by what is asked', async () => {
    const funded = await support.get('/projects?status=funded');
    expect(funded.body['items']).toMatchObject([{ project: 'youth-bus', awardPence: 400_000 }]);
    const before = await support.get('/budget?asAt=2011-04-11');
    expect(before.body['lines']).toEqual([]);
    const known = await support.get('/budget?knownAt=2011-04-30T00:00:00.000Z');
    expect(known.body).toMatchObject({ totals: { all: { confirmed: 1_000_000, committed: 0 } } });
  });

  it('is a table where that is asked for, and no text of it is a formula', async () => {
    const table = await support.get('/projects', { accept: 'text/csv' });
    expect(table).toMatchObject({ status: 200, type: 'text/csv' });
    const [head, , lamp] = table.text.split('\r\n');
    expect(head).toMatch(/^\uFEFFproject,title,status,takenOn,priorities,.*,awardPence,/);
    expect(lamp).toContain(`b-lamp,"'=cmd|""/c calc""!A1",proposed,false,asb,`);
    expect((await support.get('/budget', { accept: 'text/csv;q=1, application/json;q=0.5' })).type).toBe(
      'text/csv',
    );
    expect((await support.get('/projects', { accept: '*/*' })).type).toBe('application/json');
  });

  it.each([
    ['/projects', 'text/html'],
    ['/projects/youth-bus', 'text/csv'],
  ])('at %s cannot be had as %s', async (path, accept) => {
    expect(await support.get(path, { accept })).toMatchObject({ status: 406 });
  });

  it('is kept by nobody on the way, and tells a browser to do nothing with it', async () => {
    const { headers } = await support.get('/projects');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Accept' });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('The store, when it cannot be written', () => {
  it('is answered as unavailable, to be tried again with the same identity', async () => {
    const broken = await PagesUnderTest.open();
    const program = await broken.program('finance-1', 'finance-officer');
    await program.get('/budget');
    await broken.story.store.close();
    const answered = await program.give('RecordExpenditure', bill);
    expect(answered).toMatchObject({ status: 503, body: { type: '/api#unavailable' } });
    expect(answered.headers['retry-after']).toBe('5');
    expect(answered.text).not.toContain('store');
    await broken.close();
  });
});

describe('An answer', () => {
  it('has what is published of it, at any depth, and nothing that a read came to know since', () => {
    const inner = Type.Object({ name: Type.String() });
    const shape = Type.Object({ items: Type.Array(inner), one: Type.Union([inner, Type.Null()]) });
    const row = { name: 'x', secret: 'y' };
    expect(asPublished(shape, { items: [row], one: row, more: 1 })).toEqual({
      items: [{ name: 'x' }],
      one: { name: 'x' },
    });
    expect(asPublished(shape, { items: [], one: null })).toEqual({ items: [], one: null });
  });
});

describe('An address', () => {
  it('with an endless part is one of nothing, and is said to be', async () => {
    const answered = await support.get(`/projects/${'x'.repeat(5_000)}`);
    expect(answered).toMatchObject({ status: 404, type: 'application/problem+json' });
  });
});
