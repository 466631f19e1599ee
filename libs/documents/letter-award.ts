import type { Facts } from '#documents/facts/facts';
import type { ConditionFacts, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { together } from '#documents/facts/money';
import { owesEvaluation } from '#documents/facts/project-words';
import { awardOf, sumOf } from '#documents/item-words';
import { amount, date, heading, list, money, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Part } from '#documents/model/document';
import { told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { defaultPolicy } from '#funding/partnership/defaults';
import type { DecidedMoney } from '#funding/project/decided-money';
import { yearInWords } from '#kernel/financial-year';
import { addDays, formatDate } from '#kernel/local-date';

/** The table of the award with no row, so that a letter is the same for programs whatever was decided. */
export function nothingAwarded(): Part {
  return awardTable([], { whenEmpty: 'Nothing is awarded.' });
}

/** The award as it stands: its money, its conditions, its dates, and the evaluation that it owes. */
export function awardParts(facts: Facts, project: ProjectFacts): readonly Part[] {
  const conditions = [...project.conditions.values()];
  return [
    ...acceptance(facts, project),
    heading('The award'),
    sourceTable(facts, project),
    heading('Conditions'),
    conditionTable(conditions),
    ...beforePayment(conditions),
    heading('Dates'),
    table('dates', 'What happens when', ['What', 'When'], datesOf(facts, project)),
    heading('The evaluation'),
    ...evaluationParts(facts, project),
  ];
}

/** What a decision gave or changed itself, where a later one has been made since. */
export function decidedParts(
  facts: Facts,
  project: ProjectFacts,
  { what, money: decided, position }: ProjectDecision,
): readonly Part[] {
  // What is to be recovered stays beyond the award.
  const lines = what === 'overspend to be recovered' ? [] : decided;
  const rows = lines.map(({ source, fundingType, amountPence, does, subjectToFunding }): Cell[] => {
    const waits = subjectToFunding === true ? ['subject to funding'] : [];
    const note = [...(does === 'awarded' ? [] : [notes[does] ?? does]), ...waits].join(', ');
    return [...sourceCells(facts, source, fundingType), money(amountPence, [position]), words(note)];
  });
  const sum = money(sumOf(lines), [position]);
  // What is more and what is less comes to no sum.
  const totals = what === 'varied' || rows.length === 0 ? [] : [totalRow(sum)];
  const whenEmpty = 'This decision awarded no money.';
  const conditions = what === 'approved' ? [...project.conditions.values()] : [];
  return [
    awardTable(rows, { totals, whenEmpty }),
    ...(conditions.length === 0 ? [] : [conditionTable(conditions)]),
  ];
}

/** What is said of a line in other words than those by which it is known. */
const notes: Partial<Readonly<Record<DecidedMoney['does'], string>>> = { accept: 'paid beyond the award' };

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
      `Please accept the award by ${formatDate(acceptBy)}, or say that you do not want it.${terms} Unanswered, it lapses on ${formatDate(addDays(acceptBy, 1))}, and its money can be awarded to others.`,
    ),
  ];
}

function awardTable(rows: readonly Cell[][], more: Parameters<typeof table>[4]): Part {
  const columns = ['Source', 'Year', 'Funding type', 'Amount £', 'Note'];
  return table('award', 'By source and year', columns, rows, more);
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
  const rows = [...project.lines.values()].map(({ source, fundingType, awardedPence }): Cell[] => {
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

function datesOf(
  { moment, partnership }: Facts,
  { bid, startedOn, plannedFinish, finish, evaluationDueOn }: ProjectFacts,
): Cell[][] {
  const policy = partnership.updateDays.findLast(({ from }) => from <= moment.asAt);
  const updateDay = policy?.day ?? defaultPolicy.updatesDueOnDay;
  const dates = [
    ['The project starts', startedOn ?? bid.startsOn],
    ['It finishes', finish?.on ?? plannedFinish],
    ['Its evaluation is due', evaluationDueOn],
  ] as const;
  const known = dates.map(([what, day]) => [words(what), date(day, 'not yet known')]);
  const each = `for each month while it runs, by day ${updateDay} of the next`;
  return [...known, [words('A performance update is due'), words(each)]];
}

function evaluationParts({ partnership }: Facts, project: ProjectFacts): readonly Part[] {
  const { form, evaluation, waived } = project;
  if (waived !== undefined) return [paragraph(`Its evaluation was waived: ${waived}`)];
  if (evaluation !== undefined && !owesEvaluation(project))
    return [paragraph(`Its evaluation came in on ${formatDate(evaluation.submittedOn)}.`)];
  const asked = form === undefined ? undefined : partnership.forms.get(`${form.form} ${form.version}`);
  return [
    paragraph(`You owe ${owedInWords(project)}. A change of the finish moves that day. It asks:`),
    list((asked?.questions ?? []).map(({ question, asks }) => `${question}. ${asks}`)),
  ];
}

/** Which form is owed, and by when. */
function owedInWords({ form, evaluationDueOn }: ProjectFacts): string {
  const due =
    evaluationDueOn === undefined ? 'four weeks after the finish' : `on ${formatDate(evaluationDueOn)}`;
  const which =
    form === undefined ? 'the evaluation form' : `the ${form.form} evaluation form, version ${form.version}`;
  return `${which}, ${due}`;
}
