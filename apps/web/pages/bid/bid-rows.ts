import type { Founded } from '#funding/partnership/state';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { agencyName } from '#reads/agency-name';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { dayInWords, inWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import { rowsOf } from '../../answering/rows.js';
import { answersOf, deliveredInWords } from '../evaluation/answers.js';
import type { AnswersShown } from '../evaluation/answers.js';

type BidRow = readonly [what: string, said: string];

/** All that a bid states, for those who decide on it and for whoever looks it up later. */
export function bidRows(visit: Visit, detail: ProjectDetail): readonly BidRow[] {
  const { bid } = detail;
  if (bid === undefined) return [];
  const { state } = visit.reading;
  return stated([
    ['Asks for', detail.status === 'drafted' && detail.costs.length === 0 ? '' : costInWords(detail)],
    ['Priorities', prioritiesOf(visit, detail).join('\n')],
    ['Lead agency', agencyName(state, detail.leadAgency)],
    ['Thematic group', groupName(state, bid.thematicGroup)],
    ['From and to', joined([bid.startsOn, bid.finishesOn].map(dayInWords), ' to ')],
    ['What will be done', bid.description],
    ['For whom, and where', joined([bid.beneficiaries, bid.place], ', ')],
    ['Delivers', detail.outputs.join('\n')],
    ['Match funding', detail.matchFunding.map(matchInWords).join('\n')],
    ['Partners put in', bid.partnerInput],
    ['Funded every year', detail.annualCommitment ? yearlyInWords(true) : ''],
    ['Shared with', detail.jointWith.map(sharedInWords).join('\n')],
    ['If it is not done', bid.riskOfNotDoing],
    ['Challenges', bid.challenges],
  ]);
}

/** What a group is called; undefined where there is none of that id. */
export function groupName({ groups }: Founded, group: string | null | undefined): string | undefined {
  return groups.find((one) => one.group === group)?.name;
}

function stated(rows: readonly (readonly [string, string | null | undefined])[]): readonly BidRow[] {
  return rows.flatMap(([what, said]) => ((said ?? '') === '' ? [] : [[what, said ?? ''] as const]));
}

/** What is stated of several things, in one line. */
export function joined(parts: readonly (string | null | undefined)[], by: string): string {
  return parts.filter((part) => (part ?? '') !== '').join(by);
}

/** What it asks for, heading by heading, and in all where there are several. */
function costInWords({ asked, bidPence }: ProjectDetail): string {
  if (asked.length === 0) return formatPence(bidPence);
  const lines = asked.map(({ heading, year, fundingType, amountPence, approximate }) => {
    const about = approximate === true ? 'about ' : '';
    const what = heading === undefined ? '' : `: ${heading}`;
    return `${about}${formatPence(amountPence)} of ${fundingType} in ${yearInWords(year)}${what}`;
  });
  return [...lines, ...(asked.length > 1 ? [`${formatPence(bidPence)} in all`] : [])].join('\n');
}

export function matchInWords({
  from,
  status,
  amountPence,
  inKind,
}: ProjectDetail['matchFunding'][number]): string {
  const money = amountPence === undefined ? undefined : formatPence(amountPence);
  const what = joined([money, inKind], ' and ');
  return `${from}: ${what === '' ? 'in kind' : what}, ${inWords(status)}`;
}

/** Whether it is an annual commitment; undefined where nobody has said. */
export function yearlyInWords(isYearly: boolean | undefined): string | undefined {
  if (isYearly === undefined) return undefined;
  return isYearly ? 'Yes: it is an annual commitment' : 'No';
}

/** `Epping CSP, which pays £1,055.00 (its reference: E/12)`. */
export function sharedInWords({
  partnership,
  reference,
  sharePence,
}: ProjectDetail['jointWith'][number]): string {
  const pays = sharePence === undefined ? '' : `, which pays ${formatPence(sharePence)}`;
  return `${partnership}${pays}${reference === undefined ? '' : ` (its reference: ${reference})`}`;
}

function prioritiesOf({ reading }: Visit, { priorities }: ProjectDetail): readonly string[] {
  const named = new Map(reading.state.priorities.map(({ priority, name }) => [priority, name]));
  return priorities.map((priority) => named.get(priority) ?? priority);
}

/** What the project that a bid continues came to. */
export interface PastResults {
  readonly title: string;
  readonly href: string;
  readonly rows: readonly object[];
}

/** Undefined for a bid that continues nothing. */
export async function pastResults(visit: Visit, { bid }: ProjectDetail): Promise<PastResults | undefined> {
  const before = bid?.continues ?? undefined;
  const detail = before === undefined ? undefined : await projectDetail(visit.reading, before);
  if (detail === undefined) return undefined;
  const answers = await answersOf(visit, detail.project);
  const { title, evaluation, project } = detail;
  return {
    title,
    href: visit.at(evaluation === undefined ? `/projects/${project}` : `/evaluations/${project}`),
    rows: rowsOf([...spentRows(detail), ...(answers === undefined ? noneYet : answeredRows(answers))]),
  };
}

const noneYet: readonly BidRow[] = [['Evaluation', 'None has been handed in.']];

function spentRows({ status, spentPence, awardPence }: ProjectDetail): readonly BidRow[] {
  return [
    ['State', inWords(status)],
    ['Spent', `${formatPence(spentPence)} of ${formatPence(awardPence)} awarded`],
  ];
}

/** What was handed in of a project, for those who decide on it or on what comes after it. */
export function answeredRows({ outputs, paragraphs }: AnswersShown): readonly BidRow[] {
  return [...stated([['Delivered', outputs.map(deliveredInWords).join('\n')]]), ...paragraphs];
}
