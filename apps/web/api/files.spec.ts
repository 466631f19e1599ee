import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentNames, documentOf, subjectOf } from '#documents/documents';
import { factsAt } from '#documents/facts/facts';
import { documentFormats, inFormat } from '#documents/formats/formats';
import { administrator, finance } from '#testing/desk-story';
import { moneyDecided } from '#testing/money-decided';
import { mediaTypeOf } from '../answering/file-types.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Program } from '../testing/program.js';

const meeting = 'tasking-2011-05-12';
const later = '2011-06-12T00:00:00.000Z';
/** What each kind of document is about in the story; there is no highlight report in it. */
const subjects: Readonly<Record<string, string>> = {
  year: 'year=2011-12',
  project: 'project=youth-bus',
  source: 'source=police-fund',
  meeting: `meeting=${meeting}`,
};

let pages: PagesUnderTest;
let auditor: Program;

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
  const { story } = pages;
  await moneyDecided(story);
  for (const role of ['auditor', 'county-viewer'])
    await story.do(administrator, 'GiveRole', { person: 'fire-1', role });
  await story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'inv-1',
    payee: 'Bus Hire Ltd',
    reference: 'INV/1',
    paidOn: '2011-05-12',
    netPence: 10_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 10_000 }],
  });
  story.on('2011-06-13');
  await pages.upToDate();
  auditor = await pages.program('fire-1', 'auditor');
});
afterAll(async () => pages.close());

const nameOf = (person: string): string => `The officer ${person}`;

/** A document as whoever made it elsewhere has it, such as on the command line. */
async function madeElsewhere(name: (typeof documentNames)[number], format: (typeof documentFormats)[number]) {
  const { store, tools } = pages.story;
  const moment = { asAt: '2011-06-12', knownAt: later };
  const facts = await factsAt({ store, decoding: tools.desk.decoding }, 'riverside', moment);
  const about = { year: '2011-12', project: 'youth-bus', source: 'police-fund', meeting };
  const of = subjectOf(name);
  const asked = of === 'year' ? { year: about.year } : { year: about.year, [of]: about[of as 'project'] };
  return inFormat(documentOf(name, facts, { ...asked, nameOf }), format);
}

describe('A document', () => {
  const told = documentNames.filter((name) => Object.hasOwn(subjects, subjectOf(name)));

  it.each(told)('%s is had in every format, to the byte as it is made elsewhere', async (name) => {
    const path = `/documents/${name}?${subjects[subjectOf(name)]}&asAt=2011-06-12&knownAt=${later}`;
    for (const format of documentFormats) {
      const elsewhere = Buffer.from(await madeElsewhere(name, format));
      const byAccept = await auditor.get(path, { accept: mediaTypeOf(format) });
      expect({ format, status: byAccept.status, type: byAccept.type }).toEqual({
        format,
        status: 200,
        type: mediaTypeOf(format),
      });
      const byFormat = await auditor.get(`${path}&format=${format}`, { accept: 'image/png' });
      expect(Buffer.compare(byFormat.bytes, elsewhere)).toBe(0);
      expect(Buffer.compare(byAccept.bytes, elsewhere)).toBe(0);
    }
  });

  it('is as it was known at a moment, whatever was recorded since', async () => {
    const path = '/documents/value-for-money?year=2011-12&asAt=2011-06-12';
    const then = await auditor.get(`${path}&knownAt=2011-04-13T00:00:00.000Z`);
    expect(then.status).toBe(200);
    expect(then.text).not.toContain('Youth bus');
    expect((await auditor.get(path)).text).toContain('Youth bus');
  });

  it('of what was not there is not found, and a question that it does not take is wrong', async () => {
    expect((await auditor.get('/documents/award-letter?project=nothing')).status).toBe(404);
    expect((await auditor.get('/documents/nothing')).status).toBe(404);
    for (const [path, field] of [
      ['/documents/award-letter', 'project'],
      ['/documents/award-letter?project=youth-bus&meeting=x', 'meeting'],
      ['/documents/value-for-money?period=year', 'period'],
      ['/documents/value-for-money?asAt=2011-02-31', 'asAt'],
    ] as const)
      expect(await auditor.get(path)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('is told of in a list', async () => {
    const { body } = await auditor.get('/documents');
    expect((body['items'] as readonly { document: string }[]).map(({ document }) => document)).toEqual(
      [...documentNames].toSorted(),
    );
  });
});

describe('The journal', () => {
  it.each([
    ['hledger', 'account'],
    ['ledger', 'account'],
    ['beancount', 'open'],
  ])('is had for %s, every payment in it', async (format, declared) => {
    const { status, type, text } = await auditor.get(`/journal?format=${format}`);
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain' });
    expect(text).toContain(declared);
    expect(text).toContain('100.00');
  });

  it.each(['asAt=2011-05-11', 'knownAt=2011-05-11T12:00:00.000Z'])(
    'is had as of another moment, and says which: %s',
    async (moment) => {
      const { status, text } = await auditor.get(`/journal?format=hledger&${moment}`);
      expect([status, text.includes('11 May 2011'), text.includes('100.00')]).toEqual([200, true, false]);
    },
  );

  it('is had of no moment that is none', async () => {
    const { status, body } = await auditor.get('/journal?format=hledger&asAt=2011-02-31');
    expect([status, JSON.stringify(body).includes('asAt')]).toEqual([400, true]);
  });
});

describe("A county's view", () => {
  it('is for who is its viewer alone, of a county that the partnership has joined', async () => {
    const viewer = await pages.program('fire-1', 'county-viewer');
    const path = '/county-view?county=essex&year=2011-12';
    expect((await viewer.get(path)).status).toBe(404);
    await pages.story.do(administrator, 'JoinCounty', { county: 'essex', name: 'Essex' });
    const joined = await viewer.get(path);
    expect(joined).toMatchObject({ status: 200, body: { name: 'county-view' } });
    expect(joined.text).toContain('1600000');
    expect(joined.text).not.toContain('Youth bus');
    expect((await viewer.get(`${path}&format=xlsx`)).type).toBe(mediaTypeOf('xlsx'));
    expect((await viewer.get('/documents/value-for-money')).status).toBe(403);
    expect((await auditor.get(path)).status).toBe(403);
  });

  it('ends when the partnership leaves it, also of a moment at which it was in it', async () => {
    const viewer = await pages.program('fire-1', 'county-viewer');
    const before = '/county-view?county=essex&year=2011-12&knownAt=2011-06-13T20:00:00.000Z';
    expect((await viewer.get(before)).status).toBe(200);
    pages.story.on('2011-06-14');
    await pages.story.do(administrator, 'LeaveCounty', { county: 'essex', reason: 'It has no county now.' });
    expect((await viewer.get(before)).status).toBe(404);
  });
});
