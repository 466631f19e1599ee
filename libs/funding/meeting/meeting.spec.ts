import { describe, expect, it } from '@jest/globals';
import { meeting, openItems } from '#funding/meeting/meeting';
import type { WaitingMatter } from '#funding/meeting/meeting.asks';
import type { ItemKind, MeetingEvent } from '#funding/meeting/meeting.events';
import { given } from '#testing/given';
import {
  asking,
  bidItem,
  called,
  came,
  decide,
  decided,
  meetingDay,
  memberThere,
  members,
  onAgenda,
  opened,
  quorum,
  sitting,
  substitutes,
} from '#testing/meetings';

const closed: MeetingEvent = { type: 'MeetingClosed', data: {} };
const cancelled: MeetingEvent = { type: 'MeetingCancelled', data: { reason: 'Too few can come.' } };
const moved: MeetingEvent = {
  type: 'MeetingMoved',
  data: { heldOn: '2011-07-21', reason: 'The chair is away.' },
};
const takenOff: MeetingEvent = {
  type: 'ItemTakenOffAgenda',
  data: { item: 'bid-1', reason: 'It is being revised.' },
};
const call = (heldOn: string, groupKind: 'tasking' | undefined = 'tasking') =>
  asking({ type: 'CallMeeting', meeting: 'july', group: 'tasking', heldOn, facts: { groupKind } });
const move = asking({
  type: 'MoveMeeting',
  meeting: 'july',
  heldOn: '2011-07-21',
  reason: 'The chair is away.',
});
const cancel = asking({ type: 'CancelMeeting', meeting: 'july', reason: 'Too few can come.' });
const close = asking({ type: 'CloseMeeting', meeting: 'july' });
const approve = (laterMeeting?: string) =>
  asking({
    type: 'ApproveMinutes',
    meeting: 'july',
    ...(laterMeeting === undefined ? {} : { laterMeeting }),
  });
const openWith = (matters: readonly WaitingMatter[] = [], on = meetingDay) =>
  asking({ type: 'OpenWith', members, substitutes, quorum, matters, on });
const put = (
  item: string,
  kind: ItemKind,
  about: { project?: string; source?: string; title?: string } = {},
) => asking({ type: 'PutOnAgenda', meeting: 'july', item, kind, ...about });
const takeOff = (item: string) =>
  asking({ type: 'TakeOffAgenda', meeting: 'july', item, reason: 'It is being revised.' });
const note = (item: string, reasons = 'Noted.') =>
  asking({ type: 'NoteItem', meeting: 'july', item, reasons });
const cut: WaitingMatter = {
  matter: 'cut-1',
  kind: 'uncovered',
  title: 'The grant was cut',
  source: 'grant',
};

describe('calling a meeting', () => {
  it('fixes its group, what that group does, and its day', () => {
    given(meeting).when(call(meetingDay)).yields(called());
    given(meeting)
      .when(
        asking({
          type: 'CallMeeting',
          meeting: 'july',
          group: 'asb',
          heldOn: meetingDay,
          startsAt: '14:00',
          place: 'Room 2',
          exampleOnly: true,
          facts: { groupKind: 'thematic' },
        }),
      )
      .yields({
        type: 'MeetingCalled',
        data: {
          meeting: 'july',
          group: 'asb',
          groupKind: 'thematic',
          heldOn: meetingDay,
          startsAt: '14:00',
          place: 'Room 2',
          exampleOnly: true,
        },
      });
  });

  it('refuses a group that the partnership does not have', () => {
    const facts = { groupKind: undefined };
    given(meeting)
      .when(asking({ type: 'CallMeeting', meeting: 'july', group: 'other', heldOn: meetingDay, facts }))
      .refuses('group-not-found', { group: 'other' });
  });

  it('refuses another day under the same id, and knows a repeat after it was moved', () => {
    given(meeting, called()).when(call('2011-07-21')).refuses('meeting-differs');
    given(meeting, called(), moved).when(call(meetingDay)).changesNothing();
  });

  it('comes before everything else', () => {
    for (const each of [move, cancel, close, approve(), openWith(), put('x', 'other'), decide()]) {
      given(meeting).when(each).refuses('no-such-meeting');
    }
  });
});

describe('moving and cancelling a meeting', () => {
  it('happens before it is opened', () => {
    given(meeting, called()).when(move).yields(moved);
    given(meeting, called()).when(cancel).yields(cancelled);
  });

  it('moves to another time or place on the same day, and leaves what is not said as it was', () => {
    const elsewhere = { heldOn: meetingDay, startsAt: '15:30', place: 'Room 3' };
    const reason = 'The room is taken.';
    const to = (where: Partial<typeof elsewhere>): ReturnType<typeof asking> =>
      asking({ type: 'MoveMeeting', meeting: 'july', heldOn: meetingDay, ...where, reason });
    const event: MeetingEvent = { type: 'MeetingMoved', data: { ...elsewhere, reason } };
    given(meeting, called()).when(to(elsewhere)).yields(event);
    const again = given(meeting, called(), event);
    for (const same of [elsewhere, { startsAt: '15:30' }, { place: 'Room 3' }, {}])
      again.when(to(same)).changesNothing();
    again.when(to({ startsAt: '16:00' })).yields({
      type: 'MeetingMoved',
      data: { heldOn: meetingDay, startsAt: '16:00', reason },
    });
  });

  it('is refused once it is open', () => {
    given(meeting, ...sitting())
      .when(move)
      .refuses('already-open');
    given(meeting, ...sitting())
      .when(cancel)
      .refuses('already-open');
    given(meeting, ...sitting(), closed)
      .when(cancel)
      .refuses('already-open');
  });

  it('ends with the cancellation', () => {
    const off = given(meeting, called(), onAgenda(bidItem), cancelled);
    for (const each of [
      move,
      openWith(),
      close,
      decide(),
      note('bid-1'),
      put('x', 'other', { title: 'X' }),
    ]) {
      off.when(each).refuses('meeting-cancelled');
    }
    off.when(takeOff('bid-1')).refuses('meeting-cancelled');
  });
});

describe('the agenda', () => {
  it('takes bids, and matters by their title', () => {
    given(meeting, called())
      .when(put('bid-1', 'bid', { project: 'youth-bus' }))
      .yields(onAgenda(bidItem));
    given(meeting, called())
      .when(put('report', 'other', { title: 'Report of the fire service' }))
      .yields(onAgenda({ item: 'report', kind: 'other', title: 'Report of the fire service' }));
    given(meeting, called())
      .when(put('move-1', 'virement', { source: 'grant' }))
      .yields(onAgenda({ item: 'move-1', kind: 'virement', source: 'grant' }));
  });

  it('takes urgent business while the meeting is open, and none when it is closed', () => {
    const urgent = put('urgent', 'bid', { project: 'alley-gates' });
    expect(given(meeting, ...sitting()).when(urgent).events).toHaveLength(1);
    given(meeting, ...sitting(), closed)
      .when(urgent)
      .refuses('meeting-closed');
  });

  it.each<ItemKind>(['bid', 'ratification', 'variation', 'overspend', 'condition', 'evaluation'])(
    'refuses a %s about no project',
    (kind) =>
      given(meeting, called())
        .when(put('x', kind, { title: 'X' }))
        .refuses('project-needed'),
  );

  it.each<ItemKind>(['virement', 'reserve'])('refuses a %s about no source', (kind) => {
    given(meeting, called())
      .when(put('x', kind, { title: 'X' }))
      .refuses('source-needed');
  });

  it('refuses an item about nothing', () => {
    given(meeting, called()).when(put('x', 'other')).refuses('title-needed');
  });

  it('keeps the ids of its items', () => {
    given(meeting, called(), onAgenda(bidItem))
      .when(put('bid-1', 'bid', { project: 'alley-gates' }))
      .refuses('item-differs');
  });

  it('takes a bid once, also after it was deferred', () => {
    const again = put('bid-2', 'bid', { project: 'youth-bus' });
    given(meeting, called(), onAgenda(bidItem))
      .when(again)
      .refuses('bid-already-on-agenda', { item: 'bid-1' });
    const deferred = decided({ present: [], outcome: 'deferred' });
    given(meeting, ...sitting(), deferred)
      .when(again)
      .refuses('bid-already-on-agenda', { item: 'bid-1' });
  });

  it('leaves money to the tasking group', () => {
    const thematic = given(meeting, called('thematic'));
    thematic
      .when(put('bid-1', 'bid', { project: 'youth-bus' }))
      .refuses('not-the-tasking-group', { group: 'thematic' });
    for (const kind of ['outcome', 'evaluation'] as const)
      expect(thematic.when(put(kind, kind, { project: 'youth-bus' })).events).toHaveLength(1);
  });

  it('lets go of an item that has not been reached', () => {
    given(meeting, called(), onAgenda(bidItem)).when(takeOff('bid-1')).yields(takenOff);
    given(meeting, ...sitting())
      .when(takeOff('bid-1'))
      .yields(takenOff);
    given(meeting, ...sitting())
      .when(takeOff('other'))
      .refuses('no-such-item');
    given(meeting, ...sitting(), decided({ present: [] }))
      .when(takeOff('bid-1'))
      .refuses('already-decided', { outcome: 'approved' });
  });

  it('takes a bid again as another item when it was taken off', () => {
    const off = given(meeting, called(), onAgenda(bidItem), takenOff);
    off.when(put('bid-1', 'bid', { project: 'youth-bus' })).refuses('item-taken-off');
    expect(off.when(put('bid-2', 'bid', { project: 'youth-bus' })).events).toHaveLength(1);
  });
});

describe('opening a meeting', () => {
  it('fixes who votes and the quorum', () => {
    given(meeting, called()).when(openWith()).yields(opened());
  });

  it('brings the matters that wait onto the agenda', () => {
    given(meeting, called())
      .when(openWith([cut]))
      .yields(
        opened(),
        onAgenda({
          item: 'cut-1',
          kind: 'uncovered',
          title: 'The grant was cut',
          source: 'grant',
          matter: 'cut-1',
        }),
      );
  });

  it('brings no matter twice', () => {
    const there = onAgenda({ item: 'mine', kind: 'uncovered', title: 'The cut', matter: 'cut-1' });
    given(meeting, called(), there)
      .when(openWith([cut]))
      .yields(opened());
  });

  it('finds another id for a matter where an item has its own', () => {
    const taken = onAgenda({ item: 'cut-1', kind: 'other', title: 'Something else' });
    const events = given(meeting, called(), taken).when(openWith([cut])).events;
    expect(events).toMatchObject([{}, { data: { item: 'cut-1-2', matter: 'cut-1' } }]);
  });

  it('brings no matters to a group that does not decide them', () => {
    given(meeting, called('thematic'))
      .when(openWith([cut]))
      .yields(opened());
  });

  it('waits for its day', () => {
    const early = openWith([], '2011-07-13');
    given(meeting, called()).when(early).refuses('not-its-day-yet', { heldOn: '14 July 2011' });
    given(meeting, called(), moved).when(openWith()).refuses('not-its-day-yet', { heldOn: '21 July 2011' });
  });

  it('refuses a group in which nobody votes', () => {
    const nobody = asking({ type: 'OpenWith', members: [], substitutes, quorum, matters: [] });
    given(meeting, called()).when(nobody).refuses('no-voting-members');
  });

  it('changes nothing afterwards, whoever has joined the group since', () => {
    given(meeting, ...sitting(), closed)
      .when(openWith([cut]))
      .changesNothing();
  });

  it('comes before anything happens in it', () => {
    const early = given(meeting, called(), onAgenda(bidItem));
    for (const each of [decide(), note('bid-1'), close, approve()]) early.when(each).refuses('not-open');
  });
});

describe('noting an item', () => {
  const report = onAgenda({ item: 'report', kind: 'other', title: 'Report', project: 'youth-bus' });
  const three = ['chair', 'fire', 'health'];

  it('is minuted with who was there', () => {
    given(meeting, ...sitting(...three), report)
      .when(note('report'))
      .yields(
        decided({ item: 'report', outcome: 'noted', present: three.map(memberThere), reasons: 'Noted.' }),
      );
  });

  it('needs a quorum, and no chair', () => {
    given(meeting, ...sitting('chair', 'fire'), report)
      .when(note('report'))
      .refuses('not-quorate');
    const [event] = given(meeting, ...sitting('probation', 'fire', 'health'), report).when(
      note('report'),
    ).events;
    expect(event?.data).not.toHaveProperty('chairedBy');
  });

  it('is no way to decide on money', () => {
    given(meeting, ...sitting(...three))
      .when(note('bid-1'))
      .refuses('needs-a-decision', { kind: 'bid' });
  });

  it('is said once, on the day of the meeting, while it is open', () => {
    const noted = decided({ item: 'report', outcome: 'noted', present: [], reasons: 'Noted.' });
    const after = given(meeting, ...sitting(...three), report, noted);
    after.when(note('report', 'Otherwise.')).refuses('already-decided', { outcome: 'noted' });
    after.and(closed).when(note('report')).changesNothing();
    given(meeting, ...sitting(...three), report, closed)
      .when(note('report'))
      .refuses('meeting-closed');
    given(meeting, ...sitting(...three), report)
      .when({ ...note('report'), on: '2011-07-15' })
      .refuses('not-the-meeting-day', { heldOn: '14 July 2011' });
    given(meeting, ...sitting(...three))
      .when(note('report'))
      .refuses('no-such-item');
    given(meeting, ...sitting(...three), takenOff)
      .when(note('bid-1'))
      .refuses('item-taken-off');
  });
});

describe('closing a meeting and approving its minutes', () => {
  const approved: MeetingEvent = { type: 'MinutesApproved', data: { at: 'august' } };

  it('happens in that order', () => {
    given(meeting, ...sitting())
      .when(close)
      .yields(closed);
    given(meeting, ...sitting(), closed)
      .when(approve('august'))
      .yields(approved);
    given(meeting, ...sitting(), closed)
      .when(approve())
      .yields({ type: 'MinutesApproved', data: {} });
    given(meeting, ...sitting(), closed, approved)
      .when(close)
      .changesNothing();
  });

  it('refuses minutes of a meeting that goes on, or twice, or by itself', () => {
    given(meeting, ...sitting())
      .when(approve())
      .refuses('not-closed');
    given(meeting, ...sitting(), closed, approved)
      .when(approve())
      .refuses('minutes-approved-elsewhere');
    given(meeting, ...sitting(), closed)
      .when(approve('july'))
      .refuses('own-minutes');
  });

  it('knows what was not reached', () => {
    const report = onAgenda({ item: 'report', kind: 'other', title: 'Report' });
    const second = onAgenda({ item: 'bid-2', kind: 'bid', project: 'alley-gates' });
    const { state } = given(meeting, ...sitting('chair'), report, second, decided({ present: [] }), closed, {
      type: 'ItemTakenOffAgenda',
      data: { item: 'report', reason: 'Later.' },
    });
    expect(openItems(state).map(({ terms }) => terms.item)).toEqual(['bid-2']);
    expect(openItems(meeting.initialState)).toEqual([]);
  });
});

describe('a history that begins in the middle', () => {
  it('folds to no meeting', () => {
    const middle = [
      onAgenda(bidItem),
      opened(),
      came(memberThere('chair')),
      decided({ present: [] }),
      closed,
    ];
    expect(given(meeting, ...middle).state).toEqual({ status: 'none' });
  });
});
