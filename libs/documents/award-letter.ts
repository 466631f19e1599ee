import type { Facts } from '#documents/facts/facts';
import type { ConditionFacts, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { together } from '#documents/facts/money';
import { agencyOf, titleOf } from '#documents/facts/project-words';
import type { NameOf } from '#documents/people';
import { date, heading, list, money, note, paragraph, table, words } from '#documents/model/document';
import type { Behind, Cell, Document, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { costOf } from '#funding/project/queries';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

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
    title: `${decision === undefined ? 'Bid' : titles[decision.what]}: ${titleOf(project)}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'upright',
    mainTable: 'award',
    parts: [
      paragraph(`To ${to.filter((part) => part !== '').join(', ')}`),
      ...(decision === undefined
        ? [paragraph('The bid has not been decided.'), nothingAwarded()]
        : answerOf(facts, project, decision)),
      note(`Reference: ${project.project}`),
    ],
  };
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
  const said = [paragraph(sentence(facts, project, decision)), paragraph(`Reasons: ${decision.reasons}`)];
  const isAward = project.awarded && ['approved', 'taken on', 'varied'].includes(decision.what);
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

function sentence(
  facts: Facts,
  project: ProjectFacts,
  { what, on, meeting, byChair }: ProjectDecision,
): string {
  const place = byChair ? "by chair's action" : placeOf(facts, meeting);
  const day = formatDate(on);
  if (what === 'taken on')
    return `This project was decided on ${day}, before the partnership kept its record here.`;
  if (what !== 'approved') return `On ${day}, ${place}, the bid was ${what}.`;
  const asked = costOf({ costs: project.bid.costs ?? [] });
  const awarded = awardOf(project);
  const part =
    awarded < asked
      ? `in part: ${formatPence(awarded)} of ${formatPence(asked)}`
      : `in full: ${formatPence(awarded)}`;
  return `On ${day}, ${place}, your bid was approved ${part}.`;
}

function placeOf({ meetings, partnership }: Facts, meeting: string | undefined): string {
  const held = meeting === undefined ? undefined : meetings.get(meeting);
  const group = held?.group === undefined ? undefined : partnership.groups.get(held.group)?.name;
  return `in the meeting of the ${group === undefined ? 'tasking group' : quoted(group)}`;
}

function awardOf({ lines }: ProjectFacts): Pence {
  return sumPence([...lines.values()].map(({ awardedPence }) => awardedPence));
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
    table('dates', 'What happens when', ['What', 'When'], datesOf(project)),
    heading('The evaluation'),
    ...evaluationParts(facts, project),
  ];
}

function sourceTable(facts: Facts, project: ProjectFacts): Part {
  const rows = [...project.lines.values()].map(({ source, fundingType, awardedPence }): Cell[] => {
    const at = facts.sources.get(source);
    const waiting = facts.money.pence({
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
        waiting > 0
          ? `${formatPence(waiting)} of it is subject to funding: do not spend it before it is confirmed.`
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

function datesOf({ bid, startedOn, plannedFinish, finish, evaluationDueOn }: ProjectFacts): Cell[][] {
  const dates = [
    ['The project starts', startedOn ?? bid.startsOn],
    ['It finishes', finish?.on ?? plannedFinish],
    ['Its evaluation is due', evaluationDueOn],
  ] as const;
  const told = dates.map(([what, day]) => [words(what), date(day, 'not yet known')]);
  return [...told, [words('A performance update is due'), words('each month while it runs')]];
}

function evaluationParts({ partnership }: Facts, { form, evaluationDueOn }: ProjectFacts): readonly Part[] {
  const due =
    evaluationDueOn === undefined ? 'four weeks after the finish' : `on ${formatDate(evaluationDueOn)}`;
  const which =
    form === undefined ? 'the evaluation form' : `the ${form.form} evaluation form, version ${form.version}`;
  const asked = form === undefined ? undefined : partnership.forms.get(`${form.form} ${form.version}`);
  return [
    paragraph(`You owe ${which}, ${due}. A change of the finish moves that day. It asks:`),
    list((asked?.questions ?? []).map(({ question, asks }) => `${question}. ${asks}`)),
  ];
}
