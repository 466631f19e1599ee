import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmation } from '#funding/confirmation/confirmation';
import type { ConfirmationAsk } from '#funding/confirmation/confirmation.asks';
import type { ConfirmationEvent, ConfirmedLine } from '#funding/confirmation/confirmation.events';
import { fold, isRefused } from '#kernel/decider';
import { given } from '#testing/given';

const within = { partnership: 'chelmsford', on: '2010-04-30', today: '2010-04-30', year: '2009-10' };
const by = (person: string) => ({ by: { person, role: 'finance-officer' } });
const statement = 'The money was allocated effectively and efficiently, in line with agreed objectives.';
const line: ConfirmedLine = {
  source: 'area-based-grant',
  name: 'Area Based Grant',
  provider: 'Essex County Council',
  fundingType: 'revenue',
  confirmedPence: 5_000_000,
  carriedPence: -200_000,
  virementsPence: 0,
  swapsPence: 0,
  receivedPence: 0,
  spentPence: 4_700_000,
  lapsedPence: 100_000,
};
const closed = { isClosed: true, lines: [line] };
const prepare = (preparation = 1, person = 'finance-1', facts = closed): ConfirmationAsk => {
  return { ...within, ...by(person), type: 'PrepareYearEnd', preparation, statement, facts };
};
const certify = (preparation = 1, person = 's151-1', owners: string[] = []): ConfirmationAsk => {
  return { ...within, ...by(person), type: 'CertifyYearEnd', preparation, facts: { owners } };
};
const reason = 'The carry-forward is not in my letter.';
const decline = (preparation = 1, person = 's151-1', owners: string[] = []): ConfirmationAsk => {
  return { ...within, ...by(person), type: 'DeclineYearEnd', preparation, reason, facts: { owners } };
};
const prepared = (preparation = 1, preparedBy = 'finance-1'): ConfirmationEvent => ({
  type: 'YearEndPrepared',
  data: { year: '2009-10', preparation, preparedBy, statement, lines: [line] },
});
const certified = (preparation = 1): ConfirmationEvent => {
  return { type: 'YearEndCertified', data: { preparation, certifiedBy: 's151-1' } };
};
const declined = (preparation = 1): ConfirmationEvent => {
  return { type: 'YearEndDeclined', data: { preparation, declinedBy: 's151-1', reason } };
};

describe('preparing the confirmation of a year', () => {
  it('has the figures of the record, and says who prepared it', () => {
    given(confirmation).when(prepare()).yields(prepared());
  });

  it('is refused while the year is open, and where no money was recorded', () => {
    const open = { isClosed: false, lines: [line] };
    given(confirmation)
      .when(prepare(1, 'finance-1', open))
      .refuses('year-still-open', { year: '2009-10' });
    given(confirmation)
      .when(prepare(1, 'finance-1', { isClosed: true, lines: [] }))
      .refuses('nothing-to-confirm-of');
  });

  it('happens anew under the next number once the last was declined', () => {
    given(confirmation, prepared(), declined())
      .when(prepare(2, 'finance-2'))
      .yields(prepared(2, 'finance-2'));
    given(confirmation, prepared(), declined())
      .when(prepare(3))
      .refuses('preparation-out-of-order', { next: '2' });
  });

  it('is refused while the last waits, once the year is certified, and with other words', () => {
    given(confirmation, prepared()).when(prepare(2)).refuses('preparation-waits', { preparation: '1' });
    given(confirmation, prepared(), certified()).when(prepare(2)).refuses('year-certified');
    given(confirmation, prepared())
      .when({ ...prepare(), statement: 'Otherwise.' } as ConfirmationAsk)
      .refuses('preparation-differs', { preparation: '1', next: '2' });
    given(confirmation, prepared(), certified()).when(prepare()).changesNothing();
  });
});

describe('answering the confirmation of a year', () => {
  it('is to certify it, or to decline it with a reason', () => {
    given(confirmation, prepared()).when(certify()).yields(certified());
    given(confirmation, prepared()).when(decline()).yields(declined());
  });

  it('is never for who prepared it, nor for who prepared an earlier one of the year', () => {
    for (const answer of [certify, decline]) {
      given(confirmation, prepared()).when(answer(1, 'finance-1')).refuses('prepared-it-yourself');
      given(confirmation, prepared(), declined(), prepared(2, 'finance-2'))
        .when(answer(2, 'finance-1'))
        .refuses('prepared-it-yourself');
    }
  });

  it('is never for an owner of a project that the money went to', () => {
    for (const answer of [certify, decline])
      given(confirmation, prepared())
        .when(answer(1, 's151-1', ['s151-1']))
        .refuses('own-bid');
  });

  it('is refused for what was never prepared, and for what was answered', () => {
    given(confirmation).when(certify()).refuses('no-such-preparation', { preparation: '1' });
    given(confirmation, prepared(), declined())
      .when(certify())
      .refuses('preparation-answered', { preparation: '1', outcome: 'declined' });
    given(confirmation, prepared(), certified())
      .when(decline())
      .refuses('preparation-answered', { preparation: '1', outcome: 'certified' });
    given(confirmation, prepared(), declined())
      .when({ ...decline(), reason: 'Another.' } as ConfirmationAsk)
      .refuses('preparation-answered');
  });
});

describe('any history of a confirmation', () => {
  const person = fc.constantFrom('a', 'b', 'c');
  const number = fc.integer({ min: 1, max: 3 });
  const owners = fc.subarray(['a', 'b', 'c']);
  const command = fc.oneof(
    fc.tuple(number, person).map(([n, p]) => prepare(n, p)),
    fc.tuple(number, person, owners).map(([n, p, o]) => certify(n, p, o)),
    fc.tuple(number, person, owners).map(([n, p, o]) => decline(n, p, o)),
  );

  it('has nobody answer what they prepared, or owned, and at most one that is certified', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state = confirmation.initialState;
        for (const asked of commands) {
          const events = confirmation.decide(asked, state);
          if (isRefused(events)) continue;
          const mayAnswer = state.preparations.every(({ preparedBy }) => preparedBy !== asked.by.person);
          const isOwner = 'owners' in asked.facts && asked.facts.owners.includes(asked.by.person);
          if (asked.type !== 'PrepareYearEnd' && events.length > 0)
            expect([mayAnswer, isOwner]).toEqual([true, false]);
          state = fold(confirmation, events, state);
          expect(confirmation.decide(asked, state)).toEqual([]);
        }
        const done = state.preparations.filter(({ answer }) => answer?.outcome === 'certified');
        expect(done.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
