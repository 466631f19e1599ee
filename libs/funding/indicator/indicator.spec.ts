import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indicator } from '#funding/indicator/indicator';
import type { IndicatorCommand } from '#funding/indicator/indicator.commands';
import type { IndicatorEvent } from '#funding/indicator/indicator.events';
import { actualAt, targetAt } from '#funding/indicator/state';
import type { Defined } from '#funding/indicator/state';
import type { Circumstances } from '#kernel/asking';
import { fold, isRefused } from '#kernel/decider';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'support-1', role: 'support-officer' },
  partnership: 'thurrock',
  on: '2008-11-03',
  today: '2008-11-03',
};
const of = { ...within, indicator: 'repeat-victims' };
const firstHalf = { year: '2008-09', period: 'first-half' } as const;
const wording = {
  name: 'Domestic violence victims experiencing repeat incidents',
  unit: 'percentage',
  better: 'lower',
  priority: 'domestic-abuse',
  suppliedBy: 'Essex Police',
} as const;
const define: IndicatorCommand = { ...of, type: 'DefineIndicator', ...wording };
const redefine: IndicatorCommand = {
  ...of,
  type: 'RedefineIndicator',
  ...wording,
  definition: 2,
  name: 'Repeat incidents of domestic abuse',
  reason: 'It is more meaningful to count incidents.',
};
const retire: IndicatorCommand = { ...of, type: 'RetireIndicator', reason: 'The plan has others.' };
const target: IndicatorCommand = { ...of, type: 'SetTarget', ...firstHalf, figure: '30' };
const record: IndicatorCommand = {
  ...of,
  type: 'RecordActual',
  ...firstHalf,
  actual: 'h1',
  figure: '31',
  source: 'Half-year report',
};
const correct: IndicatorCommand = {
  ...of,
  type: 'CorrectActual',
  corrects: 'h1',
  actual: 'h1-anew',
  figure: '30.5',
  source: 'Half-year report, revised',
  reason: 'Two months were counted twice.',
};
const plan: IndicatorCommand = {
  ...of,
  type: 'PlanMitigation',
  ...firstHalf,
  mitigation: 'workshop',
  action: 'A case study workshop.',
  inRole: 'Domestic abuse co-ordinator',
  dueOn: '2008-12-15',
};
const progress: IndicatorCommand = {
  ...of,
  type: 'ReportMitigation',
  mitigation: 'workshop',
  report: 'december',
  progress: 'It was held.',
  standing: 'done',
};

const defined: IndicatorEvent = { type: 'IndicatorDefined', data: { definition: 1, ...wording } };
const redefined: IndicatorEvent = {
  type: 'IndicatorRedefined',
  data: {
    ...wording,
    definition: 2,
    name: 'Repeat incidents of domestic abuse',
    reason: 'It is more meaningful to count incidents.',
  },
};
const retired: IndicatorEvent = { type: 'IndicatorRetired', data: { reason: 'The plan has others.' } };
const targetSet: IndicatorEvent = { type: 'TargetSet', data: { definition: 1, ...firstHalf, figure: '30' } };
const recorded: IndicatorEvent = {
  type: 'ActualRecorded',
  data: { actual: 'h1', definition: 1, ...firstHalf, figure: '31', source: 'Half-year report' },
};
const corrected: IndicatorEvent = {
  type: 'ActualCorrected',
  data: {
    actual: 'h1-anew',
    definition: 1,
    ...firstHalf,
    figure: '30.5',
    source: 'Half-year report, revised',
    corrects: 'h1',
    reason: 'Two months were counted twice.',
  },
};
const planned: IndicatorEvent = {
  type: 'MitigationPlanned',
  data: {
    mitigation: 'workshop',
    ...firstHalf,
    action: 'A case study workshop.',
    inRole: 'Domestic abuse co-ordinator',
    dueOn: '2008-12-15',
  },
};
const reported: IndicatorEvent = {
  type: 'MitigationReported',
  data: { mitigation: 'workshop', report: 'december', progress: 'It was held.', standing: 'done' },
};

const stateOf = (...events: IndicatorEvent[]): Defined => given(indicator, ...events).state as Defined;

describe('defining an indicator', () => {
  it('says what is measured, and leaves a baseline out that is still to be established', () => {
    given(indicator).when(define).yields(defined);
  });

  it('changes nothing when it is given again, also after the indicator was redefined', () => {
    given(indicator, defined, redefined).when(define).changesNothing();
  });

  it('refuses other words under the same identity', () => {
    given(indicator, defined)
      .when({ ...define, better: 'higher' })
      .refuses('indicator-differs', { name: wording.name });
  });

  it('needs to know of what a rate is, also of a part of the year', () => {
    given(indicator)
      .when({ ...define, unit: 'rate' })
      .refuses('rate-of-what');
    given(indicator)
      .when({ ...define, partYearUnit: 'rate' })
      .refuses('rate-of-what');
    expect(
      given(indicator).when({ ...define, unit: 'rate', per: '1,000 residents', partYearUnit: 'number' })
        .events,
    ).toHaveLength(1);
  });
});

describe('redefining an indicator', () => {
  it('leaves its figures under the definition that they were given under', () => {
    given(indicator, defined, targetSet, recorded).when(redefine).yields(redefined);
    const state = stateOf(defined, targetSet, recorded, redefined);
    expect(actualAt(state, { definition: 1, ...firstHalf })?.figure).toBe('31');
    expect(actualAt(state, { definition: 2, ...firstHalf })).toBeUndefined();
    expect(targetAt(state, { definition: 2, ...firstHalf })).toBeUndefined();
  });

  it('lets the same period have a figure under each definition', () => {
    given(indicator, defined, recorded, redefined)
      .when({ ...record, actual: 'incidents', figure: '412' })
      .yields({
        type: 'ActualRecorded',
        data: { actual: 'incidents', definition: 2, ...firstHalf, figure: '412', source: 'Half-year report' },
      });
  });

  it('is refused out of turn, with other words, and once the indicator is retired', () => {
    given(indicator, defined)
      .when({ ...redefine, definition: 3 })
      .refuses('definition-out-of-order', { next: '2' });
    given(indicator, defined, redefined)
      .when({ ...redefine, name: 'Something else' })
      .refuses('definition-differs', { definition: '2', next: '3' });
    given(indicator, defined, retired).when(redefine).refuses('indicator-retired');
    given(indicator, defined)
      .when({ ...redefine, unit: 'rate' })
      .refuses('rate-of-what');
  });
});

describe('retiring an indicator', () => {
  it('happens once', () => {
    given(indicator, defined).when(retire).yields(retired);
  });

  it('ends its targets, and not the figures that are still to come', () => {
    given(indicator, defined, retired).when(target).refuses('indicator-retired');
    given(indicator, defined, retired).when(record).yields(recorded);
  });
});

describe('setting a target', () => {
  it('is for a year or a part of it', () => {
    given(indicator, defined).when(target).yields(targetSet);
  });

  it('can be to say why there is none yet, which is not nil', () => {
    const notSet = 'Target setting deferred to 2009/10.';
    given(indicator, defined)
      .when({ ...of, type: 'SetTarget', year: '2008-09', period: 'year', notSet })
      .yields({ type: 'TargetSet', data: { definition: 1, year: '2008-09', period: 'year', notSet } });
  });

  it('needs the one or the other', () => {
    given(indicator, defined)
      .when({ ...of, type: 'SetTarget', ...firstHalf })
      .refuses('target-or-why-none');
    given(indicator, defined)
      .when({ ...target, notSet: 'Not yet.' })
      .refuses('target-or-why-none');
  });

  it('takes the place of an earlier one for a stated reason alone', () => {
    given(indicator, defined, targetSet)
      .when({ ...target, figure: '29' })
      .refuses('target-set-already', { target: '30' });
    const reason = 'Aligned with the police target.';
    const changed: IndicatorEvent = {
      type: 'TargetSet',
      data: { definition: 1, ...firstHalf, figure: '29', reason },
    };
    given(indicator, defined, targetSet)
      .when({ ...target, figure: '29', reason })
      .yields(changed);
    expect(targetAt(stateOf(defined, targetSet, changed), { definition: 1, ...firstHalf })?.figure).toBe(
      '29',
    );
  });
});

describe('recording a figure', () => {
  it('is of a period, with where it comes from', () => {
    given(indicator, defined).when(record).yields(recorded);
  });

  it('can be to say that it is not available and why, which is not nil', () => {
    given(indicator, defined)
      .when({
        ...of,
        type: 'RecordActual',
        ...firstHalf,
        actual: 'h1',
        notAvailable: 'Police reports changed.',
        source: 'Essex Police',
      })
      .yields({
        type: 'ActualRecorded',
        data: {
          actual: 'h1',
          definition: 1,
          ...firstHalf,
          notAvailable: 'Police reports changed.',
          source: 'Essex Police',
        },
      });
  });

  it('needs the one or the other', () => {
    given(indicator, defined)
      .when({ ...record, notAvailable: 'Not yet.' })
      .refuses('figure-or-why-none');
    given(indicator, defined)
      .when({ ...of, type: 'RecordActual', ...firstHalf, actual: 'h1', source: 'Essex Police' })
      .refuses('figure-or-why-none');
  });

  it('is refused for a period that has not begun', () => {
    given(indicator, defined)
      .when({ ...record, on: '2008-03-31' })
      .refuses('period-not-begun', { begins: '1 April 2008' });
    given(indicator, defined)
      .when({ ...record, period: 'quarter-4', on: '2008-12-31' })
      .refuses('period-not-begun', { begins: '1 January 2009' });
  });

  it('is refused where the period has one, and under an identity that stands for another', () => {
    given(indicator, defined, recorded)
      .when({ ...record, actual: 'h1-again' })
      .refuses('figure-recorded-already', { actual: 'h1', figure: '31' });
    given(indicator, defined, recorded)
      .when({ ...record, figure: '32' })
      .refuses('figure-differs', { figure: '31' });
    given(indicator, defined, recorded)
      .when({ ...record, period: 'second-half' })
      .refuses('figure-differs', { figure: '31' });
  });

  it('changes nothing when it is given again after a redefinition', () => {
    given(indicator, defined, recorded, redefined).when(record).changesNothing();
  });
});

describe('correcting a figure', () => {
  it('adds a figure that names the old one, which stays on the record', () => {
    given(indicator, defined, recorded).when(correct).yields(corrected);
    const state = stateOf(defined, recorded, corrected);
    expect(actualAt(state, { definition: 1, ...firstHalf })?.figure).toBe('30.5');
    expect(state.actuals.map(({ figure, correctedBy }) => [figure, correctedBy])).toEqual([
      ['31', 'h1-anew'],
      ['30.5', undefined],
    ]);
  });

  it('is of the definition that the old one was given under', () => {
    given(indicator, defined, recorded, redefined).when(correct).yields(corrected);
  });

  it('is refused for what is not there, what was corrected, and what says nothing', () => {
    given(indicator, defined).when(correct).refuses('no-such-figure', { actual: 'h1' });
    given(indicator, defined, recorded, corrected)
      .when({ ...correct, actual: 'h1-third' })
      .refuses('figure-corrected-already', { by: 'h1-anew' });
    given(indicator, defined, recorded)
      .when({ ...correct, notAvailable: 'Not yet.' })
      .refuses('figure-or-why-none');
    given(indicator, defined, recorded)
      .when({ ...correct, actual: 'h1' })
      .refuses('figure-differs');
  });
});

describe('planning a mitigating action', () => {
  it('says what, by whom and by when', () => {
    given(indicator, defined, recorded).when(plan).yields(planned);
  });

  it('is refused without anyone to do it, and where nothing is recorded', () => {
    const { inRole: _, ...byNobody } = plan;
    given(indicator, defined, recorded).when(byNobody).refuses('nobody-mitigates');
    given(indicator, defined).when(plan).refuses('nothing-to-mitigate');
  });

  it('is refused under an identity that stands for another', () => {
    given(indicator, defined, recorded, planned, reported)
      .when({ ...plan, action: 'Training.' })
      .refuses('mitigation-differs');
    given(indicator, defined, recorded, planned, reported).when(plan).changesNothing();
  });
});

describe('reporting on a mitigating action', () => {
  it('says how it goes, and how it stands', () => {
    given(indicator, defined, recorded, planned).when(progress).yields(reported);
    expect(stateOf(defined, recorded, planned, reported).mitigations[0]?.standing).toBe('done');
  });

  it('is refused for what was never planned, for other words, and after the end', () => {
    given(indicator, defined).when(progress).refuses('no-such-mitigation');
    given(indicator, defined, recorded, planned, reported)
      .when({ ...progress, progress: 'It was put off.' })
      .refuses('progress-differs');
    given(indicator, defined, recorded, planned, reported)
      .when({ ...progress, report: 'january' })
      .refuses('mitigation-ended', { standing: 'done' });
  });
});

describe('any history of an indicator', () => {
  const all = [define, redefine, retire, target, record, correct, plan, progress] as const;

  it.each(all.slice(1))('has no $type before it is defined', (command) => {
    given(indicator).when(command).refuses('no-such-indicator');
  });

  it('is not changed by a command that is given again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all)), (commands) => {
        let state = indicator.initialState;
        for (const command of commands) {
          const outcome = indicator.decide(command, state);
          if (isRefused(outcome)) continue;
          state = fold(indicator, outcome, state);
          expect(indicator.decide(command, state)).toEqual([]);
        }
      }),
    );
  });

  it('can be read from any of its events on, since a report may stop at an earlier day', () => {
    const events = [defined, redefined, retired, targetSet, recorded, corrected, planned, reported];
    fc.assert(
      fc.property(fc.subarray(events), (some) => {
        expect(fold(indicator, some)).toHaveProperty('status');
      }),
    );
  });
});
