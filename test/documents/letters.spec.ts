import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf, NotThereThen } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import type { Document } from '#documents/model/document';
import { tablesOf } from '#documents/model/document';
import { decideInEveryWay, everyDecision } from '#testing/every-decision';
import { meetingsOnMoney } from '#testing/money-decided';
import { aPartnership } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { loose, textsIn, unfollowed, unsummed } from './agreeing.ts';
import { saidIn } from './said.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const nameOf = (person: string): string => `The officer ${person}`;
const said = (document: Document): string => saidIn(document).join(' ');

let story: ReadStory;
let facts: Facts;

beforeAll(async () => {
  story = await aPartnership();
  await decideInEveryWay(story);
  facts = await factsOf(story, 'riverside', { asAt: '2011-10-14', knownAt: '2011-10-14T22:00:00.000Z' });
});

const letter = (project: string, decision: string): Document =>
  documentOf('award-letter', facts, { year: '2011-12', project, decision, nameOf });
const toFinance = (source: string, decision?: string): Document =>
  documentOf('virement-letter', facts, {
    year: '2011-12',
    source,
    nameOf,
    ...(decision === undefined ? {} : { decision }),
  });

describe('The letter on each kind of decision', () => {
  it.each(everyDecision)('about %s, %s: says “%s”', (project, decision, words) => {
    const made = letter(project, decision);
    const text = said(made);
    expect(text).toContain(words);
    expect(text).toMatch(/(?:Reasons|Reference): \S/u);
    expect(text).toMatch(/Yours sincerely The officer \S+\n/u);
    expect(text).toContain('If you have a question about this letter, ask The officer support-1');
  });

  it('has each figure lead to its events, and sum to its total', () => {
    for (const [project, decision] of everyDecision) {
      const made = letter(project, decision);
      expect(unfollowed(made, facts.events)).toEqual([]);
      expect(unsummed(made)).toEqual([]);
      expect(loose(made, textsIn(story.memory.events))).toEqual([]);
    }
  });

  it('never says of a decision on something else that it awarded nothing', () => {
    for (const [project, decision] of everyDecision)
      expect(said(letter(project, decision))).not.toContain('awarded no money');
  });
});

describe('The letters on a virement that a meeting decided', () => {
  const october = 'tasking-2011-10-13';

  it('are one to each lead officer, with the other end of it and nothing of the other award', () => {
    const [gave, got] = [letter('lights', `${october}/move`), letter('van', `${october}/move`)];
    expect(said(gave)).toContain('Our reference: lights\nDecision: Tasking group, 13 October 2011, item 5');
    expect(said(gave)).toContain('Your award came to £1,200.00 by it.');
    expect(said(gave)).toContain('Why finance asked for it: The lights came cheaper.');
    expect(said(got)).toContain('Your award came to £1,450.00 by it.');
    expect(said(got)).not.toContain('£1,200.00');
    expect(rowsInWords(tableIn(got, 'award').totals)).toEqual([['Total', '', '', '£1,450.00']]);
  });

  it('say, where a later decision was made, what moved and which way', () => {
    expect(rowsInWords(tableIn(letter('lights', `${october}/move`), 'award').rows)).toEqual([
      ['Source home-office', '2011/12', 'revenue', '£300.00', 'less: moved to Van'],
    ]);
    const split = letter('lights', `${october}/split`);
    expect(said(split)).toContain(
      'from Source home-office 2011/12 to Source police-fund 2011/12, and the award comes to as much',
    );
    expect(rowsInWords(tableIn(split, 'award').rows).map((row) => row[3])).toEqual(['£1,000.00', '£200.00']);
  });

  it('are one to finance, who asked, with what moved from where to where and what is left', () => {
    const made = toFinance('police-fund', `${meetingsOnMoney.second}/move`);
    const text = said(made);
    expect(text).toContain('The officer finance-1\nFinance officer');
    expect(text).toContain('Our reference: police-fund, v-1\nDecision: Tasking group, 9 June 2011, item 3');
    expect(text).toContain(
      'the virement that you asked for was authorised: £2,000.00 of revenue, from Source police-fund 2011/12 to Source home-office 2011/12.',
    );
    expect(text).toContain('Reasons: It serves the priority at a fair cost.');
    expect(text).toContain('Why you asked for it: More is asked for there.');
    expect(text).toContain('The officer finance-2\nFinance officer\nFor the Tasking group');
    expect(text).not.toContain('A letter of its own');
    const rows = rowsInWords(tableIn(made, 'virement').rows);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['Uncommitted money', 'Source police-fund', '2011/12', 'revenue', '-£2,000.00'],
      ['Uncommitted money', 'Source home-office', '2011/12', 'revenue', '£2,000.00'],
    ]);
    expect(unfollowed(made, facts.events)).toEqual([]);
    expect(loose(made, textsIn(story.memory.events))).toEqual([]);
  });

  it('are told of to finance, where lead officers have theirs; without a decision it is the last', () => {
    const last = toFinance('home-office');
    expect(said(last)).toBe(said(toFinance('home-office', `${october}/split`)));
    expect(said(last)).toContain('A letter of its own goes to the lead officer of Lights.');
    expect(said(toFinance('home-office', `${october}/move`))).toContain(
      'goes to the lead officers of Lights and Van.',
    );
  });

  it('are none to finance of one that it authorised by itself, or that nobody has decided', async () => {
    expect(() => toFinance('home-office', 'virement/home-office/v-4')).toThrow(NotThereThen);
    expect(() => toFinance('hoped')).toThrow('no virement that a meeting had decided at that moment');
    const before = await factsOf(story, 'riverside', {
      asAt: '2011-06-08',
      knownAt: '2011-06-08T22:00:00.000Z',
    });
    const asked = { year: '2011-12', source: 'police-fund', nameOf };
    expect(() => documentOf('virement-letter', before, asked)).toThrow(NotThereThen);
  });
});

describe('What a lead officer is told to do', () => {
  it.each([
    [
      'signs',
      'tasking-2011-09-08/signs',
      'It comes back to a later meeting. ',
      'you can still change the bid',
    ],
    ['posters', 'tasking-2011-09-08/posters', 'The bid does not come back.', 'put forward a new one'],
    ['late', 'tasking-2011-09-08/late', 'Its money can be awarded to others.', 'put forward a new bid'],
    ['unwanted', 'tasking-2011-09-08/unwanted', 'You declined the award', 'Nothing more is asked of you.'],
    ['stall', `${meetingsOnMoney.third}/end`, 'Please spend nothing more on it.', 'You owe an evaluation'],
    ['locks', `${meetingsOnMoney.third}/chair`, 'Please spend nothing more', 'Nothing more is asked of you'],
    ['gates', 'virement/home-office/v-4', 'What you spend you claim', 'You owe an evaluation'],
    ['locks', 'action/action-1', 'It was not ratified', 'Nothing of it is left since then.'],
  ])('in the letter about %s, %s', (project, decision, ...words) => {
    const text = said(letter(project, decision));
    for (const one of words) expect(text).toContain(one);
  });

  it('says of an evaluation that is late by when it was due', async () => {
    const late = { asAt: '2012-01-29', knownAt: '2012-01-29T22:00:00.000Z' };
    const asked = { year: '2011-12', project: 'gates', nameOf };
    const made = documentOf('award-letter', await factsOf(story, 'riverside', late), asked);
    expect(said(made)).toContain('short form, version 1, which was due by 28 January 2012. It asks:');
  });

  it('has the table of the award in every letter, for programs, with a row or with words', () => {
    for (const [project, decision] of everyDecision) {
      const award = tablesOf(letter(project, decision)).find(({ id }) => id === 'award');
      expect(award === undefined || (award.rows.length === 0 && award.whenEmpty === 'None.')).toBe(false);
    }
  });
});
