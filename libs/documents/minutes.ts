import { actionTable } from '#documents/actions';
import type { Facts } from '#documents/facts/facts';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import { agencyOf } from '#documents/facts/project-words';
import { decidedInWords } from '#documents/item-words';
import { heldInWords, itemTitle, kindWords, meetingTitle } from '#documents/meeting-words';
import { seatInWords } from '#documents/membership';
import type { NameOf } from '#documents/people';
import { count, heading, list, note, paragraph, table, words } from '#documents/model/document';
import type { Counted, Document, Part, Sentence } from '#documents/model/document';
import { many, oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import type { RecordedBallot } from '#funding/meeting/meeting.events';
import { formatDate } from '#kernel/local-date';

/**
 * The minutes of a meeting: who was there, and of each item the quorum, the interests, who stepped out, the
 * decision, the votes, the conditions, the reasons and the dissent (rule 5), then the actions that arise.
 */
export function minutes(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Document {
  return {
    name: 'minutes',
    title: `Minutes: ${meetingTitle(facts, meeting)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'attendance',
    parts: [
      ...headParts(facts, meeting),
      heading('Present'),
      attendanceTable(facts, meeting, nameOf),
      ...(wasOpened(meeting) ? whatHappened(facts, meeting, nameOf) : []),
    ],
  };
}

function wasOpened({ stage }: MeetingFacts): boolean {
  return stage === 'open' || stage === 'closed';
}

function whatHappened(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): readonly Part[] {
  return [
    ...apologies(meeting, nameOf),
    ...earlierMinutes(facts, meeting),
    ...(meeting.items.size === 0 ? [] : [heading('Items')]),
    ...[...meeting.items.values()].flatMap((item, at) => itemParts(facts, meeting, item, at + 1, nameOf)),
    heading('Actions'),
    actionTable(facts, meeting, nameOf),
    ...signature(meeting),
  ];
}

function headParts(facts: Facts, meeting: MeetingFacts): readonly Part[] {
  const { stage, exampleOnly, minutesApproved } = meeting;
  const approved =
    minutesApproved === undefined
      ? 'Draft: not yet approved.'
      : `Approved on ${formatDate(minutesApproved)}.`;
  const held = heldInWords(facts, meeting, { soFar: 'these are its minutes so far', none: 'minutes' });
  const parts = [paragraph(stage === 'closed' ? `${held} ${approved}` : held)];
  return exampleOnly ? [...parts, note('This meeting is made up for an example.')] : parts;
}

/** Where the chair of a later meeting signs what that meeting approves. */
function signature({ stage, minutesApproved }: MeetingFacts): readonly Part[] {
  if (stage !== 'closed' || minutesApproved !== undefined) return [];
  return [paragraph('Signed by the chair as a true record: ______________________   Date: ____________')];
}

function attendanceTable(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Part {
  const { attendance, left, members } = meeting;
  const seatOf = (person: string): string =>
    seatInWords(members.find((member) => member.person === person)?.office);
  const rows = [...attendance.values()].map(({ person, agency, capacity, insteadOf }) => {
    const instead = insteadOf === undefined ? '' : `, instead of ${quoted(nameOf(insteadOf))}`;
    const gone = left.has(person) ? 'Left before the end' : '';
    return [
      words(quoted(nameOf(person))),
      words(agencyOf(facts, agency)),
      words(`${capacity === 'member' ? seatOf(person) : capacity.replace('-', ' ')}${instead}`),
      words(gone),
    ];
  });
  return table('attendance', 'Who was there', ['Name', 'Agency', 'As', 'Note'], rows, {
    whenEmpty: wasOpened(meeting) ? 'Nobody is recorded.' : 'Nobody: it was not held.',
  });
}

function apologies({ members, attendance }: MeetingFacts, nameOf: NameOf): readonly Part[] {
  const absent = members
    .filter(({ person }) => !attendance.has(person))
    .map(({ person }) => quoted(nameOf(person)));
  return absent.length === 0 ? [] : [paragraph(`Not there: ${absent.join(', ')}.`)];
}

/** The minutes of earlier meetings that this one approved. */
function earlierMinutes(facts: Facts, { meeting }: MeetingFacts): readonly Part[] {
  const approved = [...facts.meetings.values()].filter((one) => one.minutesApprovedAt === meeting);
  return approved.map((one) =>
    paragraph(`The minutes of ${meetingTitle(facts, one)}, were approved as a true record.`),
  );
}

function itemParts(
  facts: Facts,
  { meeting, stage }: MeetingFacts,
  item: ItemFacts,
  nth: number,
  nameOf: NameOf,
): readonly Part[] {
  const { decision } = item;
  const head = [
    heading(`${nth}. ${itemTitle(facts, item)}`, 2),
    note(`Kind of item: ${kindWords[item.kind]}${leadAgency(facts, item)}`),
  ];
  const interests = interestLines(item, nameOf);
  const did = decidedInWords(facts, meeting, item);
  const undecided = stage === 'open' ? 'Not decided yet.' : 'Not reached: it waits for another meeting.';
  const said = decision === undefined ? [undecided] : decisionLines(decision, did, nameOf);
  return [...head, list([...interests, ...said])];
}

/** Whose bid it is, by which it is plain who has to declare an interest. */
function leadAgency(facts: Facts, { project }: ItemFacts): string {
  const agency = agencyOf(facts, facts.projects.get(project ?? '')?.bid.leadAgency);
  return agency === '' ? '' : `. Lead agency: ${agency}`;
}

function interestLines({ declared, steppedOut }: ItemFacts, nameOf: NameOf): readonly string[] {
  const interests = declared.map(({ person, declares, nature }) => {
    const what = declares === 'none' ? 'no interest' : 'an interest';
    return `${quoted(nameOf(person))} declared ${what}${nature === undefined ? '' : `: ${withoutStop(nature)}`}.`;
  });
  const out = steppedOut.map(
    ({ person, why }) => `${quoted(nameOf(person))} stepped out (${why.replace('-', ' ')}).`,
  );
  return [...interests, ...out];
}

type Decision = NonNullable<ItemFacts['decision']>;
type Said = Sentence | string;

function decisionLines(decision: Decision, did: readonly Said[], nameOf: NameOf): readonly Said[] {
  const { outcome, quorate, quorum, chairedBy, conditions, reasons, dissent } = decision;
  const of = (number: number): Counted => count(number, [decision.position]);
  const people = told`${many(of(quorum.people), 'person', 'people')} from ${many(of(quorum.agencies), 'agency', 'agencies')}`;
  const there = told`${people}; it takes ${of(quorum.peopleNeeded)} from ${of(quorum.agenciesNeeded)}`;
  return [
    `Decision: ${outcome.replaceAll('-', ' ')}.`,
    ...did,
    `Reasons: ${reasons}`,
    told`${quorate ? 'Quorate' : 'Not quorate'}: ${there}.`,
    ...(chairedBy === undefined ? [] : [`In the chair: ${quoted(nameOf(chairedBy))}.`]),
    votesLine(decision, nameOf),
    ...(conditions.length === 0 ? [] : [`Conditions: ${conditions.map(withoutStop).join('; ')}.`]),
    ...(dissent.length === 0 ? [] : [`Dissent: ${namesOf(dissent, nameOf)}.`]),
  ];
}

function votesLine({ ballot, agreedWithoutVote, position }: Decision, nameOf: NameOf): Sentence | string {
  if (ballot === undefined) return agreedWithoutVote ? 'Agreed without a vote.' : 'No vote was taken.';
  return told`Votes: ${ballotWords(ballot, position, nameOf)}.`;
}

function ballotWords(
  { for: yes, against, abstained, castingVote }: RecordedBallot,
  position: number,
  nameOf: NameOf,
): Sentence {
  const sides = [
    ['for', yes],
    ['against', against],
    ['abstained', abstained],
  ] as const;
  const counted = sides.flatMap(([side, people]) => {
    if (people.length === 0) return [];
    return [told`${count(people.length, [position])} ${side} (${namesOf(people, nameOf)})`];
  });
  const casting = castingVote === undefined ? '' : `casting vote ${castingVote}`;
  return oneAfterAnother([...counted, casting], ', ');
}

function namesOf(people: readonly string[], nameOf: NameOf): string {
  return people.map((person) => quoted(nameOf(person))).join(', ');
}

/** What someone wrote, to stand at the end of a sentence of ours. */
function withoutStop(text: string): string {
  return text.replace(/\.$/u, '');
}
