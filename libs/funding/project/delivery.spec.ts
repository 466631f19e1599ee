import { describe, expect, it } from '@jest/globals';
import { evaluationDueOn } from '#funding/project/obligations';
import type { Asked } from '#funding/project/rules';
import type { FinishManner } from '#funding/project/delivery.events';
import type { ProjectEvent } from '#funding/project/project.events';
import {
  accepted,
  after,
  asks,
  award,
  bid,
  bidOnAgenda,
  finished,
  happened,
  id,
  lead,
  over,
  running,
  shortFormIssued,
  started,
  submitted,
  support,
  takenOn,
} from '#testing/project-history';

const undated = {
  awardPence: 0,
  allocations: [],
  conditions: [],
  decidedOn: '2010-03-08',
  reference: 'Register',
  recordedOn: '2011-05-20',
};
const declinedAward = happened('AwardDeclined', { reason: 'Too small.' });

const start = (on: string, today = on): Asked<'StartProject'> =>
  asks('StartProject', {}, { by: lead, on, today });

const update = (
  month: string,
  progress = 'On course.',
  today = '2011-08-31',
): Asked<'SubmitPerformanceUpdate'> =>
  asks('SubmitPerformanceUpdate', { month, rag: 'green', progress }, { by: lead, today });

const updated = (month: string): ProjectEvent =>
  happened('PerformanceUpdateSubmitted', { month, rag: 'green', progress: 'On course.' });

const extend = (finishesOn: string, reasons = 'A slow start.'): Asked<'ExtendProject'> =>
  asks('ExtendProject', { finishesOn, reasons }, { today: '2012-01-10' });

const extended = (finishesOn: string): ProjectEvent =>
  happened('ProjectExtended', {
    finishesOn,
    reasons: 'A slow start.',
    previouslyOn: '2012-02-03',
    recordedOn: '2012-01-10',
  });

const finish = (on: string, manner: FinishManner = 'completed', today = on): Asked<'FinishProject'> =>
  asks('FinishProject', { manner }, { by: lead, on, today });

const correct = (finishedOn: string, manner?: FinishManner): Asked<'CorrectFinish'> =>
  asks(
    'CorrectFinish',
    { finishedOn, ...(manner === undefined ? {} : { manner }), reason: 'A slip.' },
    { by: lead, today: '2012-02-10' },
  );

const corrected = (finishedOn: string, manner: FinishManner = 'completed'): ProjectEvent =>
  happened('FinishCorrected', {
    finishedOn,
    manner,
    previouslyOn: '2012-02-03',
    reason: 'A slip.',
    recordedOn: '2012-02-10',
  });

describe('StartProject', () => {
  it('records when a project started', () => award(accepted).when(start('2011-06-01')).yields(started()));

  it('records it late, and before the decision: an award can be made in retrospect', () => {
    award(accepted).when(start('2011-04-01', '2011-06-20')).yields(started('2011-04-01', '2011-06-20'));
  });

  it('records the start of a project that was taken on as started', () => {
    const asked = takenOn().when(start('2010-06-01', '2011-05-20'));
    asked.yields(started('2010-06-01', '2011-05-20'));
    expect(asked.andState).toMatchObject({
      status: 'started',
      start: { assumed: false, updatesFrom: '2011-05' },
    });
  });

  it('waits for the award to be accepted', () =>
    award().when(start('2011-06-01')).refuses('award-not-accepted'));

  it('is refused when it was recorded as started on another day', () => {
    running().when(start('2011-06-02')).refuses('already-started', { startedOn: '1 June 2011' });
    over().when(start('2011-06-02')).refuses('already-started');
  });

  it('is not for a bid, nor for a project that never was implemented or lost its award', () => {
    bidOnAgenda().when(start('2011-06-01')).refuses('wrong-stage');
    award(accepted, finished('2012-02-03', 'never-implemented'))
      .when(start('2011-06-01'))
      .refuses('wrong-stage');
    award(declinedAward).when(start('2011-06-01')).refuses('wrong-stage');
    takenOn({}, finished('2012-02-03')).when(start('2011-06-01')).refuses('wrong-stage');
  });
});

describe('SubmitPerformanceUpdate', () => {
  it('reports on a month, of those the project ran in', () => {
    running().when(update('2011-06')).yields(updated('2011-06'));
    running().when(update('2011-08')).yields(updated('2011-08'));
    over()
      .when(update('2012-02', 'On course.', '2012-03-01'))
      .yields(updated('2012-02'));
  });

  it('reports on a month once', () => {
    running(updated('2011-06'))
      .when(update('2011-06', 'Late.'))
      .refuses('update-differs', { month: '2011-06' });
  });

  it('is refused for a month to come, before the start and after the finish', () => {
    running().when(update('2011-09')).refuses('month-not-begun', { today: '31 August 2011' });
    running().when(update('2011-05')).refuses('month-outside-project', { from: '1 June 2011', to: 'now' });
    over()
      .when(update('2012-03', 'On course.', '2012-03-05'))
      .refuses('month-outside-project', { from: '1 June 2011', to: '3 February 2012' });
  });

  it('takes any month before of a project that was taken on', () => {
    takenOn().when(update('2009-01')).yields(updated('2009-01'));
  });

  it('is not for a project that has not started', () =>
    award(accepted).when(update('2011-06')).refuses('wrong-stage'));
});

describe('CorrectPerformanceUpdate', () => {
  const report = { month: '2011-06', rag: 'red', progress: 'Two nights.', reason: 'Counted again.' } as const;
  const ask = asks('CorrectPerformanceUpdate', report, { by: lead });
  const anew = happened('PerformanceUpdateCorrected', report);

  it('gives a report anew, whole, after the finish too, and keeps the one before', () => {
    running(updated('2011-06')).when(ask).yields(anew);
    over(updated('2011-06')).when(ask).yields(anew);
    expect(running(updated('2011-06'), anew).state).toMatchObject({
      updates: new Map([['2011-06', updated('2011-06').data]]),
      corrections: new Map([['2011-06', report]]),
    });
  });

  it('corrects it again, and changes nothing where it says what stands', () => {
    const again = running(updated('2011-06'), anew);
    again.when({ ...ask, reason: 'Once more.' }).changesNothing();
    again
      .when({ ...ask, risks: 'Rain.' })
      .yields(happened('PerformanceUpdateCorrected', { ...report, risks: 'Rain.' }));
    again.when(update('2011-06')).changesNothing();
  });

  it('is not for a month on which nobody has reported', () =>
    running().when(ask).refuses('no-such-update', { month: '2011-06' }));

  it('leaves what an evaluation was judged beside as it was read', () => {
    const evaluated = happened('ProjectEvaluated', { firstDaysLate: 0 });
    over(updated('2011-06'), submitted()).when(ask).yields(anew);
    over(updated('2011-06'), submitted(), evaluated).when(ask).refuses('updates-stand');
    over(updated('2011-06'), anew, submitted(), evaluated).when(ask).changesNothing();
  });
});

describe('ExtendProject', () => {
  it('moves the planned finish by six months without money, and the evaluation with it', () => {
    const asked = running().when(extend('2012-08-03'));
    asked.yields(extended('2012-08-03'));
    expect(evaluationDueOn(asked.andState)).toBe('2012-08-31');
  });

  it('is refused for a date that is not later', () => {
    running().when(extend('2012-02-03')).refuses('not-later', { date: '3 February 2012' });
    running(extended('2012-08-03')).when(extend('2012-08-03', 'Other.')).refuses('not-later');
  });

  it('gives a finish to a project that had none, and none before its start', () => {
    const { startsOn: _start, finishesOn: _finish, ...open } = bid;
    const before = after(
      happened('ProjectTakenOn', { project: id, bid: open, ...undated }),
      happened('ProjectStarted', { startedOn: '2011-06-01', recordedOn: '2011-06-01' }),
    );
    expect(evaluationDueOn(before.state)).toBeUndefined();
    expect(evaluationDueOn(before.when(extend('2012-03-03')).andState)).toBe('2012-03-31');
    before.when(extend('2011-05-31')).refuses('finish-before-start');
  });

  it('is refused to whose bid it is', () =>
    running()
      .when({ ...extend('2012-08-03'), by: lead })
      .refuses('own-bid'));

  it('is not for a finished project', () => over().when(extend('2012-08-03')).refuses('wrong-stage'));
});

describe('VaryProject', () => {
  const fields = { variation: 'v-1', description: 'Four estates.', reasons: 'A fourth asked.' };
  const ask = asks('VaryProject', fields);

  it('changes what will be done, without money', () => {
    running().when(ask).yields(happened('ProjectVaried', fields));
    expect(running().when(ask).andState).toMatchObject({ bid: { description: 'Four estates.' } });
  });

  it('is refused without a change, under another identity, and to whose bid it is', () => {
    running()
      .when(asks('VaryProject', { variation: 'v-1', reasons: '-' }))
      .refuses('nothing-to-vary');
    running(happened('ProjectVaried', fields))
      .when({ ...ask, reasons: 'Other.' })
      .refuses('variation-differs');
    running()
      .when({ ...ask, by: lead })
      .refuses('own-bid');
  });

  it('is not for a finished project', () => over().when(ask).refuses('wrong-stage'));
});

describe('FinishProject', () => {
  it('records a finish: day 0 of the evaluation, due on day 28', () => {
    const asked = running().when(finish('2012-03-03'));
    asked.yields(finished('2012-03-03'));
    expect(evaluationDueOn(asked.andState)).toBe('2012-03-31');
  });

  it('records it late: the due date counts from the finish, its ladder from the day it was told', () => {
    const asked = running().when(finish('2012-01-03', 'completed', '2012-02-20'));
    asked.yields(finished('2012-01-03', 'completed', '2012-02-20'));
    expect(asked.andState).toMatchObject({
      evaluation: { due: { on: '2012-01-31', recordedOn: '2012-02-20' } },
    });
  });

  it('owes a short form when it ended early, in the wording in force at the award (rule 20)', () => {
    running()
      .when(finish('2011-09-01', 'ended-early'))
      .yields(finished('2011-09-01', 'ended-early'), shortFormIssued);
  });

  it('owes a short form when it was never implemented, whether or not the award was accepted', () => {
    for (const before of [award(), award(accepted), takenOn()])
      before
        .when(finish('2012-02-03', 'never-implemented'))
        .yields(finished('2012-02-03', 'never-implemented'), shortFormIssued);
  });

  it('issues no second form where a short one was issued already', () => {
    award(shortFormIssued, accepted, started())
      .when(finish('2011-09-01', 'ended-early'))
      .yields(finished('2011-09-01', 'ended-early'));
  });

  it('is refused before it started, and as never implemented once it has', () => {
    running()
      .when(finish('2011-05-31'))
      .refuses('finish-before-start', { start: '1 June 2011', finish: '31 May 2011' });
    running()
      .when(finish('2012-02-03', 'never-implemented'))
      .refuses('was-started', { startedOn: '1 June 2011' });
    award(accepted).when(finish('2012-02-03')).refuses('not-started');
  });

  it('is refused when another finish is recorded', () => {
    over().when(finish('2012-02-04')).refuses('already-finished', { finishedOn: '3 February 2012' });
  });

  it('is not for a bid, nor for an award that was withdrawn', () => {
    bidOnAgenda().when(finish('2012-02-03')).refuses('wrong-stage');
    award(declinedAward).when(finish('2012-02-03')).refuses('wrong-stage');
  });
});

describe('CorrectFinish', () => {
  it('moves the due date, and keeps the old finish in the event', () => {
    const asked = over().when(correct('2012-01-31'));
    asked.yields(corrected('2012-01-31'));
    expect(asked.andState).toMatchObject({
      evaluation: { due: { on: '2012-02-28', recordedOn: '2012-02-10' } },
    });
  });

  it('asks for the short form when it ended early after all, and for the full one again', () => {
    over()
      .when(correct('2012-01-31', 'ended-early'))
      .yields(corrected('2012-01-31', 'ended-early'), shortFormIssued);
    running(finished('2012-02-03', 'ended-early'), shortFormIssued)
      .when(correct('2012-02-03', 'completed'))
      .yields(corrected('2012-02-03'), happened('EvaluationFormIssued', { form: 'full', version: 3 }));
  });

  it('leaves the form alone once the evaluation is in', () => {
    over(submitted())
      .when(correct('2012-01-31', 'ended-early'))
      .yields(corrected('2012-01-31', 'ended-early'));
  });

  it('is refused for a day to come, before the start, and against whether it started', () => {
    over().when(correct('2012-02-11')).refuses('finished-in-the-future', { today: '10 February 2012' });
    over().when(correct('2011-05-31')).refuses('finish-before-start');
    over().when(correct('2012-01-31', 'never-implemented')).refuses('was-started');
    award(finished('2012-02-03', 'never-implemented'), shortFormIssued)
      .when(correct('2012-02-03', 'completed'))
      .refuses('not-started');
  });

  it('is not for a project that has not finished', () =>
    running().when(correct('2012-02-03')).refuses('not-finished'));

  it('is for the support officer too, who keeps the register', () => {
    over()
      .when({ ...correct('2012-01-31'), by: support })
      .yields(corrected('2012-01-31'));
  });
});
