import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandNames } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { Surroundings } from '#desk/given-command';
import { fieldsOf } from '#funding/fields';
import { support } from '#testing/desk-story';
import { moneyDecided } from '#testing/money-decided';
import { fullAnswers } from '#testing/project-history';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Answered, Program } from '../../testing/program.js';
import { Published } from '../../testing/published.js';
import type { PublishedOperation } from '../../testing/published.js';

let pages: PagesUnderTest;
let reader: Program;
let viewer: Program;
let published: Published;
let document: Answered['body'];

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await moneyDecided(story);
  await story.do('lead-1/lead-officer', 'StartProject', { project: 'youth-bus' });
  await story.do('lead-1/lead-officer', 'SubmitPerformanceUpdate', update);
  await story.do('lead-1/lead-officer', 'ProposeProject', { project: 'lamps', bid: lamps });
  await story.do('finance-1/finance-officer', 'RecordExpenditure', bill);
  await story.do('admin-1/administrator', 'GiveRole', { person: 'fire-1', role: 'auditor' });
  for (const [command, fields] of measures) await story.do(support, command, fields);
  await story.do('admin-1/administrator', 'GiveRole', { person: 'fire-1', role: 'county-viewer' });
  await story.do('admin-1/administrator', 'JoinCounty', { county: 'westshire', name: 'Safer Westshire' });
  await story.do('lead-1/lead-officer', 'FinishProject', { project: 'youth-bus', manner: 'completed' });
  await story.do('lead-1/lead-officer', 'SubmitEvaluation', { project: 'youth-bus', answers: fullAnswers });
  const back = { project: 'youth-bus', reasons: 'Which calls?', newDueOn: '2011-12-01' };
  await story.do('theme-1/thematic-chair', 'ReturnEvaluation', back);
  const more = { ...fullAnswers, evidence: 'Calls to the police.' };
  await story.do('lead-1/lead-officer', 'DraftEvaluation', { project: 'youth-bus', answers: more });
  await sendBatch();
  await pages.upToDate();
  reader = await pages.program('fire-1', 'auditor');
  viewer = await pages.program('fire-1', 'county-viewer');
  document = (await reader.get('/api/v1/openapi.json')).body;
  published = new Published(document);
});
afterAll(async () => pages.close());

async function sendBatch(): Promise<void> {
  const officer = await pages.program('finance-1', 'finance-officer');
  const rules = [{ costCentre: 'CS100', subjective: '4000' }];
  const balancing = { costCentre: 'CS900', subjective: '9000' };
  await officer.give('AdoptLedgerMapping', { version: 1, rules, balancing });
  const { next } = (await officer.get('/general-ledger')).body as {
    readonly next: { readonly hash: string };
  };
  const sent = await officer.give('SendLedgerBatch', { batch: 1, hash: next.hash });
  expect(sent.status).toBe(200);
}

const update = { project: 'youth-bus', month: '2011-06', rag: 'amber', progress: 'One driver fell ill.' };

const lamps = {
  title: '=Lamps; "bright", and <b>bold</b>',
  priorities: ['asb'],
  leadOfficer: 'lead-1',
  leadAgency: 'youth-trust',
  startsOn: '2011-06-01',
  finishesOn: '2011-12-31',
  costs: [{ year: '2011-12', fundingType: 'revenue', amountPence: 9_000, heading: 'Lamps' }],
};

const bill = {
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
};

const period = { indicator: 'repeat-victims', year: '2011-12', period: 'year' };
const measured = { unit: 'percentage', better: 'lower', priority: 'asb', suppliedBy: 'The police' };
const baseline = { figure: '33.5', period: '2009-10' };
const figures = { figure: '35', source: 'Police recording' };
const correction = { corrects: 'a-1', actual: 'a-2', figure: '36', reason: 'Counted twice.' };
const action = { mitigation: 'workshop', action: 'A workshop.', person: 'theme-1', dueOn: '2011-12-15' };

const texts = { budget: 'Spent.', progress: 'Begun.', performanceAndRisk: 'Well.', nextPeriod: 'More.' };

/** An indicator that fell short and was corrected, a risk, and a report. */
const measures = [
  ['DefineIndicator', { indicator: 'repeat-victims', name: 'Repeat victims', ...measured, baseline }],
  ['SetTarget', { ...period, figure: '30' }],
  ['RecordActual', { ...period, actual: 'a-1', ...figures }],
  ['CorrectActual', { indicator: 'repeat-victims', source: 'Police recording', ...correction }],
  ['PlanMitigation', { ...period, ...action }],
  ['RegisterRisk', exampleFields('RegisterRisk', { owner: 'lead-1' })],
  ['SubmitHighlightReport', { report: 'may', from: '2011-04-01', to: '2011-05-12', ...texts }],
] as const;

function exampleFields(name: 'RegisterRisk', fields: object): Readonly<Record<string, unknown>> {
  const around = fieldsOf(Surroundings);
  const own = Object.entries(exampleOf(name)).filter(([field]) => !around.has(field));
  return { ...Object.fromEntries(own), ...fields };
}

/** A thing that is there, for each place of an address. */
const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/projects/{id}': { id: 'youth-bus' },
  '/sources/{id}': { id: 'police-fund' },
  '/meetings/{id}': { id: 'tasking-2011-05-12' },
  '/people/{id}': { id: 'lead-1' },
};
const named: Readonly<Record<string, string>> = {
  partnership: 'riverside',
  project: 'youth-bus',
  source: 'police-fund',
  meeting: 'tasking-2011-05-12',
  person: 'lead-1',
  position: '1',
  year: '2011-12',
  batch: '1',
  report: 'may',
  words: 'bus',
  county: 'westshire',
};

/** With what it has to be asked. */
function addressOf({ path, parameters }: PublishedOperation, format?: string): string {
  const ids = Object.entries(places).find(([start]) => path.includes(start))?.[1] ?? {};
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? named[name] ?? '');
  const asked = parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => name);
  const query = new URLSearchParams(Object.fromEntries(asked.map((name) => [name, named[name] ?? ''])));
  if (format !== undefined) query.set('format', format);
  return `/api/v1${filled}?${query.toString()}`;
}

/** In what forms an operation can be had, beside the usual one. */
function formatsOf({ parameters }: PublishedOperation): readonly string[] {
  const format = parameters.find(({ name }) => name === 'format');
  return (format?.schema['enum'] ?? []) as readonly string[];
}

describe('The description of the API', () => {
  it('is OpenAPI 3.1, each operation of which has a name of its own', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    const names = published.operations.map(({ operation }) => operation);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every command that people give, with the fields of the class that checks it', () => {
    const offered = published.operations.filter(({ method }) => method === 'POST');
    const clockAlone = ['LapseAward', 'RecordReminder', 'PassOverReminder', 'EscalateEvaluation'];
    const messages = ['ClaimMessage', 'BeginSending', 'RecordSending', 'RecordDelivery'];
    const left = new Set([...clockAlone, ...messages, 'FoundPartnership']);
    expect(offered.map(({ operation }) => operation)).toEqual(commandNames.filter((name) => !left.has(name)));
    expect(offered.find(({ operation }) => operation === 'RecordExpenditure')?.body).toMatchObject({
      additionalProperties: false,
      properties: { netPence: { type: 'integer', minimum: 0 }, on: { format: 'date' } },
    });
  });

  it('tells of every read what it really answers, in each of its forms', async () => {
    for (const operation of published.operations.filter(({ method }) => method === 'GET')) {
      const program = operation.operation === 'getCountyView' ? viewer : reader;
      for (const format of [undefined, ...formatsOf(operation)]) {
        const answered = await program.get(addressOf(operation, format));
        const { status } = answered;
        expect({ operation: operation.operation, format, status }).toMatchObject({ status: 200 });
        expect(published.faultsOf(operation, answered)).toEqual([]);
      }
      const table = await program.get(addressOf(operation), { accept: 'text/csv' });
      expect(published.faultsOf(operation, table)).toEqual([]);
    }
  });

  it('says what operations share once, and so is short enough to be read by whatever reads it', () => {
    const text = JSON.stringify(document);
    expect(text.length / published.operations.length).toBeLessThan(3_300);
    const shared = text.match(/"\$ref":"#\/components\/responses/g) ?? [];
    expect(shared.length).toBeGreaterThan(published.operations.length * 5);
  });

  it('tells of every command what it answers to its example', async () => {
    const around = fieldsOf(Surroundings);
    const program = await pages.program('support-1', 'support-officer');
    for (const operation of published.operations.filter(({ method }) => method === 'POST')) {
      const name = operation.operation as (typeof commandNames)[number];
      const content = Object.entries(exampleOf(name)).filter(([field]) => !around.has(field));
      const body = Object.fromEntries(content);
      const headers = { 'idempotency-key': `trial-${name.toLowerCase()}` };
      const trial = await program.call('POST', `/commands/${name}?trial=true`, { headers, body });
      expect(published.faultsOf(operation, trial)).toEqual([]);
      const answered = await program.give(name, body);
      expect([200, 403, 422]).toContain(answered.status);
      expect(published.faultsOf(operation, answered)).toEqual([]);
    }
  });
});
