import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayGive } from '#funding/roles';
import { bidOf, fund, lead, openMeetingOn } from '#testing/desk-story';
import { anyCall } from '../testing/arbitrary-calls.js';
import type { AnyCall, Known } from '../testing/arbitrary-calls.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { Program } from '../testing/program.js';
import { Published } from '../testing/published.js';

/** More of them: `CALLS=20000 npm test -- apps/web/api/any-call`. */
const calls = Number(process.env['CALLS'] ?? 300);

let pages: PagesUnderTest;
let published: Published;
let callers: readonly { readonly role: string; readonly program: Program }[];

/** They would lock the callers out; what they are answered is seen with every other command's. */
const lockOut = new Set(['SwitchOffPerson', 'EndRole', 'ForgetPerson']);

const actors = {
  'finance-1': 'finance-officer',
  'finance-2': 'finance-officer',
  'support-1': 'support-officer',
  'lead-1': 'lead-officer',
  'chair-1': 'chair',
  'theme-1': 'thematic-chair',
  'admin-1': 'administrator',
};
const known: Known = {
  partnership: [...Array<string>(19).fill('riverside'), 'otherside'],
  project: ['youth-bus', 'a-lamp', 'b-lamp'],
  source: ['home-office'],
  meeting: ['tasking-2011-05-12', 'tasking-2011-06-09'],
  id: ['youth-bus', 'home-office', 'lead-1'],
  person: Object.keys(actors),
  leadOfficer: ['lead-1', 'lead-2'],
  agency: ['council', 'police', 'youth-trust'],
  leadAgency: ['youth-trust'],
  group: ['tasking', 'asb'],
  thematicGroup: ['asb'],
  item: ['youth-bus', 'a-lamp'],
  payment: ['p-1', 'p-2'],
  year: ['2011-12', '2012-13'],
  position: ['1', '20', '40'],
  batch: ['1'],
  county: ['westshire'],
  words: ['bus', 'council'],
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
  callers = await Promise.all(
    Object.entries(actors).map(async ([person, role]) => ({
      role,
      program: await pages.program(person, role),
    })),
  );
  const stranger = new Program(pages.application, undefined);
  published = new Published((await stranger.get('/api/v1/openapi.json')).body);
});
afterAll(async () => pages.close());

/** Someone who may make the call, three times in four; else anyone. */
function callerOf({ operation }: AnyCall, which: number): Program | undefined {
  const roles: readonly string[] =
    Object.entries(mayGive).find(([name]) => name === operation.operation)?.[1] ?? [];
  const may = callers.filter(({ role }) => roles.includes(role));
  const among = may.length === 0 || which % 4 === 0 ? callers : may;
  return among[which % among.length]?.program;
}

/** What is wrong with how a call was answered; empty when nothing is. */
async function faultsOf(call: AnyCall, which: number): Promise<string[]> {
  const { operation, path, headers, body } = call;
  const program = callerOf(call, which) ?? new Program(pages.application, undefined);
  const before = await pages.story.store.lastPosition();
  const answered = await program.call(operation.method, path, { headers, body });
  const after = await pages.story.store.lastPosition();
  const faults = [...published.faultsOf(operation, answered)];
  if (answered.status >= 500) faults.push(`${operation.operation} broke: ${answered.text}`);
  const writes = operation.method === 'POST' && answered.status < 300 && !path.includes('trial=true');
  if (after !== before && !writes) faults.push(`${path} answered ${answered.status} and wrote an event.`);
  return faults;
}

describe('Any call that the description of the API allows, or nearly', () => {
  it('is answered as is published, never breaks anything, and writes nothing when it is refused', async () => {
    const open = published.operations.filter(({ operation }) => !lockOut.has(operation));
    const chosen = fc.oneof(...open.map((operation) => anyCall(operation, known)));
    const property = fc.asyncProperty(chosen, fc.nat(), async (call, which) => {
      expect(await faultsOf(call, which)).toEqual([]);
    });
    await fc.assert(property, { numRuns: calls });
  }, 600_000);
});
