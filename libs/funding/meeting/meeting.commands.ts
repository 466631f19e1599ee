import type { CommandOf } from '#funding/command-types';
import { day, id, line, oneOf, text, time, yesOrNo } from '#funding/fields';
import type { ItemKind } from './meeting.events.js';

const kinds = [
  'bid',
  'ratification',
  'variation',
  'overspend',
  'virement',
  'reserve',
  'condition',
  'uncovered',
  'evaluation',
  'overdue-evaluation',
  'outcome',
  'other',
] as const;

/**
 * Call a meeting of a group; matters waiting for the tasking group come onto its agenda when it is opened.
 */
class CallMeeting {
  @id('The meeting.') meeting!: string;
  @id('The group that meets.') group!: string;
  @day('The day on which it will be held.') heldOn!: string;
  @time('When it begins, by the clocks of London: 14:00.', { optional: true }) startsAt?: string;
  @line('Where.', { optional: true }) place?: string;
  @yesOrNo('Made up for an example.', { optional: true }) exampleOnly?: boolean;
}

/** Move a meeting that has not been opened to another day, time or place. */
class MoveMeeting {
  @id('The meeting.') meeting!: string;
  @day('The day on which it will be held.') heldOn!: string;
  @time('When it begins; left out, when it was to begin before.', { optional: true }) startsAt?: string;
  @line('Where; left out, where it was to be before.', { optional: true }) place?: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Cancel a meeting that has not been opened. Its bids wait for another. */
class CancelMeeting {
  @id('The meeting.') meeting!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Put a bid or another matter on the agenda. */
class PutOnAgenda {
  @id('The meeting.') meeting!: string;
  @id('The item, unique in its meeting.') item!: string;
  @oneOf(kinds, 'What kind of matter it is.') kind!: ItemKind;
  @id('The project that it is about.', { optional: true }) project?: string;
  @id('The source that it is about.', { optional: true }) source?: string;
  @line('The item in a line; for a bid, its title serves.', { optional: true }) title?: string;
}

/** Take an item off the agenda before it is reached. */
class TakeOffAgenda {
  @id('The meeting.') meeting!: string;
  @id('The item.') item!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Open the meeting: who its voting members are and its quorum are fixed now. */
class OpenMeeting {
  @id('The meeting.') meeting!: string;
}

/** Record that someone is present: a voting member, a named substitute, or in attendance without a vote. */
class RecordAttendance {
  @id('The meeting.') meeting!: string;
  @id('The person.') person!: string;
  @oneOf(['member', 'substitute', 'in-attendance'], 'In which capacity.') capacity!:
    'member' | 'substitute' | 'in-attendance';
  @id('Their agency; for a member, as recorded.', { optional: true }) agency?: string;
  @id('The member in whose place they sit, for a substitute.', { optional: true }) insteadOf?: string;
}

/** Record that someone has left the meeting. */
class RecordDeparture {
  @id('The meeting.') meeting!: string;
  @id('The person.') person!: string;
}

/** Declare an interest in an item, or that there is none. Someone with an interest steps out. */
class DeclareInterest {
  @id('The meeting.') meeting!: string;
  @id('The item.') item!: string;
  @id('The person.') person!: string;
  @oneOf(['interest', 'none'], 'An interest, or none.') declares!: 'interest' | 'none';
  @line('What the interest is.', { optional: true }) nature?: string;
}

/** Step out for an item without an interest to declare. */
class StepOut {
  @id('The meeting.') meeting!: string;
  @id('The item.') item!: string;
  @id('The person.') person!: string;
}

/** Note an item that needs no decision about money. */
class NoteItem {
  @id('The meeting.') meeting!: string;
  @id('The item.') item!: string;
  @text('What was noted, and what will be done.', { max: 4000 }) reasons!: string;
}

/** Close the meeting. What was not reached is deferred. */
class CloseMeeting {
  @id('The meeting.') meeting!: string;
}

/** Approve the minutes as a true record. */
class ApproveMinutes {
  @id('The meeting.') meeting!: string;
  @id('The later meeting that approved them.', { optional: true }) laterMeeting?: string;
}

export const meetingCommands = {
  CallMeeting,
  MoveMeeting,
  CancelMeeting,
  PutOnAgenda,
  TakeOffAgenda,
  OpenMeeting,
  RecordAttendance,
  RecordDeparture,
  DeclareInterest,
  StepOut,
  NoteItem,
  CloseMeeting,
  ApproveMinutes,
} as const;
export type MeetingCommand = CommandOf<typeof meetingCommands>;
