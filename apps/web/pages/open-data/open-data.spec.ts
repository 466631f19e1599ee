import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, finance, fund, openSource } from '#testing/desk-story';
import { fillIn } from '../../testing/filling-in.js';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const openData = '/p/riverside/open-data';
const publisher = {
  name: 'Riverside Council',
  identifier: 'GB-LAE-RVS',
  prefix: '360G-riverside',
  department: 'Community safety',
  areaCode: 'E22000999',
  website: 'https://www.riverside.example/open-data',
};

let pages: PagesUnderTest;
let officer: Visitor;
const everPressed = new Set<string>();

/** What is behind a link or a button, of which the how-to says how it begins. */
async function pressed(shown: Shown, text: string, by = officer): Promise<Shown> {
  everPressed.add(text);
  return by.open(shown.link(text) ?? `no link ${text}`);
}

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 100_000);
  const bid = { title: 'Helpline', description: 'Ring 01632 960123 and ask.' };
  await fund(story, 'helpline', 60_000, '2011-05-26', bid);
  story.on('2011-06-01');
  await story.do(finance, 'RecordExpenditure', {
    project: 'youth-bus',
    payment: 'p-1',
    payee: 'Jane Oakenshaw',
    reference: 'INV-1',
    paidOn: '2011-06-01',
    netPence: 60_000,
    irrecoverableVatPence: 0,
    purpose: 'Hire',
    category: 'transport',
    charges: [{ source: 'home-office', fundingType: 'revenue', amountPence: 60_000 }],
  });
  story.on('2011-06-02');
  await pages.upToDate();
  officer = await pages.as('support-1');
});
afterAll(async () => pages.close());

describe('The page of open data', () => {
  it('says that nothing is published before anybody has said who publishes', async () => {
    const documents = await officer.open('/p/riverside/documents');
    const shown = await pressed(documents, 'Open data');
    expect((await pressed(shown, 'Describe the publisher')).status).toBe(200);
    expect(shown.text).toContain('Nothing is published yet');
    expect(shown.text).toContain('0 of 2 will be published');
    expect(shown.text).toContain(
      'Everything: all of itThe partnership has not said who publishes for it, under which codes.',
    );
  });

  it.each([
    ['identifier', 'Riverside', 'is no identifier of a body'],
    ['prefix', 'riverside', 'is no prefix of 360Giving'],
    ['areaCode', 'E07000108', 'is no code of a partnership'],
    ['licence', 'Open Government Licence', 'A licence is given by its address'],
    ['website', 'www.riverside.example', 'A site is given by its address'],
    ['name', '', 'Enter the body that publishes'],
  ])('takes no publisher with the %s %j, and says so beside it', async (field, typed, words) => {
    const form = await officer.open(`${openData}/publisher`);
    let shown = await officer.send(form, { ...form.filled(), ...publisher, [field]: typed });
    if (shown.status === 200) shown = await officer.send(shown, { step: 'send' });
    expect(shown.status).toBe(422);
    expect(shown.problemOf(field)).toContain(words);
    expect(shown.valueOf(field)).toBe(typed);
  });

  it('has who publishes, under the codes and the licence that were said', async () => {
    const form = await officer.open(`${openData}/publisher`);
    const done = await fillIn(officer, `${openData}/publisher`, { ...form.filled(), ...publisher });
    expect(done.text).toContain('The publisher is described.');
    for (const said of [...Object.values(publisher), 'open-government-licence', 'Pounds (GBP)'])
      expect(done.text).toContain(said);
    expect(done.text).toMatch(
      /All of it: 2 held back ?Youth bus ?Helpline ?Nobody has said what kind of body its lead agency is\./,
    );
  });

  it('gives no licence that was left out, nor a site that another took away meanwhile', async () => {
    const address = `${openData}/publisher`;
    const open = await officer.open(address);
    const left = { licence: '', website: '' };
    await fillIn(officer, address, { ...open.filled(), ...left });
    const now = await officer.open(address);
    expect([now.valueOf('licence'), now.valueOf('website')]).toEqual(['', '']);
    const unseen = await officer.send(open, { ...open.filled(), licence: '' });
    expect(unseen.status).toBe(422);
    expect(unseen.text).toContain('was changed since you opened this form');
    const { licence = '' } = open.filled();
    await fillIn(officer, address, { ...now.filled(), ...publisher, licence });
  });

  it('has what each agency is to the public, by which it is a grant or none', async () => {
    const shown = await officer.open(openData);
    const link = shown.link('what The youth-trust is') ?? '';
    expect(link).toBe(`${openData}/agency/youth-trust`);
    const wrong = await officer.send(await officer.open(link), { kind: 'voluntary', identifier: '1000001' });
    expect((await officer.send(wrong, { step: 'send' })).problemOf('identifier')).toContain(
      '1000001 is no identifier of a body',
    );
    const done = await fillIn(officer, link, { kind: 'voluntary', identifier: 'GB-CHC-1000001' });
    expect(done.text).toContain('2 of 2 will be published');
    expect((await officer.open(`${openData}/agency/nobody`)).status).toBe(404);
  });
});

describe('The spending', () => {
  it('is published quarter by quarter, each as a file, as far as the year has come', async () => {
    const shown = await officer.open(`${openData}?year=2011-12`);
    const quarter = shown.link('Quarter 1 of Spending over £500') ?? '';
    expect((await officer.open(quarter)).html).toContain(
      '2011-06-01,Community safety,Name withheld,Hire,600.00',
    );
    expect(shown.link('Quarter 2 of Spending over £500')).toBeUndefined();
    const next = await officer.open(quarter.replace('quarter-1', 'quarter-2'));
    expect([next.status, next.html.includes('600.00')]).toEqual([200, false]);
  });
});

describe('A project that is held back', () => {
  it('is held back from its own page, with a reason, and in no file', async () => {
    const project = await officer.open('/p/riverside/projects/youth-bus');
    const { at } = await pressed(project, 'Hold the project back');
    const done = await fillIn(officer, at, { reason: 'Its stops are secret.' });
    expect(done.text).toContain('Youth bus is held back from all that is published.');
    expect(done.text).toContain('1 of 2 will be published');
    const file = await officer.open(`/p/riverside/documents/360giving/made?year=2011-12&format=json`);
    expect(file.html).toContain('360G-riverside-helpline');
    expect(file.html).not.toContain('youth-bus');
    expect(file.html).not.toContain('secret');
  });

  it('says so on its page, and is released again', async () => {
    const project = await officer.open('/p/riverside/projects/youth-bus');
    expect(project.text).toContain('Held back from all that is published: Its stops are secret.');
    const { at } = await pressed(project, 'Release');
    const done = await fillIn(officer, at, { reason: 'It has stopped.' });
    expect(done.text).toContain('2 of 2 will be published');
    const again = await officer.open(`${openData}/release/youth-bus`);
    const check = await officer.send(again, { reason: 'It has stopped.' });
    expect((await officer.send(check, { step: 'send' })).status).toBe(200);
    expect((await officer.open(`${openData}/hold-back/nothing`)).status).toBe(404);
  });
});

describe('A text that is held back', () => {
  const heldBack = `${openData}/held-back?year=2011-12`;

  it('is shown with what was found, to those alone who may clear it', async () => {
    const shown = await officer.open(heldBack);
    expect(shown.text).toContain('Helpline: description It has a telephone number.');
    expect(shown.text).toContain('Youth bus, p-1: beneficiary It reads as the name of a person.');
    const reader = await pages.as('finance-1');
    expect((await reader.open(heldBack)).status).toBe(403);
    const overview = await reader.open(openData);
    expect(overview.text).toContain('It has a telephone number.');
    expect(overview.html).not.toContain('01632');
    expect(overview.link('Read the texts')).toBeUndefined();
  });

  it('is cleared by somebody who has read it, and is then published, once however often it is sent', async () => {
    const shown = await pressed(
      await officer.open(`${openData}?year=2011-12`),
      'Read the texts that are held back',
    );
    expect((await pressed(shown, 'Clear this text')).status).toBe(200);
    const form = await officer.open(shown.link('Clear this text, description of Helpline') ?? '');
    expect(form.text).toContain('Ring 01632 960123 and ask.');
    const check = await officer.send(form, { reason: 'The number is made up.' });
    const [first, second] = [
      await officer.send(check, { step: 'send' }),
      await officer.send(check, { step: 'send' }),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.text).toContain('The text is cleared, and will be published.');
    expect(second.text).not.toContain('Helpline: description');
    const file = await officer.open('/p/riverside/documents/360giving/made?year=2011-12&format=csv');
    expect(file.html).toContain('Ring 01632 960123 and ask.');
    expect((await officer.open(`${openData}/clear/${'0'.repeat(32)}`)).status).toBe(404);
  });
});

describe('A text in which only a person sees what must not be known', () => {
  it('is held back by itself, with a reason, and is published again once it is cleared', async () => {
    const shown = await pressed(
      await officer.open(`${openData}?year=2011-12`),
      'Read the texts that are published',
    );
    expect(shown.text).toContain('Youth bus title of Youth bus');
    const { at } = await pressed(shown, 'Hold this text back');
    expect(at).toContain(`${openData}/hold-text/`);
    const ofTitle = shown.link('Hold this text back: title of Youth bus') ?? '';
    const done = await fillIn(officer, ofTitle, { reason: 'It is what the child is called.' });
    expect(done.text).toContain('The text is held back from all that is published.');
    expect(done.text).not.toContain('title of Youth bus');
    const file = await officer.open('/p/riverside/documents/360giving/made?year=2011-12&format=json');
    expect(file.html).not.toContain('"Youth bus"');
    expect(file.html).toContain('"title": "Project youth-bus"');
    const heldBack = await officer.open(`${openData}/held-back?year=2011-12`);
    expect(heldBack.text).toContain('It is held back: It is what the child is called.');
    const clear = heldBack.link('Clear this text, title of Youth bus') ?? '';
    await fillIn(officer, clear, { reason: 'It is the name of a bus.' });
    const again = await officer.open('/p/riverside/documents/360giving/made?year=2011-12&format=json');
    expect(again.html).toContain('"title": "Youth bus"');
    const reader = await pages.as('finance-1');
    expect((await reader.open(`${openData}/texts`)).status).toBe(403);
    expect((await officer.open(`${openData}/hold-text/${'0'.repeat(32)}`)).status).toBe(404);
  });
});

describe('A text that tells of a person only beside another', () => {
  const register = '/p/riverside/documents/grants-register/made?year=2011-12';

  it('stops what it stands in, with what was found where and what to do, until it is read and cleared', async () => {
    const { story } = pages;
    const bid = { title: 'Sessions with Jane', description: 'Oakenshaw Hall on Fridays.' };
    await fund(story, 'sessions', 50_000, '2011-06-20', bid);
    await pages.upToDate();
    const stopped = await officer.open(`${register}&format=csv`);
    expect([stopped.status, stopped.heading]).toEqual([409, 'It cannot be published yet']);
    expect(stopped.text).toContain('the purpose of sessions. It has what reads as the name of a person.');
    expect(stopped.html).not.toMatch(/Jane|Oakenshaw/u);
    const program = await pages.program('support-1', 'support-officer');
    for (const format of ['json', 'csv', 'pdf']) {
      const asked = `/documents/grants-register?year=2011-12&format=${format}`;
      const { status, body, text } = await program.get(asked);
      expect([format, status, body['title']]).toEqual([
        format,
        409,
        'Personal data was found in what is to be published',
      ]);
      expect(body['detail']).toContain('the purpose of sessions. It has what reads as the name of a person.');
      expect(text).not.toMatch(/Jane|Oakenshaw/u);
    }
    const overview = await officer.open(openData);
    expect(overview.text).toContain('The register of grants, by the Transparency CodeNothing is written.');
    expect(overview.link('CSV of The register')).toBeUndefined();
    expect(overview.link('CSV of Grants')).toBeDefined();
    const heldBack = await officer.open(`${openData}/held-back?year=2011-12`);
    await fillIn(officer, heldBack.link('Clear this text, purpose of Sessions with Jane') ?? '', {
      reason: 'Jane is a boat, and Oakenshaw a place.',
    });
    const file = await officer.open(`${register}&format=csv`);
    expect([file.status, file.html.includes('Oakenshaw Hall')]).toEqual([200, true]);
  });
});

describe('A county’s view', () => {
  it('is joined and left by who may, and the rest read of it', async () => {
    await openSource(pages.story, 'other', 1_000);
    await pages.upToDate();
    expect((await officer.open(`${openData}/join-county`)).status).toBe(404);
    const admin = await pages.as('admin-1');
    const joined = await fillIn(admin, `${openData}/join-county`, { name: 'Safer Westshire' });
    expect(joined.text).toContain('Safer Westshire');
    expect((await pressed(joined, 'Leave', admin)).status).toBe(200);
    const leave = joined.link('Leave the view of Safer Westshire') ?? '';
    expect((await officer.open(openData)).text).toContain('Safer Westshire');
    const left = await fillIn(admin, leave, { reason: 'The district is a unitary council now.' });
    expect(left.text).toContain('The partnership has joined none');
    await pages.story.send(administrator, 'LeaveCounty', { county: 'safer-westshire', reason: 'Once more.' });
  });
});

it('The how-to says to press what was pressed here, and nothing else', () => {
  const page = readFileSync('docs/how-to/open-data.md', 'utf8');
  const named = [...page.matchAll(/_([A-Z][^_]+)_/gu)].map(([, text = '']) => text.replaceAll(/\s+/gu, ' '));
  expect(new Set(named)).toEqual(everPressed);
});
