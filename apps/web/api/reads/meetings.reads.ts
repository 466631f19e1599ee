import { Type } from 'typebox';
import { meetingStream } from '#kernel/ids';
import { meetingWithMoney } from '#reads/decided-money';
import { meetingsOf } from '#reads/meetings';
import { Paging } from '../paging.js';
import { one, revisionOf, wholeRows } from '../read.js';
import { day, fundingType, list, pence, text, textOrNull, whole, yesOrNo } from '../shapes.js';

const tag = 'Meetings';

const attendance = {
  person: text('The person.'),
  agency: Type.Optional(text('The agency that they come from.')),
  capacity: text('member, substitute or in-attendance.'),
  insteadOf: Type.Optional(text('The member in whose place they sit.')),
};
const declaration = Type.Object({
  person: text('The person.'),
  declares: text('interest or none.'),
  nature: Type.Optional(text('Of what nature.')),
});

const decision = Type.Object({
  item: text('The item.'),
  outcome: text('approved, approved-in-part, deferred, refused …'),
  project: Type.Optional(text('The project.')),
  subject: Type.Optional(text('The virement, reserve, condition or action that it decides.')),
  quorate: yesOrNo('Whether enough were there.'),
  quorum: Type.Object({
    peopleNeeded: whole('How many people it takes.'),
    agenciesNeeded: whole('From how many agencies.'),
    people: whole('How many were there.'),
    agencies: whole('From how many agencies.'),
  }),
  chairedBy: Type.Optional(text('Who chaired it.')),
  present: list(Type.Object(attendance), 'Who was there for it.'),
  steppedOut: list(Type.String(), 'Who stepped out.'),
  declared: list(declaration, 'What was declared.'),
  ballot: Type.Optional(
    Type.Object({
      for: list(Type.String(), 'Who voted for it.'),
      against: list(Type.String(), 'Who voted against it.'),
      abstained: list(Type.String(), 'Who abstained.'),
      castingVote: Type.Optional(text('for or against.')),
    }),
  ),
  agreedWithoutVote: yesOrNo('Whether it was agreed without a vote.'),
  dissent: list(Type.String(), 'Who dissented.'),
  conditions: list(Type.String(), 'Its conditions.'),
  reasons: text('Why.'),
});

const item = Type.Object({
  item: text('The item.'),
  kind: text('bid, ratification, virement …'),
  title: text('What it is about.'),
  project: Type.Optional(text('The project.')),
  source: Type.Optional(text('The source.')),
  status: text('waiting, decided or taken off.'),
  leadOfficer: Type.Optional(text('The lead officer of the project.')),
  overdueEvaluations: list(Type.String(), 'Projects of the lead officer whose evaluations are overdue.'),
  declared: list(declaration, 'What was declared.'),
  steppedOut: list(
    Type.Object({ person: text('The person.'), why: text('interest, lead-officer or own-choice.') }),
    'Who stepped out, and why.',
  ),
  decision: Type.Optional(decision),
  money: list(
    Type.Object({
      does: text('awarded, more, less, given-back, accept, recover, held or moved.'),
      source: text('The source.'),
      project: Type.Optional(text('The project that it came from, where it was moved.')),
      to: Type.Optional(text('The source that it went to, where it was moved.')),
      toProject: Type.Optional(text('The project that it went to, where it was moved.')),
      fundingType,
      amountPence: pence('How much.'),
      subjectToFunding: Type.Optional(yesOrNo('Whether it waits for money to be confirmed.')),
      fromReserve: Type.Optional(text('The reserve that was called for it.')),
    }),
    'What the decision did with money, as it was decided, whatever became of it since.',
  ),
});

const opening = Type.Object({
  members: list(
    Type.Object({
      person: text('The person.'),
      agency: text('The agency.'),
      office: Type.Optional(text('chair or deputy-chair.')),
    }),
    'Who may vote.',
  ),
  substitutes: list(
    Type.Object({
      substitute: text('Who may sit in a member’s place.'),
      member: text('The member.'),
      agency: text('The agency.'),
    }),
    'Who may sit in their place.',
  ),
  quorum: Type.Object({
    numerator: whole('Of the voting members, so many …'),
    denominator: whole('… of so many.'),
    atLeastPeople: whole('At least so many people.'),
    atLeastAgencies: whole('From at least so many agencies.'),
  }),
});

const called = {
  meeting: text('The meeting.'),
  group: text('The group that meets.'),
  heldOn: day('The day, as last moved.'),
  status: text('called, cancelled, open, closed or minutes-approved.'),
  exampleOnly: yesOrNo('Whether it is made up for an example.'),
};

export const meetingReads = [
  wholeRows({
    operation: 'listMeetings',
    path: '/meetings',
    tag,
    about: 'The meetings in the order of their days, each with its agenda.',
    query: Paging,
    row: Type.Object({
      ...called,
      startsAt: textOrNull('When it begins: 14:00.'),
      place: textOrNull('Where.'),
      present: whole('How many were there.'),
      items: list(
        Type.Object({
          item: text('The item.'),
          kind: text('bid, ratification, virement …'),
          title: textOrNull('What it is about, where that was said.'),
          project: textOrNull('The project.'),
          status: text('Where it stands.'),
          outcome: textOrNull('What was decided.'),
          reasons: textOrNull('Why.'),
        }),
        'The agenda.',
      ),
    }),
    key: ['text', 'text'],
    keyOf: (row) => [row.heldOn, row.meeting],
    read: async (from) => meetingsOf(from),
  }),
  one({
    operation: 'getMeeting',
    path: '/meetings/:meeting',
    tag,
    about: 'One meeting as its minutes give it: who was there, interests, decisions, votes, reasons.',
    shape: Type.Object({
      ...called,
      startsAt: Type.Optional(text('When it begins, as last moved: 14:00.')),
      place: Type.Optional(text('Where, as last moved.')),
      minutesApprovedAt: Type.Optional(text('The meeting that approved the minutes.')),
      opening: Type.Optional(opening),
      attendance: list(
        Type.Object({ ...attendance, left: yesOrNo('Whether they left.') }),
        'Everyone who came.',
      ),
      items: list(item, 'The agenda.'),
    }),
    revision: revisionOf(meetingStream, 'meeting'),
    read: async (from, { meeting = '' }) => meetingWithMoney(from, meeting),
  }),
] as const;
