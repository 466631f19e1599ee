import type { ItemDecision, RecordedBallot } from '#funding/meeting/meeting.events';
import { codeSaid, daySaid, labelled, personSaid, said } from '#projections/history-phrases';
import type { WordsOf } from '#projections/history-phrases';

/** What the events of a meeting say beyond their names. */
export const meetingWords: WordsOf<'meeting'> = {
  MeetingCalled: ({ group, heldOn, startsAt, place }) =>
    said(`group ${group}`, `for ${daySaid(heldOn)}`, startsAt, place),
  MeetingMoved: ({ heldOn, startsAt, place }) => said(`to ${daySaid(heldOn)}`, startsAt, place),
  MeetingCancelled: () => '',
  ItemPutOnAgenda: ({ kind, title, project, source, matter }) =>
    said(
      codeSaid(kind),
      title,
      labelled('project', project),
      labelled('source', source),
      labelled('matter', matter),
    ),
  ItemTakenOffAgenda: () => '',
  MeetingOpened: ({ members, quorum }) =>
    said(
      `${members.length} voting members`,
      `quorum ${quorum.numerator}/${quorum.denominator}, at least ${quorum.atLeastPeople} people`,
      `of ${quorum.atLeastAgencies} agencies`,
    ),
  AttendanceRecorded: ({ person, agency, capacity, insteadOf }) =>
    said(
      agency === undefined ? personSaid(person) : `${personSaid(person)} of ${agency}`,
      codeSaid(capacity),
      insteadOf === undefined ? '' : `instead of ${personSaid(insteadOf)}`,
    ),
  DepartureRecorded: ({ person }) => personSaid(person),
  InterestDeclared: ({ person, declares, nature }) =>
    said(`${personSaid(person)}: ${declares === 'none' ? 'no interest' : 'an interest'}`, nature),
  MemberSteppedOut: ({ person, why }) => `${personSaid(person)}, for ${whyOut[why]}`,
  ItemDecided: (data) =>
    said(
      codeSaid(data.outcome),
      labelled('on', data.subject),
      quorumSaid(data),
      data.chairedBy === undefined ? '' : `chaired by ${personSaid(data.chairedBy)}`,
      ballotSaid(data),
      labelled('stepped out:', peopleSaid(data.steppedOut)),
      labelled('dissent:', peopleSaid(data.dissent)),
      ...data.conditions.map((condition) => `condition: ${condition}`),
    ),
  MeetingClosed: () => '',
  MinutesApproved: ({ at }) => said(labelled('at meeting', at)),
};

const whyOut = {
  interest: 'an interest',
  'lead-officer': 'being the lead officer',
  'own-choice': 'reasons of their own',
} as const;

function quorumSaid({ quorate, quorum }: ItemDecision): string {
  const { people, peopleNeeded, agencies, agenciesNeeded } = quorum;
  return (
    `${quorate ? 'quorate' : 'not quorate'}: ${people} people of ${agencies} agencies ` +
    `(needed: ${peopleNeeded} of ${agenciesNeeded})`
  );
}

function ballotSaid({ ballot, agreedWithoutVote }: ItemDecision): string {
  if (ballot !== undefined) return votesSaid(ballot);
  return agreedWithoutVote ? 'agreed without a vote' : '';
}

function votesSaid(ballot: RecordedBallot): string {
  return said(
    `for: ${peopleSaid(ballot.for) || 'nobody'}`,
    `against: ${peopleSaid(ballot.against) || 'nobody'}`,
    labelled('abstained:', peopleSaid(ballot.abstained)),
    labelled('casting vote', ballot.castingVote),
  );
}

function peopleSaid(people: readonly string[]): string {
  return people.map(personSaid).join(', ');
}
