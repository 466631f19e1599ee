import type { ExamplesOf } from '#desk/command-registry';

const meeting = 'tasking-2011-07';

/** One example of each command to a meeting. */
export const meetingExamples: ExamplesOf<'meeting'> = {
  CallMeeting: { meeting, group: 'tasking', heldOn: '2011-07-14', place: 'Committee room 2' },
  MoveMeeting: { meeting, heldOn: '2011-07-21', reason: 'The chair is away.' },
  CancelMeeting: { meeting, reason: 'Too few members can come.' },
  PutOnAgenda: { meeting, item: 'item-3', kind: 'bid', project: 'youth-bus' },
  TakeOffAgenda: { meeting, item: 'item-3', reason: 'The bid is being revised.' },
  OpenMeeting: { meeting },
  RecordAttendance: { meeting, person: 'chair-1', capacity: 'member' },
  RecordDeparture: { meeting, person: 'chair-1' },
  DeclareInterest: {
    meeting,
    item: 'item-3',
    person: 'police-1',
    declares: 'interest',
    nature: 'A trustee of the youth trust.',
  },
  StepOut: { meeting, item: 'item-3', person: 'police-1' },
  NoteItem: { meeting, item: 'item-5', reasons: 'Noted. The support officer will write to the provider.' },
  CloseMeeting: { meeting },
  ApproveMinutes: { meeting },
};
