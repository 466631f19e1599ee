import { describe, expect, it } from '@jest/globals';
import { historyOf } from '#projections/history-of';
import { wordsOf } from '#projections/history-words';
import type { StreamNoun } from '#kernel/ids';
import { everyCommandPlayed } from '#testing/read-story';

function said(noun: StreamNoun, type: string, data: object): string {
  return wordsOf({ noun, type, data });
}

/** Whose name says everything, or whose reason does. */
const silent = new Set([
  'AwardAccepted',
  'AwardDeclined',
  'BidPutOnAgenda',
  'BidRefused',
  'BidTakenOffAgenda',
  'EvaluationWaived',
  'IndicatorRetired',
  'ItemTakenOffAgenda',
  'MessageDelivered',
  'MessageRequeued',
  'MeetingCancelled',
  'MeetingClosed',
  'MinutesApproved',
  'PersonCorrected',
  'PersonForgotten',
  'PersonRegistered',
  'PersonSwitchedOff',
  'RiskClosed',
  'PersonSwitchedOn',
  'ProjectDiscontinued',
]);

describe('What an event says beyond its name', () => {
  it('is something for every event that has more to say, wherever it stands', async () => {
    const db = await (await everyCommandPlayed()).read();
    const rows = await db.selectFrom('history').select(['type', 'words']).execute();
    expect(rows.length).toBeGreaterThan(400);
    const without = new Set(rows.filter(({ words }) => words === '').map(({ type }) => type));
    expect([...without].filter((type) => !silent.has(type) && type !== 'BidWithdrawn')).toEqual([]);
    expect(rows.filter(({ words }) => /undefined|NaN|\[object/u.test(words))).toEqual([]);
    const shutters = await historyOf(db, 'project-riverside.shutters');
    expect(shutters.find(({ type }) => type === 'ProjectFunded')?.words).toContain(
      'award £3,000.00; £3,000.00 at ho-12, capital',
    );
  });

  it('is the payment, the invoice, the payee and the day', () => {
    const paid = {
      payment: 'p-1',
      payee: 'Bus Hire Ltd',
      reference: 'INV-7',
      netPence: 50_000,
      irrecoverableVatPence: 10_000,
      purpose: 'Hire',
      category: 'transport',
      paidOn: '2011-07-01',
      charges: [{ source: 'pool', fundingType: 'revenue', amountPence: 60_000, overspendPence: 0 }],
      overspendPence: 0,
      openConditions: [],
    };
    expect(said('project', 'ExpenditureRecorded', paid)).toBe(
      'payment p-1; £500.00 and £100.00 VAT to Bus Hire Ltd; invoice INV-7; Hire; paid on 1 July 2011; ' +
        'charged: £600.00 at pool, revenue',
    );
    const reversed = { payment: 'p-1', charges: paid.charges, reason: 'Wrong payee.' };
    expect(said('project', 'ExpenditureReversed', reversed)).toBe('payment p-1; £600.00 taken back');
  });

  it('is by which decision a source got money back, or under which number finance released it', () => {
    const back = { project: 'bus', fundingType: 'revenue', amountPence: 40_000, lines: [], reason: 'So.' };
    const sum = '£400.00 for project bus; revenue';
    for (const [release, words] of [
      ['varied/july/bus', `${sum}; meeting july, item bus`],
      ['not-ratified/action/a-1', `${sum}; chair's action a-1`],
      ['unspent/release-1', `release release-1; ${sum}`],
      ['declined', `award declined; ${sum}`],
      ['lapsed', `award lapsed; ${sum}`],
    ] as const)
      expect(said('source', 'CommitmentReleased', { ...back, release })).toBe(words);
  });

  it('is both finishes of a correction (rule 16)', () => {
    const data = {
      finishedOn: '2012-03-01',
      manner: 'ended-early',
      previouslyOn: '2012-03-03',
      reason: 'A slip.',
      recordedOn: '2012-03-05',
    };
    expect(said('project', 'FinishCorrected', data)).toBe(
      'finished on 1 March 2012, ended early; before, 3 March 2012',
    );
  });

  it('is who leads now and who did, by their ids alone (rule 25)', () => {
    const data = { leadOfficer: 'lead-2', leadAgency: 'fire', previously: 'lead-1', reason: 'Left.' };
    expect(said('project', 'LeadOfficerChanged', data)).toBe(
      'now person:lead-2 of fire; before, person:lead-1',
    );
  });

  it.each([
    [-7, '7 days before'],
    [0, 'on the day'],
    [1, '1 day after'],
  ])('is the rung of a reminder, %i days from the due date', (days, rung) => {
    const data = { obligation: 'evaluation', dueOn: '2012-03-31', days, message: 'm-1', to: ['lead-1'] };
    expect(said('project', 'EvaluationReminderSent', data)).toBe(
      `evaluation; due on 31 March 2012; ${rung}; message m-1; to person:lead-1`,
    );
  });

  it("is the number of a chair's action, and who was consulted", () => {
    const data = {
      decision: 'action/ca-3',
      chairsAction: { by: 'chair-1', consulted: 'fire-1' },
      reasons: 'Urgent.',
      awardPence: 50_000,
      allocations: [],
      conditions: [],
      decidedOn: '2011-05-24',
      acceptBy: '2011-06-07',
      recordedOn: '2011-05-24',
    };
    expect(said('project', 'ProjectFunded', data)).toBe(
      'award £500.00; to be accepted by 7 June 2011; ' +
        "chair's action ca-3 by person:chair-1, who consulted person:fire-1",
    );
  });

  it('is the amount of what is asked for and owed', () => {
    const fundingType = 'revenue';
    const owed = {
      project: 'bus',
      from: 'Home Office',
      fundingType,
      amountPence: 1_400_000,
      reason: 'Theirs.',
    };
    expect(said('source', 'SwapRequested', { swap: 's-1', amountPence: 500_000, reason: 'Short.' })).toBe(
      'swap s-1; £5,000.00 of capital to revenue',
    );
    expect(said('source', 'ReclaimRaised', { reclaim: 'r-1', ...owed, dueOn: '2011-09-30' })).toBe(
      'reclaim r-1; £14,000.00 for project bus; revenue; from Home Office; due on 30 September 2011',
    );
    expect(said('source', 'ClawbackWrittenOff', { clawback: 'c-1', ...owed })).toBe(
      'clawback c-1; £14,000.00 for project bus; revenue',
    );
    const ends = { from: { source: 'pool', project: 'bus' }, to: { source: 'other' } };
    const asked = { virement: 'v-1', fundingType, amountPence: 80_000, ...ends, requestedBy: 'finance-1' };
    expect(said('source', 'VirementRequested', asked)).toBe(
      'virement v-1; £800.00, revenue; from project bus at pool to other; asked for by person:finance-1',
    );
  });

  it('is the votes of a decision, the casting vote and the dissent', () => {
    const data = {
      item: 'bus',
      outcome: 'approved',
      quorate: true,
      quorum: { people: 4, peopleNeeded: 3, agencies: 3, agenciesNeeded: 2 },
      chairedBy: 'chair-1',
      present: [],
      steppedOut: ['lead-1'],
      declared: [],
      ballot: { for: ['chair-1'], against: ['fire-1'], abstained: [], castingVote: 'for' },
      agreedWithoutVote: false,
      dissent: ['fire-1'],
      conditions: ['A report.'],
      reasons: 'Fair.',
    };
    expect(said('meeting', 'ItemDecided', data)).toBe(
      'approved; quorate: 4 people of 3 agencies (needed: 3 of 2); chaired by person:chair-1; ' +
        'for: person:chair-1; against: person:fire-1; casting vote for; stepped out: person:lead-1; ' +
        'dissent: person:fire-1; condition: A report.',
    );
  });
});
