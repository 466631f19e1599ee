import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidaysEnglandAndWales as holidays } from '#funding/bank-holidays';
import { defaultLadder, dueRungs, dueRungsUnder, evaluationDueOn, isLate, policyFor } from '#funding/ladder';
import type { DateSpan, DueRung, LadderPolicy, Obligation, ObligationKind, Rung } from '#funding/ladder';
import { addDays, daysBetween, isInstant, londonInstant } from '#kernel/local-date';
import { isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '#kernel/working-days';

const kinds = Object.keys(defaultLadder.obligations) as ObligationKind[];
const aYear2011: DateSpan = { from: '2011-01-01', to: '2011-12-31' };

/** The default ladder with an evaluation's rungs of the test's own. */
function ladderOf(rungs: readonly Rung[], rest: Partial<LadderPolicy> = {}): LadderPolicy {
  return { ...defaultLadder, obligations: { ...defaultLadder.obligations, evaluation: rungs }, ...rest };
}

function evaluationAfter(finish: string, from = finish): Obligation {
  return { kind: 'evaluation', dueOn: evaluationDueOn(finish), from };
}

function sent(rungs: readonly DueRung[]): [number, string][] {
  return rungs.map(({ days, sendOn }) => [days, sendOn]);
}

describe('an evaluation', () => {
  it('of a project that finished on 3 March is due on 31 March and late from 1 April', () => {
    expect(evaluationDueOn('2011-03-03')).toBe('2011-03-31');
    expect(isLate('2011-03-31', '2011-03-30')).toBe(false);
    expect(isLate('2011-03-31', '2011-03-31')).toBe(false);
    expect(isLate('2011-03-31', '2011-04-01')).toBe(true);
  });

  it.each([
    ['2012-02-01', '2012-02-29', 'falls on 29 February'],
    ['2012-02-29', '2012-03-28', 'counts from 29 February'],
    ['2012-02-02', '2012-03-01', 'counts over 29 February'],
    ['2011-02-02', '2011-03-02', 'counts over the end of a short February'],
    ['2011-10-03', '2011-10-31', 'counts over the clocks going back'],
    ['2011-03-01', '2011-03-29', 'counts over the clocks going forward'],
    ['2011-12-05', '2012-01-02', 'stays on a bank holiday'],
    ['2011-11-26', '2011-12-24', 'stays on a Saturday'],
  ])('of a project that finished on %s is due on %s: it %s', (finish, dueOn) => {
    expect(evaluationDueOn(finish)).toBe(dueOn);
  });
});

describe('the default ladder', () => {
  it('of an evaluation climbs from the finish, and tells more people as it grows later', () => {
    const rungs = dueRungs(
      defaultLadder,
      evaluationAfter('2011-03-03'),
      { ...aYear2011, to: '2011-04-22' },
      holidays,
    );
    expect(rungs.map(({ days, falls, sendOn, tells }) => [days, falls, sendOn, tells.join()])).toEqual([
      [-28, '2011-03-03', '2011-03-03', 'lead-officer'],
      [-14, '2011-03-17', '2011-03-17', 'lead-officer'],
      [-7, '2011-03-24', '2011-03-24', 'lead-officer'],
      [-1, '2011-03-30', '2011-03-30', 'lead-officer'],
      [0, '2011-03-31', '2011-03-31', 'lead-officer'],
      [7, '2011-04-07', '2011-04-07', 'lead-officer,thematic-chair'],
      [14, '2011-04-14', '2011-04-14', 'lead-officer,thematic-chair,tasking-agenda'],
      [21, '2011-04-21', '2011-04-21', 'lead-officer,thematic-chair,tasking-agenda'],
    ]);
    expect(
      rungs.every(({ dueOn, why, together }) => dueOn === '2011-03-31' && why === undefined && !together),
    ).toBe(true);
  });

  it.each(['performance-update', 'acceptance', 'condition', 'reclaim'] as const)(
    'of a %s is 3 days before, on the day and weekly',
    (kind) => {
      const window = { from: '2011-06-01', to: '2011-06-30' };
      const rungs = dueRungs(
        defaultLadder,
        { kind, dueOn: '2011-06-10', from: '2011-06-01' },
        window,
        holidays,
      );
      expect(sent(rungs)).toEqual([
        [-3, '2011-06-07'],
        [0, '2011-06-10'],
        [7, '2011-06-17'],
        [14, '2011-06-24'],
      ]);
    },
  );

  it('of a planned finish asks on that day and weekly', () => {
    const planned: Obligation = { kind: 'finish-check', dueOn: '2011-06-10', from: '2011-01-04' };
    const rungs = dueRungs(defaultLadder, planned, { from: '2011-01-01', to: '2011-06-30' }, holidays);
    expect(sent(rungs)).toEqual([
      [0, '2011-06-10'],
      [7, '2011-06-17'],
      [14, '2011-06-24'],
    ]);
  });

  it('sends at nine in London, whatever the clocks show elsewhere', () => {
    const rungs = dueRungs(defaultLadder, evaluationAfter('2011-10-03'), aYear2011, holidays);
    expect(rungs.find(({ days }) => days === -7)?.sendAt).toBe('2011-10-24T08:00:00.000Z');
    expect(rungs.find(({ days }) => days === 0)?.sendAt).toBe('2011-10-31T09:00:00.000Z');
  });

  it('sends when the working hours of the policy begin', () => {
    const early = ladderOf([{ days: 0, tells: ['lead-officer'] }], {
      workingHours: { from: '08:30', to: '16:00' },
    });
    const [rung] = dueRungs(early, evaluationAfter('2011-10-03'), aYear2011, holidays);
    expect(rung?.sendAt).toBe('2011-10-31T08:30:00.000Z');
  });
});

describe('a rung on a day when offices are shut', () => {
  it('goes the working day before when it is before the due date', () => {
    const rungs = dueRungs(defaultLadder, evaluationAfter('2011-12-03', '2011-11-01'), aYear2011, holidays);
    expect(rungs.find(({ days }) => days === -7)).toMatchObject({
      falls: '2011-12-24',
      sendOn: '2011-12-23',
      sendAt: '2011-12-23T09:00:00.000Z',
      why: 'moved from Saturday 24 December to Friday 23 December',
    });
  });

  it('goes the next working day when it is the due date or after, which does not move', () => {
    const window = { from: '2011-12-01', to: '2012-01-31' };
    const rungs = dueRungs(defaultLadder, evaluationAfter('2011-12-05'), window, holidays);
    expect(rungs.find(({ days }) => days === 0)).toMatchObject({
      dueOn: '2012-01-02',
      falls: '2012-01-02',
      sendOn: '2012-01-03',
      why: 'moved from Monday 2 January to Tuesday 3 January',
    });
    expect(rungs.find(({ days }) => days === 7)).toMatchObject({ sendOn: '2012-01-09', why: undefined });
  });

  it('goes over the four days of Christmas, either way', () => {
    const window = { from: '2010-12-01', to: '2011-01-31' };
    const rungs = dueRungs(defaultLadder, evaluationAfter('2010-11-28', '2010-11-01'), window, holidays);
    expect(sent(rungs).slice(0, 4)).toEqual([
      [-14, '2010-12-10'],
      [-7, '2010-12-17'],
      [-1, '2010-12-24'],
      [0, '2010-12-29'],
    ]);
  });

  it('may go with another, each still itself', () => {
    const ladder = ladderOf([-3, -2, -1, 0].map((days) => ({ days, tells: ['lead-officer'] })));
    const rungs = dueRungs(
      ladder,
      { ...evaluationAfter('2011-10-03'), from: '2011-10-03' },
      aYear2011,
      holidays,
    );
    expect(sent(rungs)).toEqual([
      [-3, '2011-10-28'],
      [-2, '2011-10-28'],
      [-1, '2011-10-28'],
      [0, '2011-10-31'],
    ]);
    expect(rungs.map(({ why }) => why)).toEqual([
      undefined,
      'moved from Saturday 29 October to Friday 28 October',
      'moved from Sunday 30 October to Friday 28 October',
      undefined,
    ]);
  });

  it('stays on the working day at the edge of the holidays', () => {
    const ladder = ladderOf([-1, 0].map((days) => ({ days, tells: ['lead-officer'] })));
    const good = { from: '2011-04-01', to: '2011-04-30' };
    const thursday = { kind: 'evaluation', dueOn: '2011-04-21', from: '2011-04-01' } as const;
    expect(sent(dueRungs(ladder, thursday, good, holidays))).toEqual([
      [-1, '2011-04-20'],
      [0, '2011-04-21'],
    ]);
    const friday = { ...thursday, dueOn: '2011-04-22' };
    expect(sent(dueRungs(ladder, friday, good, holidays))).toEqual([
      [-1, '2011-04-21'],
      [0, '2011-04-26'],
    ]);
  });
});

describe('rungs already past when the due date was set', () => {
  const late = evaluationAfter('2011-03-03', '2011-04-09');
  const rungs = dueRungs(defaultLadder, late, { from: '2011-04-01', to: '2011-04-30' }, holidays);

  it('go together on the first working day', () => {
    expect(sent(rungs.filter(({ together }) => together))).toEqual(
      [-28, -14, -7, -1, 0, 7].map((days) => [days, '2011-04-11']),
    );
    expect(new Set(rungs.filter(({ together }) => together).map(({ sendAt }) => sendAt))).toEqual(
      new Set(['2011-04-11T08:00:00.000Z']),
    );
    expect(rungs[0]?.why).toBe('past when this date was set: moved from 3 March 2011 to 11 April 2011');
  });

  it('are followed by the others on their own days', () => {
    expect(sent(rungs.filter(({ together }) => !together))).toEqual([
      [14, '2011-04-14'],
      [21, '2011-04-21'],
      [28, '2011-04-28'],
    ]);
  });

  it('are not sent in a window that does not hold that day', () => {
    expect(dueRungs(defaultLadder, late, { from: '2011-03-01', to: '2011-04-10' }, holidays)).toEqual([]);
    expect(sent(dueRungs(defaultLadder, late, { from: '2011-04-12', to: '2011-04-14' }, holidays))).toEqual([
      [14, '2011-04-14'],
    ]);
  });

  it('are not those of the very day', () => {
    const onTheDay = dueRungs(
      defaultLadder,
      evaluationAfter('2011-03-03', '2011-03-31'),
      aYear2011,
      holidays,
    );
    expect(onTheDay.filter(({ together }) => together).map(({ days }) => days)).toEqual([-28, -14, -7, -1]);
    expect(onTheDay.find(({ days }) => days === 0)).toMatchObject({ sendOn: '2011-03-31', together: false });
  });

  it('are those whose working day had gone by, though the day they fall had not', () => {
    const onSaturday = dueRungs(defaultLadder, evaluationAfter('2011-03-05'), aYear2011, holidays);
    expect(onSaturday[0]).toMatchObject({
      days: -28,
      falls: '2011-03-05',
      sendOn: '2011-03-07',
      together: true,
    });
  });
});

describe('a new policy', () => {
  const tells = ['lead-officer'] as const;
  const fortnightly = ladderOf(
    [0, 7, 14].map((days) => ({ days, tells })),
    { version: 2, from: '2011-04-02' },
  );
  const later = ladderOf([{ days: 20, tells: ['support-officer'] }], { version: 3, from: '2011-04-11' });
  const window = { from: '2011-01-01', to: '2011-06-30' };

  it('is in force from its start to that of the next', () => {
    const policies = [later, fortnightly];
    expect(policyFor(policies, '2011-04-01')).toBe(defaultLadder);
    expect(policyFor(policies, '2011-04-02')).toBe(fortnightly);
    expect(policyFor(policies, '2011-04-10')).toBe(fortnightly);
    expect(policyFor(policies, '2011-04-11')).toBe(later);
    expect(policyFor(policies, '2031-01-01')).toBe(later);
    expect(policyFor([], '2011-04-11')).toBe(defaultLadder);
  });

  it('that starts with another takes its place', () => {
    const corrected = { ...fortnightly, version: 4 };
    expect(policyFor([fortnightly, corrected], '2011-04-05')).toBe(corrected);
  });

  it('never sends what fell before its start', () => {
    const rungs = dueRungs(fortnightly, evaluationAfter('2011-03-03'), window, holidays);
    expect(rungs.map(({ days }) => days)).toEqual([7, 14]);
  });

  it('takes over from the rungs that fall after its start', () => {
    const rungs = dueRungsUnder([fortnightly, later], evaluationAfter('2011-03-03'), window, holidays);
    expect(sent(rungs)).toEqual([
      [-28, '2011-03-03'],
      [-14, '2011-03-17'],
      [-7, '2011-03-24'],
      [-1, '2011-03-30'],
      [0, '2011-03-31'],
      [7, '2011-04-07'],
      [20, '2011-04-20'],
    ]);
    expect(rungs.find(({ days }) => days === 7)?.tells).toEqual(['lead-officer']);
  });

  it('loses no rung that the weekend carries over its start, and sends it once', () => {
    const monday = ladderOf([{ days: 0, tells: ['support-officer'] }], { version: 2, from: '2011-04-04' });
    const saturday: Obligation = { kind: 'evaluation', dueOn: '2011-04-02', from: '2011-03-30' };
    const due = dueRungsUnder([monday], saturday, { from: '2011-04-01', to: '2011-04-05' }, holidays);
    expect(due.map(({ days, sendOn, tells: told }) => [days, sendOn, told])).toEqual([
      [-1, '2011-04-01', ['lead-officer']],
      [0, '2011-04-04', ['lead-officer']],
    ]);
    const before: Obligation = { kind: 'evaluation', dueOn: '2011-04-09', from: '2011-03-30' };
    const week = { from: '2011-03-31', to: '2011-04-05' };
    expect(sent(dueRungsUnder([fortnightly], before, week, holidays))).toContainEqual([-7, '2011-04-01']);
  });
});

describe('a rung that recurs', () => {
  it('comes round in a window years later, and nowhere else', () => {
    const window = { from: '2014-03-03', to: '2014-03-16' };
    const rungs = dueRungs(defaultLadder, evaluationAfter('2011-03-03'), window, holidays);
    expect(sent(rungs)).toEqual([
      [1071, '2014-03-06'],
      [1078, '2014-03-13'],
    ]);
  });

  it('and another for the same day are one rung that tells both', () => {
    const ladder = ladderOf([
      { days: 0, every: 7, tells: ['lead-officer'] },
      { days: 7, tells: ['thematic-chair'] },
    ]);
    const rungs = dueRungs(
      ladder,
      evaluationAfter('2011-03-03'),
      { from: '2011-04-01', to: '2011-04-14' },
      holidays,
    );
    expect(rungs.map(({ days, tells }) => [days, tells])).toEqual([
      [7, ['lead-officer', 'thematic-chair']],
      [14, ['lead-officer']],
    ]);
  });

  it.each([0, -7, NaN, 0.5, 1.5])('cannot do so every %p days', (every) => {
    const ladder = ladderOf([{ days: 0, every, tells: [] }]);
    expect(() => dueRungs(ladder, evaluationAfter('2011-03-03'), aYear2011, holidays)).toThrow(RangeError);
  });
});

const aDay = fc.integer({ min: 0, max: 5_000 }).map((days) => addDays('2009-01-01', days));
const anObligation = fc
  .record({ kind: fc.constantFrom(...kinds), dueOn: aDay, since: fc.integer({ min: -90, max: 60 }) })
  .map(({ kind, dueOn, since }): Obligation => ({ kind, dueOn, from: addDays(dueOn, since) }));
const aWindow = fc.record({ start: fc.integer({ min: -120, max: 120 }), days: fc.nat(60), more: fc.nat(60) });

/** The ladder read off naively: every rung for some years, one day at a time, and only then the window. */
function readOff(policy: LadderPolicy, { kind, dueOn, from }: Obligation, window: DateSpan): string[] {
  const rungs = policy.obligations[kind].flatMap(({ days, every }) =>
    every === undefined ? [days] : Array.from({ length: 60 }, (_, round) => days + round * every),
  );
  return rungs
    .map((days) => {
      const falls = addDays(dueOn, days);
      const day = days < 0 ? workingDayOnOrBefore(falls, holidays) : workingDayOnOrAfter(falls, holidays);
      return `${day < from ? workingDayOnOrAfter(from, holidays) : day} ${days}`;
    })
    .filter((line) => line.slice(0, 10) >= window.from && line.slice(0, 10) <= window.to)
    .toSorted();
}

describe('any ladder', () => {
  it('sends what reading it off day by day gives', () => {
    fc.assert(
      fc.property(anObligation, aWindow, (obligation, { start, days }) => {
        const from = addDays(obligation.dueOn, start);
        const window = { from, to: addDays(from, days) };
        const rungs = dueRungs(defaultLadder, obligation, window, holidays);
        expect(
          sent(rungs)
            .map(([at, on]) => `${on} ${at}`)
            .toSorted(),
        ).toEqual(readOff(defaultLadder, obligation, window));
      }),
      { numRuns: 500 },
    );
  });

  it('sends each rung in one of two windows side by side, as in the whole', () => {
    fc.assert(
      fc.property(anObligation, aWindow, (obligation, { start, days, more }) => {
        const from = addDays(obligation.dueOn, start);
        const middle = addDays(from, days);
        const to = addDays(middle, more + 1);
        const parts = [
          { from, to: middle },
          { from: addDays(middle, 1), to },
        ];
        const apart = parts.flatMap((window) => dueRungs(defaultLadder, obligation, window, holidays));
        expect(apart).toEqual(dueRungs(defaultLadder, obligation, { from, to }, holidays));
      }),
      { numRuns: 500 },
    );
  });

  it('sends on working days at nine, never before the obligation, each rung once, and says why it moved', () => {
    fc.assert(
      fc.property(anObligation, (obligation) => {
        const window = { from: addDays(obligation.dueOn, -120), to: addDays(obligation.dueOn, 120) };
        const rungs = dueRungs(defaultLadder, obligation, window, holidays);
        expect(new Set(rungs.map(({ days }) => days)).size).toBe(rungs.length);
        for (const rung of rungs) {
          expect(isWorkingDay(rung.sendOn, holidays)).toBe(true);
          expect(isInstant(rung.sendAt) && rung.sendAt === londonInstant(rung.sendOn, '09:00')).toBe(true);
          expect(rung.sendOn >= obligation.from).toBe(true);
          expect(daysBetween(rung.dueOn, rung.falls)).toBe(rung.days);
          expect(rung.why === undefined).toBe(rung.falls === rung.sendOn && !rung.together);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when a new policy that changes nothing starts on any day', () => {
    fc.assert(
      fc.property(
        anObligation,
        fc.array(fc.integer({ min: -90, max: 90 }), { maxLength: 3 }),
        (obligation, starts) => {
          const policies = starts.map((start, version) => {
            return { ...defaultLadder, version, from: addDays(obligation.dueOn, start) };
          });
          const window = { from: addDays(obligation.dueOn, -120), to: addDays(obligation.dueOn, 120) };
          expect(dueRungsUnder(policies, obligation, window, holidays)).toEqual(
            dueRungs(defaultLadder, obligation, window, holidays),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
