import type { Projection } from '#projections/projection';
import { integer, journal, optionalText, standing, text, yesOrNo } from '#projections/table';

const meetings = standing(
  'meetings',
  {
    partnership: text,
    meeting: text,
    group_id: text,
    group_kind: text,
    held_on: text,
    /** By the clocks of London: `14:00`. */
    starts_at: optionalText,
    place: optionalText,
    /** `called`, `open`, `closed` or `cancelled`. */
    status: text,
    minutes_approved_on: optionalText,
    minutes_approved_at: optionalText,
    example_only: yesOrNo,
  },
  { owner: 'meeting', indexes: [['partnership', 'held_on']] },
);

const agendaItems = standing(
  'agenda_items',
  {
    partnership: text,
    meeting: text,
    item: text,
    /** Its place on the agenda: the position of the event that put it there. */
    put_at: integer,
    kind: text,
    title: optionalText,
    project: optionalText,
    source: optionalText,
    matter: optionalText,
    /** `waiting`, `decided` or `taken off`. */
    status: text,
    outcome: optionalText,
    reason: optionalText,
  },
  { owner: 'meeting', and: ['item'], indexes: [['partnership', 'project']] },
);

const attendance = standing(
  'attendance',
  {
    partnership: text,
    meeting: text,
    person: text,
    agency: optionalText,
    capacity: text,
    instead_of: optionalText,
    departed: yesOrNo,
  },
  { owner: 'meeting', and: ['person'] },
);

/** Each decision as the minutes give it; lists of people and their agencies in JSON. */
const decisions = journal(
  'decisions',
  {
    position: integer,
    partnership: text,
    meeting: text,
    item: text,
    outcome: text,
    project: optionalText,
    decided_on: text,
    quorate: yesOrNo,
    people_needed: integer,
    people_present: integer,
    agencies_needed: integer,
    agencies_present: integer,
    chaired_by: optionalText,
    present: text,
    stepped_out: text,
    declared: text,
    /** Empty when it was agreed without a vote. */
    ballot: optionalText,
    agreed_without_vote: yesOrNo,
    dissent: text,
    conditions: text,
    reasons: text,
    recorded_at: text,
  },
  {
    key: ['position'],
    indexes: [
      ['partnership', 'meeting'],
      ['partnership', 'project'],
    ],
  },
);

export const meetingTables = [meetings, agendaItems, attendance, decisions] as const;

/** What is on which agenda, who came, and what was decided. */
export const meetingsProjection: Projection<typeof meetingTables> = {
  name: 'meetings',
  version: 2,
  tables: meetingTables,
  on: {
    meeting: {
      MeetingCalled({ partnership, data }, write) {
        const { meeting, group, groupKind, heldOn, startsAt, place, exampleOnly = false } = data;
        const called = { group_id: group, group_kind: groupKind, status: 'called' };
        const held = { held_on: heldOn, starts_at: startsAt, place };
        write.put(meetings, { partnership, meeting, ...called, ...held, example_only: Number(exampleOnly) });
      },
      MeetingMoved({ stream, data: { heldOn, startsAt, place } }, write) {
        const time = startsAt === undefined ? {} : { starts_at: startsAt };
        const elsewhere = place === undefined ? {} : { place };
        write.change(meetings, write.the(meetings, stream), { held_on: heldOn, ...time, ...elsewhere });
      },
      MeetingCancelled: ({ stream }, write) =>
        write.change(meetings, write.the(meetings, stream), { status: 'cancelled' }),
      MeetingOpened: ({ stream }, write) =>
        write.change(meetings, write.the(meetings, stream), { status: 'open' }),
      MeetingClosed: ({ stream }, write) =>
        write.change(meetings, write.the(meetings, stream), { status: 'closed' }),
      MinutesApproved({ stream, effectiveOn, data: { at } }, write) {
        const approved = { minutes_approved_on: effectiveOn, minutes_approved_at: at ?? null };
        write.change(meetings, write.the(meetings, stream), approved);
      },
      ItemPutOnAgenda({ partnership, subject, position, data }, write) {
        const { item, kind, title, project, source, matter } = data;
        const terms = { item, kind, title, project, source, matter, status: 'waiting' };
        write.put(agendaItems, { partnership, meeting: subject, put_at: position, ...terms });
      },
      ItemTakenOffAgenda({ stream, data: { item, reason } }, write) {
        write.change(agendaItems, write.the(agendaItems, stream, item), { status: 'taken off', reason });
      },
      AttendanceRecorded({ partnership, subject, data: { person, agency, capacity, insteadOf } }, write) {
        const came = { person, agency, capacity, instead_of: insteadOf, departed: 0 };
        write.put(attendance, { partnership, meeting: subject, ...came });
      },
      DepartureRecorded({ stream, data: { person } }, write) {
        write.change(attendance, write.the(attendance, stream, person), { departed: 1 });
      },
      ItemDecided({ partnership, subject, stream, position, effectiveOn, recordedAt, data }, write) {
        const { item, outcome, project, quorum, ballot, reasons } = data;
        write.change(agendaItems, write.the(agendaItems, stream, item), { status: 'decided', outcome });
        write.add(decisions, {
          position,
          partnership,
          meeting: subject,
          item,
          outcome,
          project,
          decided_on: effectiveOn,
          quorate: Number(data.quorate),
          people_needed: quorum.peopleNeeded,
          people_present: quorum.people,
          agencies_needed: quorum.agenciesNeeded,
          agencies_present: quorum.agencies,
          chaired_by: data.chairedBy,
          present: JSON.stringify(data.present),
          stepped_out: JSON.stringify(data.steppedOut),
          declared: JSON.stringify(data.declared),
          ballot: ballot === undefined ? null : JSON.stringify(ballot),
          agreed_without_vote: Number(data.agreedWithoutVote),
          dissent: JSON.stringify(data.dissent),
          conditions: JSON.stringify(data.conditions),
          reasons,
          recorded_at: recordedAt,
        });
      },
    },
  },
};
