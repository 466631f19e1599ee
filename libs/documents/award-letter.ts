import type { Facts } from '#documents/facts/facts';
import type { ConditionFacts, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { together } from '#documents/facts/money';
import { agencyOf, owesEvaluation, titleOf } from '#documents/facts/project-words';
import { awardNowOf, awardOf, decisionInWords } from '#documents/item-words';
import type { NameOf } from '#documents/people';
import { amount, date, heading, list, money, note, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Document, Part, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { defaultPolicy } from '#funding/partnership/defaults';
import { costOf } from '#funding/project/queries';
import { formatDate } from '#kernel/local-date';

/**
 * The letter on the decision of a bid, to its lead officer: what was awarded, from which sources and years,
 * under which conditions, by when to accept it, and which evaluation it owes by when. A bid that was deferred
 * or refused gets one that says so, with the reasons.
 */
export function awardLetter(facts: Facts, project: ProjectFacts, nameOf: NameOf): Document {
  const decision = lastAnswer(project);
  const { leadOfficer, leadAgency } = project.bid;
  const to = [leadOfficer === undefined ? '' : quoted(nameOf(leadOfficer)), agencyOf(facts, leadAgency)];
  return {
    name: 'award-letter',
    title: `${headOf(project, decision)}: ${titleOf(project)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'award',
    parts: [
      paragraph(`To ${to.filter((part) => part !== '').join(', ')}`),
      note(`Reference: ${project.project}`),
      ...(decision === undefined
        ? [paragraph('The bid has not been decided.'), nothingAwarded()]
        : answerOf(facts, project, decision)),
    ],
  };
}

/** What the letter is, before the title of its project. */
function headOf({ acceptance }: ProjectFacts, decision: ProjectDecision | undefined): string {
  if (decision === undefined) return 'Bid';
  const isFallen = acceptance === 'declined' || acceptance === 'lapsed';
  return isFallen && decision.award !== undefined ? `Award ${acceptance}` : titles[decision.what];
}

const titles: Readonly<Record<ProjectDecision['what'], string>> = {
  approved: 'Award',
  'taken on': 'Award',
  varied: 'Award, varied',
  rescinded: 'Award rescinded',
  'not ratified': 'Award not ratified',
  deferred: 'Bid deferred',
  refused: 'Bid not approved',
};

function lastAnswer({ decisions }: ProjectFacts): ProjectDecision | undefined {
  return decisions.at(-1);
}

function answerOf(facts: Facts, project: ProjectFacts, decision: ProjectDecision): readonly Part[] {
  const why = decision.what === 'taken on' ? 'Reference' : 'Reasons';
  const said = [
    paragraph(
      oneAfterAnother([answerInWords(facts, project, decision), sinceThen(facts, project, decision)]),
    ),
    paragraph(`${why}: ${decision.reasons}`),
  ];
  const isAward = project.awarded && decision.award !== undefined;
  return isAward ? [...said, ...award(facts, project)] : [...said, nothingAwarded()];
}

/** The table of the award with no row, so that a letter is the same for programs whatever was decided. */
function nothingAwarded(): Part {
  return awardTable([], { whenEmpty: 'Nothing is awarded.' });
}

function awardTable(rows: readonly Cell[][], more: Parameters<typeof table>[4]): Part {
  return table(
    'award',
    'By source and year',
    ['Source', 'Year', 'Funding type', 'Amount £', 'Note'],
    rows,
    more,
  );
}

/** What was answered: it stands as it was decided, whatever became of the award since. */
function answerInWords(facts: Facts, project: ProjectFacts, decision: ProjectDecision): Sentence {
  const { what, on, meeting, byChair } = decision;
  if (what === 'taken on')
    return told`This project was decided on ${formatDate(on)}, before the partnership kept its record here.`;
  const place = byChair ? "by chair's action" : placeOf(facts, meeting);
  const more = what === 'approved' ? [] : decisionInWords(facts, decision);
  const answer = answers[what](project, decision);
  return oneAfterAnother([told`On ${formatDate(on)}, ${place}, ${answer}.`, ...more]);
}

type Answer = (project: ProjectFacts, decision: ProjectDecision) => Sentence | string;

const answers: Readonly<Record<Exclude<ProjectDecision['what'], 'taken on'>, Answer>> = {
  approved: (project, decision) => told`your bid was approved ${howFar(project, decision)}`,
  varied: () => 'the award was changed',
  rescinded: () => 'the award was rescinded',
  'not ratified': () => "the chair's action that made the award was not ratified",
  deferred: () => 'your bid was deferred',
  refused: () => 'your bid was refused',
};

function howFar({ bid, bidBehind }: ProjectFacts, { award: given, position }: ProjectDecision): Sentence {
  const [asked, awarded] = [costOf({ costs: bid.costs ?? [] }), given?.pence ?? 0];
  const said = money(awarded, [position]);
  return awarded < asked ? told`in part: ${said} of ${money(asked, bidBehind)}` : told`in full: ${said}`;
}

/** How the award was answered, and what it has become by the moment of the letter. */
function sinceThen(
  facts: Facts,
  project: ProjectFacts,
  { what, award: given }: ProjectDecision,
): Sentence | string {
  const { acceptance } = project;
  if (given === undefined || what === 'taken on') return '';
  if (acceptance === 'declined') return 'You declined the award.';
  if (acceptance === 'lapsed') return 'It was not accepted in time, and the award has lapsed.';
  const accepted = acceptance === 'accepted' ? ['You have accepted the award.'] : [];
  const now = awardNowOf(facts, project);
  const changed = now.pence === given.pence ? [] : [told`Since then it has become ${amount(now)}.`];
  return oneAfterAnother([...accepted, ...changed]);
}

function placeOf({ meetings, partnership }: Facts, meeting: string | undefined): string {
  const held = meeting === undefined ? undefined : meetings.get(meeting);
  const group = held?.group === undefined ? undefined : partnership.groups.get(held.group)?.name;
  return `in the meeting of the ${group === undefined ? 'tasking group' : quoted(group)}`;
}

function award(facts: Facts, project: ProjectFacts): readonly Part[] {
  const { acceptance, acceptBy } = project;
  const accept =
    acceptance === 'awaited' && acceptBy !== undefined
      ? [paragraph(`Please accept the award by ${formatDate(acceptBy)}; unanswered, it lapses.`)]
      : [];
  return [
    ...accept,
    heading('The award'),
    sourceTable(facts, project),
    heading('Conditions'),
    conditionTable([...project.conditions.values()]),
    heading('Dates'),
    table('dates', 'What happens when', ['What', 'When'], datesOf(facts, project)),
    heading('The evaluation'),
    ...evaluationParts(facts, project),
  ];
}

function sourceTable(facts: Facts, project: ProjectFacts): Part {
  const rows = [...project.lines.values()].map(({ source, fundingType, awardedPence }): Cell[] => {
    const at = facts.sources.get(source);
    const waiting = facts.money.figure({
      account: 'subject-to-funding',
      source,
      fundingType,
      project: project.project,
    });
    return [
      words(quoted(at?.name ?? source)),
      words(at?.year.replace('-', '/')),
      words(fundingType),
      money(awardedPence, awardBehind(facts, project, source)),
      words(
        waiting.pence > 0
          ? told`${amount(waiting)} of it is subject to funding: do not spend it before it is confirmed.`
          : '',
      ),
    ];
  });
  return awardTable(rows, {
    totals: [[words('Total'), words(''), words(''), money(awardOf(project))]],
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
