import { openActionTable } from '#documents/actions';
import { whatCanBeAwarded } from '#documents/awardable';
import type { Facts } from '#documents/facts/facts';
import { summed } from '#documents/facts/money';
import { spentToDate } from '#documents/facts/in-year';
import type { ItemFacts, MeetingFacts } from '#documents/facts/meeting-facts';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { agencyOf, outcomeOf, owesEvaluation, prioritiesOf, titleOf } from '#documents/facts/project-words';
import { matterInWords } from '#documents/item-words';
import { itemTitle, kindWords, meetingTitle, whenAndWhere } from '#documents/meeting-words';
import { mattersToCome } from '#documents/matters';
import { memberTable, quorumInWords } from '#documents/membership';
import { projectOutputs, withMeasure } from '#documents/outputs';
import type { NameOf } from '#documents/people';
import { amount, count, heading, money, note, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Part, Sentence } from '#documents/model/document';
import { oneAfterAnother, sentenceOf, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { financialYearOf, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';

/**
 * What the members of a meeting need before it: when and where, the agenda, who votes and how many it takes,
 * the money that there is, and each bid in agenda order, with what it asks, what its forerunner came to, and
 * the evaluations that its lead officer owes (rule 21).
 */
export function agendaPack(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): Document {
  const known = [...meeting.items.values()];
  const toCome = mattersToCome(facts, meeting);
  const items = [...known, ...toCome];
  const bids = items.filter(({ kind, project }) => kind === 'bid' && project !== undefined);
  return {
    name: 'agenda-pack',
    title: `Agenda: ${meetingTitle(facts, meeting)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'agenda',
    parts: [
      paragraph(callInWords(meeting)),
      agendaTable(facts, items),
      ...toComeInWords(known.length, toCome.length),
      heading('Members and quorum'),
      memberTable(facts, meeting, nameOf),
      paragraph(quorumInWords(facts, meeting)),
      ...lastMeetingParts(facts, meeting, nameOf),
      ...moneyParts(facts, meeting, bids),
      ...items.flatMap((item, at) => itemParts(facts, item, `${at + 1}.`, nameOf)),
    ],
  };
}

/** When and where the group meets, or met, or that it does not. */
function callInWords(meeting: MeetingFacts): string {
  const { stage, cancelledBecause = '' } = meeting;
  if (stage === 'cancelled') return `The meeting was cancelled: ${cancelledBecause}`;
  return `The group ${stage === 'closed' ? 'met' : 'meets'} ${whenAndWhere(meeting)}.`;
}

/** Whether the minutes of the group's last meeting wait to be approved, and how its actions stand. */
function lastMeetingParts(facts: Facts, meeting: MeetingFacts, nameOf: NameOf): readonly Part[] {
  const { group, heldOn = facts.moment.asAt } = meeting;
  const held = [...facts.meetings.values()].filter(
    (one) => one.group === group && one.stage === 'closed' && (one.heldOn ?? '') < heldOn,
  );
  const last = held.toSorted((a, b) => (a.heldOn ?? '').localeCompare(b.heldOn ?? '')).at(-1);
  if (last === undefined) return [];
  const { minutesApproved: on } = last;
  const stand = on === undefined ? 'wait to be approved' : `were approved on ${formatDate(on)}`;
  return [
    heading('From the last meeting'),
    paragraph(`The minutes of ${meetingTitle(facts, last)}, ${stand}.`),
    openActionTable(facts, last, nameOf),
  ];
}

/** What can be awarded of the year of the meeting, and of each other year that a bid asks for. */
function moneyParts(facts: Facts, { heldOn }: MeetingFacts, bids: readonly ItemFacts[]): readonly Part[] {
  const own = financialYearOf(heldOn ?? facts.moment.asAt);
  const asked = bids.flatMap(({ project = '' }) => facts.projects.get(project)?.bid.costs ?? []);
  const others = new Set(asked.map(({ year }) => year).filter((year) => year !== own));
  return [own, ...[...others].toSorted()].flatMap((year) => [
    heading(`The money of ${yearInWords(year)}`),
    ...whatCanBeAwarded(facts, year, year === own ? 'awardable' : `awardable-${year}`),
    ...whatBidsAsk(facts, year, bids),
  ]);
}

/** What the bids ask of a year beside what it can award, by funding type: one never pays for the other. */
function whatBidsAsk({ projects }: Facts, year: FinancialYear, bids: readonly ItemFacts[]): readonly Part[] {
  const costs = bids.flatMap(({ project = '' }) => {
    const { bid, bidBehind: behind = [] } = projects.get(project) ?? {};
    return (bid?.costs ?? []).map((cost) => ({ ...cost, pence: cost.amountPence, behind }));
  });
  const ofYear = costs.filter((cost) => cost.year === year && cost.pence > 0);
  if (ofYear.length === 0) return [];
  const asked = (['capital', 'revenue'] as const).map((type) => {
    const sum = summed(ofYear.filter(({ fundingType }) => fundingType === type));
    return told`${amount(sum)} of ${type}`;
  });
  return [paragraph(told`The bids on this agenda ask it for ${oneAfterAnother(asked, ' and ')}.`)];
}

/** A bid whole, and of any other item what it is about. */
function itemParts(facts: Facts, item: ItemFacts, nth: string, nameOf: NameOf): readonly Part[] {
  const head = [heading(`${nth} ${itemTitle(facts, item)}`), note(`Kind of item: ${kindWords[item.kind]}`)];
  if (item.kind === 'bid') return [...head, ...bidParts(facts, item, nameOf)];
  const said = matterInWords(facts, item);
  return said.length === 0 ? [] : [...head, ...said.map(paragraph)];
}

function agendaTable(facts: Facts, items: readonly ItemFacts[]): Part {
  const rows = items.map((item, at) => {
    const project = item.project === undefined ? undefined : facts.projects.get(item.project);
    const asked =
      item.kind === 'bid' && project !== undefined ? money(askedBy(project), project.bidBehind) : words('');
    return [words(String(at + 1)), words(itemTitle(facts, item)), words(kindWords[item.kind]), asked];
  });
  const bids = rows.flatMap(([, , , cell]) => (cell?.kind === 'pence' ? [cell.pence] : []));
  const total = [words('Together'), words(''), words(''), money(sumPence(bids))];
  return table('agenda', 'Agenda', ['Item', 'What', 'Kind', 'Asked for £'], rows, {
    totals: bids.length < 2 ? [] : [total],
    whenEmpty: 'Nothing is on the agenda.',
  });
}

/** Whoever reads the agenda before the meeting is told which items nobody has put on it. */
function toComeInWords(known: number, toCome: number): readonly Part[] {
  if (toCome === 0) return [];
  const which = toCome === 1 ? `Item ${known + 1} comes` : `Items ${known + 1} to ${known + toCome} come`;
  return [note(`${which} onto the agenda when the meeting is opened.`)];
}

function askedBy({ bid }: ProjectFacts): number {
  return sumPence((bid.costs ?? []).map(({ amountPence }) => amountPence));
}

function bidParts(facts: Facts, { project: id = '' }: ItemFacts, nameOf: NameOf): readonly Part[] {
  const project = facts.projects.get(id);
  if (project === undefined) return [];
  return [
    ...(project.bid.description === undefined ? [] : [paragraph(project.bid.description)]),
    table(
      `bid-${id}`,
      'What the bid states',
      ['What', 'In the words of the bid'],
      bidRows(facts, project, nameOf),
    ),
    costTable(id, project),
    ...forerunner(facts, project),
    ...overdue(facts, project),
  ];
}

function bidRows(facts: Facts, project: ProjectFacts, nameOf: NameOf): Cell[][] {
  const { bid } = project;
  const lead = bid.leadOfficer === undefined ? '' : quoted(nameOf(bid.leadOfficer));
  const rows: readonly (readonly [what: string, said: Sentence | string])[] = [
    ['Lead officer and agency', `${lead}, ${agencyOf(facts, bid.leadAgency)}`],
    ['Priorities', prioritiesOf(facts, project).join(', ')],
    [
      'From and to',
      [bid.startsOn, bid.finishesOn].map((day) => (day === undefined ? '?' : formatDate(day))).join(' to '),
    ],
    ['Expected outputs', expectedOutputs(project)],
    ['For whom, and where', whoAndWhere(project)],
    ['Match funding', matchFunding(project)],
    ['Partner input', bid.partnerInput ?? ''],
    ...sharedRows(project),
    ['Risk of not doing it', bid.riskOfNotDoing ?? ''],
    ['Challenges', bid.challenges ?? ''],
  ];
  return rows.map(([what, said]) => {
    const sentence = sentenceOf(said);
    return [words(what), words(sentence.text === '' ? 'None stated.' : sentence)];
  });
}

/** What the bid expects, in numbers where it gives any, and in words. */
function expectedOutputs({ bid, bidBehind }: ProjectFacts): Sentence {
  const lines = (bid.expectedOutputs ?? []).map(({ text, quantity, measure }) => {
    const what = withMeasure(text, measure);
    return quantity === undefined ? what : told`${what}: ${count(quantity, bidBehind)}`;
  });
  return oneAfterAnother(lines, '\n');
}

function matchFunding({ bid, bidBehind }: ProjectFacts): Sentence {
  const lines = (bid.matchFunding ?? []).map(({ from, status, amountPence, inKind }) => {
    const what = amountPence === undefined ? (inKind ?? 'in kind') : money(amountPence, bidBehind);
    return told`${quoted(from)}: ${what}, ${status}`;
  });
  return oneAfterAnother(lines, '\n');
}

function whoAndWhere({ bid: { beneficiaries = {} } }: ProjectFacts): string {
  return [beneficiaries.group, beneficiaries.place].filter((part) => part !== undefined).join(', ');
}

/** Of the few bids of which there is something to say. */
function sharedRows(project: ProjectFacts): readonly (readonly [what: string, said: Sentence | string])[] {
  const { annualCommitment, jointWith } = project.bid;
  return [
    ...(annualCommitment === true ? [['Funded every year', 'It is an annual commitment.'] as const] : []),
    ...(jointWith === undefined ? [] : [['Shared with', sharedWith(project)] as const]),
  ];
}

function sharedWith({ bid, bidBehind }: ProjectFacts): Sentence {
  const lines = (bid.jointWith ?? []).map(({ partnership, reference, sharePence }) => {
    const pays = sharePence === undefined ? '' : told`, which pays ${money(sharePence, bidBehind)}`;
    const known = reference === undefined ? '' : ` (its reference: ${quoted(reference)})`;
    return told`${quoted(partnership)}${pays}${known}`;
  });
  return oneAfterAnother(lines, '\n');
}

function costTable(id: string, project: ProjectFacts): Part {
  const rows = (project.bid.costs ?? []).map(
    ({ year, fundingType, amountPence, heading: head, approximate }) => [
      words(yearInWords(year)),
      words(fundingType),
      words(`${head ?? ''}${approximate === true ? ' (approximate)' : ''}`.trim()),
      money(amountPence, project.bidBehind),
    ],
  );
  return table(`costs-${id}`, 'What it asks for', ['Year', 'Funding type', 'For', 'Amount £'], rows, {
    totals: [[words('Total'), words(''), words(''), money(askedBy(project))]],
    whenEmpty: 'It asks for no money.',
  });
}

/** What the project that it continues came to. */
function forerunner(facts: Facts, { bid }: ProjectFacts): readonly Part[] {
  const before = bid.continues === undefined ? undefined : facts.projects.get(bid.continues);
  if (before === undefined) return [];
  const spent = spentToDate(facts, before.project);
  const { inWords, inNumbers } = projectOutputs(before, spent);
  const lessons = before.evaluation?.answers.lessons;
  return [
    heading(`It continues: ${titleOf(before)}`, 2),
    paragraph(told`${amount(spent)} was spent on it. ${outcomeOf(facts, before)}`),
    ...[inWords, inNumbers, ...(lessons === undefined ? [] : [`Lessons: ${lessons}`])]
      .map(sentenceOf)
      .filter(({ text }) => text !== '')
      .map(paragraph),
  ];
}

function overdue({ projects, moment }: Facts, { bid }: ProjectFacts): readonly Part[] {
  const owed = [...projects.values()].filter((one) => {
    const { evaluationDueOn: due = moment.asAt } = one;
    return owesEvaluation(one) && due < moment.asAt && one.bid.leadOfficer === bid.leadOfficer;
  });
  if (owed.length === 0) return [];
  const named = owed.map((one) => `${titleOf(one)} (due ${formatDate(one.evaluationDueOn ?? moment.asAt)})`);
  return [paragraph(`The lead officer owes evaluations: ${named.join('; ')}.`)];
}
