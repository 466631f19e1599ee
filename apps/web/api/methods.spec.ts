import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { Program } from '../testing/program.js';
import { Published } from '../testing/published.js';
import type { PublishedOperation } from '../testing/published.js';

let pages: PagesUnderTest;
let finance: Program;
let stranger: Program;
let operations: readonly PublishedOperation[];

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
  await pages.upToDate();
  finance = await pages.program('finance-1', 'finance-officer');
  stranger = new Program(pages.application, undefined);
  operations = new Published((await stranger.get('/api/v1/openapi.json')).body).operations;
});
afterAll(async () => pages.close());

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const;

function at(path: string): string {
  return `/api/v1${path.replace('{partnership}', 'riverside').replaceAll(/\{\w+\}/g, '1')}`;
}

/** An address of each read, and of one command. */
function addresses(): readonly (readonly [path: string, taken: readonly string[]])[] {
  const reads = operations.filter(({ method }) => method === 'GET').map(({ path }) => path);
  return [
    ...reads.map((path) => [at(path), ['GET', 'HEAD']] as const),
    [at('/partnerships/{partnership}/commands/RecordExpenditure'), ['POST']],
    ['/api/v1/openapi.json', ['GET', 'HEAD']],
  ];
}

describe('An address', () => {
  it('answers to a method that it does not take with those that it does, whatever is sent along', async () => {
    for (const [path, taken] of addresses()) {
      for (const method of methods.filter((one) => !taken.includes(one))) {
        const sent = method === 'TRACE' ? {} : { headers: { 'content-type': 'text/plain' }, body: 'x' };
        const answered = await finance.call(method, path, sent);
        expect({ path, method, status: answered.status }).toEqual({ path, method, status: 405 });
        expect(answered.headers['allow']).toBe([...taken, 'OPTIONS'].join(', '));
        if (method === 'HEAD') continue;
        expect(answered).toMatchObject({ type: 'application/problem+json' });
        expect(answered.body).toMatchObject({ type: '/api#not-this-method', status: 405 });
      }
    }
  });

  it('says what it takes to whoever asks for that alone', async () => {
    for (const [path, taken] of addresses()) {
      const { status, headers, text } = await finance.call('OPTIONS', path, {});
      expect({ path, status, text }).toEqual({ path, status: 204, text: '' });
      expect(headers['allow']).toBe([...taken, 'OPTIONS'].join(', '));
    }
  });

  it('says nothing to whoever is not known, nor of another partnership', async () => {
    for (const method of ['OPTIONS', 'DELETE'] as const) {
      const path = '/api/v1/partnerships/riverside/projects';
      expect((await stranger.call(method, path, {})).status).toBe(401);
      const other = await finance.call(method, path.replace('riverside', 'otherside'), {});
      expect(other.status).toBe(404);
      expect(other.headers['allow']).toBeUndefined();
    }
  });

  it('can be asked about without its content', async () => {
    const whole = await finance.get('/sources/home-office');
    const { status, headers, text } = await finance.call('HEAD', '/sources/home-office', {});
    expect({ status, text, etag: headers['etag'] }).toEqual({
      status: 200,
      text: '',
      etag: whole.headers['etag'],
    });
    expect((await finance.call('HEAD', '/sources/nothing', {})).status).toBe(404);
    expect((await finance.call('HEAD', '/journal', {})).text).toBe('');
  });
});

describe('A form that nothing is served in', () => {
  it('is said to be none, at every address, before anything is done', async () => {
    const before = await pages.story.store.lastPosition();
    for (const [path, [method = 'GET']] of addresses()) {
      const sent = { headers: { accept: 'image/png', 'idempotency-key': 'k' }, body: {} };
      const { headers, body } = method === 'GET' ? { ...sent, body: undefined } : sent;
      const answered = await finance.call(method as 'GET' | 'POST', path, { headers, body });
      if (answered.status === 403) continue;
      expect({ path, status: answered.status }).toEqual({ path, status: 406 });
      expect(answered.body).toMatchObject({ type: '/api#not-acceptable' });
    }
    expect(await pages.story.store.lastPosition()).toBe(before);
  });

  it.each([
    ['/projects?format=pdf', 'format'],
    ['/documents/value-for-money?format=exe', 'format'],
    ['/journal?format=json', 'format'],
    ['/projects/youth-bus?format=csv', 'format'],
  ])('in the address %s is said to be wrong', async (path, field) => {
    expect(await finance.get(path)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});
