import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmationRefusalMessages } from '#funding/confirmation/confirmation';
import { fundingSourceRefusalMessages } from '#funding/funding-source/refusals';
import { projectRefusalMessages } from '#funding/project/refusals';
import { chapters } from './testing/duties/duties.js';
import type { Duty } from './testing/duties/duty.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import type { Shown, Visitor } from './testing/visitor.js';

const messages = {
  ...fundingSourceRefusalMessages,
  ...confirmationRefusalMessages,
  ...projectRefusalMessages,
};

let pages: PagesUnderTest;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
});
afterAll(async () => pages.close());

/** Fills the form in and sends it, after its answers were checked where they are. */
async function send(actor: string, at: string, answers: Duty['answers']): Promise<Shown> {
  const [person = ''] = actor.split('/');
  const visitor: Visitor = await pages.as(person);
  const shown = await visitor.send(await visitor.open(`/p/riverside${at}`), answers);
  const isChecked = shown.root.querySelector('main button[value="send"]') !== null;
  return isChecked ? visitor.send(shown, { step: 'send' }) : shown;
}

/** What was typed and chosen; a file is chosen by its content. */
function typedOf(answers: Duty['answers']): object {
  return Object.fromEntries(Object.entries(answers).filter(([, typed]) => typeof typed === 'string'));
}

describe.each(chapters)('$when, at a page as by a program, nobody', ({ told, duties }) => {
  beforeAll(async () => {
    await told(pages.story);
    await pages.upToDate();
  });

  it.each(duties)('$words, in whatever role; another can', async ({ kept, other, at, answers, more }) => {
    const before = await pages.story.store.lastPosition();
    for (const [person, refusal] of Object.entries(kept)) {
      const own = await send(person, at, answers);
      expect(own.text).toContain(messages[refusal].text);
      expect(own.filled()).toMatchObject(typedOf(answers));
    }
    expect(await pages.story.store.lastPosition()).toBe(before);
    const done = await send(other, at, { ...answers, ...more });
    expect([done.status, ...done.problems]).toEqual([200]);
    expect(await pages.story.store.lastPosition()).toBeGreaterThan(before);
  });
});
