import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Facts } from '#documents/facts/facts';
import { csv } from '#documents/formats/csv';
import { json } from '#documents/formats/json';
import type { Document } from '#documents/model/document';
import { CheckedTexts } from '#documents/open/checked-texts';
import type { Withheld } from '#documents/open/checked-texts';
import type { Grant } from '#documents/open/grant';
import { grantsRegister } from '#documents/open/grants-register';
import { openDataOf } from '#documents/open/open-data';
import { openGrants } from '#documents/open/open-grants';
import { administrator, support } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { expectGolden, expectGoldenText } from './golden-files.ts';
import { afterTheYear, describePublisher, openStory } from './open-story.ts';
import { noticedBy360Giving } from './standards/360giving-quality.ts';
import { wrongBy360Giving } from './standards/360giving.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const nameOf = (person: string): string => (person === 'lead-1' ? 'Ozan Quillfeather' : person);

interface Package {
  readonly grants: readonly Grant[];
}

function packageIn(document: Document): Package {
  return JSON.parse(json(document)) as Package;
}

function sum(transactions: Grant['commitmentTransaction'] = []): number {
  return transactions.reduce((total, { value }) => total + value, 0);
}

describe('The grants of a partnership as open data', () => {
  let story: ReadStory;
  let facts: Facts;
  let made: Document;
  const grant = (project: string): Grant | undefined =>
    packageIn(made).grants.find(({ id }) => id === `360G-riverside-${project}`);

  beforeAll(async () => {
    story = await openStory();
    await describePublisher(story);
    facts = await factsOf(story, 'riverside', afterTheYear);
    made = openGrants(facts, '2011-12', nameOf);
  });

  it('keep the rules of the 360Giving Data Standard, as a validator reads them', () => {
    expect(wrongBy360Giving(packageIn(made))).toEqual([]);
    const [first] = packageIn(made).grants;
    const broken = { ...packageIn(made), grants: [{ ...first, awardDate: '12/05/2011' }] };
    expect(wrongBy360Giving(broken)).toEqual([expect.stringMatching(/^\/grants\/0\/awardDate must match/u)]);
    const unequal = { ...packageIn(made), grants: [{ ...first, amountDisbursed: 1 }] };
    expect(wrongBy360Giving(unequal)).toEqual([expect.stringContaining('amountDisbursed is not what')]);
  });

  it('give the data quality tool of 360Giving nothing to notice but what a project without cost has none of', () => {
    const { grants } = packageIn(made);
    expect(noticedBy360Giving(grants, afterTheYear.asAt)).toEqual(['360G-riverside-leaflets: no programme']);
    const [first] = grants;
    if (first === undefined) throw new Error('The story has no grant.');
    const worse = {
      ...first,
      description: first.title,
      recipientOrganization: [{ id: 'GB-COH-1234567', name: 'The camera company' }],
    };
    expect(noticedBy360Giving([worse], '2011-01-01')).toEqual(
      ['no company number', 'awarded in the future', 'a title that is the description'].map(
        (notice) => `360G-riverside-cameras: ${notice}`,
      ),
    );
  });

  it('are paid from the funds of the partnership, as programmes', () => {
    expect(grant('cameras')?.grantProgramme).toEqual([
      { title: 'Capital fund' },
      { title: 'Source home-office' },
    ]);
    const rows = parse<Record<string, string>>(csv(made), { columns: true, bom: true });
    const cameras = rows.filter((row) => row['Identifier'] === '360G-riverside-cameras');
    expect(cameras.map((row) => row['Grant Programme:Title'])).toEqual([
      'Capital fund',
      'Source home-office',
    ]);
  });

  it('say no day on which they were first published, which would be another each time', () => {
    const said = JSON.parse(json(made)) as Readonly<Record<string, unknown>>;
    expect(said['issued']).toBeUndefined();
    expect(said['modified']).toBe(afterTheYear.knownAt);
    expect(said['description']).toBe(
      'Awards that were decided in 2011/12, with what was paid by 13 April 2012.',
    );
  });

  it('tell of a grant what was asked, awarded and paid, and when it was planned and done', () => {
    expect(grant('youth-bus')).toMatchObject({
      amountAppliedFor: 4000,
      amountAwarded: 4000,
      amountDisbursed: 1020,
      awardDate: '2011-05-12',
      plannedDates: [{ startDate: '2011-06-01', endDate: '2011-12-31' }],
      actualDates: [{ startDate: '2011-06-10', endDate: '2011-12-20' }],
      recipientOrganization: [{ id: 'GB-CHC-1000001', name: 'The youth-trust', charityNumber: '1000001' }],
      fundingOrganization: [{ id: 'GB-LAE-RVS', name: 'Riverside Council', department: 'Community safety' }],
      classifications: [{ code: 'asb', title: 'Anti-social behaviour' }],
    });
  });

  it('are placed in the area of the partnership, by its own type of code', () => {
    for (const { beneficiaryLocation } of packageIn(made).grants)
      expect(beneficiaryLocation).toMatchObject([{ geoCode: 'E22000999', geoCodeType: 'CSP' }]);
  });

  it('have a transaction for each allocation and each payment that stands, which come to the amounts', () => {
    for (const one of packageIn(made).grants) {
      expect(sum(one.applicationTransaction)).toBe(one.amountAppliedFor);
      expect(sum(one.commitmentTransaction)).toBe(one.amountAwarded);
      expect(sum(one.disbursementTransaction)).toBe(one.amountDisbursed);
    }
    expect(grant('cameras')?.commitmentTransaction).toMatchObject([
      { value: 1250, description: 'Capital fund, 2011/12, capital' },
      { value: 1250, description: 'Source home-office, 2011/12, revenue' },
    ]);
    expect(grant('cameras')?.fundingType).toMatchObject([{ code: 'FT12' }]);
  });

  it('name the other grants for the same work', () => {
    expect(grant('helpline')?.relatedActivity).toEqual([
      '360G-westshire-helpline',
      '360G-riverside-youth-bus',
    ]);
  });

  it('name as related no grant that is not published', async () => {
    const apart = await factsOf(story, 'riverside', afterTheYear);
    const helpline = apart.projects.get('helpline');
    if (helpline === undefined) throw new Error('The story has no helpline.');
    // Held back, of the council itself, and never there.
    for (const continues of ['refuge', 'patrols', 'nothing']) {
      helpline.bid = { ...helpline.bid, continues, jointWith: [{ partnership: 'Westshire CSP' }] };
      const said = packageIn(openGrants(apart, '2011-12', nameOf)).grants.find(({ id }) =>
        id.endsWith('helpline'),
      );
      expect(said?.relatedActivity).toBeUndefined();
      expect(said?.description).toContain('A joint project, with Westshire CSP.');
    }
  });

  it('say what is expected of a project whose bid has no description', async () => {
    const brief = await factsOf(story, 'riverside', afterTheYear);
    const bus = brief.projects.get('youth-bus');
    if (bus === undefined) throw new Error('The story has no bus.');
    const { description: _, ...bid } = bus.bid;
    bus.bid = { ...bid, expectedOutputs: [{ text: 'Friday nights', quantity: 1_040 }, { text: 'Calm' }] };
    const said = packageIn(openGrants(brief, '2011-12', nameOf)).grants.find(({ id }) => id.endsWith('bus'));
    expect(said?.description).toBe('Expected of it: Friday nights (1,040); Calm');
  });

  it('explain a project without cost', () => {
    expect(grant('leaflets')).toMatchObject({ amountAwarded: 0, commitmentTransaction: [] });
    expect(grant('leaflets')?.description).toContain(
      'No money was awarded: the project costs the partnership nothing. Partners gave in kind what is valued at £300.00.',
    );
  });

  it('hold back what may name a person, with what was found, and what was held back by decision', () => {
    expect(rowsInWords(tableIn(made, 'held-back').rows)).toEqual([
      ['helpline', 'description', 'It has a telephone number.'],
      [
        'patrols',
        'all of it',
        'Its lead agency is a public body: money that moves between public bodies is no grant, and stands in the spending.',
      ],
      ['refuge', 'all of it', 'It is held back: Its place is not to be known.'],
    ]);
    expect(grant('helpline')?.description).toBe(
      'The description is held back, since it may name a person.\nA joint project, with Westshire CSP.',
    );
    for (const text of [json(made), csv(made)]) {
      expect(text).not.toMatch(/Oakenshaw|07700|Quillfeather|lead-1|refuge/iu);
    }
  });

  it('name nobody who is registered, whether or not they have a role by the day that it speaks of', async () => {
    const apart = await openStory();
    await describePublisher(apart);
    const volunteer = { person: 'volunteer-1', name: 'Tansy Thistledown' };
    await apart.do(administrator, 'RegisterPerson', volunteer);
    const read = await factsOf(apart, 'riverside', { ...afterTheYear, knownAt: '2012-04-13T23:00:00.000Z' });
    const bus = read.projects.get('youth-bus');
    if (bus === undefined) throw new Error('The story has no bus.');
    bus.bid = { ...bus.bid, description: 'Tansy Thistledown drives the bus.' };
    const said = openGrants(read, '2011-12', (one) => (one === volunteer.person ? volunteer.name : one));
    expect(json(said)).not.toContain('Thistledown');
    expect(rowsInWords(tableIn(said, 'held-back').rows)).toContainEqual([
      'youth-bus',
      'description',
      'It has the name of a person of the partnership.',
    ]);
  });

  it('count what is held back in the total, so that it is the record’s', () => {
    expect(
      rowsInWords(tableIn(made, 'grants').totals).map((row) => row.filter((cell) => cell !== '')),
    ).toEqual([
      ['Will be published', '£8,000.00', '£2,120.00'],
      ['Held back whole', '£2,500.00', '£700.00'],
      ['Together, as in the record', '£10,500.00', '£2,820.00'],
    ]);
  });

  it('are those to bodies outside the public sector, once somebody has said what kind of body it is', async () => {
    const unsaid = await factsOf(story, 'riverside', afterTheYear);
    unsaid.publication.agencies.delete('camera-company');
    const said = openGrants(unsaid, '2011-12', nameOf);
    expect(packageIn(said).grants.map(({ id }) => id)).toEqual([
      '360G-riverside-helpline',
      '360G-riverside-leaflets',
      '360G-riverside-youth-bus',
    ]);
    expect(rowsInWords(tableIn(said, 'held-back').rows)[0]).toEqual([
      'cameras',
      'all of it',
      'Nobody has said what kind of body its lead agency is.',
    ]);
  });

  it('have titles as short as the standard asks, and what is cut off in the description', async () => {
    const long = await factsOf(story, 'riverside', afterTheYear);
    const bus = long.projects.get('youth-bus');
    if (bus === undefined) throw new Error('The story has no bus.');
    const title = `A bus on Friday nights ${'and on other nights '.repeat(8)}`.trim();
    bus.bid = { ...bus.bid, title };
    const grantOfBus = packageIn(openGrants(long, '2011-12', nameOf)).grants.find(({ id }) =>
      id.endsWith('bus'),
    );
    expect(grantOfBus?.title).toHaveLength(139);
    expect(grantOfBus?.title.endsWith('…')).toBe(true);
    expect(grantOfBus?.description).toBe(`${title}\nA bus with youth workers on Friday nights.`);
  });

  it('publish a text once somebody has cleared it, letter by letter', async () => {
    const text = 'Ring 07700 900123 and ask for Jane Oakenshaw.';
    await story.do(support, 'ClearText', { text, reason: 'The number and the name are made up.' });
    const later = { asAt: afterTheYear.asAt, knownAt: '2012-04-13T23:00:00.000Z' };
    const now = openGrants(await factsOf(story, 'riverside', later), '2011-12', nameOf);
    const helpline = packageIn(now).grants.find(({ id }) => id.endsWith('helpline'));
    expect(helpline?.description).toContain(text);
  });

  it('are the same as CSV, a row a grant and below it what there are several of', () => {
    const rows = parse<Record<string, string>>(csv(made), { columns: true, bom: true });
    const first = rows.filter((row) => row['Title'] !== '');
    expect(first.map((row) => Number(row['Amount Awarded']))).toEqual(
      packageIn(made).grants.map(({ amountAwarded }) => amountAwarded),
    );
    const cameras = rows.filter((row) => row['Identifier'] === '360G-riverside-cameras');
    expect(cameras.map((row) => row['commitmentTransaction/0/value'])).toEqual(['1250.00', '1250.00']);
    expect(cameras[0]?.['Beneficiary Location:Geographic Code Type']).toBe('CSP');
    const helpline = rows.filter((row) => row['Identifier'] === '360G-riverside-helpline');
    // A second text in one column would be dropped by whoever puts the rows of a grant together.
    expect(helpline.map((row) => row['Related Activity'])).toEqual([
      '360G-westshire-helpline;360G-riverside-youth-bus',
    ]);
  });

  it('hold hostile texts harmless: formulas, ten thousand characters, turned directions, control characters', async () => {
    const hostile = await factsOf(story, 'riverside', afterTheYear);
    const bus = hostile.projects.get('youth-bus');
    if (bus === undefined) throw new Error('The story has no bus.');
    const description = `\u202eevil שלום\u0007 ${'ten thousand characters '.repeat(420)}`;
    bus.bid = { ...bus.bid, title: "=cmd|' /C calc'!A0", description };
    const said = openGrants(hostile, '2011-12', nameOf);
    expect(wrongBy360Giving(packageIn(said))).toEqual([]);
    const rows = parse<Record<string, string>>(csv(said), { columns: true, bom: true });
    const row = rows.find(({ Identifier }) => Identifier === '360G-riverside-youth-bus');
    expect(row?.['Title']).toBe("'=cmd|' /C calc'!A0");
    expect(row?.['Description']?.length).toBeGreaterThan(10_000);
    for (const text of [csv(said), json(said)])
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000e-\u001f\u202a-\u202e]/u);
  });

  it('read as their golden files do', () => {
    expectGolden('360giving', made);
    expectGoldenText('360giving.json', json(made));
    expectGoldenText('360giving.csv', csv(made));
  });
});

describe('What tells of a person only as it is written', () => {
  const apart = { title: 'Sessions with Jane', description: 'Oakenshaw Hall on Fridays.' };

  async function toldTogether(): Promise<Facts> {
    const told = await openStory();
    await describePublisher(told);
    const facts = await factsOf(told, 'riverside', afterTheYear);
    const bus = facts.projects.get('youth-bus');
    if (bus === undefined) throw new Error('The story has no bus.');
    bus.bid = { ...bus.bid, ...apart };
    return facts;
  }

  it('is found by the last look: nothing is written, and it is said what was found where, and what to do', async () => {
    const facts = await toldTogether();
    const make = (): unknown => grantsRegister(facts, '2011-12', nameOf);
    expect(make).toThrow(
      'Nothing is written. The last look found something in what was to be published, the purpose of youth-bus. It has what reads as the name of a person. Read it among the texts that are held back, and clear it if it names nobody; or write it anew, or hold its project back.',
    );
    expect(make).not.toThrow(/Jane|Oakenshaw/u);
    // One by one the texts pass, as they stand in the grant.
    expect(() => openGrants(facts, '2011-12', nameOf)).not.toThrow();
  });

  it('stands among the texts that are held back, beside what can be published, and is published once cleared', async () => {
    const facts = await toldTogether();
    const { documents, withheld } = openDataOf(facts, '2011-12', nameOf);
    const register = documents.find(({ document }) => document === 'grants-register');
    expect(register).toMatchObject({ published: 0, outOf: 6 });
    expect(register?.stopped).toContain('the purpose of youth-bus');
    expect(documents.filter(({ stopped }) => stopped !== undefined)).toHaveLength(1);
    const text = `${apart.title}: ${apart.description}`;
    expect(withheld.find((one) => one.text === text)).toMatchObject({ of: 'youth-bus', part: 'purpose' });
    facts.publication.cleared.add(text);
    expect(() => grantsRegister(facts, '2011-12', nameOf)).not.toThrow();
  });

  it('is let through in a reference that was read, and in a text of the publisher that was not, is found', async () => {
    const facts = await toldTogether();
    const look = (content: string): Withheld | undefined =>
      new CheckedTexts(facts, nameOf).lastLook([{ of: 'drop-in', part: 'id', content }]);
    expect(look('360G-riverside-martin-drop-in-paid-1')?.why).toBe(
      'It has what reads as the name of a person.',
    );
    // The reference as it is looked at, and a text of which nothing is left.
    for (const text of ['martin drop in', '\u0007']) facts.publication.cleared.add(text);
    expect(look('360G-riverside-martin-drop-in-paid-1')).toBeUndefined();
    expect(look('Ring 01632 960123')?.why).toBe('It has a telephone number.');
    const publisher = { ...facts.publication.publisher!, department: 'Community safety, 01632 960123' };
    facts.publication.publisher = publisher;
    expect(() => openGrants(facts, '2011-12', nameOf)).toThrow('It has a telephone number.');
  });

  it('is not told by a reference that is a name itself', async () => {
    const texts = new CheckedTexts(await toldTogether(), nameOf);
    const look = (of: string): Withheld | undefined =>
      texts.lastLook([{ of, part: 'purpose', content: ['Ring 01632 960123.'] }]);
    expect(look('bus')).toMatchObject({ of: 'bus', why: 'It has a telephone number.' });
    expect(look('for-ozan-quillfeather')?.of).toBe('something whose reference may be a name');
  });
});

describe('Before anybody has said who publishes', () => {
  it('nothing is published, and that is said', async () => {
    const facts = await factsOf(await openStory(), 'riverside', afterTheYear);
    const made = openGrants(facts, '2011-12', nameOf);
    expect(packageIn(made).grants).toEqual([]);
    expect(rowsInWords(tableIn(made, 'held-back').rows)[0]?.[2]).toBe(
      'The partnership has not said who publishes for it, under which codes.',
    );
  });
});
