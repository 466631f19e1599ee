import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decideInEveryWay, everyDecision } from '#testing/every-decision';
import { meetingsOnMoney } from '#testing/money-decided';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

const home = '/p/riverside';
const october = 'tasking-2011-10-13';

let pages: PagesUnderTest;
let auditor: Visitor;

beforeAll(async () => {
  pages = await PagesUnderTest.open();
  await decideInEveryWay(pages.story);
  await pages.upToDate();
  auditor = await pages.as('support-1');
});
afterAll(async () => pages.close());

const letterAt = (project: string, decision: string): string =>
  `${home}/documents/award-letter/made?${new URLSearchParams({ project, decision }).toString()}`;

function waysIn(shown: Shown, part: string): readonly string[] {
  return shown.root
    .querySelectorAll(`${part} a[href]`)
    .map((link) => (link.getAttribute('href') ?? '').replaceAll('&amp;', '&'));
}

describe('The letter on a decision', () => {
  it.each(everyDecision)('about %s, %s, is one click from its project', async (project, decision, words) => {
    const shown = await auditor.open(`${home}/projects/${project}`);
    const letter = letterAt(project, decision);
    expect(waysIn(shown, 'h2 + ul')).toContain(letter);
    expect(waysIn(shown, '.moj-timeline')).toContain(letter);
    const read = await auditor.open(letter);
    expect([read.status, read.text]).toEqual([200, expect.stringContaining(words)]);
  });

  it('is one click from the meeting that decided it, and from its item', async () => {
    for (const [project, decision] of everyDecision) {
      const [meeting = '', item = ''] = decision.split('/');
      if (!meeting.startsWith('tasking-')) continue;
      const letter = letterAt(project, decision);
      for (const at of ['', `/items/${item}`]) {
        const shown = await auditor.open(`${home}/meetings/${meeting}${at}`);
        expect([at, waysIn(shown, 'main')]).toEqual([at, expect.arrayContaining([letter])]);
      }
    }
  });

  it('of the chair is one click from where it was ratified, or was not', async () => {
    for (const [project, action, at] of [
      ['gates', 'action-2', `${october}/items/ratify`],
      ['locks', 'action-1', `${meetingsOnMoney.third}/items/chair`],
    ] as const) {
      const shown = await auditor.open(`${home}/meetings/${at}`);
      expect(shown.link('Letter on the chair’s action')).toBe(letterAt(project, `action/${action}`));
    }
  });

  it('that gave an award says that it lapsed or was declined, and is one click from where that stands', async () => {
    for (const [project, happened] of [
      ['late', 'Award lapsed, 23 September 2011'],
      ['unwanted', 'Award declined, 8 September 2011'],
    ] as const) {
      const shown = await auditor.open(`${home}/projects/${project}`);
      const letter = letterAt(project, `tasking-2011-09-08/${project}`);
      expect(shown.link(happened)?.replaceAll('&amp;', '&')).toBe(letter);
      expect(waysIn(shown, '.moj-timeline').filter((href) => href === letter)).toHaveLength(2);
    }
  });

  it('is one click from where its lead officer answers the award', async () => {
    const leading = await pages.as('lead-1');
    const asked = await leading.open(`${home}/projects/walks/answer-award`);
    const letter = await leading.open(asked.link('Read the letter') ?? '');
    expect([letter.status, letter.text]).toEqual([200, expect.stringContaining('your bid was approved')]);
  });

  it('is one click from its event', async () => {
    const project = await auditor.open(`${home}/projects/signs`);
    const deferred = project.root
      .querySelectorAll('.moj-timeline__item')
      .find((one) => one.textContent.includes('Bid deferred'));
    const event = deferred?.querySelector('a[href*="/events/"]')?.getAttribute('href') ?? '';
    const letter = (await auditor.open(event)).link('The letter on it') ?? '';
    expect((await auditor.open(letter)).text).toContain('your bid was deferred');
  });

  it('on a virement goes to finance, and to each lead officer whose award it changed', async () => {
    const shown = await auditor.open(`${home}/meetings/${october}/items/move`);
    for (const [text, words] of [
      ['Letter to finance', 'the virement that you asked for was authorised: £300.00'],
      ['Letter to the lead officer of Lights', 'was moved from your award to Van'],
      ['Letter to the lead officer of Van', 'was moved to your award from Lights'],
    ] as const)
      expect((await auditor.open(shown.link(text) ?? '')).text).toContain(words);
    const source = await auditor.open(`${home}/sources/home-office`);
    expect(source.link('Letter to finance on v-2')).toBe(shown.link('Letter to finance'));
    // What finance authorised by itself it need not be told.
    expect(source.link('Letter to finance on v-4')).toBeUndefined();
  });

  it('to finance is asked for by what it can be on: no chair decides on a virement', async () => {
    const asked = await auditor.open(`${home}/documents/virement-letter`);
    expect(asked.text).toContain('The page of a source leads to each of its letters');
    expect(asked.text).not.toContain('chair’s action');
    expect((await auditor.open(`${home}/documents/award-letter`)).text).toContain('chair’s action');
  });

  it('to finance is none of a source from which no meeting moved money, and says so', async () => {
    const asked = await auditor.open(`${home}/documents/virement-letter/made?source=hoped`);
    expect([asked.status, asked.problemOf('source')]).toEqual([
      422,
      'No meeting had decided on a virement from the source at that moment',
    ]);
  });

  it('is none where nothing was decided that anybody is told of', async () => {
    const shown = await auditor.open(`${home}/meetings/${meetingsOnMoney.second}/items/review`);
    expect(waysIn(shown, 'main').filter((href) => href.includes('-letter/'))).toEqual([]);
  });
});
