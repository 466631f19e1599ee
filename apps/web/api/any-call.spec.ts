import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bidOf, fund, lead, openMeetingOn } from '#testing/desk-story';
import { anyCall } from '../testing/arbitrary-calls.js';
import type { AnyCall, Known } from '../testing/arbitrary-calls.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Program } from '../testing/program.js';
import { Published } from '../testing/published.js';

/** More of them: `CALLS=20000 npm test -- apps/web/api/any-call`. */
const calls = Number(process.env['CALLS'] ?? 300);

let pages: PagesUnderTest;
let published: Published;
let programs: readonly Program[];

const people = ['finance-1', 'finance-2', 'support-1', 'lead-1', 'chair-1', 'theme-1', 'admin-1'];
const known: Known = {
  partnership: ['riverside', 'riverside', 'riverside', 'riverside', 'otherside'],
  project: ['youth-bus', 'a-lamp', 'b-lamp'],
  source: ['home-office'],
  meeting: ['tasking-2011-05-12', 'tasking-2011-06-09'],
  id: ['youth-bus', 'home-office', 'lead-1'],
  person: people,
  leadOfficer: ['lead-1', 'lead-2'],
  agency: ['council', 'police', 'youth-trust'],
  leadAgency: ['youth-trust'],
  group: ['tasking', 'asb'],
  thematicGroup: ['asb'],
  item: ['youth-bus', 'a-lamp'],
  payment: ['p-1', 'p-2'],
  year: ['2011-12', '2012-13'],
  position: ['1', '20', '40'],
  on: ['2011-06-09'],
  paidOn: ['2011-06-01'],
  entry: ['grant'],
};

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000_000 });
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  for (const project of ['a-lamp', 'b-lamp'])
    await story.do(lead, 'ProposeProject', { project, bid: bidOf(10_000) });
  await openMeetingOn(story, '2011-06-09', [{ item: 'a-lamp', kind: 'bid', project: 'a-lamp' }]);
  await pages.upToDate();
  const roles = ['finance-officer', 'finance-officer', 'support-officer', 'lead-officer'];
  const all = [...roles, 'chair', 'thematic-chair', 'administrator'];
  programs = await Promise.all(people.map(async (person, index) => pages.program(person, all[index] ?? '')));
  const [first] = programs;
  published = new Published((await first?.get('/api/v1/openapi.json'))?.body ?? {});
});
afterAll(async () => pages.close());

/** What is wrong with how a call was answered; empty when nothing is. */
async function faultsOf({ operation, path, headers, body }: AnyCall, program: Program): Promise<string[]> {
  const before = await pages.story.store.lastPosition();
  const answered = await program.call(operation.method, path, { headers, body });
  const after = await pages.story.store.lastPosition();
  const faults = [...published.faultsOf(operation, answered)];
  if (answered.status >= 500) faults.push(`${operation.operation} broke: ${answered.text}`);
  if (answered.status >= 300 && after !== before) faults.push(`${answered.status} wrote an event.`);
  if (operation.method === 'GET' && after !== before) faults.push('A read wrote an event.');
  return faults;
}

describe('Any call that the description of the API allows, or nearly', () => {
  it('is answered as is published, never breaks anything, and writes nothing when it is refused', async () => {
    const chosen = fc.oneof(...published.operations.map((operation) => anyCall(operation, known)));
    const property = fc.asyncProperty(chosen, fc.constantFrom(...programs), async (call, program) => {
      expect(await faultsOf(call, program)).toEqual([]);
    });
    await fc.assert(property, { numRuns: calls });
  }, 600_000);
});
