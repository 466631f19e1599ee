import type { ItemDecision, RecordedBallot } from '#funding/meeting/meeting.events';
import { rowsOf } from '../../answering/rows.js';
import type { Visit } from '../../access/visit.js';

type Row = readonly [key: string, text: string];

/** A decision as the minutes give it: how, by whom, on what conditions, and why. */
export async function decidedRows(
  { reading: { names } }: Visit,
  decision: ItemDecision,
): Promise<readonly object[]> {
  const { quorum, conditions, dissent, steppedOut, chairedBy, reasons } = decision;
  const all = async (people: readonly string[]): Promise<string> =>
    (await Promise.all(people.map(async (person) => names.of(person)))).join('; ');
  const rows: readonly Row[] = [
    ['Reasons', reasons],
    ['How', await howOf(decision, all)],
    ['Conditions', conditions.join('\n')],
    ['Dissent', await all(dissent)],
    ['In the chair', chairedBy === undefined ? '' : await names.of(chairedBy)],
    ['Stepped out', await all(steppedOut)],
    [
      decision.quorate ? 'Quorate' : 'Not quorate',
      `${quorum.people} could vote and ${quorum.peopleNeeded} were needed; they came from ${quorum.agencies} agencies, and ${quorum.agenciesNeeded} were needed`,
    ],
  ];
  return rowsOf(rows.filter(([, text]) => text !== ''));
}

async function howOf(
  { ballot, agreedWithoutVote, outcome }: ItemDecision,
  all: (people: readonly string[]) => Promise<string>,
): Promise<string> {
  if (ballot !== undefined) return votesOf(ballot, all);
  if (outcome === 'noted') return '';
  return agreedWithoutVote ? 'Agreed without a vote' : 'No vote was taken';
}

async function votesOf(
  { for: yes, against, abstained, castingVote }: RecordedBallot,
  all: (people: readonly string[]) => Promise<string>,
): Promise<string> {
  const sides = [
    ['For', yes],
    ['Against', against],
    ['Abstained', abstained],
  ] as const;
  const lines: string[] = [];
  for (const [side, people] of sides)
    if (people.length > 0) lines.push(`${side}, ${people.length}: ${await all(people)}`);
  if (castingVote !== undefined) lines.push(`Casting vote: ${castingVote}`);
  return lines.join('\n');
}
