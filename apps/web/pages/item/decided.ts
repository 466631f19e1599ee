import type { ItemDecision, RecordedBallot } from '#funding/meeting/meeting.events';
import { decidedMoneyInWords } from '#funding/project/decided-money';
import type { DecidedMoney } from '#funding/project/decided-money';
import { formatPence, sumPence } from '#kernel/pence';
import { decidedMoney } from '#reads/decided-money';
import type { MeetingItem } from '#reads/meeting-detail';
import { rowsOf } from '../../answering/rows.js';
import type { Visit } from '../../access/visit.js';
import { projectTitles, sourceNames } from '../../titles.js';

type Row = readonly [key: string, text: string];

/** A decision as the minutes give it: with what money, how, by whom, on what conditions, and why. */
export async function decidedRows(
  visit: Visit,
  meeting: string,
  item: MeetingItem & { readonly decision: ItemDecision },
): Promise<readonly object[]> {
  const { decision } = item;
  const { names } = visit.reading;
  const { quorum, conditions, dissent, steppedOut, chairedBy, reasons } = decision;
  const all = async (people: readonly string[]): Promise<string> =>
    (await Promise.all(people.map(async (person) => names.of(person)))).join('; ');
  const rows: readonly Row[] = [
    ...(await moneyRows(visit, await decidedMoney(visit.reading, meeting, item))),
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

/** What was decided of money: of an award what it comes to, and for all how much at which source. */
async function moneyRows(visit: Visit, money: readonly DecidedMoney[]): Promise<readonly Row[]> {
  const called = await sourceNames(
    visit,
    money.flatMap(({ source, to }) => [source, to ?? source]),
  );
  const titled = await projectTitles(
    visit,
    money.flatMap(({ project, toProject }) => [project, toProject].flatMap((one) => one ?? [])),
  );
  const lines = money.map((one) => decidedMoneyInWords(one, called, titled)).join('\n');
  if (money[0]?.does !== 'awarded') return [['Money', lines]];
  return [
    ['Awarded', formatPence(sumPence(money.map(({ amountPence }) => amountPence)))],
    ['From', lines],
  ];
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
