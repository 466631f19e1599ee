import { describe, expect, it } from '@jest/globals';
import type { CarriedRungs } from '#funding/message/message.events';
import type { Asked } from '#funding/project/rules';
import {
  after,
  asks,
  bidOnAgenda,
  clock,
  happened,
  id,
  lead,
  over,
  running,
  submitted,
  support,
} from '#testing/project-history';

const rungs: Omit<CarriedRungs, 'project'> = {
  obligation: 'evaluation',
  dueOn: '2012-03-02',
  told: 'lead-officer',
  days: [-14, -7],
};
const by = { by: clock, today: '2012-02-24' };
const carried = { ...rungs, message: 'm-1', person: lead.person };
const carry = (more: Partial<Asked<'CarryReminders'>> = {}): Asked<'CarryReminders'> => ({
  ...asks('CarryReminders', { ...carried, place: 3 }, by),
  ...more,
});
const takeBack = (more: Partial<Asked<'TakeBackReminders'>> = {}): Asked<'TakeBackReminders'> => ({
  ...asks('TakeBackReminders', carried, by),
  ...more,
});
const { days: _, ...rung } = rungs;
const sent = (days: number, message = 'm-1') =>
  happened('EvaluationReminderSent', { ...rung, days, message, to: [lead.person] });
const takenBack = (days: number) => happened('ReminderTakenBack', { ...rung, days, message: 'm-1' });

describe('rungs that a message carries', () => {
  it('are an event each, with the message and the person', () => {
    over().when(carry()).yields(sent(-14), sent(-7));
  });

  it('are carried by one message: another is claimed without them', () => {
    over(sent(-14))
      .when(carry({ message: 'm-2' }))
      .refuses('reminder-sent', { days: '-14', obligation: 'evaluation', project: id, place: '3' });
    expect(over(sent(-14)).when(carry({ message: 'm-2', days: [-7] })).events).toHaveLength(1);
  });

  it('are none for what is no longer owed, but for a claim that comes again', () => {
    over(submitted())
      .when(carry())
      .refuses('nothing-due', { dueOn: '2 March 2012', project: id, place: '3' });
    over(sent(-14), sent(-7), submitted()).when(carry()).changesNothing();
  });

  it('tell each of several people once', () => {
    expect(
      over(sent(-14), sent(-7)).when(carry({ message: 'm-2', told: 'thematic-chair' })).events,
    ).toHaveLength(2);
  });

  it('told everyone where an older record does not say whom', () => {
    const older = happened('EvaluationReminderSent', {
      obligation: 'evaluation',
      dueOn: '2012-03-02',
      days: -14,
      message: 'm-0',
      to: [lead.person],
    });
    over(older).when(carry()).refuses('reminder-sent');
  });

  it('are apart for two sources that number a reclaim alike', () => {
    const reclaim = { obligation: 'reclaim', of: 'r-1', told: 'finance-officer', days: [0] } as const;
    const atOne = over().when(carry({ ...reclaim, source: 'home-office' })).events;
    expect(over(...atOne).when(carry({ ...reclaim, source: 'council', message: 'm-2' })).events).toHaveLength(
      1,
    );
    over(...atOne)
      .when(carry({ ...reclaim, source: 'home-office', message: 'm-2' }))
      .refuses('reminder-sent');
  });

  it('are not for a bid', () => bidOnAgenda().when(carry()).refuses('wrong-stage'));
});

describe('rungs that a message gives back', () => {
  it('can be carried by another', () => {
    over(sent(-14), sent(-7)).when(takeBack()).yields(takenBack(-14), takenBack(-7));
    const next = over(sent(-14), sent(-7), takenBack(-14), takenBack(-7)).when(carry({ message: 'm-2' }));
    expect(next.events).toHaveLength(2);
  });

  it('are its own alone', () => {
    over(sent(-14, 'm-2'), sent(-7, 'm-2')).when(takeBack()).changesNothing();
    over().when(takeBack()).changesNothing();
  });
});

describe('PassOverReminder', () => {
  const passOver = asks('PassOverReminder', { ...rung, days: -14, told: 'thematic-chair' }, by);
  const passed = happened('ReminderPassedOver', { ...rung, days: -14, told: 'thematic-chair' });

  it('records that there was nobody to tell, once', () => over().when(passOver).yields(passed));

  it('is none where somebody was told, or nothing is owed', () => {
    const told = happened('EvaluationReminderSent', {
      ...passed.data,
      message: 'm-1',
      to: ['chair-1'],
    } as never);
    over(told).when(passOver).changesNothing();
    over(submitted()).when(passOver).refuses('nothing-due');
    bidOnAgenda().when(passOver).refuses('wrong-stage');
  });
});

const name = (deputy: string): Asked<'NameDeputy'> => asks('NameDeputy', { deputy }, { by: support });
const standDown = (deputy: string): Asked<'StandDownDeputy'> =>
  asks('StandDownDeputy', { deputy, reason: 'Moved on.' }, { by: support });

describe('NameDeputy', () => {
  const named = happened('DeputyNamed', { deputy: 'deputy-1' });
  const stoodDown = happened('DeputyStoodDown', { deputy: 'deputy-1', reason: 'Moved on.' });

  it('names one at a time', () => {
    running().when(name('deputy-1')).yields(named);
    running(named)
      .when(name('deputy-2'))
      .yields(happened('DeputyNamed', { deputy: 'deputy-2', previously: 'deputy-1' }));
  });

  it('is for someone else than the lead officer, and ends when the deputy becomes that', () => {
    running().when(name(lead.person)).refuses('deputy-is-lead-officer');
    const handedOn = {
      leadOfficer: 'deputy-1',
      leadAgency: 'council',
      previously: 'lead-1',
      reason: 'Left.',
    };
    running(named, happened('LeadOfficerChanged', handedOn)).when(standDown('deputy-1')).changesNothing();
  });

  it('ends when the deputy stands down', () => {
    running(named).when(standDown('deputy-1')).yields(stoodDown);
    running(named).when(standDown('deputy-2')).refuses('not-the-deputy');
    running().when(standDown('deputy-1')).refuses('not-the-deputy');
  });

  it('keeps the deputy from deciding on the project, also afterwards', () => {
    const extend = asks(
      'ExtendProject',
      { finishesOn: '2012-06-30', reasons: 'Snow.' },
      { by: { person: 'deputy-1', role: 'support-officer' } },
    );
    running(named, stoodDown).when(extend).refuses('own-bid');
  });

  it('is not for a bid, nor for nothing', () => {
    bidOnAgenda().when(name('deputy-1')).refuses('wrong-stage');
    after().when(name('deputy-1')).refuses('no-such-project');
  });
});
