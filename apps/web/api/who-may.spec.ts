import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandClasses } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { Surroundings } from '#desk/given-command';
import { fieldsOf } from '#funding/fields';
import type { Role } from '#funding/partnership/partnership.events';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { administrator, fund, lead, propose } from '#testing/desk-story';
import { readers } from '../access/rules.js';
import { tellOfAnother, theirs } from '../testing/other-partnership.js';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import type { Answered, Program } from '../testing/program.js';
import { apiCommands } from './commands.js';
import { reads } from './reads/reads.js';
import type { ApiRead } from './read.js';

/** Someone of the partnership in each role that there is. */
const people: readonly (readonly [person: string, role: Role])[] = [
  ['lead-1', 'lead-officer'],
  ['chair-1', 'chair'],
  ['deputy-1', 'deputy-chair'],
  ['police-1', 'member'],
  ['theme-1', 'thematic-chair'],
  ['fire-1', 'strategy-member'],
  ['support-1', 'support-officer'],
  ['finance-1', 'finance-officer'],
  ['fire-1', 's151-officer'],
  ['fire-1', 'auditor'],
  ['admin-1', 'administrator'],
  ['fire-1', 'county-viewer'],
];

let pages: PagesUnderTest;
let programs: ReadonlyMap<Role, Program>;
let otherLead: Program;

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
  const { story } = pages;
  await story.do(administrator, 'FormGroup', { group: 'strategy', name: 'Strategy', kind: 'strategy' });
  await story.do(administrator, 'GiveRole', {
    person: 'fire-1',
    role: 'strategy-member',
    group: 'strategy',
    agency: 'fire',
  });
  for (const role of ['s151-officer', 'auditor', 'county-viewer'])
    await story.do(administrator, 'GiveRole', { person: 'fire-1', role });
  await tellOfEachState();
  await tellOfAnother(story);
  await pages.upToDate();
  const made = people.map(async ([person, role]) => [role, await pages.program(person, role)] as const);
  programs = new Map(await Promise.all(made));
  otherLead = await pages.program('lead-2', 'lead-officer');
});
afterAll(async () => pages.close());

const states = ['drafted', 'proposed', 'funded', 'started', 'finished', 'submitted'] as const;

/** A project of lead-1 in each state in which its lead officer has something to do. */
async function tellOfEachState(): Promise<void> {
  const { story } = pages;
  await story.do(lead, 'DraftBid', {
    project: 'drafted',
    bid: { title: 'Drafted', leadOfficer: 'lead-1' },
  });
  await propose(story, 'proposed', 10_000);
  for (const [index, project] of states.slice(2).entries())
    await fund(story, project, 50_000, `2011-05-1${index + 2}`);
  story.on('2011-06-09');
  for (const project of states.slice(3)) await story.do(lead, 'StartProject', { project });
  for (const project of states.slice(4))
    await story.do(lead, 'FinishProject', { project, manner: 'completed' });
  const { answers } = exampleOf('SubmitEvaluation') as { readonly answers?: unknown };
  await story.do(lead, 'SubmitEvaluation', { project: 'submitted', answers });
}

/** The fields of the example of a command, without what stands around it. */
function exampleFields(name: CommandName): Readonly<Record<string, unknown>> {
  const around = new Set(fieldsOf(Surroundings).keys());
  return Object.fromEntries(Object.entries(exampleOf(name)).filter(([field]) => !around.has(field)));
}

async function asMany(): Promise<number> {
  return pages.story.store.lastPosition();
}

function programOf(role: Role): Program {
  const program = programs.get(role);
  if (program === undefined) throw new Error(`Nobody is ${role}.`);
  return program;
}

const isNotTheirRole = ({ status, body }: Answered): boolean =>
  status === 403 && body['refusal'] === 'not-your-role';

describe('A command', () => {
  it.each(people)('that is not for it is refused to %s as %s, and writes nothing', async (_, role) => {
    const before = await asMany();
    const shut = apiCommands.filter((name) => !mayGive[name].includes(role));
    const taken: string[] = [];
    for (const name of shut)
      if (!isNotTheirRole(await programOf(role).give(name, exampleFields(name)))) taken.push(name);
    expect(taken).toEqual([]);
    expect(await asMany()).toBe(before);
  });

  it.each(people)('that is for it is not refused to %s as %s for that role', async (_, role) => {
    const open = apiCommands.filter((name) => mayGive[name].includes(role));
    const refused: string[] = [];
    for (const name of open) {
      const headers = { 'idempotency-key': `may-${role}-${name.toLowerCase()}` };
      const sent = { headers, body: exampleFields(name) };
      const answered = await programOf(role).call('POST', `/commands/${name}?trial=true`, sent);
      if (isNotTheirRole(answered)) refused.push(name);
    }
    expect(refused).toEqual([]);
  });

  it.each(people)('of another partnership is not there for %s as %s', async (_, role) => {
    const before = await asMany();
    for (const name of apiCommands) {
      const path = `/api/v1/partnerships/otherside/commands/${name}`;
      const headers = { 'idempotency-key': `other-${name.toLowerCase()}` };
      const sent = { headers, body: exampleFields(name) };
      const answered = await programOf(role).call('POST', path, sent);
      expect({ name, status: answered.status }).toEqual({ name, status: 404 });
    }
    expect(await asMany()).toBe(before);
  });

  it('that names a thing of another partnership is answered as one that names a thing of none', async () => {
    for (const name of apiCommands) {
      const role = mayGive[name].find((one): one is Role => programs.has(one as Role));
      const fields = fieldsOf(commandClasses[name]);
      const about = (Object.keys(theirs) as (keyof typeof theirs)[]).find((one) => fields.has(one));
      if (role === undefined || about === undefined || makes[name] !== undefined) continue;
      const answers: unknown[] = [];
      for (const id of [theirs[about], 'nobodys']) {
        const sent = {
          headers: { 'idempotency-key': `named-${id}-${name.toLowerCase()}` },
          body: { ...exampleFields(name), [about]: id },
        };
        const { status, text } = await programOf(role).call('POST', `/commands/${name}?trial=true`, sent);
        answers.push({ name, status, text: text.replaceAll(id, 'ID') });
      }
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it.each(states)('of a lead officer on a project that is %s is not for another one', async (project) => {
    const before = await asMany();
    const theirsAlone = apiCommands.filter((name) => {
      const isForLeads = mayGive[name].includes('lead-officer');
      return isForLeads && fieldsOf(commandClasses[name]).get('project')?.optional === false;
    });
    expect(theirsAlone.length).toBeGreaterThan(15);
    for (const name of theirsAlone) {
      const { status } = await otherLead.give(name, { ...exampleFields(name), project });
      expect({ name, refused: status === 403 || status === 422 }).toEqual({ name, refused: true });
    }
    expect(await asMany()).toBe(before);
  });
});

/** Commands that make what they name, so that there is nothing of another partnership to be named. */
const makes: Readonly<Partial<Record<CommandName, true>>> = {
  DraftBid: true,
  ProposeProject: true,
  TakeOnProject: true,
  OpenFundingSource: true,
  CallMeeting: true,
  RegisterPerson: true,
};

/** The addresses at which a read tells of a thing, by the id that stands in it. */
function addressesOf({ path }: ApiRead, ids: typeof theirs): readonly string[] {
  if (!path.includes(':')) return [];
  if (path.includes(':id')) {
    const [, noun = ''] = path.split('/');
    const id = { projects: ids.project, sources: ids.source, meetings: ids.meeting, people: ids.person }[
      noun
    ];
    return id === undefined ? [] : [path.replace(':id', id)];
  }
  const named = /:(\w+)/.exec(path)?.[1] ?? '';
  const id = (ids as Readonly<Record<string, string>>)[named];
  return id === undefined ? [] : [path.replace(`:${named}`, id)];
}

describe('A read', () => {
  it.each(people)('is open to %s as %s where it is for that role, and shut where not', async (_, role) => {
    const before = await asMany();
    const wrong: string[] = [];
    for (const read of reads) {
      const path = read.path.replaceAll(/:\w+/g, 'nothing');
      const { status } = await programOf(role).get(path);
      // Of one that asks more, or is about nothing that is there, it is said what is wrong.
      const expected = read.roles.includes(role) ? [200, 400, 404] : [403];
      if (!expected.includes(status)) wrong.push(`${read.operation}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(await asMany()).toBe(before);
  });

  it('is for all that read their partnership, but for what is named here', () => {
    const others = reads.filter(({ roles }) => roles !== readers).map(({ operation }) => operation);
    expect(others.toSorted()).toEqual(['getCountyView', 'listAnswers']);
  });

  it('of a thing of another partnership is not there, at every address that names one', async () => {
    const tried = reads.flatMap((read) => addressesOf(read, theirs));
    expect(tried.length).toBeGreaterThan(8);
    for (const path of tried) {
      const answered = await programOf('administrator').get(path);
      expect({ path, status: answered.status }).toEqual({ path, status: 404 });
    }
  });

  it('of everything tells nothing of another partnership', async () => {
    const words = /their-|Their (?:bus|grant|council)|otherside|Otherside/;
    for (const read of reads.filter(({ path }) => !path.includes(':'))) {
      const path = read.operation === 'search' ? `${read.path}?words=Their` : read.path;
      const { text } = await programOf(read.roles.includes('auditor') ? 'auditor' : 'county-viewer').get(
        path,
      );
      expect({ operation: read.operation, tells: words.exec(text)?.[0] }).toEqual({
        operation: read.operation,
        tells: undefined,
      });
    }
    for (const narrowed of ['project', 'source', 'meeting', 'person'] as const) {
      const stream = `${narrowed}-otherside.${theirs[narrowed]}`;
      const { body } = await programOf('auditor').get(`/events?stream=${stream}`);
      expect(body).toEqual({ items: [] });
    }
  });
});
