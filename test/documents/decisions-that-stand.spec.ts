import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf, NotThereThen } from '#documents/documents';
import type { DocumentName } from '#documents/documents';
import type { Facts } from '#documents/facts/facts';
import type { Document } from '#documents/model/document';
import {
  awardOf,
  bidOf,
  chair,
  decisionAt,
  finance,
  fund,
  lead,
  openMeetingOn,
  openSource,
  otherFinance,
  propose,
  support,
} from '#testing/desk-story';
import { meetingsOnMoney, moneyDecided, moneyGivenBack } from '#testing/money-decided';
import { aPartnership, pay } from '#testing/read-story';
import type { ReadStory } from '#testing/read-story';
import { saidIn } from './said.ts';
import { factsOf, rowsInWords, tableIn } from './telling.ts';

const said = (document: Document): string => saidIn(document).join(' ');
const nameOf = (person: string): string => `The officer ${person}`;

async function at(story: ReadStory, day: string): Promise<Facts> {
  return factsOf(story, 'riverside', { asAt: day, knownAt: `${day}T22:00:00.000Z` });
}

function made(
  name: DocumentName,
  facts: Facts,
  about: { project?: string; meeting?: string; decision?: string },
): Document {
  return documentOf(name, facts, { year: '2011-12', nameOf, ...about });
}

const letter = (facts: Facts, project: string, decision?: string): string =>
  said(made('award-letter', facts, { project, ...(decision === undefined ? {} : { decision }) }));
const line = { source: 'home-office', fundingType: 'revenue' };

// What became of an award afterwards rewrites neither the letter on it nor the minutes of its meeting.
describe('A letter and minutes of a decision, after the award has changed', () => {
  let story: ReadStory;
  const meeting = 'tasking-2011-05-12';
  const minutes = (facts: Facts, of = meeting): string => said(made('minutes', facts, { meeting: of }));

  beforeAll(async () => {
    story = await aPartnership();
    await propose(story, 'late', 200_000, { title: 'Late' });
    await propose(story, 'signs', 30_000, { title: 'Signs' });
    await propose(story, 'bus', 400_000);
    const items = ['late', 'signs', 'bus'].map((project) => ({ item: project, kind: 'bid', project }));
    await openMeetingOn(story, '2011-05-12', items);
    for (const [project, pence] of [
      ['late', 150_000],
      ['bus', 400_000],
    ] as const)
      await story.do(support, 'FundProject', {
        project,
        decision: decisionAt(meeting, project),
        award: awardOf(pence),
      });
    const deferred = { project: 'signs', decision: decisionAt(meeting, 'signs'), until: '2011-07-14' };
    await story.do(support, 'DeferBid', deferred);
    await story.do(support, 'CloseMeeting', { meeting });
    await story.do(lead, 'AcceptAward', { project: 'bus' });
    story.on('2011-05-27');
    await story.do('tallystick/clock', 'LapseAward', { project: 'late' });
    const items2 = ['less', 'more'].map((item) => ({ item, kind: 'variation', project: 'bus' }));
    const second = await openMeetingOn(story, '2011-06-09', items2);
    for (const [change, amountPence] of [
      ['less', 20_000],
      ['more', 70_000],
    ] as const)
      await story.do(support, 'VaryAward', {
        project: 'bus',
        decision: decisionAt(second, change),
        changes: [{ ...line, change, amountPence }],
      });
    await story.do(support, 'CloseMeeting', { meeting: second });
  });

  it('says of an award that lapsed what was approved, and that it lapsed', async () => {
    const text = letter(await at(story, '2011-06-30'), 'late');
    expect(text).toContain('your bid was approved in part: £1,500.00 of £2,000.00.');
    expect(text).toContain('It was not accepted by 26 May 2011, and the award lapsed on 27 May 2011.');
    expect(text).not.toContain('£0.00 of');
  });

  it('minutes each amount as it was decided, with its source', async () => {
    for (const day of ['2011-05-13', '2011-06-30']) {
      const text = minutes(await at(story, day));
      expect(text).toContain('Award: £1,500.00, from Source home-office 2011/12, revenue.');
      expect(text).toContain('Award: £4,000.00, from Source home-office 2011/12, revenue.');
    }
    expect(minutes(await at(story, '2011-06-30'), 'tasking-2011-06-09')).toContain(
      'The award is now £4,500.00: £700.00 more from Source home-office 2011/12, revenue.',
    );
  });

  it('writes on a variation what it made of the award', async () => {
    const text = letter(await at(story, '2011-06-30'), 'bus');
    expect(text).toContain('the award was changed. The award is now £4,500.00: £700.00 more from');
    expect(text).toContain('You have accepted the award.');
  });

  it('writes one on each decision, of one day too, and says in the earlier that a later has its own', async () => {
    const facts = await at(story, '2011-06-30');
    const later = 'A later decision, of 9 June 2011, has a letter of its own';
    const first = letter(facts, 'bus', `${meeting}/bus`);
    expect(first).toContain(
      'On 12 May 2011, in the meeting of the Tasking group, your bid was approved in full',
    );
    expect(first).toContain('Since then it has become £4,500.00.');
    const less = letter(facts, 'bus', 'tasking-2011-06-09/less');
    expect(less).toContain('The award is now £3,800.00: £200.00 less from');
    for (const text of [first, less]) expect(text).toContain(later);
    const last = letter(facts, 'bus', 'tasking-2011-06-09/more');
    expect(last).toBe(letter(facts, 'bus'));
    expect(last).not.toContain(later);
    expect(() => letter(facts, 'bus', 'tasking-2011-06-09/other')).toThrow(NotThereThen);
  });

  it('says until when a bid is deferred, in the letter, the minutes and the action log', async () => {
    const facts = await at(story, '2011-05-13');
    expect(letter(facts, 'signs')).toContain('your bid was deferred. It is to come back on 14 July 2011.');
    expect(minutes(facts)).toContain('It is to come back on 14 July 2011.');
    const log = rowsInWords(tableIn(made('action-log', facts, { meeting }), 'actions').rows);
    expect(log).toContainEqual(['Bring the bid back', 'Signs', 'The officer lead-1', '14 July 2011', 'open']);
  });

  it('asks no evaluation of an award that lapsed', async () => {
    const facts = await at(story, '2011-06-30');
    const log = rowsInWords(tableIn(made('action-log', facts, { meeting }), 'actions').rows);
    expect(log.filter(([, about]) => about === 'Late')).toEqual([
      ['Accept the award', 'Late', 'The officer lead-1', '26 May 2011', 'lapsed'],
    ]);
  });
});

describe('A letter and minutes of a decision that ended an award', () => {
  let facts: Facts;

  beforeAll(async () => {
    const story = await aPartnership();
    await moneyDecided(story);
    await moneyGivenBack(story);
    facts = await at(story, '2011-07-14');
  });

  const back =
    'Given back: £500.00 to Source home-office 2011/12, revenue; £300.00 to Source hoped 2011/12, revenue, subject to funding.';
  const locks = 'Nothing had been paid. Given back: £200.00 to Source home-office 2011/12, revenue.';

  it('say what was paid and what each source got back, of what was committed and of what waited', () => {
    const minutes = said(made('minutes', facts, { meeting: meetingsOnMoney.third }));
    const paid = '£200.00 had been paid; what had not is withdrawn.';
    for (const text of [minutes, letter(facts, 'stall')]) expect(text).toContain(`${paid} ${back}`);
    for (const text of [minutes, letter(facts, 'locks')]) expect(text).toContain(locks);
  });
});

describe('A letter on what was paid beyond an award, after a later decision', () => {
  it('has what was added to the award by source, and nothing of what is to be recovered', async () => {
    const story = await aPartnership();
    await fund(story, 'bus', 400_000);
    await pay(story, 'bus', 450_000, { paidOn: '2011-06-01' });
    const meeting = await openMeetingOn(story, '2011-06-09', [
      { item: 'accept', kind: 'overspend', project: 'bus' },
      { item: 'recover', kind: 'overspend', project: 'bus' },
      { item: 'more', kind: 'variation', project: 'bus' },
    ]);
    for (const [outcome, amountPence] of [
      ['accept', 30_000],
      ['recover', 20_000],
    ] as const) {
      const shares = [{ ...line, amountPence }];
      const decision = decisionAt(meeting, outcome);
      await story.do(support, 'DecideOverspend', { project: 'bus', decision, outcome, shares });
    }
    const changes = [{ ...line, change: 'more', amountPence: 10_000 }];
    await story.do(support, 'VaryAward', { project: 'bus', decision: decisionAt(meeting, 'more'), changes });
    const facts = await at(story, '2011-06-09');
    const letterOn = (item: string): Document =>
      made('award-letter', facts, { project: 'bus', decision: `${meeting}/${item}` });
    const [accepted, recovered] = [letterOn('accept'), letterOn('recover')];
    expect(said(accepted)).toContain('£300.00 that was paid beyond the award was accepted and added to it');
    const { rows, totals } = tableIn(accepted, 'award');
    expect(rowsInWords(rows)).toEqual([
      ['Source home-office', '2011/12', 'revenue', '£300.00', 'paid beyond the award'],
    ]);
    expect(rowsInWords(totals)).toEqual([['Total', '', '', '£300.00']]);
    expect(said(recovered)).toContain('£200.00, which was paid beyond the award, is to be recovered');
    expect(tableIn(recovered, 'award').rows).toEqual([]);
  });
});

describe('The papers of a meeting that has more to decide than bids', () => {
  let story: ReadStory;
  const meeting = 'tasking-2011-06-09';

  beforeAll(async () => {
    story = await aPartnership();
    await openSource(story, 'next', 300_000, { year: '2012-13' });
    await fund(story, 'bus', 400_000);
    await propose(story, 'urgent', 20_000, { title: 'Locks' });
    await story.do(chair, 'TakeChairsAction', {
      project: 'urgent',
      action: 'action-1',
      consulted: 'police-1',
      award: awardOf(20_000),
      reasons: 'It cannot wait.',
    });
    await propose(story, 'lights', 50_000, { title: 'Lights' });
    await fund(story, 'cameras', 100_000, '2011-05-26', { title: 'Cameras' });
    await story.do(finance, 'RequestVirement', {
      virement: 'v-1',
      fundingType: 'revenue',
      amountPence: 150_000,
      from: { source: 'home-office', project: 'bus' },
      to: { source: 'home-office', project: 'cameras' },
      reason: 'The bus came cheaper.',
    });
    const later = { year: '2012-13', fundingType: 'revenue', amountPence: 80_000 };
    const bid = bidOf(0, { title: 'Next year', costs: [later] });
    await story.do(lead, 'ProposeProject', { project: 'next-year', bid });
    const items = [
      { item: 'chair', kind: 'ratification', project: 'urgent', title: "Chair's action: Locks" },
      { item: 'virement', kind: 'virement', source: 'home-office', title: 'From the bus to the cameras' },
      { item: 'review', kind: 'reserve', source: 'home-office', title: 'A review' },
      { item: 'next-year', kind: 'bid', project: 'next-year' },
    ];
    await openMeetingOn(story, '2011-06-09', items);
  });

  it('tells members before it what each item is about', async () => {
    const text = said(made('agenda-pack', await at(story, '2011-06-08'), { meeting }));
    expect(text).toContain("The chair's action of 12 May 2011: £200.00, from Source home-office 2011/12");
    expect(text).toContain('Reasons: It cannot wait.');
    const urgent = letter(await at(story, '2011-06-08'), 'urgent');
    expect(urgent).toContain("Decision: chair's action, 12 May 2011");
    expect(urgent).toContain('It goes to the next meeting, on 9 June 2011, to be ratified');
    expect(urgent).toContain('The officer chair-1\nChair\nFor the Tasking group');
    expect(text).toContain('Asked for: £1,500.00 of revenue, from Youth bus (Source home-office 2011/12)');
    expect(text).toContain('It can still award £');
  });

  it('begins with what is left from the last meeting: its minutes, and what is still to be done', async () => {
    const pack = made('agenda-pack', await at(story, '2011-06-08'), { meeting });
    expect(said(pack)).toContain('The minutes of Tasking group, 26 May 2011, wait to be approved.');
    const actions = rowsInWords(tableIn(pack, 'actions').rows).map((row) => [row[0], row[1], row[4]]);
    expect(actions).toEqual([['Hand in the evaluation', 'Cameras', 'open']]);
  });

  it('has the money of each year that a bid asks for, and not of the meeting alone', async () => {
    const pack = made('agenda-pack', await at(story, '2011-06-08'), { meeting });
    expect(said(pack)).toContain('The money of 2012/13');
    expect(rowsInWords(tableIn(pack, 'awardable-2012-13').totals)).toEqual([
      ['Can still be awarded', '£0.00', '£3,000.00', '£3,000.00'],
    ]);
  });

  it('minutes what was ratified, moved and held back, in amounts', async () => {
    const decision = (item: string): object => decisionAt(meeting, item);
    const ratified = { project: 'urgent', action: 'action-1', outcome: 'ratified' };
    await story.do(support, 'RatifyChairsAction', { ...ratified, decision: decision('chair') });
    const moved = { virement: 'v-1', source: 'home-office', decision: decision('virement') };
    await story.do(otherFinance, 'AuthoriseVirement', moved);
    await story.do(support, 'HoldReserve', {
      ...line,
      reserve: 'review',
      amountPence: 70_000,
      purpose: 'a review that may come',
      decision: decision('review'),
    });
    const facts = await at(story, '2011-06-09');
    expect(letter(facts, 'urgent')).toContain(
      "the chair's action of 12 May 2011, which awarded £200.00, was ratified: the award stands.",
    );
    expect(letter(facts, 'urgent', 'action/action-1')).toContain('It was ratified on 9 June 2011.');
    const text = said(made('minutes', facts, { meeting }));
    expect(text).toContain("The chair's action of 12 May 2011: £200.00, from Source home-office 2011/12");
    expect(text).toContain(
      'Moved: £1,500.00 of revenue, from Youth bus (Source home-office 2011/12) to Cameras (Source home-office',
    );
    expect(text).toContain(
      'Held in reserve: £700.00 of revenue of Source home-office 2011/12, for a review that may come.',
    );
  });
});
