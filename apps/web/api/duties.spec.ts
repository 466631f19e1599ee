import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notForOwners } from '#funding/project/project';
import { PagesUnderTest } from '../testing/pages-under-test.js';
import { chapters } from '../testing/duties/duties.js';
import type { Program } from '../testing/program.js';

let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.open('example', { callsAMinute: 1_000_000 });
});
afterAll(async () => pages.close());

async function programOf(actor: string): Promise<Program> {
  const [person = '', role = ''] = actor.split('/');
  return pages.program(person, role);
}

describe.each(chapters)('$when, by a program as at a page, nobody', ({ told, duties }) => {
  beforeAll(async () => {
    await told(pages.story);
    await pages.upToDate();
  });

  it.each(duties)('$words, in whatever role; another can', async ({ kept, other, command, ...duty }) => {
    const before = await pages.story.store.lastPosition();
    for (const [person, refusal] of Object.entries(kept)) {
      const own = await (await programOf(person)).give(command, duty.fields);
      expect(own).toMatchObject({ status: 422, body: { refusal } });
    }
    expect(await pages.story.store.lastPosition()).toBe(before);
    const done = await (await programOf(other)).give(command, { ...duty.fields, ...duty.more });
    expect(done).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  });
});

describe('What is tried so', () => {
  it('is everything that those whose project it is are kept from', () => {
    const tried = new Set<string>(chapters.flatMap(({ duties }) => duties.map(({ command }) => command)));
    // A move is what a virement does to an award, and no command of its own.
    expect([...notForOwners].filter((command) => !tried.has(command))).toEqual(['MoveAward']);
  });
});
