import { describe, expect, it } from '@jest/globals';
import { awardLines, awardPence, overspendPence, spentPence } from '#funding/project/queries';
import type { Asked } from '#funding/project/rules';
import {
  accepted,
  after,
  asks,
  award,
  bidOnAgenda,
  capital,
  claimed,
  finance,
  fullFormIssued,
  funded,
  happened,
  insurance,
  invoice,
  invoiceOf,
  lead,
  onAgenda,
  over,
  paid,
  pounds,
  proposed,
  revenue,
  running,
  support,
} from '#testing/project-history';

const declinedAward = happened('AwardDeclined', { reason: 'Too small.' });

/** What the sources say of each charge: so much of it is committed. */
const committed = (...amounts: readonly string[]): Asked<'ClaimExpenditure'>['facts'] => ({
  charges: amounts.map((amount) => ({ committedPence: pounds(amount) })),
});
const enough = committed('£20,000', '£20,000');

const claimOf = (amount: string, facts = enough): Asked<'ClaimExpenditure'> =>
  asks('ClaimExpenditure', { ...invoiceOf(amount), claim: 'c-2', facts }, { by: lead });

const reverse = (
  closedYears: Readonly<globalThis.Record<string, string>> = {},
  adjustAt?: string,
): Asked<'ReverseExpenditure'> =>
  asks(
    'ReverseExpenditure',
    {
      payment: 'p-1',
      reason: 'Paid to the wrong payee.',
      ...(adjustAt === undefined ? {} : { adjustAt }),
      facts: { closedYears },
    },
    { by: finance },
  );

describe('ClaimExpenditure', () => {
  const ask = asks('ClaimExpenditure', { ...invoice, claim: 'c-1', facts: enough }, { by: lead });

  it('claims a payment that is still to be made: net amount and VAT that cannot be recovered', () => {
    running()
      .when(ask)
      .yields(happened('ExpenditureClaimed', { ...invoice, claim: 'c-1', claimedBy: lead.person }));
  });

  it('goes up to the award, to the penny', () => {
    expect(running().when(claimOf('£15,000')).events).toHaveLength(1);
    running()
      .when(claimOf('£15,000.01'))
      .refuses('more-than-award', { source: 'home-office', fundingType: 'revenue', left: '£15,000.00' });
  });

  it('counts what is paid and what else is claimed', () => {
    const before = running(paid('£10,000'), claimed('£4,000'));
    before
      .when(claimOf('£1,000'))
      .yields(
        happened('ExpenditureClaimed', { ...invoiceOf('£1,000'), claim: 'c-2', claimedBy: lead.person }),
      );
    before.when(claimOf('£1,000.01')).refuses('more-than-award');
  });

  it('is refused at a source, or of a funding type, that the award has not charged', () => {
    const elsewhere = { ...ask, charges: [revenue('£120', 'police')] };
    running()
      .when(elsewhere)
      .refuses('more-than-award', { source: 'police', fundingType: 'revenue', left: '£0.00' });
    running()
      .when({ ...ask, charges: [capital('£120')] })
      .refuses('more-than-award');
  });

  it('counts what was spent at the successor of a closed source', () => {
    const charges = [{ ...revenue('£14,000', 'home-office-2012'), overspendPence: 0 }];
    const data = { ...invoiceOf('£14,000'), payment: 'p-9', paidOn: '2012-04-10', charges };
    running(happened('ExpenditureRecorded', { ...data, overspendPence: 0, openConditions: [] }))
      .when(claimOf('£1,000.01'))
      .refuses('more-than-award', { source: 'home-office', fundingType: 'revenue', left: '£1,000.00' });
  });

  it('is for money that is confirmed, and not for what is still subject to funding', () => {
    expect(running().when(claimOf('£4,000', committed('£4,000'))).events).toHaveLength(1);
    running()
      .when(claimOf('£4,000.01', committed('£4,000')))
      .refuses('claim-not-confirmed', {
        source: 'home-office',
        fundingType: 'revenue',
        committed: '£4,000.00',
      });
  });

  it('is refused for a cost that the ring-fence of its source leaves out', () => {
    const charges = [{ committedPence: pounds('£120'), onlyFor: 'the categories equipment' }];
    running()
      .when({ ...ask, facts: { charges } })
      .refuses('claim-outside-ring-fence', { source: 'home-office', only: 'the categories equipment' });
  });

  it('that was made before stands, whatever its source says by now', () => {
    const fields = { ...invoiceOf('£120'), claim: 'c-1', facts: committed('nil') };
    running(claimed('£120'))
      .when(asks('ClaimExpenditure', fields, { by: lead }))
      .changesNothing();
  });

  it('waits for the conditions to be met before payment', () => {
    const conditional = [
      proposed(),
      onAgenda,
      funded('£15,000', { conditions: [insurance] }),
      fullFormIssued,
      accepted,
    ];
    after(...conditional)
      .when(ask)
      .refuses('conditions-open', { conditions: 'insurance' });
    const discharged = happened('ConditionDischarged', { condition: 'insurance', evidence: 'Seen.' });
    expect(after(...conditional, discharged).when(ask).events).toHaveLength(1);
  });

  it('does not wait for conditions to be met later', () => {
    const later = { ...insurance, when: 'on-completion' as const };
    const before = after(
      proposed(),
      onAgenda,
      funded('£15,000', { conditions: [later] }),
      fullFormIssued,
      accepted,
    );
    expect(before.when(ask).events).toHaveLength(1);
  });

  it('is refused when the charges do not add up to the invoice', () => {
    running()
      .when({ ...ask, irrecoverableVatPence: 0 })
      .refuses('charges-do-not-add-up', { charges: '£120.00', total: '£100.00' });
  });

  it('is refused when a source appears twice', () => {
    running()
      .when({ ...ask, charges: [revenue('£60'), revenue('£60')] })
      .refuses('duplicate-charge', { source: 'home-office', fundingType: 'revenue' });
  });

  it('is refused under the identity of another claim', () => {
    running(claimed('£120'))
      .when({ ...ask, reference: 'INV-8' })
      .refuses('claim-differs');
  });

  it("is the lead officer's", () =>
    running()
      .when({ ...ask, by: support })
      .refuses('not-lead-officer'));

  it('is not for an award that is not accepted, or was withdrawn, nor for a bid', () => {
    award().when(ask).refuses('award-not-accepted');
    award(declinedAward).when(ask).refuses('wrong-stage');
    bidOnAgenda().when(ask).refuses('wrong-stage');
  });
});

describe('DeclineClaim', () => {
  const ask = asks('DeclineClaim', { claim: 'c-1', reason: 'For another project.' }, { by: finance });
  const declined = happened('ClaimDeclined', { claim: 'c-1', reason: 'For another project.' });

  it('declines a claim, which then takes nothing of the award', () => {
    running(claimed('£15,000')).when(ask).yields(declined);
    expect(running(claimed('£15,000'), declined).when(claimOf('£15,000')).events).toHaveLength(1);
  });

  it('is refused for a claim that is not there, or no longer open', () => {
    running().when(ask).refuses('no-such-claim', { claim: 'c-1' });
    running(claimed('£120'), paid('£120', 'p-1', 'nil', 'c-1'))
      .when(ask)
      .refuses('claim-not-open', { claim: 'c-1', status: 'paid' });
    running(claimed('£120'), declined)
      .when({ ...ask, reason: 'Other.' })
      .refuses('claim-not-open');
  });
});

const reversedCharges = [{ ...revenue('£120'), overspendPence: 0 }];
const reversed = happened('ExpenditureReversed', {
  payment: 'p-1',
  charges: reversedCharges,
  reason: 'Paid to the wrong payee.',
});

type Record = Asked<'RecordExpenditure'>;

function record(amount: string, more: Partial<Record> = {}, overspends: readonly number[] = [0]): Record {
  const fields = { ...invoiceOf(amount), payment: 'p-1', paidOn: '2011-07-01', facts: { overspends } };
  const on = more.paidOn ?? fields.paidOn;
  return { ...asks('RecordExpenditure', fields, { by: finance, on, today: '2011-07-05' }), ...more };
}

describe('RecordExpenditure', () => {
  it('records a payment with payee, reference, date, net amount, VAT, purpose and category', () => {
    const asked = running().when(record('£120'));
    asked.yields(paid('£120'));
    expect(spentPence(asked.andState)).toBe(pounds('£120'));
  });

  it('keeps two real payments of £50 as two', () => {
    const twice = running(paid('£50')).when(record('£50', { payment: 'p-2' }));
    expect(spentPence(twice.andState)).toBe(pounds('£100'));
  });

  it('changes nothing when the same payment comes again, whatever its source says by now', () => {
    running(paid('£120'))
      .when(record('£120', {}, [pounds('£120')]))
      .changesNothing();
  });

  it('is refused when the same payment was reversed since, for it is not recorded any more', () => {
    const before = running(paid('£120'), reversed);
    before.when(record('£120')).refuses('payment-is-reversed', { reason: 'Paid to the wrong payee.' });
    before.when(record('£121')).refuses('payment-differs');
  });

  it('is refused when another payment has that reference', () => {
    for (const other of [
      record('£121'),
      record('£120', { payee: 'Other' }),
      record('£120', { claim: 'c-1' }),
    ])
      running(paid('£120'), claimed('£120')).when(other).refuses('payment-differs');
  });

  it('records what goes beyond the award as overspend awaiting decision: it has been paid', () => {
    const asked = running(paid('£14,900')).when(record('£120', { payment: 'p-2' }, [pounds('£20')]));
    asked.yields(paid('£120', 'p-2', '£20'));
    expect([spentPence(asked.andState), overspendPence(asked.andState)]).toEqual([
      pounds('£15,020'),
      pounds('£20'),
    ]);
  });

  it('pays a claim, once', () => {
    running(claimed('£120'))
      .when(record('£120', { claim: 'c-1' }))
      .yields(paid('£120', 'p-1', 'nil', 'c-1'));
    running(claimed('£120'), paid('£120', 'p-1', 'nil', 'c-1'))
      .when(record('£120', { payment: 'p-2', claim: 'c-1' }))
      .refuses('claim-not-open', { claim: 'c-1', status: 'paid' });
    running()
      .when(record('£120', { claim: 'c-1' }))
      .refuses('no-such-claim', { claim: 'c-1' });
  });

  it('is refused to who claimed it, in any role, and to the lead officer', () => {
    const asFinance = { person: lead.person, role: 'finance-officer' };
    running(claimed('£120'))
      .when(record('£120', { claim: 'c-1', by: asFinance }))
      .refuses('pays-own-claim');
    running()
      .when(record('£120', { by: asFinance }))
      .refuses('pays-own-claim');
    const changed = happened('LeadOfficerChanged', {
      leadOfficer: 'lead-2',
      leadAgency: 'council',
      previously: lead.person,
      reason: 'Left.',
    });
    running(claimed('£120'), changed)
      .when(record('£120', { claim: 'c-1', by: asFinance }))
      .refuses('pays-own-claim');
  });

  it('is for today, and refused for a day to come', () => {
    expect(running().when(record('£120', { paidOn: '2011-07-05' })).events).toHaveLength(1);
    running()
      .when(record('£120', { paidOn: '2011-07-06' }))
      .refuses('paid-in-the-future', { today: '5 July 2011' });
  });

  it('takes effect on the day on which it was paid, and is refused for another', () => {
    running()
      .when(record('£120', { on: '2011-07-05' }))
      .refuses('paid-on-another-day', { paidOn: '1 July 2011' });
    const changed = record('£120', { on: '2011-07-05' });
    running(paid('£120')).when(changed).changesNothing();
  });

  it('takes effect in the open year when the year in which it was paid is closed', () => {
    const late = { paidOn: '2011-03-28', on: '2011-07-05', openFrom: '2011-04-01' };
    expect(running().when(record('£120', late)).events).toHaveLength(1);
    running()
      .when(record('£120', { ...late, paidOn: '2011-04-01' }))
      .refuses('paid-on-another-day', { paidOn: '1 April 2011' });
  });

  it('on a claim is to its payee, on its invoice, and no more than it', () => {
    const open = running(claimed('£120'));
    const facts = { claim: 'c-1', amount: '£120.00', payee: invoice.payee, reference: invoice.reference };
    for (const other of [
      record('£120.01', { claim: 'c-1' }),
      record('£120', { claim: 'c-1', payee: 'Other' }),
      record('£120', { claim: 'c-1', reference: 'INV-9' }),
    ])
      open.when(other).refuses('not-as-claimed', facts);
    expect(open.when(record('£100', { claim: 'c-1' })).events).toHaveLength(1);
    expect(open.when(record('£400', { reference: 'INV-9' })).events).toHaveLength(1);
  });

  it('is refused when the charges do not add up, or a source appears twice', () => {
    running()
      .when(record('£120', { netPence: 1 }))
      .refuses('charges-do-not-add-up');
    running()
      .when(record('£120', { charges: [revenue('£60'), revenue('£60')] }))
      .refuses('duplicate-charge');
  });

  it('says which conditions to be met before payment were open', () => {
    const conditional = funded('£15,000', { conditions: [insurance] });
    const asked = after(proposed(), onAgenda, conditional, fullFormIssued, accepted).when(record('£120'));
    expect(asked.events).toMatchObject([{ data: { openConditions: ['insurance'] } }]);
  });

  it('is recorded also after the award was withdrawn: it was made', () => {
    const asked = award(declinedAward).when(record('£120', {}, [pounds('£120')]));
    expect(overspendPence(asked.andState)).toBe(pounds('£120'));
  });

  it('is not for a bid', () => bidOnAgenda().when(record('£120')).refuses('wrong-stage'));
});

describe('ReverseExpenditure', () => {
  const priorYear = { adjustedAt: 'home-office-2012', closed: [{ source: 'home-office', year: '2011-12' }] };

  it('reverses a payment by a new entry that names it, and the money is unspent again', () => {
    const asked = running(paid('£120')).when(reverse());
    asked.yields(reversed);
    expect([spentPence(asked.andState), awardPence(asked.andState)]).toEqual([0, pounds('£15,000')]);
  });

  it('takes its overspend back with it', () => {
    const state = running(paid('£120', 'p-1', '£20')).when(reverse()).andState;
    expect([spentPence(state), overspendPence(state)]).toEqual([0, 0]);
  });

  it('opens the claim again, to be paid to the right payee', () => {
    running(claimed('£120'), paid('£120', 'p-1', 'nil', 'c-1'), reversed)
      .when(record('£120', { payment: 'p-2', claim: 'c-1' }))
      .yields(paid('£120', 'p-2', 'nil', 'c-1'));
  });

  it('adjusts a closed year in the open one, whose figures stand (rule 10)', () => {
    const asked = over(paid('£120')).when(reverse({ 'home-office': '2011-12' }, 'home-office-2012'));
    asked.yields(
      happened('ExpenditureReversed', {
        payment: 'p-1',
        charges: reversedCharges,
        reason: 'Paid to the wrong payee.',
        priorYear,
      }),
    );
    const [line] = awardLines(asked.andState);
    expect(line).toMatchObject({ spentPence: 0, releasedPence: pounds('£120') });
  });

  it('leaves nothing of the award in a closed year, an overspend that was accepted since included', () => {
    const allocations = [
      { source: 'home-office', fundingType: 'revenue', amountPence: pounds('£20') },
    ] as const;
    const place = { decision: 'june/bus', meeting: 'june', item: 'bus', reasons: 'Agreed.' };
    const taken = happened('OverspendDecided', {
      ...place,
      outcome: 'accept',
      overspendPence: 2_000,
      allocations,
    });
    for (const [decided, awardedPence] of [
      [[taken], pounds('£15,020')],
      [[], pounds('£15,000')],
    ] as const) {
      const asked = over(paid('£120', 'p-1', '£20'), ...decided).when(
        reverse({ 'home-office': '2011-12' }, 'home-office-2012'),
      );
      const [line] = awardLines(asked.andState);
      expect(line).toMatchObject({ awardedPence, spentPence: 0, overspendPence: 0 });
      expect((line?.awardedPence ?? 0) - (line?.releasedPence ?? 0)).toBe(pounds('£14,900'));
    }
  });

  it('is refused in a closed year without a source that takes the adjustment', () => {
    over(paid('£120'))
      .when(reverse({ 'home-office': '2011-12' }))
      .refuses('year-closed', { years: '2011-12' });
  });

  it('changes nothing a second time, also when the year has closed since', () => {
    running(paid('£120'), reversed)
      .when(reverse({ 'home-office': '2011-12' }, 'home-office-2012'))
      .changesNothing();
  });

  it('is refused when it was reversed for another reason, or there is no such payment', () => {
    running(paid('£120'), reversed)
      .when({ ...reverse(), reason: 'Other.' })
      .refuses('already-reversed', { payment: 'p-1', reason: 'Paid to the wrong payee.' });
    running().when(reverse()).refuses('no-such-payment', { payment: 'p-1' });
  });
});
