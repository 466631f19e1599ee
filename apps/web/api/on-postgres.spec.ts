import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandDesk } from '#desk/desk';
import { systemClock } from '#eventing/clock';
import { addDays, londonDateOf } from '#kernel/local-date';
import { DataPlace } from '#reads/data-place';
import { Place } from '#settings/place';
import { settingsFrom } from '#settings/settings';
import { Accounts } from '#sign-in/accounts';
import { openSignIn } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { FoundingLinks } from '#sign-in/founding-links';
import { Sessions } from '#sign-in/sessions';
import { Sheets } from '#sign-in/sheets';
import { Tokens } from '#sign-in/tokens';
import { startPostgres } from '#testing/postgres-server';
import type { PostgresServer } from '#testing/postgres-server';
import { WaysIn } from '../access/ways-in.js';
import { openWeb } from '../application.js';
import { addressesOf } from '../testing/every-address.js';
import { Program } from '../testing/program.js';
import type { Answered } from '../testing/program.js';
import { Published } from '../testing/published.js';

const root = join(import.meta.dirname, '..', '..', '..');
const everyCommand = readFileSync(join(root, 'test/journeys/every-command.ndjson'), 'utf8');
const partnership = 'everything';

let server: PostgresServer;
let place: DataPlace;
let signIn: SignInDatabase;
let application: NestFastifyApplication;
let tokens: Tokens;
let reader: Program;
let published: Published;

beforeAll(async () => {
  server = await startPostgres();
  const settings = settingsFrom({ TALLYSTICK_STORE: await server.createDatabase('api_test') });
  place = new DataPlace(await Place.open(settings, { whenAbsent: () => 'example' }));
  signIn = await openSignIn(settings);
  tokens = new Tokens(signIn, systemClock);
  application = await openWeb({
    place,
    tokens,
    sessions: new Sessions(signIn, 'example', systemClock),
    sheets: new Sheets(signIn, systemClock),
    accounts: new Accounts(signIn, new Uint8Array(32), systemClock),
    founding: new FoundingLinks(signIn, systemClock),
    ways: new WaysIn(),
    onStopped: (error) => {
      throw error;
    },
    callsAMinute: 1_000_000,
  });
  const desk = application.get(CommandDesk);
  for (const line of everyCommand.trimEnd().split('\n')) {
    const reply = await desk.send({ ...(JSON.parse(line) as object), partnership });
    if (reply.outcome !== 'accepted') throw new Error(JSON.stringify({ line, reply }));
  }
  await place.readModels();
  reader = await programOf('admin', 'administrator');
  published = new Published((await reader.get('/api/v1/openapi.json')).body);
});
afterAll(async () => {
  await application.close();
  await signIn.destroy();
  await place.close();
  await server.stop();
});

async function programOf(person: string, role: string): Promise<Program> {
  const endsOn = addDays(londonDateOf(systemClock()), 1);
  const asked = { partnership, person, role, purpose: 'A test', endsOn, madeBy: 'admin' };
  return new Program(application, (await tokens.make(asked)).held, partnership);
}

/** The rows of a list, page by page. */
async function rowsBy(first: string): Promise<readonly unknown[]> {
  const met: unknown[] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const page: Answered = await reader.get(next);
    met.push(...(page.body['items'] as readonly unknown[]));
    next = /^<(.+)>; rel="next"$/.exec(String(page.headers['link']))?.[1];
  }
  return met;
}

describe('The API on PostgreSQL', () => {
  it('tells what is published, of whatever each read is asked about', async () => {
    for (const operation of published.operations.filter(({ method }) => method === 'GET')) {
      for (const path of await addressesOf(reader, operation)) {
        const answered = await reader.get(path);
        expect({ path, isBroken: answered.status >= 500 }).toEqual({ path, isBroken: false });
        expect(published.faultsOf(operation, answered)).toEqual([]);
      }
    }
  });

  it('goes through every list in the order of its keys, and meets each row once', async () => {
    const lists = published.operations.filter(
      ({ operation, path, parameters }) =>
        operation.startsWith('list') &&
        path.lastIndexOf('{') < 20 &&
        !parameters.some((one) => one.in === 'query' && one.required),
    );
    expect(lists.length).toBeGreaterThan(15);
    for (const { path } of lists) {
      const at = path.replace('/partnerships/{partnership}', '');
      // In pages as large as there are, most lists are one page.
      const whole = await rowsBy(`${at}?limit=500`);
      const met = await rowsBy(`${at}?limit=${Math.max(2, Math.ceil(whole.length / 4))}`);
      expect({ at, met }).toEqual({ at, met: whole });
    }
  });

  it('carries a command out once, though it is sent ten times at once, and tells of it at once', async () => {
    const asked = { priority: 'rural', name: 'Rural crime' };
    const before = await place.store.lastPosition();
    const support = await programOf('support', 'support-officer');
    const all = await Promise.all(
      Array.from({ length: 10 }, async () =>
        support.give('AdoptPriority', asked, { 'idempotency-key': 'k-1' }),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    expect(all.filter(({ body }) => body['repeated'] === false)).toHaveLength(1);
    expect((await place.store.lastPosition()) - before).toBe(1);
    expect((await reader.get('')).text).toContain('Rural crime');
  });

  it('refuses what is stale, and writes nothing of what is tried out or refused', async () => {
    const before = await place.store.lastPosition();
    const support = await programOf('support', 'support-officer');
    const asked = { priority: 'roads', name: 'Roads' };
    const stale = await support.give('AdoptPriority', asked, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { refusal: 'changed-since-read' } });
    const sent = { headers: { 'idempotency-key': 'k-2' }, body: asked };
    const trial = await support.call('POST', '/commands/AdoptPriority?trial=true', sent);
    expect(trial).toMatchObject({ status: 200, body: { trial: true, outcome: 'accepted' } });
    const other = await support.give('RecordExpenditure', {});
    expect(other.status).toBe(400);
    expect(await place.store.lastPosition()).toBe(before);
  });
});
