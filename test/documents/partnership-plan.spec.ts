import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Document, Moment } from '#documents/model/document';
import { partnershipPlan } from '#documents/partnership-plan';
import { parsePounds } from '#kernel/pence';
import { budgetAt } from '#projections/budget-at';
import { finance, support } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { basildon } from './basildon.ts';
import { expectGolden } from './golden-files.ts';
import { factsOf, penceIn, rowsInWords, saidFirst, tableIn } from './telling.ts';

const notYet = 'not set: To be agreed with Essex Police.';
const byCounty = 'not set: The county sets it in its area agreement.';
const moment: Moment = { asAt: '2010-03-31', knownAt: '2010-03-31T22:00:00.000Z' };

// The figures are those of the Basildon District plan of 2010, sections 6 and 7.
describe('The funding section of the Basildon plan, 2010/11', () => {
  let story: ReadStory;
  let made: Document;
  const words = (id: string): string[][] => rowsInWords(tableIn(made, id).rows);
  const totals = (id: string): string[][] => rowsInWords(tableIn(made, id).totals);

  beforeAll(async () => {
    story = await basildon();
    made = partnershipPlan(await factsOf(story, 'basildon', moment), '2010-11');
  });

  it('says first what is confirmed, what is taken, and what can still be awarded', () => {
    expect(saidFirst(made)).toEqual([
      '£198,420.00 is confirmed for 2010/11: £29,100.00 of capital and £169,320.00 of revenue. There is £37,153.00 less than in 2009/10.',
      '£85,875.00 is committed or spent and £9,000.00 is held in reserve; £29,100.00 of capital and £74,445.00 of revenue can still be awarded.',
    ]);
  });

  it('has £198,420 of confirmed funding, of which £29,100 is capital', () => {
    expect(totals('sources')).toEqual([['Total confirmed', '', '£29,100.00', '£169,320.00', '£198,420.00']]);
    const certainty = words('sources').map((row) => [row[7], row[5]]);
    expect(certainty).toContainEqual(['police-authority-10', 'Withdrawn']);
    expect(certainty).toContainEqual(['fire-10', 'Confirmed']);
  });

  it('sets what is to be confirmed apart, and says what is not known', () => {
    expect(words('awaited')).toEqual([
      ['SW Essex NHS', 'not known', '£10,000.00', '£10,000.00', 'To be confirmed', ''],
      ['Essex Police Basic Command Unit', 'not known', 'not known', 'not known', 'To be confirmed', ''],
    ]);
  });

  it('has £37,153 less than the year before, by source, with each reason', () => {
    expect(totals('change')).toEqual([['Total', '£235,573.00', '£198,420.00', '-£37,153.00']]);
    const changes = words('change').map((row) => [row[0], row[3], row[4]]);
    expect(changes).toContainEqual([
      'Safer Stronger Communities Fund (Area Based Grant)',
      '-£29,100.00',
      'Half of the capital grant is lost.',
    ]);
    expect(changes).toContainEqual([
      'Essex Police Authority',
      '-£5,553.00',
      'Withdrawn: £5,553.00. Funding withdrawn.',
    ]);
    expect(changes).toContainEqual([
      'Essex County Council',
      '-£2,500.00',
      'Cut by £2,500.00. A reduction of 38 %.',
    ]);
  });

  it('lists the annual commitments, £85,875 in all, and says which is approximate', () => {
    expect(totals('commitments')).toEqual([['Total', '', '£85,875.00', '£0.00']]);
    expect(words('commitments')).toHaveLength(6);
    expect(words('commitments').filter((row) => row[4]?.startsWith('An approximate figure.'))).toHaveLength(
      1,
    );
  });

  it('names all three: £83,445 left, £9,000 held back, and the £74,445 that the plan prints', () => {
    expect(words('awardable')).toEqual([
      ['Confirmed', '£29,100.00', '£169,320.00', '£198,420.00'],
      ['Less annual commitments', '£0.00', '-£85,875.00', '-£85,875.00'],
      ['Left after commitments', '£29,100.00', '£83,445.00', '£112,545.00'],
      ['Less held in reserve: Held back, reason not published', '£0.00', '-£9,000.00', '-£9,000.00'],
    ]);
    expect(totals('awardable')).toEqual([
      ['Can still be awarded', '£29,100.00', '£74,445.00', '£103,545.00'],
    ]);
  });

  it('lists what is in none of these figures: the swap of £29,100, what is awaited, match funding', () => {
    const outside = words('outside').map((row) => [row[0], row[2]]);
    expect(outside).toEqual([
      ['To be confirmed', '£10,000.00'],
      [
        'Swap of capital for revenue, asked for: The county is asked to turn capital into revenue.',
        '£29,100.00',
      ],
      ['Match funding from Home Office, secured', '£20,000.00'],
      ['Match funding from South Essex Rape and Incest Crisis Centre, secured', '£20,000.00'],
    ]);
  });

  it('can award what the budget says is uncommitted', async () => {
    const { totals: budget } = await budgetAt(await story.read(), {
      partnership: 'basildon',
      year: '2010-11',
      ...moment,
    });
    const [capital, revenue] = tableIn(made, 'awardable').totals.flatMap((row) =>
      penceIn([row], 1).concat(penceIn([row], 2)),
    );
    expect([capital, revenue]).toEqual([budget.capital.uncommitted, budget.revenue.uncommitted]);
    expect(budget.revenue.uncommitted).toBe(parsePounds('£74,445'));
  });

  it('has the targets of section 7 over three years', () => {
    const targets = words('targets').map((row) => [row.at(-1), ...row.slice(3, 7)]);
    expect(targets).toEqual([
      ['ni-20', '1,215 (2007/08)', '1,160', '996', '1,048'],
      ['ni-32', '787 (2007/08)', '748', '724', '792'],
      ['burglary', '14.21 (2007/08)', '13.50', '14.95', notYet],
      ['violent-crime', '16.88 (2007/08)', '16.04', '15.99', notYet],
      ['robbery', '1.39 (2007/08)', '1.32', '1.18', notYet],
      ['vehicle-crime', '13.60 (2007/08)', '12.92', '10.13', notYet],
      ['ni-15', '53 (2007/08)', '50', '103', notYet],
      ['sexual-offences', '91 (2007/08)', 'none set', 'none set', notYet],
      ['ni-17', '32.90% (Place Survey)', '31.9%', '31.0%', '23.8%'],
      ['ni-39', 'to be established', 'none set', 'none set', '39%'],
      ['ni-40', 'to be established', 'none set', 'none set', byCounty],
      ['ni-115', 'to be established', 'none set', 'none set', byCounty],
      ['feeling-safe', '31.3% (2007/08)', '33.3%', '35.3%', '37.2%'],
      ['fear-of-crime', '18% (2007/08)', '18%', '16.7%', 'not set: To be agreed locally.'],
      ['confidence', '45.8% (to September 2008)', 'none set', '51%', '54.4%'],
      ['ni-18', '7.9% (2007/08)', 'none set', '7.7%', '7.4%'],
    ]);
  });

  it('reads as its golden file does', () => {
    expectGolden('partnership-plan', made);
  });

  it('has beside a target what its year came to, once that is recorded', async () => {
    story.on('2010-04-01');
    const place = { indicator: 'ni-20', year: '2009-10', period: 'year' };
    const came = { ...place, actual: 'year', figure: '1020', source: 'Essex Police' };
    await story.do(support, 'RecordActual', came);
    const later: Moment = { asAt: '2010-04-01', knownAt: '2010-04-01T22:00:00.000Z' };
    const plan = partnershipPlan(await factsOf(story, 'basildon', later), '2010-11');
    const [first] = rowsInWords(tableIn(plan, 'targets').rows);
    expect(first?.slice(4, 7)).toEqual(['1,160', '996 (1,020)', '1,048']);
  });

  it('names each award that was made since, and each source that lost all it had', async () => {
    story.on('2010-04-01');
    const cost = { year: '2010-11', fundingType: 'revenue', amountPence: 300_000 };
    const dates = { startsOn: '2010-04-01', finishesOn: '2011-03-31' };
    const of = { priorities: ['asb'], leadOfficer: 'lead-1', leadAgency: 'council', ...dates };
    const described = {
      description: 'Signs.',
      expectedOutputs: [{ text: 'Signs' }],
      riskOfNotDoing: 'None.',
      challenges: 'None.',
      beneficiaries: { place: 'The district', group: 'Residents' },
      partnerInput: 'None.',
    };
    const { year: _, ...money } = cost;
    const award = { awardPence: 300_000, allocations: [{ source: 'fire-10', ...money }] };
    await story.do(support, 'TakeOnProject', {
      project: 'signs',
      bid: { title: 'Signs', costs: [cost], ...of, ...described },
      takenOn: { decidedOn: '2010-03-01', reference: 'Minute 3' },
      award,
    });
    const cut = { fundingType: 'revenue', reference: 'Letter', reason: 'Another priority.' };
    await story.do(finance, 'CutFunding', {
      source: 'daat-10',
      entry: 'cut',
      amountPence: 400_000,
      ...cut,
    });
    const wrong = { source: 'fire-10', entry: 'wrong', amountPence: 100_000, ...cut };
    await story.do(finance, 'CutFunding', wrong);
    const taken = { source: 'fire-10', entry: 'wrong', reversal: 'right', reason: 'It was another source.' };
    await story.do(finance, 'ReverseEntry', taken);
    const later: Moment = { asAt: '2010-04-01', knownAt: '2010-04-01T22:00:00.000Z' };
    const plan = partnershipPlan(await factsOf(story, 'basildon', later), '2010-11');
    expect(rowsInWords(tableIn(plan, 'other-awards').rows)).toEqual([
      ['Signs', 'Basildon Council', '£3,000.00', '£0.00', 'signs'],
    ]);
    expect(rowsInWords(tableIn(plan, 'awardable').rows)).toContainEqual([
      'Less other awards, committed and spent',
      '£0.00',
      '-£3,000.00',
      '-£3,000.00',
    ]);
    const said = rowsInWords(tableIn(plan, 'sources').rows).map((row) => [row[7], row[5], row[6]]);
    expect(said).toContainEqual(['daat-10', 'Cut to nothing', 'Cut by £4,000.00. Another priority.']);
    // What was a mistake is no reason of anything.
    expect(said).toContainEqual(['fire-10', 'Confirmed', '']);
    expect(rowsInWords(tableIn(plan, 'awaited').rows).map(([name]) => name)).toEqual([
      'SW Essex NHS',
      'Essex Police Basic Command Unit',
    ]);
  });

  it('knows a source again that was renamed since, and was called as before until then', async () => {
    story.on('2010-04-02');
    const named = { name: 'County safety grant', reason: 'The county calls it so.' };
    await story.do(finance, 'RenameFundingSource', { source: 'county-10', ...named });
    const said = { comment: 'Paid in May.', reason: 'The county says so.' };
    await story.do(finance, 'SetFundingSourceComment', { source: 'county-10', ...said });
    const later: Moment = { asAt: '2010-04-02', knownAt: '2010-04-02T22:00:00.000Z' };
    const renamed = partnershipPlan(await factsOf(story, 'basildon', later), '2010-11');
    const changes = rowsInWords(tableIn(renamed, 'change').rows).map((row) => [row[0], row[3], row[4]]);
    expect(changes).toContainEqual([
      'County safety grant',
      '-£2,500.00',
      'Paid in May. Cut by £2,500.00. A reduction of 38 %.',
    ]);
    expect(partnershipPlan(await factsOf(story, 'basildon', moment), '2010-11')).toEqual(made);
  });
});
