import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csv } from '#documents/formats/csv';
import { journalOf, ledgerBatchDocument, sumsOf } from '#documents/general-ledger';
import { tablesOf } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import type { BatchLine } from '#funding/ledger/batch-lines';
import { lineKey } from '#funding/ledger/batch-lines';
import { addDays } from '#kernel/local-date';

const balancing = { costCentre: 'B9000', subjective: '9990' };
const paid: BatchLine = {
  source: 'home-office',
  at: 9,
  on: '2011-08-01',
  account: 'spent',
  fundingType: 'revenue',
  project: 'bus',
  payment: 'p-1',
  category: 'transport',
  amountPence: 40_000,
  codes: { costCentre: 'R2041', subjective: '3010', analysis: 'CSP' },
};
const received: BatchLine = {
  ...paid,
  at: 10,
  on: '2012-01-05',
  account: 'recoveries',
  amountPence: -10_001,
};
const moment = { asAt: '2012-01-31', knownAt: '2012-01-31T12:00:00.000Z' };

function behindOf(cell: Cell): readonly number[] {
  return cell.kind === 'pence' ? (cell.behind ?? []) : [];
}

describe('A batch as a journal', () => {
  it('has payments as debits, what came back as credits, and the other side of each period', () => {
    const said = journalOf({ lines: [paid, received], balancing }).map((line) => [
      line.on,
      line.year,
      line.period,
      line.debitPence,
      line.creditPence,
      line.description,
      line.codes?.subjective,
    ]);
    expect(said).toEqual([
      ['2011-08-01', '2011-12', 5, 40_000, 0, 'Payment', '3010'],
      ['2012-01-05', '2011-12', 10, 0, 10_001, 'Received from others', '3010'],
      ['2011-08-01', '2011-12', 5, 0, 40_000, 'The other side of this period', '9990'],
      ['2012-01-05', '2011-12', 10, 10_001, 0, 'The other side of this period', '9990'],
    ]);
  });

  it('balances to the penny in every period and in all, whatever moved', () => {
    const line = fc.record({ days: fc.nat(800), pence: fc.integer({ min: -1e9, max: 1e9 }).filter(Boolean) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (moved) => {
        const lines = moved.map(({ days, pence }) => ({
          ...paid,
          on: addDays('2011-04-01', days),
          amountPence: pence,
        }));
        const journal = journalOf({ lines, balancing });
        const periods = Map.groupBy(journal, ({ year, period }) => `${year}/${period}`);
        for (const within of [journal, ...periods.values()]) {
          const { debitPence, creditPence } = sumsOf(within);
          expect(debitPence).toBe(creditPence);
        }
        expect(journal.every((one) => one.debitPence === 0 || one.creditPence === 0)).toBe(true);
      }),
    );
  });

  it('leads each line to its event, the other side of a period to all of it, and the sum to every one', () => {
    const told = { effectiveOn: '2011-08-01', recordedAt: moment.knownAt, stream: 'source-r.home-office' };
    const events = new Map([
      [lineKey(paid), { ...told, type: 'ExpenditureCharged', position: 41 }],
      [lineKey(received), { ...told, type: 'ReclaimReceived', position: 57 }],
    ]);
    const batch = { batch: 7, hash: 'ab12', standing: 'It was sent.', events };
    const made = ledgerBatchDocument('Riverside', moment, { ...batch, lines: [paid, received], balancing });
    const [lines] = tablesOf(made);
    const behind = lines?.rows.map((row) => row.flatMap(behindOf));
    expect(behind).toEqual([[41], [57], [41], [57]]);
    const [said] = made.parts.flatMap((part) => (part.kind === 'paragraph' ? [part.figures ?? []] : []));
    expect(said?.map(({ cell }) => behindOf(cell))).toContainEqual([41, 57]);
  });

  it('is written with number, posting date, period and hash in each line, and no text as a formula', () => {
    const hostile = { ...paid, category: '=cmd|A0' };
    const sent = { batch: 7, hash: 'ab12', standing: 'It was sent.', events: new Map() };
    const one = { ...sent, lines: [hostile], balancing };
    expect(csv(ledgerBatchDocument('Riverside', moment, one)).split('\r\n')).toEqual([
      '\ufeffBatch,Line,Posting date,Year,Period,Cost centre,Subjective,Analysis,Debit £,Credit £,Description,Funding type,Source,Project,Payment,Category,Hash of the batch',
      "7,1,2011-08-01,2011-12,5,R2041,3010,CSP,400.00,,Payment,revenue,home-office,bus,p-1,'=cmd|A0,ab12",
      '7,2,2011-08-01,2011-12,5,B9000,9990,,,400.00,The other side of this period,,,,,,ab12',
      '',
    ]);
  });

  it('says in each line that it is not sent, instead of a number, for as long as that is so', () => {
    const draft = { batch: 7, hash: 'ab12', standing: 'It has not been sent.', events: new Map() };
    const made = ledgerBatchDocument('Riverside', moment, {
      ...draft,
      isDraft: true,
      lines: [paid],
      balancing,
    });
    const lines = csv(made).split('\r\n').slice(1, -1);
    expect(lines.map((line) => line.slice(0, 14))).toEqual(['"7, not sent",', '"7, not sent",']);
    expect(lines.join()).not.toContain('ab12');
  });
});
