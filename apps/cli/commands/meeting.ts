import type { ItemDecision, RecordedBallot } from '#funding/meeting/meeting.events';
import { formatDate } from '#kernel/local-date';
import { facts } from '../facts.js';
import type { Facts } from '../facts.js';
import { meetingDetail } from '#reads/meeting-detail';
import type { MeetingDetail, MeetingItem } from '#reads/meeting-detail';
import type { Names } from '#reads/names';
import { inWords } from '#reads/words';
import { reading } from '../reading.js';
import type { Reading } from '#reads/reading';
import type { ReadOptions } from '../reading.js';
import { counted, heading, json, paragraph, section, table } from '../terminal.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Shows one meeting as its minutes give it: who was there, and of each item the quorum, the interests, the
 * votes and the reasons (rule 5). @throws WrongUse when there is none of that id
 */
export async function meeting(id: string, options: ReadOptions, terminal: Terminal): Promise<void> {
  await reading(options, async (from) => {
    const detail = await meetingDetail(from, id);
    if (detail === undefined)
      throw new WrongUse(`There is no meeting ${id}. "tallystick meetings" lists them.`);
    if (options.json === true) return json(terminal, { partnership: from.partnership, ...detail });
    await showMeeting(detail, from, terminal);
    for (const item of detail.items) await showItem(item, from.names, terminal);
    await terminal.line();
    await paragraph(terminal, `Every event of it, with who and when: tallystick history ${id} --of meeting`);
  });
}

async function showMeeting(
  detail: MeetingDetail,
  { state, names }: Reading,
  terminal: Terminal,
): Promise<void> {
  const { group, heldOn, startsAt, place, status, exampleOnly, minutesApprovedAt, opening, items } = detail;
  const named = state.groups.find((known) => known.group === group)?.name ?? group;
  await heading(terminal, `${formatDate(heldOn)}: ${named} (${detail.meeting})`);
  await facts(terminal, {
    'Begins at': startsAt,
    Where: place,
    State: inWords(status),
    'Minutes approved at': minutesApprovedAt,
    'Voting members': opening === undefined ? '' : String(opening.members.length),
    'Made up': exampleOnly ? 'This meeting is made up for an example.' : '',
  });
  await section(terminal, 'Who was there');
  const rows = await attendanceRows(detail, names);
  const columns = ['Name', 'Agency', 'As', 'Left'].map((text) => ({ heading: text }));
  await table(terminal, { columns, rows }, 'Nobody is recorded.');
  if (items.length > 0) return;
  await terminal.line();
  await terminal.line('Nothing is on the agenda.');
}

async function attendanceRows({ attendance }: MeetingDetail, names: Names): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { person, agency = '', capacity, insteadOf, left } of attendance) {
    const instead = insteadOf === undefined ? '' : `, instead of ${await names.of(insteadOf)}`;
    rows.push([await names.of(person), agency, `${inWords(capacity)}${instead}`, left ? 'left' : '']);
  }
  return rows;
}

async function showItem(item: MeetingItem, names: Names, terminal: Terminal): Promise<void> {
  const { project, source, kind, status, decision, leadOfficer, overdueEvaluations: overdue } = item;
  await section(terminal, `${item.item}: ${item.title} (${inWords(kind)})`);
  await facts(terminal, {
    Project: project,
    Source: source,
    'Lead officer': leadOfficer === undefined ? '' : await names.of(leadOfficer),
    'Overdue today': overdue.length === 0 ? '' : `the lead officer owes evaluations of ${overdue.join(', ')}`,
    Outcome: decision === undefined ? status : inWords(decision.outcome),
    ...(await interestFacts(item, names)),
    ...(decision === undefined ? {} : await decisionFacts(decision, names)),
  });
}

/** Each as they declared it, and why they stepped out. */
async function interestFacts({ declared, steppedOut }: MeetingItem, names: Names): Promise<Facts> {
  const said: string[] = [];
  for (const { person, declares, nature } of declared) {
    const what = declares === 'none' ? 'no interest' : 'an interest';
    said.push(`${await names.of(person)} ${what}${nature === undefined ? '' : ` (${nature})`}`);
  }
  const out: string[] = [];
  for (const { person, why } of steppedOut) out.push(`${await names.of(person)} (${inWords(why)})`);
  return { Declared: said.join('; '), 'Stepped out': out.join('; ') };
}

async function decisionFacts(decision: ItemDecision, names: Names): Promise<Facts> {
  const { subject, present, chairedBy, ballot, dissent, conditions, reasons } = decision;
  const people = present.map(({ person }) => person);
  return {
    About: subject,
    Quorum: quorumInWords(decision),
    Present: await names.all(people.filter((person) => !decision.steppedOut.includes(person))),
    'Out for this item': await names.all(decision.steppedOut),
    'Chaired by': chairedBy === undefined ? '' : await names.of(chairedBy),
    Votes: ballot === undefined ? withoutVotes(decision) : await votesInWords(ballot, names),
    Dissent: await names.all(dissent),
    Conditions: conditions.join('; '),
    Reasons: reasons,
  };
}

function quorumInWords({ quorate, quorum }: ItemDecision): string {
  const { people, peopleNeeded, agencies, agenciesNeeded } = quorum;
  const there = `${counted(people, 'person', 'people')} of ${counted(agencies, 'agency', 'agencies')}`;
  const needed = `${counted(peopleNeeded, 'person', 'people')} of ${counted(agenciesNeeded, 'agency', 'agencies')}`;
  return `${quorate ? 'quorate' : 'not quorate'}, ${there}; needed, ${needed}`;
}

function withoutVotes({ agreedWithoutVote }: ItemDecision): string {
  return agreedWithoutVote ? 'agreed without a vote' : 'none taken';
}

async function votesInWords(ballot: RecordedBallot, names: Names): Promise<string> {
  const votes: string[] = [];
  for (const side of ['for', 'against', 'abstained'] as const) {
    const people = ballot[side];
    votes.push(`${people.length} ${side}${people.length === 0 ? '' : ` (${await names.all(people)})`}`);
  }
  if (ballot.castingVote !== undefined) votes.push(`casting vote ${ballot.castingVote}`);
  return votes.join('; ');
}
