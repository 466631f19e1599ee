import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Facts } from '#documents/facts/facts';
import type { Document, Moment } from '#documents/model/document';
import { performanceReport } from '#documents/performance-report';
import { budgetAt } from '#projections/budget-at';
import { indicatorsAt } from '#projections/indicators-at';
import { risksAt } from '#projections/risks-at';
import { support } from '#testing/desk-story';
import type { ReadStory } from '#testing/read-story';
import { expectGolden } from './golden-files.ts';
import { factsOf, penceIn, rowsInWords, saidFirst, tableIn } from './telling.ts';
import { thurrock2008 } from './thurrock-2008.ts';

const moment: Moment = { asAt: '2008-11-03', knownAt: '2008-11-03T22:00:00.000Z' };
const year = '2008-09';
const period = 'first-half';

// The figures are those of the half-year report of Thurrock for 2008/09.
describe('The performance report of Thurrock, first half of 2008/09', () => {
  let story: ReadStory;
  let facts: Facts;
  let made: Document;
  const rows = (id: string): string[][] => rowsInWords(tableIn(made, id).rows);
  const named = (reference: string): string[] | undefined =>
    rows('indicators').find((row) => row.at(-1) === reference);

  beforeAll(async () => {
    story = await thurrock2008();
    facts = await factsOf(story, 'thurrock', moment);
    made = performanceReport(facts, year, period);
  });

  it('says first how the indicators, the money and the risks stand', () => {
    expect(saidFirst(made)).toEqual([
      '8 indicators: 3 green, 1 amber, 0 red, and 4 that cannot be rated.',
      '£397,100.00 is allocated to 6 projects, and £154,792.00 is spent to date. £14,000.00 is to be reclaimed. Domestic violence is short by £55,692.00.',
      '10 risks are open, 3 of high or very high impact.',
    ]);
  });

  it('rates each indicator against the target of the half-year by the rule that it states', () => {
    expect(named('r07-wounding')?.slice(3, 8)).toEqual(['to be established', '8.73', '675', '532', 'Green']);
    expect(named('r07-detection')?.slice(4, 8)).toEqual(['65%', '60%', '66.3%', 'Green']);
    expect(named('r07-repeats')?.slice(4, 8)).toEqual(['25%', '30%', '31%', 'Amber']);
    expect(named('ni-20')?.slice(4, 8)).toEqual(['7.41', '556', '479', 'Green']);
    const rule = made.parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []));
    expect(rule[0]).toContain('Amber: misses it by no more than 5 per cent of the target.');
  });

  it('shows what is not available as that, and never as nil', () => {
    expect(named('ni-26')?.slice(4, 8)).toEqual([
      'not set: Target setting is deferred to 2009/10.',
      'none set',
      'not available: The measure is not available.',
      'Not rated',
    ]);
    expect(named('ni-47')?.slice(4, 9)).toEqual([
      '104',
      'none set',
      '12',
      'Not rated',
      'Half-year report. The first quarter alone',
    ]);
  });

  it('requires action for what is red or amber, and marks an indicator that was redefined', () => {
    expect(rows('mitigation').map((row) => [row[1], row[3], row[4]])).toEqual([
      ['Amber', 'Domestic violence co-ordinator', '31 December 2008'],
      ['Amber', 'Domestic violence co-ordinator', '31 March 2009'],
      ['Amber', 'Domestic violence co-ordinator', '31 March 2009'],
    ]);
    expect(named('r07-repeats')?.[0]).toContain('(definition 1, since redefined)');
  });

  it('says that an action is required where none is planned, for as long as that is so', async () => {
    const later = await thurrock2008();
    const half = { indicator: 'ni-20', year, period: 'second-half' };
    later.on('2009-04-06');
    await later.do(support, 'SetTarget', { ...half, figure: '500' });
    await later.do(support, 'RecordActual', { ...half, actual: 'second', figure: '600', source: 'Police' });
    const at = { asAt: '2009-04-06', knownAt: '2009-04-06T22:00:00.000Z' };
    const report = performanceReport(await factsOf(later, 'thurrock', at), year, 'second-half');
    expect(rowsInWords(tableIn(report, 'mitigation').rows)).toEqual([
      ['NI 20 Assault with injury', 'Red', 'Required, and not yet planned', '', '', ''],
    ]);
  });

  it('has the ten risks, the most pressing first, and says where nothing is done', () => {
    expect(rows('risks')).toHaveLength(10);
    expect(rows('risks')[0]?.slice(0, 4)).toEqual([
      'The economy brings more acquisitive crime.',
      'The partnership',
      'High',
      'High',
    ]);
    expect(rows('risks').find((row) => row.at(-1) === 'police')?.[4]).toBe('none recorded');
  });

  it('allocates £397,100 in six lines, with £14,000 to reclaim and a shortfall of £55,692', () => {
    expect(rows('finance')).toHaveLength(6);
    const [total] = rowsInWords(tableIn(made, 'finance').totals);
    expect(total?.slice(2, 5)).toEqual(['£397,100.00', '£154,792.00', '£14,000.00']);
    const abuse = rows('finance').find((row) => row.at(-1) === 'domestic-violence');
    expect(abuse?.slice(0, 5)).toEqual([
      'Lead officer, Thurrock Council',
      'Domestic violence',
      '£170,000.00',
      '£122,692.00',
      '£14,000.00',
    ]);
    expect(abuse?.slice(6, 10)).toEqual([
      '£23,000.00',
      '£94,000.00',
      '£55,692.00',
      '£14,000.00 to reclaim from Home Office.',
    ]);
    expect(total?.[8]).toBe('£55,692.00');
    const station = rows('finance').find((row) => row.at(-1) === 'fire-station') ?? [];
    expect([6, 8, 9].map((at) => station[at])).toEqual([
      '£65,000.00',
      'none',
      'Capital.\n2008/09: Asked to be paid in 2008/09.',
    ]);
    expect(total?.slice(6, 8)).toEqual(['£88,000.00', '£124,000.00']);
  });

  it('has as spent what the budget has at the same moment', async () => {
    const { totals } = await budgetAt(await story.read(), { partnership: 'thurrock', year, ...moment });
    expect(penceIn(tableIn(made, 'spent').totals, 1)).toEqual([totals.all.spent, totals.all.spent]);
  });

  it('has the indicators and the risks that the reads have', async () => {
    const db = await story.read();
    const lines = await indicatorsAt(db, { partnership: 'thurrock', year, period, ...moment });
    expect(rows('indicators').map((row) => row.at(-1))).toEqual(lines.map((line) => line.indicator));
    const risks = await risksAt(db, { partnership: 'thurrock', ...moment });
    expect(rows('risks').map((row) => row.at(-1))).toEqual(risks.map((line) => line.risk));
  });

  it('leads from each figure to the event that said it', () => {
    const cells = tableIn(made, 'indicators').rows.flatMap((row) => row.slice(3, 7));
    const figures = cells.filter((cell) => cell.kind === 'number');
    expect(figures.every(({ behind }) => behind?.length === 1)).toBe(true);
  });

  it('of the whole year has one column of targets, and figures of nobody yet', () => {
    const whole = performanceReport(facts, year);
    expect(tableIn(whole, 'indicators').columns.map(({ heading }) => heading)).not.toContain(
      'Target for 2008/09',
    );
    expect(rowsInWords(tableIn(whole, 'indicators').rows)[0]?.slice(4, 7)).toEqual([
      '8.73',
      'not recorded',
      'Not rated',
    ]);
  });

  it('reads as its golden file does', () => {
    expectGolden('performance-report', made);
  });
});
