import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { routes } from './testing/routes.js';

let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
});
afterAll(async () => pages.close());

interface Led {
  readonly status: number;
  readonly to: string | undefined;
}

async function ask(url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET'): Promise<Led> {
  const { statusCode, headers } = await pages.application.inject({ method, url });
  return { status: statusCode, to: headers.location?.toString() };
}

const addresses = routes()
  .filter(({ method, path }) => method === 'GET' && path !== '/')
  .map(({ path }) => path.replaceAll(/:\w+/g, 'riverside'));

describe('An address with a stroke behind it', () => {
  it.each([...new Set(addresses)])('leads to the page at %s', async (path) => {
    expect(await ask(`${path}/`)).toEqual({ status: 308, to: path });
  });

  it('leads on with all that is asked, of however many strokes there are', async () => {
    const asked = '?from-day=1&back=/p/riverside/';
    expect(await ask(`/p/riverside///${asked}`)).toEqual({ status: 308, to: `/p/riverside${asked}` });
    expect(await ask('/p/riverside/sources/', 'HEAD')).toEqual({ status: 308, to: '/p/riverside/sources' });
  });

  it.each([
    '//elsewhere.example/',
    '///elsewhere.example/',
    '/\\elsewhere.example/',
    '/%5Celsewhere.example\\/',
    'http://elsewhere.example//other.example/',
    '//',
    '/',
  ])('leads nowhere else, nor round in a ring: %s', async (url) => {
    const { to } = await ask(url);
    expect(to ?? '/').toMatch(/^\/(?![/\\])/);
    expect(to).not.toBe(url);
  });

  it('takes no form, and is no address of the API', async () => {
    expect((await ask('/sign-in/', 'POST')).status).toBe(404);
    expect(await ask('/api/v1/partnerships/riverside/sources/')).toEqual({ status: 401, to: undefined });
  });
});

describe('An address that cannot be taken apart', () => {
  it('is answered with a sentence for a person, and a problem for a program', async () => {
    const page = await pages.application.inject({ url: '/p/riverside/projects/caf%C3' });
    expect([page.statusCode, page.headers['content-type'], page.body]).toEqual([
      400,
      'text/plain; charset=utf-8',
      'That address cannot be read. Check that you copied all of it.\n',
    ]);
    const program = await pages.application.inject({ url: '/api/v1/partnerships/%zz/projects' });
    expect(program.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(program.json()).toMatchObject({ status: 400, type: '/api#invalid' });
  });
});
