import { describe, expect, it } from '@jest/globals';
import type { Asked } from '#funding/project/rules';
import { evaluationDueOn } from '#funding/project/obligations';
import { answersSoFar } from '#funding/project/evaluation';
import type { DraftAnswers, EvaluationAnswers } from '#funding/project/delivery.events';
import type { ProjectEvent } from '#funding/project/project.events';
import type { AwardedProject } from '#funding/project/state';
import {
  accepted,
  asks,
  award,
  bidOnAgenda,
  finished,
  fullAnswers,
  happened,
  id,
  lead,
  over,
  running,
  shortAnswers,
  shortFormIssued,
  started,
  submitted,
  support,
  takenOn,
  thematicChair,
} from '#testing/project-history';

const submit = (on = '2012-03-02', answers: EvaluationAnswers = fullAnswers): Asked<'SubmitEvaluation'> =>
  asks('SubmitEvaluation', { answers }, { by: lead, on });
const giveBack = (newDueOn = '2012-04-05', today = '2012-03-12'): Asked<'ReturnEvaluation'> =>
  asks('ReturnEvaluation', { reasons: 'Say what changed.', newDueOn }, { by: thematicChair, today });
const returned = happened('EvaluationReturned', {
  reasons: 'Say what changed.',
  newDueOn: '2012-04-05',
  recordedOn: '2012-03-12',
});
const putOff = (revisitOn = '2012-09-03', today = '2012-02-20'): Asked<'PutOffEvaluation'> =>
  asks('PutOffEvaluation', { revisitOn, reasons: 'Figures in August.' }, { by: thematicChair, today });
const putOffTo = (revisitOn: string): ProjectEvent =>
  happened('EvaluationPutOff', { revisitOn, reasons: 'Figures in August.', recordedOn: '2012-02-20' });
const waived = happened('EvaluationWaived', { reason: 'It left no trace.' });
const evaluated = happened('ProjectEvaluated', { recommend: 'continue', firstDaysLate: 0 });
const declinedAward = happened('AwardDeclined', { reason: 'Too small.' });

describe('SubmitEvaluation', () => {
  it('is in time on the day that it is due, and late on the next', () => {
    over().when(submit('2012-03-02')).yields(submitted('2012-03-02', 0));
    over().when(submit('2012-03-03')).yields(submitted('2012-03-02', 1));
  });

  it('needs all of the full form (rule 22), and says what is missing', () => {
    over()
      .when(submit('2012-03-02', { done: 'Group work.', outputs: [] }))
      .refuses('evaluation-incomplete', {
        form: 'full',
        missing:
          'the outputs against those expected; what changed; the evidence; economy; efficiency; ' +
          'effectiveness; ' +
          'the cost against the award; what should happen next; what was learned',
      });
  });

  it('needs what was done and learned alone on the short form', () => {
    const early = running(finished('2012-02-03', 'ended-early'), shortFormIssued);
    expect(early.when(submit('2012-03-02', shortAnswers)).events).toMatchObject([
      { data: { form: 'short' } },
    ]);
    early
      .when(submit('2012-03-02', { done: 'One referral.' }))
      .refuses('evaluation-incomplete', { form: 'short', missing: 'what was learned' });
  });

  it('says by whom, from when and which budget, where it recommends to mainstream', () => {
    const mainstream = { recommend: 'mainstream' as const, byWhom: 'Council', from: '2012-04-01' };
    over()
      .when(submit('2012-03-02', { ...fullAnswers, next: mainstream }))
      .refuses('evaluation-incomplete', {
        form: 'full',
        missing: 'by whom, from when and from which budget it is to be mainstreamed',
      });
    const complete = { ...fullAnswers, next: { ...mainstream, budget: 'Youth' } };
    expect(over().when(submit('2012-03-02', complete)).events).toHaveLength(1);
  });

  it('is refused while one is in, and when it is not owed', () => {
    const other = submit('2012-03-02', { ...fullAnswers, done: 'Other.' });
    over(submitted()).when(other).refuses('evaluation-differs');
    over(submitted(), evaluated).when(other).refuses('evaluation-differs');
    over(waived).when(submit()).refuses('evaluation-not-owed', { status: 'waived' });
  });

  it('is not for a project without a finish, nor for others than its lead officer', () => {
    running().when(submit()).refuses('not-finished');
    over()
      .when({ ...submit(), by: support })
      .refuses('not-lead-officer');
    bidOnAgenda().when(submit()).refuses('wrong-stage');
  });
});

const write = (answers: DraftAnswers): Asked<'DraftEvaluation'> =>
  asks('DraftEvaluation', { answers }, { by: lead });
const written = (answers: DraftAnswers): ProjectEvent => happened('EvaluationDrafted', { answers });

describe('DraftEvaluation', () => {
  it('saves what is written, from the day of the award on, in whatever order', () => {
    award(accepted)
      .when(write({ lessons: 'Book early.' }))
      .yields(written({ lessons: 'Book early.' }));
    const again = running(written({ lessons: 'Book early.' }));
    again.when(write({ lessons: 'Book early.' })).changesNothing();
    again.when(write({ done: 'Group work.' })).yields(written({ done: 'Group work.' }));
  });

  it('is handed in as it stands, and says what it lacks', () => {
    const asIs = asks('SubmitEvaluation', {}, { by: lead, on: '2012-03-02' });
    over(written(fullAnswers)).when(asIs).yields(submitted());
    over(written({ done: 'Group work.', lessons: 'Book early.' }), shortFormIssued)
      .when({ ...asIs, today: '2012-03-02' })
      .yields(
        happened('EvaluationSubmitted', {
          form: 'short',
          answers: { done: 'Group work.', lessons: 'Book early.' },
          dueOn: '2012-03-02',
          daysLate: 0,
        }),
      );
    over(written({ lessons: 'Book early.' }), shortFormIssued)
      .when(asIs)
      .refuses('evaluation-incomplete', { form: 'short', missing: 'what was done' });
    const why = { ...shortAnswers, next: { why: 'It works.' } };
    over(written(why), shortFormIssued).when(asIs).refuses('evaluation-incomplete', {
      form: 'short',
      missing: 'what should happen next, where anything is said of it',
    });
    over(written(fullAnswers), submitted()).when(asIs).changesNothing();
  });

  it('begins again with what was handed in, where that was returned', () => {
    const back = over(written({ done: 'Group work.' }), submitted(), returned);
    back.when(write(fullAnswers)).changesNothing();
    expect(answersSoFar(back.state as AwardedProject)).toEqual(fullAnswers);
  });

  it('goes with the project to its next lead officer, and is not for the one before', () => {
    const change = { leadOfficer: 'lead-2', leadAgency: 'council', previously: lead.person, reason: 'Left.' };
    const handedOver = over(written({ done: 'Group work.' }), happened('LeadOfficerChanged', change));
    expect(answersSoFar(handedOver.state as AwardedProject)).toEqual({ done: 'Group work.' });
    handedOver.when(write({})).refuses('not-lead-officer');
    const next = { ...write({ done: 'More.' }), by: { person: 'lead-2', role: 'lead-officer' } };
    handedOver.when(next).yields(written({ done: 'More.' }));
  });

  it('is not for an evaluation that is in or waived, nor for a project without its award', () => {
    over(submitted())
      .when(write({ done: 'More.' }))
      .refuses('evaluation-not-owed', { status: 'handed in' });
    over(waived)
      .when(write({ done: 'More.' }))
      .refuses('evaluation-not-owed');
    award(declinedAward)
      .when(write({ done: 'More.' }))
      .refuses('wrong-stage');
  });
});

describe('ReturnEvaluation', () => {
  it('returns it with reasons and a new date', () => {
    const asked = over(submitted()).when(giveBack());
    asked.yields(returned);
    expect(evaluationDueOn(asked.andState)).toBe('2012-04-05');
    expect(asked.andState.status).toBe('finished');
  });

  it('keeps the first lateness on the record, however late the next is', () => {
    const late = over(submitted('2012-03-02', 9), returned);
    late.when(submit('2012-05-05')).yields(submitted('2012-04-05', 30));
    const accept = asks('AcceptEvaluation', {}, { by: thematicChair });
    late
      .and(submitted('2012-04-05', 30))
      .when(accept)
      .yields(happened('ProjectEvaluated', { firstDaysLate: 9 }));
  });

  it('stands as agreed, before the four weeks are over, and when the finish is corrected', () => {
    const early = over(submitted()).when(giveBack('2012-02-20', '2012-02-12')).andState;
    expect(evaluationDueOn(early)).toBe('2012-02-20');
    const correct = asks(
      'CorrectFinish',
      { finishedOn: '2012-01-31', reason: 'A slip.' },
      { today: '2012-03-12' },
    );
    expect(evaluationDueOn(over(submitted(), returned).when(correct).andState)).toBe('2012-04-05');
  });

  it('needs a date after today', () => {
    over(submitted()).when(giveBack('2012-03-12')).refuses('date-not-ahead', { today: '12 March 2012' });
  });

  it('is refused to whose bid it is, and where nothing came in', () => {
    over(submitted())
      .when({ ...giveBack(), by: lead })
      .refuses('own-bid');
    over().when(giveBack()).refuses('nothing-submitted');
    over(submitted(), evaluated).when(giveBack()).refuses('nothing-submitted');
  });
});

describe('AcceptEvaluation', () => {
  const ask = asks('AcceptEvaluation', { recommend: 'continue' }, { by: thematicChair });

  it('accepts it', () => over(submitted()).when(ask).yields(evaluated));

  it('is refused to whose bid it is', () =>
    over(submitted())
      .when({ ...ask, by: lead })
      .refuses('own-bid'));

  it('is refused where nothing came in, and in other words afterwards', () => {
    over().when(ask).refuses('nothing-submitted');
    over(submitted(), evaluated)
      .when({ ...ask, comments: 'Well done.' })
      .refuses('already-evaluated');
  });
});

describe('PutOffEvaluation', () => {
  it('comes back to it on a date, because it is too early', () => {
    const asked = over().when(putOff());
    asked.yields(putOffTo('2012-09-03'));
    expect(evaluationDueOn(asked.andState)).toBe('2012-09-03');
    expect(evaluationDueOn(running().when(putOff()).andState)).toBe('2012-09-03');
  });

  it('yields to a finish that moves the due date further', () => {
    expect(evaluationDueOn(running(putOffTo('2012-09-03'), finished('2012-09-01')).state)).toBe('2012-09-29');
  });

  it('needs a date after today, and after the due date', () => {
    over().when(putOff('2012-02-20')).refuses('date-not-ahead', { today: '20 February 2012' });
    over().when(putOff('2012-03-02')).refuses('not-later', { date: '2 March 2012' });
  });

  it('is refused where none is owed, before the start, and to whose bid it is', () => {
    over(submitted()).when(putOff()).refuses('evaluation-not-owed', { status: 'handed in' });
    award(accepted).when(putOff()).refuses('wrong-stage');
    over()
      .when({ ...putOff(), by: lead })
      .refuses('own-bid');
  });
});

describe('WaiveEvaluation', () => {
  const ask = asks('WaiveEvaluation', { reason: 'It left no trace.' }, { by: thematicChair });

  it('waives it, with a reason, and nothing is due', () => {
    over().when(ask).yields(waived);
    expect(evaluationDueOn(over().when(ask).andState)).toBeUndefined();
  });

  it('is refused where none is owed, before the start, and to whose bid it is', () => {
    over(submitted()).when(ask).refuses('evaluation-not-owed');
    over(waived)
      .when({ ...ask, reason: 'Other.' })
      .refuses('evaluation-not-owed', { status: 'waived' });
    award(declinedAward).when(ask).refuses('wrong-stage');
    over()
      .when({ ...ask, by: lead })
      .refuses('own-bid');
  });
});

describe('what becomes of a project', () => {
  const agreed = { reasons: 'It works.' };
  const mainstream = asks('MainstreamProject', {
    agency: 'Council',
    from: '2012-04-01',
    budget: 'Communications',
    ...agreed,
  });
  const continueAs = asks('ContinueProject', { as: 'alcohol-worker-2012', ...agreed });
  const discontinue = asks('DiscontinueProject', agreed, { on: '2011-09-01' });
  const mainstreamed = happened('ProjectMainstreamed', {
    agency: 'Council',
    from: '2012-04-01',
    budget: 'Communications',
    ...agreed,
  });
  const continued = happened('ProjectContinued', { as: 'alcohol-worker-2012', ...agreed });
  const discontinued = happened('ProjectDiscontinued', agreed);

  it.each([
    ['mainstreamed', mainstream, mainstreamed],
    ['continued', continueAs, continued],
    ['discontinued', discontinue, discontinued],
  ] as const)('is recorded once it has finished or is evaluated: %s', (status, ask, event) => {
    for (const before of [over(), over(submitted()), over(submitted(), evaluated), over(waived)]) {
      before.when(ask).yields(event);
      expect(before.when(ask).andState.status).toBe(status);
    }
  });

  it('leaves the evaluation owed, and to be accepted', () => {
    expect(evaluationDueOn(over(discontinued).state)).toBe('2012-03-02');
    over(discontinued).when(submit()).yields(submitted());
    const state = over(discontinued, submitted(), evaluated).state;
    expect(state).toMatchObject({ status: 'discontinued', evaluation: { status: 'accepted' } });
  });

  it('stops a project that runs: it has ended early, and owes the short form', () => {
    running().when(discontinue).yields(finished('2011-09-01', 'ended-early'), shortFormIssued, discontinued);
  });

  it('stops a project that never started: it was never implemented', () => {
    award(accepted)
      .when(discontinue)
      .yields(finished('2011-09-01', 'never-implemented'), shortFormIssued, discontinued);
  });

  it('is refused to stop before it started', () => {
    running()
      .when({ ...discontinue, on: '2011-05-31' })
      .refuses('finish-before-start');
  });

  it('goes straight there from a project that was taken on', () => {
    const ways = [
      [mainstream, mainstreamed],
      [continueAs, continued],
    ] as const;
    for (const [ask, event] of ways) {
      takenOn().when(ask).yields(event);
      expect(evaluationDueOn(takenOn().when(ask).andState)).toBeUndefined();
      takenOn({}, event)
        .when(asks('FinishProject', { manner: 'completed' }))
        .refuses('wrong-stage');
      takenOn({}, event).when(submit()).refuses('not-finished');
    }
  });

  it('waits for the finish of any other', () => {
    running().when(mainstream).refuses('not-finished');
    award(accepted, started()).when(continueAs).refuses('not-finished');
    award(declinedAward).when(discontinue).refuses('wrong-stage');
  });

  it('is one outcome', () => {
    over(continued).when(mainstream).refuses('outcome-differs', { outcome: 'continued' });
    over(discontinued)
      .when({ ...discontinue, reasons: 'Other.' })
      .refuses('outcome-differs');
  });

  it('is not decided by whose bid it is, and no project continues itself', () => {
    for (const ask of [mainstream, continueAs, discontinue])
      over()
        .when({ ...ask, by: lead })
        .refuses('own-bid');
    over()
      .when({ ...continueAs, as: id })
      .refuses('continues-as-itself');
  });
});
