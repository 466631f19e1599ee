import type { Facts } from '#documents/facts/facts';
import type { ConditionFacts, Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { together } from '#documents/facts/money';
import { owesEvaluation } from '#documents/facts/project-words';
import { awardOf, sumOf, virementEnd } from '#documents/item-words';
import { amount, date, heading, list, money, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Part } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { formIssued, policyOn } from '#funding/partnership/queries';
import type { DecidedMoney } from '#funding/project/decided-money';
import { yearInWords } from '#kernel/financial-year';
import { addDays, formatDate } from '#kernel/local-date';

/** The table of the award with no row, so that a letter is the same for programs whatever was decided. */
export function nothingAwarded(whenEmpty: string): Part {
  return awardTable([], { whenEmpty });
}

/** The award as it stands: its money, its conditions, its dates, and the evaluation that it owes. */
export function awardParts(facts: Facts, project: ProjectFacts): readonly Part[] {
  const conditions = [...project.conditions.values()];
  return [
    ...acceptance(facts, project),
    heading('The award'),
    sourceTable(facts, project),
    ...howItIsPaid(project),
    heading('Conditions'),
    conditionTable(conditions),
    ...beforePayment(conditions),
    heading('Dates'),
    table('dates', 'What happens when', ['What', 'When'], datesOf(facts, project)),
    heading('The evaluation'),
    ...evaluationParts(facts, project),
  ];
}

/** Where there is no award, or none any more: what that means, and what is still owed for what was paid. */
export function withoutAwardParts(
  facts: Facts,
  project: ProjectFacts,
  decision: ProjectDecision,
): readonly Part[] {
  const isOwed = owesEvaluation(project);
  const isOver = decision.what === 'rescinded' || decision.what === 'not ratified';
  const stays = isOwed ? [] : ['Nothing more is asked of you.'];
  const next = isOver ? ['Please spend nothing more on it.', ...stays] : [nextStep(project, decision)];
  return [
    paragraph(next.join(' ')),
    nothingAwarded(isOver ? noMoney[decision.what] : 'Nothing is awarded.'),
    ...(isOwed ? [heading('The evaluation'), ...evaluationParts(facts, project)] : []),
  ];
}

function nextStep({ acceptance: answer }: ProjectFacts, { what }: ProjectDecision): string {
  if (what === 'deferred') return 'Until it comes back you can still change the bid.';
  if (what === 'refused') return 'The bid does not come back. To ask again, put forward a new one.';
  return answer === 'lapsed'
    ? 'Its money can be awarded to others. To ask for it again, put forward a new bid.'
    : 'Nothing more is asked of you.';
}

/** What a decision gave or changed itself, where a later one has been made since. */
export function decidedParts(
  facts: Facts,
  project: ProjectFacts,
  decision: ProjectDecision,
): readonly Part[] {
  const { what, money: decided, position, moved } = decision;
  // What is to be recovered stays beyond the award.
  const lines = what === 'overspend to be recovered' ? [] : decided;
  const rows = moved === undefined ? decidedRows(facts, lines, position) : movedRows(facts, moved);
  const sum = money(sumOf(lines), [position]);
  // What is more and what is less comes to no sum.
  const hasSum = what !== 'varied' && moved === undefined && rows.length > 0;
  const conditions = what === 'approved' ? [...project.conditions.values()] : [];
  return [
    awardTable(rows, { totals: hasSum ? [totalRow(sum)] : [], whenEmpty: noMoney[what] }),
    ...(conditions.length === 0 ? [] : [conditionTable(conditions)]),
  ];
}

/** What is said of the money of a decision that gave and changed none itself. */
const noMoney: Readonly<Record<Decided, string>> = {
  approved: 'The project costs the partnership nothing.',
  'taken on': 'The project costs the partnership nothing.',
  deferred: 'Nothing was awarded: the bid was put off.',
  refused: 'Nothing was awarded.',
  ratified: "The award stayed as the chair's action had made it.",
  'not ratified': 'What was not paid went back to its sources.',
  varied: 'No amount changed.',
  rescinded: 'What was not paid went back to its sources.',
  'overspend accepted': 'No amount changed.',
  'overspend to be recovered': 'The award stayed as it was.',
  'condition waived': 'The award stayed as it was, and so did its other conditions.',
  'moved by virement': 'No amount changed.',
};

function decidedRows(facts: Facts, lines: readonly DecidedMoney[], position: number): Cell[][] {
  return lines.map(({ source, fundingType, amountPence, does, subjectToFunding }): Cell[] => {
    const waits = subjectToFunding === true ? ['subject to funding'] : [];
    const note = [...(does === 'awarded' ? [] : [notes[does] ?? does]), ...waits].join(', ');
    return [...sourceCells(facts, source, fundingType), money(amountPence, [position]), words(note)];
  });
}

/** What is said of a line in other words than those by which it is known. */
const notes: Partial<Readonly<Record<DecidedMoney['does'], string>>> = { accept: 'paid beyond the award' };

function movedRows(
  facts: Facts,
  { virement, moves }: NonNullable<ProjectDecision['moved']>,
): readonly Cell[][] {
  return moves.map(({ source, fundingType, amountPence, change, position }): Cell[] => {
    const way = change === 'less' ? 'to' : 'from';
    const note = `${change}: moved ${way} ${virementEnd(facts, virement.money, way, source)}`;
    return [...sourceCells(facts, source, fundingType), money(amountPence, [position]), words(note)];
  });
}

/** By when to answer the award, what that means, and what becomes of it otherwise. */
function acceptance(
  { moment }: Facts,
  { acceptance: answer, acceptBy, conditions }: ProjectFacts,
): readonly Part[] {
  if (answer !== 'awaited' || acceptBy === undefined) return [];
  if (acceptBy < moment.asAt)
    return [
      paragraph(`The award was to be accepted by ${formatDate(acceptBy)}. It is unanswered, and lapses.`),
    ];
  const terms = conditions.size === 0 ? '' : ' By accepting it you accept its conditions.';
  return [
    paragraph(
      `Please accept the award by ${formatDate(acceptBy)}, or say that you do not want it. You answer on the page of the project in Tallystick.${terms} Unanswered, it lapses on ${formatDate(addDays(acceptBy, 1))}, and its money can be awarded to others.`,
    ),
  ];
}

function awardTable(rows: readonly Cell[][], more: Parameters<typeof table>[4]): Part {
  const columns = ['Source', 'Year', 'Funding type', 'Amount £', 'Note'];
  return table('award', rows.length === 0 ? 'Money' : 'By source and year', columns, rows, more);
}

/** Who pays what, while there is something to spend. */
function howItIsPaid(project: ProjectFacts): readonly Part[] {
  if (awardOf(project) === 0 || project.finish !== undefined) return [];
  return [
    paragraph(
      'What you spend you claim on the page of the project, each invoice or receipt by itself, and finance pays it. Nothing is paid beyond the award.',
    ),
  ];
}

function totalRow(sum: Cell): Cell[] {
  return [words('Total'), words(''), words(''), sum];
}

function sourceCells({ sources }: Facts, source: string, fundingType: string): Cell[] {
  const at = sources.get(source);
  const year = at === undefined ? '' : yearInWords(at.year);
  return [words(quoted(at?.name ?? source)), words(year), words(fundingType)];
}

function sourceTable(facts: Facts, project: ProjectFacts): Part {
  const lines = [...project.lines.values()].filter(({ awardedPence }) => awardedPence !== 0);
  const rows = lines.map(({ source, fundingType, awardedPence }): Cell[] => {
    const asked = { account: 'subject-to-funding', source, fundingType, project: project.project } as const;
    const waiting = facts.money.figure(asked);
    const waits = told`${amount(waiting)} of it is subject to funding: do not spend it before it is confirmed.`;
    return [
      ...sourceCells(facts, source, fundingType),
      money(awardedPence, awardBehind(facts, project, source)),
      words(waiting.pence > 0 ? waits : ''),
    ];
  });
  return awardTable(rows, {
    totals: [totalRow(money(awardOf(project)))],
    whenEmpty: 'The project has no cost to the partnership.',
  });
}

/** What made the award of one source what it is. */
function awardBehind({ awards }: Facts, { project }: ProjectFacts, source: string): Behind {
  return together(awards.ofAllYears(project).flatMap((one) => (one.source === source ? [one.behind] : [])));
}

const whens: Readonly<Record<ConditionFacts['when'], string>> = {
  'before-payment': 'before payment',
  'in-delivery': 'in delivery',
  'on-completion': 'on completion',
};

function conditionTable(conditions: readonly ConditionFacts[]): Part {
  const rows = conditions.map(({ text, when, dueOn, status }) => [
    words(text),
    words(whens[when]),
    date(dueOn, 'no date'),
    words(status),
  ]);
  return table('conditions', 'What has to be met', ['Condition', 'To be met', 'By', 'Now'], rows, {
    whenEmpty: 'The award has no conditions.',
  });
}

function beforePayment(conditions: readonly ConditionFacts[]): readonly Part[] {
  const isOpen = conditions.some(({ when, status }) => when === 'before-payment' && status === 'open');
  return isOpen ? [paragraph('Nothing is paid until what is to be met before payment is met.')] : [];
}

function datesOf(facts: Facts, project: ProjectFacts): Cell[][] {
  const { bid, startedOn, plannedFinish, finish, evaluationDueOn } = project;
  const dates = [
    [startedOn === undefined ? 'The project starts' : 'The project started', startedOn ?? bid.startsOn],
    [finish === undefined ? 'It finishes' : 'It finished', finish?.on ?? plannedFinish],
    ...(owesEvaluation(project) ? [['Its evaluation is due', evaluationDueOn] as const] : []),
  ] as const;
  const known = dates.map(([what, day]) => [words(what), date(day, 'not yet known')]);
  return finish === undefined ? [...known, updatesDue(facts)] : known;
}

function updatesDue({ moment, partnership }: Facts): Cell[] {
  const updateDay = policyOn(partnership.state, moment.asAt).updatesDueOnDay;
  const each = `for each month while it runs, by day ${updateDay} of the next month`;
  return [words('A performance update is due'), words(each)];
}

function evaluationParts(facts: Facts, project: ProjectFacts): readonly Part[] {
  const { form, evaluation, waived } = project;
  if (waived !== undefined) return [paragraph(`Its evaluation was waived: ${waived}`)];
  if (evaluation !== undefined && !owesEvaluation(project))
    return [paragraph(`Its evaluation came in on ${formatDate(evaluation.submittedOn)}.`)];
  const asked = form === undefined ? undefined : formIssued(facts.partnership.state, form);
  return [
    paragraph(`You owe ${owedInWords(facts, project)} It asks:`),
    list((asked?.questions ?? []).map(({ question, asks }) => `${question}. ${asks}`)),
  ];
}

/** On which form it is owed, by when, and what moves that day. */
function owedInWords({ moment }: Facts, { form, evaluation, evaluationDueOn: due }: ProjectFacts): string {
  const which = form === undefined ? '' : `, on the ${form.form} form, version ${form.version},`;
  if (evaluation !== undefined)
    return `its evaluation again${which} by ${due === undefined ? 'a day not yet known' : formatDate(due)}: it was returned.`;
  if (due === undefined) return `an evaluation of the project${which} within four weeks of its finish.`;
  if (due < moment.asAt) return `an evaluation of the project${which} which was due by ${formatDate(due)}.`;
  return `an evaluation of the project${which} by ${formatDate(due)}. If the finish moves, so does that day.`;
}
