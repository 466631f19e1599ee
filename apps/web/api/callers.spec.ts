import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, finance, fund, otherFinance } from '#testing/desk-story';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { Program } from '../testing/program.js';

let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await fund(pages.story, 'youth-bus', 400_000);
  const { story } = pages;
  story.partnership = 'otherside';
  await story.do('admin-9/administrator', 'FoundPartnership', { name: 'Otherside CSP' });
  story.partnership = 'riverside';
  await pages.upToDate();
});
afterAll(async () => pages.close());

const bill = {
  project: 'youth-bus',
  payee: 'Bus Hire Ltd',
  reference: 'INV/1',
  paidOn: '2011-05-12',
  netPence: 100,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 100 }],
};
const virement = {
  virement: 'v-1',
  fundingType: 'revenue',
  amountPence: 5_000,
  from: { source: 'home-office' },
  to: { source: 'police' },
  reason: 'Asked for by the provider.',
};

describe('Whoever calls the API', () => {
  it.each([
    ['no token', undefined],
    ['a token that nobody made', `tallystick_${'a'.repeat(43)}`],
    ['something else', 'abc'],
  ])('is not known by %s', async (_, held) => {
    const answered = await new Program(pages.application, held).get('/projects');
    expect(answered).toMatchObject({ status: 401, type: 'application/problem+json' });
    expect(answered.headers['www-authenticate']).toBe('Bearer realm="Tallystick"');
  });

  it('is not known by a cookie, however good it is in a browser', async () => {
    const cookie = `__Host-session=${await pages.sessions.beginLook('riverside', 'finance-1')}`;
    const browser = new Program(pages.application, undefined);
    expect((await browser.get('/projects', { cookie })).status).toBe(401);
    expect((await browser.give('RecordExpenditure', bill, { cookie })).status).toBe(401);
  });

  it('is known no more once the last day of the token is over, or it is revoked', async () => {
    const program = await pages.program('finance-1', 'finance-officer');
    expect((await program.get('/budget')).status).toBe(200);
    pages.now = new Date(Date.now() + 3 * 86_400_000).toISOString();
    expect((await program.get('/budget')).status).toBe(401);
    pages.now = undefined;
    const made = (await pages.tokens.of('riverside')).find(({ person }) => person === 'finance-1');
    await pages.tokens.revoke('riverside', made?.token ?? '', 'admin-1');
    expect((await program.get('/budget')).status).toBe(401);
  });

  it('is known no more once their person is switched off, or the role of the token has ended', async () => {
    const { story } = pages;
    const [off, ended] = [
      await pages.program('police-1', 'member'),
      await pages.program('lead-2', 'lead-officer'),
    ];
    expect([(await off.get('/budget')).status, (await ended.get('/budget')).status]).toEqual([200, 200]);
    await story.do(administrator, 'SwitchOffPerson', { person: 'police-1', reason: 'Left.' });
    await story.do(administrator, 'EndRole', { person: 'lead-2', role: 'lead-officer', reason: 'Left.' });
    expect([(await off.get('/budget')).status, (await ended.get('/budget')).status]).toEqual([401, 401]);
    expect((await ended.give('DraftBid', { project: 'x', bid: { title: 'X' } })).status).toBe(401);
  });

  it('finds nothing of another partnership, nor of one that is not there', async () => {
    const program = await pages.program('support-1', 'support-officer');
    for (const partnership of ['otherside', 'nowhere', 'Riverside', '..%2Friverside']) {
      for (const path of ['', '/projects', '/projects/youth-bus', '/events', '/people/admin-9/history']) {
        const answered = await program.get(`/api/v1/partnerships/${partnership}${path}`);
        expect(answered).toMatchObject({ status: 404, body: { type: '/api#not-found' } });
      }
      const url = `/api/v1/partnerships/${partnership}/commands/CallMeeting`;
      const sent = { headers: { 'idempotency-key': 'k' }, body: { meeting: 'm' } };
      expect((await program.call('POST', url, sent)).status).toBe(404);
    }
  });

  it('finds no event of another partnership by its position', async () => {
    const program = await pages.program('support-1', 'support-officer');
    const positions: number[] = [];
    for await (const { stream, position } of pages.story.store.readAll(0))
      if (stream.includes('otherside')) positions.push(position);
    expect(positions.length).toBeGreaterThan(0);
    for (const position of positions) expect((await program.get(`/events/${position}`)).status).toBe(404);
  });

  it('can do at most what their role can, whatever else their person may', async () => {
    await pages.story.do(administrator, 'GiveRole', { person: 'finance-1', role: 'auditor' });
    const auditor = await pages.program('finance-1', 'auditor');
    const answered = await auditor.give('RecordExpenditure', { ...bill, payment: 'p-1' });
    expect(answered).toMatchObject({ status: 403, body: { refusal: 'not-your-role' } });
  });

  it('reads nothing where their role reads totals alone', async () => {
    await pages.story.do(administrator, 'GiveRole', { person: 'fire-1', role: 'county-viewer' });
    const viewer = await pages.program('fire-1', 'county-viewer');
    for (const path of ['', '/projects', '/budget', '/events'])
      expect((await viewer.get(path)).status).toBe(403);
  });

  it('is one person, by pages or by programs: nobody authorises what they asked for', async () => {
    const { story } = pages;
    await story.do(finance, 'OpenFundingSource', {
      source: 'police',
      name: 'Police',
      provider: 'Police',
      year: '2011-12',
      mayCrossYear: false,
    });
    await story.do(finance, 'RequestVirement', virement);
    const asked = { source: 'home-office', virement: 'v-1' };
    const same = await (await pages.program('finance-1', 'finance-officer')).give('AuthoriseVirement', asked);
    expect(same).toMatchObject({ status: 422, body: { refusal: expect.any(String) } });
    await story.do(otherFinance, 'RenameProvider', { source: 'police', provider: 'The police', reason: 'x' });
    const other = await (
      await pages.program('finance-2', 'finance-officer')
    ).give('AuthoriseVirement', asked);
    expect(other).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  });

  it('stands in each event as the person and the role, whose command says by which token it came', async () => {
    const program = await pages.program('finance-2', 'finance-officer');
    const unused = (await pages.tokens.of('riverside')).filter(({ usedAt }) => usedAt === null);
    const token = unused.find(({ person }) => person === 'finance-2')?.token ?? '';
    const { body } = await program.give('RecordExpenditure', { ...bill, payment: 'p-2' });
    const event = await program.get(`/events/${String(body['position'])}`);
    expect(event.body).toMatchObject({ via: `API token ${token}` });
    expect(JSON.parse(String(event.body['body']))).toMatchObject({
      actor: { person: 'finance-2', role: 'finance-officer' },
    });
  });
});

describe('Calls that come too fast', () => {
  it('are put off, by the token, with how long to wait', async () => {
    const few = await PagesUnderTest.open('example', { callsAMinute: 2 });
    const [program, other] = [
      await few.program('finance-1', 'finance-officer'),
      await few.program('finance-2', 'finance-officer'),
    ];
    expect((await program.get('/budget')).headers).toMatchObject({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
    });
    await program.get('/budget');
    const put = await program.get('/budget');
    expect(put).toMatchObject({ status: 429, body: { type: '/api#too-many-calls' } });
    expect(Number(put.headers['retry-after'])).toBeGreaterThan(0);
    expect((await other.get('/budget')).status).toBe(200);
    await few.close();
  });

  it('are put off without a token, by the address', async () => {
    const few = await PagesUnderTest.open();
    const stranger = new Program(few.application, 'tallystick_guessed-by-a-stranger');
    const statuses = new Set<number>();
    for (let call = 0; call < 61; call += 1) statuses.add((await stranger.get('/budget')).status);
    expect([...statuses]).toEqual([401, 429]);
    await few.close();
  });
});
