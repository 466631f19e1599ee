import { describe, expect, it } from '@jest/globals';
import { evaluationDueOn, openObligations } from '#funding/project/obligations';
import type { ProjectObligation } from '#funding/project/obligations';
import type { Asked } from '#funding/project/rules';
import type { ProjectState } from '#funding/project/state';
import {
  accepted,
  after,
  asks,
  award,
  bidOnAgenda,
  clock,
  decidedOn,
  finished,
  fullFormIssued,
  funded,
  happened,
  insurance,
  onAgenda,
  over,
  proposed,
  running,
  started,
  submitted,
  takenOn,
} from '#testing/project-history';

const evaluation = { kind: 'evaluation', dueOn: '2012-03-02', from: decidedOn };
const finishCheck = { kind: 'finish-check', dueOn: '2012-02-03', from: decidedOn };

function owed(state: ProjectState, upTo = '2011-05-20'): readonly ProjectObligation[] {
  return openObligations(state, { upTo, updatesDueOnDay: 7 });
}

function monthly(of: string, dueOn: string, from = `${dueOn.slice(0, 7)}-01`): ProjectObligation {
  return { kind: 'performance-update', of, dueOn, from };
}

const remind = (more: Partial<Asked<'RecordReminder'>> = {}): Asked<'RecordReminder'> => {
  const rung = { obligation: 'evaluation', dueOn: '2012-03-02', days: -14 } as const;
  const sent = { ...rung, message: 'message-1', to: ['lead-1'] };
  return { ...asks('RecordReminder', sent, { by: clock, today: '2012-02-17' }), ...more };
};

const escalate = (today: string, dueOn = '2012-03-02'): Asked<'EscalateEvaluation'> =>
  asks('EscalateEvaluation', { dueOn, days: 7, to: 'thematic-chair' }, { by: clock, today });

describe('what a project owes', () => {
  it('is nothing before its award, and once that was withdrawn', () => {
    expect(owed(after().state)).toEqual([]);
    expect(owed(bidOnAgenda().state)).toEqual([]);
    expect(owed(award(happened('AwardLapsed', { dueOn: '2011-05-24' })).state)).toEqual([]);
  });

  it('is an answer to the award, and the evaluation of the planned finish', () => {
    expect(owed(award().state)).toEqual([
      { kind: 'acceptance', dueOn: '2011-05-24', from: decidedOn },
      evaluation,
    ]);
    expect(owed(award(accepted).state)).toEqual([evaluation]);
  });

  it('is each condition with a date, until it is met or let go', () => {
    const undated = { condition: 'report', when: 'in-delivery' as const, text: 'Report.' };
    const conditional = funded('£15,000', { conditions: [insurance, undated] });
    const before = after(proposed(), onAgenda, conditional, fullFormIssued, accepted);
    expect(owed(before.state)).toEqual([
      { kind: 'condition', of: 'insurance', dueOn: '2011-06-30', from: decidedOn },
      evaluation,
    ]);
    const met = happened('ConditionDischarged', { condition: 'insurance', evidence: 'Seen.' });
    expect(owed(before.and(met).state)).toEqual([evaluation]);
  });

  it('is an update for each month that has begun while it runs, in the month after', () => {
    expect(owed(running().state, '2011-08-01')).toEqual([
      monthly('2011-06', '2011-07-07'),
      monthly('2011-07', '2011-08-07'),
      monthly('2011-08', '2011-09-07'),
      evaluation,
    ]);
  });

  it('is an update in January for December', () => {
    expect(owed(running().state, '2011-12-31')).toContainEqual(monthly('2011-12', '2012-01-07'));
  });

  it('is no update that was sent, nor any after the finish', () => {
    const june = happened('PerformanceUpdateSubmitted', { month: '2011-06', rag: 'green', progress: '-' });
    expect(owed(running(june).state, '2011-07-01')).toEqual([monthly('2011-07', '2011-08-07'), evaluation]);
    expect(owed(over().state, '2012-03-01')).toEqual([evaluation]);
  });

  it('begins no ladder in the past, for a start that is told late', () => {
    const told = award(accepted, started('2011-06-01', '2011-08-20'));
    expect(owed(told.state, '2011-08-20').slice(0, 3)).toEqual([
      monthly('2011-06', '2011-07-07', '2011-08-20'),
      monthly('2011-07', '2011-08-07', '2011-08-20'),
      monthly('2011-08', '2011-09-07'),
    ]);
  });

  it('is no update for months before a project was taken on', () => {
    expect(owed(takenOn().state)[0]).toEqual(monthly('2011-05', '2011-06-07'));
  });

  it('is word on the finish, from the day that was planned, until there is any', () => {
    expect(owed(running().state, '2012-02-02')).not.toContainEqual(finishCheck);
    expect(owed(running().state, '2012-02-03')).toContainEqual(finishCheck);
    expect(owed(award(accepted).state, '2012-02-03')).toContainEqual(finishCheck);
    expect(owed(over().state, '2012-02-03')).not.toContainEqual(finishCheck);
  });
});

describe('when the evaluation is due', () => {
  it('is four weeks after the finish: 3 March is due on 31 March', () => {
    expect(evaluationDueOn(running(finished('2011-03-03')).state)).toBe('2011-03-31');
  });

  it('counts 29 February, and days over Christmas like any other', () => {
    expect(evaluationDueOn(running(finished('2012-02-03')).state)).toBe('2012-03-02');
    expect(evaluationDueOn(running(finished('2011-12-10')).state)).toBe('2012-01-07');
  });

  it('keeps the day from which it stood when the finish is as planned', () => {
    expect(owed(over().state)).toEqual([evaluation]);
    expect(owed(running(finished('2012-02-04')).state)).toEqual([
      { kind: 'evaluation', dueOn: '2012-03-03', from: '2012-02-04' },
    ]);
  });

  it('is over once it came in', () => expect(evaluationDueOn(over(submitted()).state)).toBeUndefined());
});

describe('RecordReminder', () => {
  const sent = happened('EvaluationReminderSent', {
    obligation: 'evaluation',
    dueOn: '2012-03-02',
    days: -14,
    message: 'message-1',
    to: ['lead-1'],
  });

  it('records a rung once, whichever message carries it', () => {
    over().when(remind()).yields(sent);
    over(sent)
      .when(remind({ message: 'message-2' }))
      .changesNothing();
    expect(over(sent).when(remind({ days: -7 })).events).toHaveLength(1);
  });

  it('stops when the evaluation comes in, and when its date has moved', () => {
    over(submitted()).when(remind()).refuses('nothing-due', { dueOn: '2 March 2012' });
    over()
      .when(remind({ dueOn: '2012-03-03' }))
      .refuses('nothing-due');
  });

  it('reminds of an update that is missing, a condition, an answer and a reclaim', () => {
    const open = funded('£15,000', { conditions: [insurance] });
    const before = after(proposed(), onAgenda, open, fullFormIssued, accepted, started());
    const update = { obligation: 'performance-update', of: '2011-06', dueOn: '2011-07-07' } as const;
    expect(before.when(remind({ ...update, days: 0 })).events).toHaveLength(1);
    before.when(remind({ ...update, of: '2012-03', days: 0 })).refuses('nothing-due');
    const condition = { obligation: 'condition', of: 'insurance', dueOn: '2011-06-30' } as const;
    expect(before.when(remind({ ...condition, days: 0 })).events).toHaveLength(1);
    before.when(remind({ ...condition, of: 'other' })).refuses('nothing-due');
    expect(before.when(remind({ obligation: 'reclaim', of: 'r-1' })).events).toHaveLength(1);
    before.when(remind({ obligation: 'acceptance', dueOn: '2011-05-24' })).refuses('nothing-due');
    expect(before.when(remind({ obligation: 'finish-check', dueOn: '2012-02-03' })).events).toHaveLength(1);
  });

  it('is not for a bid', () => bidOnAgenda().when(remind()).refuses('wrong-stage'));
});

describe('EscalateEvaluation', () => {
  const escalated = happened('EvaluationEscalated', { dueOn: '2012-03-02', days: 7, to: 'thematic-chair' });

  it('tells the thematic chair after seven days, once', () => {
    over().when(escalate('2012-03-09')).yields(escalated);
    over().when(escalate('2012-03-08')).refuses('not-overdue', { days: '7' });
  });

  it('is refused for another date, and once it came in', () => {
    over().when(escalate('2012-03-20', '2012-03-03')).refuses('nothing-due');
    over(submitted('2012-03-02', 5))
      .when(escalate('2012-03-09'))
      .refuses('nothing-due', { dueOn: '2 March 2012' });
  });

  it('is not for a bid', () => bidOnAgenda().when(escalate('2012-03-09')).refuses('wrong-stage'));
});
