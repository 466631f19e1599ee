import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fund, lead as leadOfficer, openMeetingOn, thematicChair } from '#testing/desk-story';
import { pay } from '#testing/read-story';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

let pages: PagesUnderTest;
let officer: Visitor;
let bid: string;
let check: Shown;

const full = {
  priorities: { priorities: ['asb'], leadAgency: 'youth-trust', thematicGroup: 'asb' },
  dates: {
    'startsOn-day': '1',
    'startsOn-month': '6',
    'startsOn-year': '2011',
    'finishesOn-day': '31',
    'finishesOn-month': '12',
    'finishesOn-year': '2011',
  },
  costs: { heading0: 'Hire', amountPence0: '1,200', year0: '2011-12', fundingType0: 'revenue' },
  outputs: { text0: 'Street lights mended', quantity0: '1200', measure0: 'lamps' },
  partners: { partnerInput: 'Two volunteers.', from0: 'A charity', amountPence0: '500', status0: 'sought' },
  risks: { riskOfNotDoing: 'Complaints.', challenges: 'Drivers.' },
};

/** A bid that continues a project which is paid for, finished and evaluated, on the agenda of a meeting. */
beforeAll(async () => {
  pages = await PagesUnderTest.open();
  const { story } = pages;
  await fund(story, 'youth-bus', 400_000);
  await pay(story, 'youth-bus', 390_000, { paidOn: '2011-06-01' });
  await story.do(leadOfficer, 'StartProject', { project: 'youth-bus' });
  await story.do(leadOfficer, 'FinishProject', { project: 'youth-bus', manner: 'completed' });
  const outputs = [{ text: 'Friday nights', expected: 30, delivered: 28 }];
  const told = { done: 'Nights were held.', lessons: 'Book drivers early.', outcomes: 'Fewer calls.' };
  const judged = { evidence: 'Logs.', economy: 'Low.', efficiency: 'Good.', effectiveness: 'Good.' };
  const next = { recommend: 'continue', why: 'It works.' };
  const answers = { ...told, ...judged, costComment: 'Under.', outputs, next };
  await story.do(leadOfficer, 'SubmitEvaluation', { project: 'youth-bus', answers });
  await story.do(thematicChair, 'AcceptEvaluation', { project: 'youth-bus', recommend: 'continue' });
  await pages.upToDate();
  const lead = await pages.as('lead-1');
  const begun = await lead.send(await lead.open('/p/riverside/bids/new'), { title: 'Night lights' });
  const what = {
    title: 'Night lights',
    place: 'Three estates',
    group: 'Young people',
    continues: 'youth-bus',
  };
  for (const [task, fields] of Object.entries({ what: { ...what, description: 'Lights.' }, ...full }))
    await lead.send(await lead.open(`${begun.at}/${task}`), fields);
  check = await lead.open(`${begun.at}/check`);
  await lead.send(check);
  bid = begun.at.split('/').at(-1) ?? '';
  await openMeetingOn(story, '2012-01-20', [{ item: 'lights', kind: 'bid', project: bid }]);
  await pages.upToDate();
  officer = await pages.as('support-1');
});
afterAll(async () => pages.close());

const stated = [
  ['Asks for', '£1,200.00 of revenue in 2011/12: Hire'],
  ['Lead agency', 'The youth-trust'],
  ['From and to', '1 June 2011 to 31 December 2011'],
  ['For whom, and where', 'Young people, Three estates'],
  ['Delivers', 'Street lights mended (1,200 lamps)'],
  ['Match funding', 'A charity: £500.00, sought'],
] as const;

describe('A bid that is an item of a meeting', () => {
  it('was checked by its lead officer with the project that it continues by its title', () => {
    expect(check.text).toContain('Continues Youth bus');
    expect(check.text).toContain('Thematic group Anti-social behaviour');
    expect(check.text).toContain('Match funding A charity: £500.00, sought');
  });

  it('is whole on the one page that the members decide from', async () => {
    const { text } = await officer.open('/p/riverside/meetings/tasking-2012-01-20/items/lights');
    for (const [what, said] of stated) expect(text).toContain(`${what} ${said}`);
  });

  it('has beside it what came of the project that it continues', async () => {
    const shown = await officer.open('/p/riverside/meetings/tasking-2012-01-20/items/lights');
    expect(shown.text).toContain('It continues: Youth bus');
    expect(shown.text).toContain('Spent £3,900.00 of £4,000.00 awarded');
    expect(shown.text).toContain('Delivered Friday nights: 28 of 30 expected');
    expect(shown.text).toContain('What was learned Book drivers early.');
    expect(shown.link('What it promised and what came of it: Youth bus')).toBe(
      '/p/riverside/evaluations/youth-bus',
    );
  });

  it('says the same on its own page, where it can be looked up later', async () => {
    const shown = await officer.open(`/p/riverside/projects/${bid}`);
    for (const [what, said] of stated) expect(shown.text).toContain(`${what} ${said}`);
    expect(shown.link('Youth bus')).toBe('/p/riverside/evaluations/youth-bus');
  });
});
