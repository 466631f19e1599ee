import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coveredOf, ledger } from '#funding/ledger/ledger';
import type { LedgerAsk } from '#funding/ledger/ledger.asks';
import type { LedgerEvent } from '#funding/ledger/ledger.events';
import type { Circumstances } from '#kernel/asking';
import { fold, isRefused } from '#kernel/decider';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'finance-1', role: 'finance-officer' },
  partnership: 'riverside',
  on: '2011-07-14',
  today: '2011-07-14',
};
const rules = [{ costCentre: 'R2041', subjective: '4000' }];
const balancing = { costCentre: 'B9000', subjective: '9990' };
const adopt = { ...within, type: 'AdoptLedgerMapping', version: 1, rules, balancing } as const;
const facts = {
  covers: [{ source: 'home-office', from: 1, to: 7 }],
  lines: 2,
  totalPence: 50_000,
  hash: 'aa',
};
const send = (batch = 1, changed: Partial<typeof facts> & { unmapped?: string } = {}): LedgerAsk => {
  return { ...within, type: 'SendLedgerBatch', batch, hash: 'aa', facts: { ...facts, ...changed } };
};
const takeBack = (batch = 1): LedgerAsk => {
  return { ...within, type: 'TakeBackLedgerBatch', batch, reason: 'The cost centre was closed.' };
};
const recordImport = (batch = 1, reference = 'JNL-1'): LedgerAsk => {
  return { ...within, type: 'RecordLedgerImport', batch, reference };
};
const adopted: LedgerEvent = { type: 'LedgerMappingAdopted', data: { version: 1, rules, balancing } };
const sent = (batch = 1): LedgerEvent => ({
  type: 'LedgerBatchSent',
  data: { batch, mapping: 1, ...facts },
});
const takenBack: LedgerEvent = {
  type: 'LedgerBatchTakenBack',
  data: { batch: 1, reason: 'The cost centre was closed.' },
};
const imported: LedgerEvent = { type: 'LedgerBatchImported', data: { batch: 1, reference: 'JNL-1' } };

describe('adopting a mapping', () => {
  it('is by versions, each with all of its rules', () => {
    given(ledger).when(adopt).yields(adopted);
  });

  it('is refused out of turn, and with other rules under a version that is known', () => {
    given(ledger)
      .when({ ...adopt, version: 2 })
      .refuses('mapping-out-of-order', { next: '1' });
    given(ledger, adopted)
      .when({ ...adopt, rules: [{ costCentre: 'X', subjective: '1' }] })
      .refuses('mapping-differs', { version: '1', next: '2' });
  });

  it.each(['=SUM(A1)', '+1', '-1', '@here', ' R2041', 'R2041 ', '"R2041"', 'R\t2041', '—'])(
    'is refused with what is no code, %j, by which an export would have to change it',
    (code) => {
      given(ledger)
        .when({ ...adopt, rules: [{ costCentre: 'R2041', subjective: '4000', analysis: code }] })
        .refuses('no-ledger-code', { code });
      given(ledger)
        .when({ ...adopt, balancing: { costCentre: code, subjective: '1' } })
        .refuses('no-ledger-code', { code });
    },
  );

  it.each(['R2041', '4', 'E1.200/07', 'CSP: youth & co', 'Ardal 3 (Cymru)'])('takes the code %s', (code) => {
    const other = { ...adopt, balancing: { costCentre: code, subjective: '1' } };
    given(ledger)
      .when(other)
      .yields({ type: 'LedgerMappingAdopted', data: { version: 1, rules, balancing: other.balancing } });
  });
});

describe('sending a batch', () => {
  it('keeps its number, what it covers, its mapping and its hash', () => {
    given(ledger, adopted).when(send()).yields(sent());
    expect(coveredOf(given(ledger, adopted, sent()).state, 'home-office')).toBe(7);
    expect(coveredOf(given(ledger, adopted, sent()).state, 'council')).toBe(0);
  });

  it('is refused out of turn, without a mapping or codes, with nothing in it', () => {
    given(ledger, adopted).when(send(2)).refuses('batch-out-of-order', { next: '1' });
    given(ledger).when(send()).refuses('no-mapping');
    given(ledger, adopted)
      .when(send(1, { unmapped: 'home-office, capital, no category' }))
      .refuses('no-codes-for', { what: 'home-office, capital, no category' });
    given(ledger, adopted)
      .when(send(1, { lines: 0 }))
      .refuses('batch-of-nothing');
    given(ledger, { type: 'LedgerMappingAdopted', data: { version: 1, rules } })
      .when(send())
      .refuses('no-balancing-codes');
  });

  it('is refused when it is not what the record says now', () => {
    given(ledger, adopted)
      .when(send(1, { hash: 'bb' }))
      .refuses('record-moved-on', { hash: 'bb' });
  });

  it('is refused under a number that has gone with other lines, or was taken back', () => {
    given(ledger, adopted, sent())
      .when({ ...send(), hash: 'cc' } as LedgerAsk)
      .refuses('batch-differs', { batch: '1' });
    given(ledger, adopted, sent(), takenBack).when(send()).refuses('batch-taken-back', { batch: '1' });
  });
});

describe('taking a batch back', () => {
  it('leaves what it covered to the next', () => {
    given(ledger, adopted, sent()).when(takeBack()).yields(takenBack);
    const { state } = given(ledger, adopted, sent(), takenBack);
    expect(coveredOf(state, 'home-office')).toBe(0);
    given(ledger, adopted, sent(), takenBack).when(send(2)).yields(sent(2));
  });

  it('is for the last alone, and not once the general ledger has it', () => {
    given(ledger, adopted, sent(), sent(2)).when(takeBack()).refuses('not-the-last-batch', { last: '2' });
    given(ledger, adopted, sent(), imported)
      .when(takeBack())
      .refuses('batch-imported', { batch: '1', reference: 'JNL-1' });
    given(ledger, adopted).when(takeBack()).refuses('no-such-batch', { batch: '1' });
    given(ledger, adopted, sent(), takenBack)
      .when({ ...takeBack(), reason: 'Another.' } as LedgerAsk)
      .refuses('batch-taken-back');
  });
});

describe('recording that the general ledger has a batch', () => {
  it('happens once, under one reference', () => {
    given(ledger, adopted, sent()).when(recordImport()).yields(imported);
    given(ledger, adopted, sent(), imported)
      .when(recordImport(1, 'JNL-2'))
      .refuses('batch-imported', { batch: '1', reference: 'JNL-1' });
  });

  it('is refused for what was never sent, or was taken back', () => {
    given(ledger).when(recordImport()).refuses('no-such-batch', { batch: '1' });
    given(ledger, adopted, sent(), takenBack).when(recordImport()).refuses('batch-taken-back');
  });
});

describe('any history of the general ledger', () => {
  const step = fc.oneof(
    fc.record({ grows: fc.integer({ min: 1, max: 5 }) }),
    fc.constant('send' as const),
    fc.constant('take back' as const),
    fc.constant('import' as const),
  );

  it('has every event of a source in one standing batch at most, and none left between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state = fold(ledger, [adopted]);
        let events = 0;
        for (const one of steps) {
          if (typeof one === 'object') events += one.grows;
          else state = after(one, events, state);
        }
        const standing = state.batches.filter((batch) => batch.standing !== 'taken-back');
        const covered = standing.flatMap(({ covers }) =>
          covers.flatMap(({ from, to }) => placesIn(from, to)),
        );
        expect(covered).toEqual(placesIn(1, coveredOf(state, 'home-office')));
      }),
    );
  });
});

type State = typeof ledger.initialState;

function after(step: 'send' | 'take back' | 'import', events: number, state: State): State {
  const last = Math.max(1, state.batches.length);
  const from = coveredOf(state, 'home-office') + 1;
  const covers = from <= events ? [{ source: 'home-office', from, to: events }] : [];
  const command = {
    send: send(state.batches.length + 1, { covers, lines: covers.length }),
    'take back': takeBack(last),
    import: recordImport(last),
  }[step];
  const told = ledger.decide(command, state);
  return isRefused(told) ? state : fold(ledger, told, state);
}

function placesIn(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
