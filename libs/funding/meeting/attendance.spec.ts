import { describe, expect, it } from '@jest/globals';
import { meeting } from '#funding/meeting/meeting';
import type { Attendance, MeetingEvent } from '#funding/meeting/meeting.events';
import { given } from '#testing/given';
import {
  asking,
  came,
  called,
  decided,
  declared,
  left,
  memberThere,
  members,
  onAgenda,
  opened,
  sitting,
  steppedOut,
  substituteThere,
} from '#testing/meetings';

const closed: MeetingEvent = { type: 'MeetingClosed', data: {} };
const attend = (attendance: Attendance) =>
  asking({ type: 'RecordAttendance', meeting: 'july', ...attendance });
const attendAs = (person: string, capacity: Attendance['capacity'], agency?: string) =>
  attend({ person, capacity, ...(agency === undefined ? {} : { agency }) });
const leave = (person: string) => asking({ type: 'RecordDeparture', meeting: 'july', person });
const declare = (person: string, declares: 'interest' | 'none', nature?: string, item = 'bid-1') =>
  asking({
    type: 'DeclareInterest',
    meeting: 'july',
    item,
    person,
    declares,
    ...(nature === undefined ? {} : { nature }),
  });
const stepOut = (person: string, item = 'bid-1') =>
  asking({ type: 'StepOut', meeting: 'july', item, person });

describe('who is there', () => {
  it('are voting members, with the agency that the partnership has', () => {
    given(meeting, ...sitting())
      .when(attendAs('fire', 'member'))
      .yields(came(memberThere('fire')));
    given(meeting, ...sitting())
      .when(attendAs('fire', 'member', 'police'))
      .refuses('another-agency', { agency: 'fire-service' });
  });

  it('are others in attendance, from an agency or from none', () => {
    const guest: Attendance = { person: 'guest', capacity: 'in-attendance' };
    given(meeting, ...sitting())
      .when(attend(guest))
      .yields(came(guest));
    given(meeting, ...sitting())
      .when(attend({ ...guest, agency: 'police' }))
      .yields(came({ ...guest, agency: 'police' }));
  });

  it('are who the group had when the meeting was opened', () => {
    given(meeting, ...sitting())
      .when(attendAs('late', 'member'))
      .refuses('not-a-member-of-the-meeting');
    given(meeting, ...sitting())
      .when(attendAs('fire', 'in-attendance'))
      .refuses('is-a-voting-member');
  });

  it('are recorded in one capacity at a time', () => {
    const guest: Attendance = { person: 'fire-sub', capacity: 'in-attendance' };
    const sub = substituteThere('fire-sub', 'fire');
    given(meeting, ...sitting(), came(guest))
      .when(attend(sub))
      .refuses('attendance-differs');
    given(meeting, ...sitting(), came(guest), left('fire-sub'))
      .when(attend(sub))
      .yields(came(sub));
  });

  it('can leave and come back', () => {
    given(meeting, ...sitting('fire'))
      .when(leave('fire'))
      .yields(left('fire'));
    given(meeting, ...sitting('fire'), left('fire'))
      .when(attendAs('fire', 'member'))
      .yields(came(memberThere('fire')));
    given(meeting, ...sitting())
      .when(leave('fire'))
      .refuses('not-present');
  });

  it('are no longer recorded when the meeting is closed, or before it is open', () => {
    given(meeting, ...sitting('fire'), closed)
      .when(attendAs('health', 'member'))
      .refuses('meeting-closed');
    given(meeting, ...sitting('fire'), closed)
      .when(leave('fire'))
      .refuses('meeting-closed');
    given(meeting, called()).when(attendAs('fire', 'member')).refuses('not-open');
    given(meeting, called()).when(leave('fire')).refuses('not-open');
  });
});

describe('a substitute', () => {
  const sub = substituteThere('fire-sub', 'fire');

  it('sits for the member for whom they were named', () => {
    given(meeting, ...sitting())
      .when(attend(sub))
      .yields(came(sub));
    given(meeting, ...sitting())
      .when(attend({ ...sub, insteadOf: 'health' }))
      .refuses('not-named-as-substitute', { member: 'health' });
    given(meeting, ...sitting())
      .when(attendAs('fire-sub', 'substitute'))
      .refuses('instead-of-whom');
    given(meeting, ...sitting())
      .when(attend({ ...sub, agency: 'police' }))
      .refuses('another-agency', { agency: 'fire-service' });
  });

  it('sits for someone who is not there, or has left', () => {
    given(meeting, ...sitting('fire'))
      .when(attend(sub))
      .refuses('member-is-present', { member: 'fire' });
    given(meeting, ...sitting('fire'), left('fire'))
      .when(attend(sub))
      .yields(came(sub));
  });

  it('makes room before the member takes the place', () => {
    const filled = given(meeting, ...sitting(), came(sub));
    filled
      .when(attendAs('fire', 'member'))
      .refuses('substitute-is-sitting', { substitute: 'fire-sub', member: 'fire' });
    filled
      .and(left('fire-sub'))
      .when(attendAs('fire', 'member'))
      .yields(came(memberThere('fire')));
  });

  it('is the only one in that place', () => {
    given(meeting, ...sitting(), came(sub))
      .when(attend(substituteThere('other-fire-sub', 'fire')))
      .refuses('substitute-is-sitting', { substitute: 'fire-sub', member: 'fire' });
  });

  it('sits in one place, though named for two', () => {
    given(meeting, ...sitting(), came(sub))
      .when(attend(substituteThere('fire-sub', 'probation')))
      .refuses('attendance-differs');
  });

  it('is nobody who votes in a place of their own', () => {
    const both = opened({ members: [...members, { person: 'fire-sub', agency: 'fire-service' }] });
    given(meeting, called(), both).when(attend(sub)).refuses('is-a-voting-member');
  });
});

describe('declaring an interest', () => {
  it('makes the person step out', () => {
    given(meeting, ...sitting('fire'))
      .when(declare('fire', 'interest', 'A trustee.'))
      .yields(
        {
          type: 'InterestDeclared',
          data: { item: 'bid-1', person: 'fire', declares: 'interest', nature: 'A trustee.' },
        },
        steppedOut('fire', 'interest'),
      );
  });

  it('keeps someone in who has none', () => {
    given(meeting, ...sitting('fire'))
      .when(declare('fire', 'none'))
      .yields(declared('fire', 'none'));
  });

  it('is open to everyone there, also without a vote', () => {
    const guest = came({ person: 'guest', capacity: 'in-attendance' });
    expect(given(meeting, ...sitting(), guest).when(declare('guest', 'interest')).events).toHaveLength(2);
    given(meeting, ...sitting('fire'))
      .when(declare('health', 'none'))
      .refuses('not-present');
    given(meeting, ...sitting('fire'), left('fire'))
      .when(declare('fire', 'none'))
      .refuses('not-present');
  });

  it('can be found late, and is not taken back', () => {
    given(meeting, ...sitting('fire'), declared('fire', 'none'))
      .when(declare('fire', 'interest'))
      .yields(declared('fire', 'interest'), steppedOut('fire', 'interest'));
    const out = [declared('fire', 'interest'), steppedOut('fire', 'interest')];
    given(meeting, ...sitting('fire'), ...out)
      .when(declare('fire', 'none'))
      .refuses('already-declared');
    given(meeting, ...sitting('fire'), ...out)
      .when(declare('fire', 'interest', 'Another.'))
      .refuses('already-declared');
  });

  it('records no second stepping out', () => {
    given(meeting, ...sitting('fire'), steppedOut('fire'))
      .when(declare('fire', 'interest'))
      .yields(declared('fire', 'interest'));
  });

  it('is about an item that is still to be decided', () => {
    given(meeting, ...sitting('fire'))
      .when(declare('fire', 'none', undefined, 'x'))
      .refuses('no-such-item');
    const off: MeetingEvent = { type: 'ItemTakenOffAgenda', data: { item: 'bid-1', reason: 'Later.' } };
    given(meeting, ...sitting('fire'), off)
      .when(declare('fire', 'none'))
      .refuses('item-taken-off');
    given(meeting, ...sitting('fire'), decided({ present: [] }))
      .when(declare('fire', 'none'))
      .refuses('already-decided', { outcome: 'approved' });
    given(meeting, ...sitting('fire'), closed)
      .when(declare('fire', 'none'))
      .refuses('meeting-closed');
    given(meeting, called()).when(declare('fire', 'none')).refuses('not-open');
  });
});

describe('stepping out', () => {
  it('is for one item, without a reason', () => {
    const second = onAgenda({ item: 'bid-2', kind: 'bid', project: 'alley-gates' });
    given(meeting, ...sitting('fire'))
      .when(stepOut('fire'))
      .yields(steppedOut('fire'));
    expect(
      given(meeting, ...sitting('fire'), second, steppedOut('fire')).when(stepOut('fire', 'bid-2')).events,
    ).toHaveLength(1);
  });

  it('is for those who are there, before the item is decided', () => {
    given(meeting, ...sitting('fire'))
      .when(stepOut('health'))
      .refuses('not-present');
    given(meeting, ...sitting('fire'))
      .when(stepOut('fire', 'x'))
      .refuses('no-such-item');
    given(meeting, ...sitting('fire'), decided({ present: [] }))
      .when(stepOut('fire'))
      .refuses('already-decided');
    given(meeting, ...sitting('fire'), closed)
      .when(stepOut('fire'))
      .refuses('meeting-closed');
    given(meeting, called()).when(stepOut('fire')).refuses('not-open');
  });
});
