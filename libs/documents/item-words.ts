import type { Facts } from '#documents/facts/facts';
import type { ItemFacts } from '#documents/facts/meeting-facts';
import type {
  DecidedAward,
  DecidedLine,
  ProjectDecision,
  ProjectFacts,
} from '#documents/facts/project-facts';
import { projectNamed } from '#documents/facts/project-words';
import type { AskedVirement, SourceFacts } from '#documents/facts/source-facts';
import { sourceNamed } from '#documents/source-words';
import { quoted } from '#documents/model/text-safety';
import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import { decisionIdOf } from '#funding/project/project.asks';
import { formatDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/**
 * What the decision on an item did, in sentences: the amounts that it gave, took or moved, and from where.
 * It is what was decided then, whatever became of it since.
 */
export function decidedInWords(facts: Facts, meeting: string, item: ItemFacts): readonly string[] {
  const project = item.project === undefined ? undefined : facts.projects.get(item.project);
  const source = item.source === undefined ? undefined : facts.sources.get(item.source);
  return [
    ...(project === undefined ? [] : ofProject(facts, project, meeting, item)),
    ...(source === undefined ? [] : ofSource(facts, source, meeting, item)),
  ];
}

function ofProject(
  facts: Facts,
  project: ProjectFacts,
  meeting: string,
  { item, decision }: ItemFacts,
): readonly string[] {
  const isHere = (one: {
    readonly meeting: string | undefined;
    readonly item: string | undefined;
  }): boolean => one.meeting === meeting && one.item === item;
  const waived = decision?.outcome === 'waived' ? project.conditions.get(decision.subject ?? '') : undefined;
  return [
    ...chairsAction(facts, project, decision?.subject),
    ...project.decisions.filter(isHere).flatMap((one) => decisionInWords(facts, one)),
    ...project.overspendRulings.filter(isHere).map(({ outcome, pence }) => {
      const said = outcome === 'accept' ? 'is accepted and added to the award' : 'is to be recovered';
      return `${formatPence(pence)} that was paid beyond the award ${said}.`;
    }),
    ...(waived === undefined ? [] : [`The condition that is waived: ${waived.text}`]),
  ];
}

/** What a chair's action awarded that a meeting is to ratify. */
function chairsAction(
  facts: Facts,
  { decisions }: ProjectFacts,
  action: string | undefined,
): readonly string[] {
  const taken = decisions.find(
    ({ decision, byChair }) => byChair && action !== undefined && decision === decisionIdOf({ action }),
  );
  if (taken?.award === undefined) return [];
  return [`The chair's action of ${formatDate(taken.on)}: ${awardedInWords(facts, taken.award)}.`];
}

/** What a decision on a bid or an award did, beyond its outcome. */
export function decisionInWords(facts: Facts, decision: ProjectDecision): readonly string[] {
  const { what, award, until, paidPence } = decision;
  if (until !== undefined) return [`It is to come back on ${formatDate(until)}.`];
  if (paidPence === 0) return ['Nothing had been paid.'];
  if (paidPence !== undefined) return [`${formatPence(paidPence)} had been paid; what had not is withdrawn.`];
  if (award === undefined) return [];
  return what === 'varied'
    ? [`The award is now ${formatPence(award.pence)}: ${linesInWords(facts, award.lines)}.`]
    : [`Award: ${awardedInWords(facts, award)}.`];
}

/** An award with where it comes from: `£4,000.00, from Home Office grant 2011/12, revenue`. */
function awardedInWords(facts: Facts, { pence, lines }: DecidedAward): string {
  const [first, ...others] = lines;
  if (first === undefined) return `${formatPence(pence)}, for the project costs the partnership nothing`;
  return others.length === 0
    ? `${formatPence(pence)}, ${placeOf(facts, first)}`
    : `${formatPence(pence)}: ${linesInWords(facts, lines)}`;
}

function linesInWords(facts: Facts, lines: readonly DecidedLine[]): string {
  return lines
    .map((line) => {
      const way = line.change === undefined ? '' : ` ${line.change}`;
      return `${formatPence(line.amountPence)}${way} ${placeOf(facts, line)}`;
    })
    .join('; ');
}

function placeOf(facts: Facts, { source, fundingType, subjectToFunding }: DecidedLine): string {
  const waits = subjectToFunding === true ? ', subject to funding' : '';
  return `from ${sourceNamed(facts, source)}, ${fundingType}${waits}`;
}

/** What a virement that was authorised moved, or a reserve that was held is for. */
function ofSource(
  facts: Facts,
  source: SourceFacts,
  meeting: string,
  { item }: ItemFacts,
): readonly string[] {
  const here = decisionIdOf({ meeting, item });
  const virements = [...source.virements.values()].filter(({ decision }) => decision === here);
  const reserves = [...source.reserves.values()].filter(({ held }) => held?.decision === here);
  return [
    ...virements.map((one) => `Moved: ${virementInWords(facts, one)}.`),
    ...reserves.map(({ purpose, fundingType, held }) => {
      const amount = `${formatPence(held?.pence ?? 0)} of ${fundingType}`;
      return `Held in reserve: ${amount} of ${sourceNamed(facts, source.source)}, for ${quoted(purpose)}.`;
    }),
  ];
}

/** What a virement moves, from where to where. */
function virementInWords(facts: Facts, { pence, fundingType, from, to }: AskedVirement): string {
  const end = ({ source, project }: VirementEnd): string =>
    project === undefined
      ? sourceNamed(facts, source)
      : `${projectNamed(facts, project)} (${sourceNamed(facts, source)})`;
  return `${formatPence(pence)} of ${fundingType}, from ${end(from)} to ${end(to)}`;
}

/** What an item that is no bid is about, for whoever reads its papers before the meeting. */
export function matterInWords(facts: Facts, item: ItemFacts): readonly string[] {
  const project = item.project === undefined ? undefined : facts.projects.get(item.project);
  const source = item.source === undefined ? undefined : facts.sources.get(item.source);
  return [
    ...(project === undefined ? [] : projectMatter(facts, project, item)),
    ...(source === undefined ? [] : sourceMatter(facts, source, item)),
  ];
}

type Matters = (facts: Facts, project: ProjectFacts) => readonly string[];

const matters: Partial<Readonly<Record<ItemFacts['kind'], Matters>>> = {
  ratification: (facts, { decisions }) =>
    decisions.flatMap(({ byChair, on, award, reasons }) => {
      if (!byChair || award === undefined) return [];
      return [
        `The chair's action of ${formatDate(on)}: ${awardedInWords(facts, award)}.`,
        `Reasons: ${reasons}`,
      ];
    }),
  overspend(_, project) {
    const over = sumPence([...project.lines.values()].map(({ overspendPence }) => overspendPence));
    return [...awardNow(project), `${formatPence(over)} was paid beyond it.`];
  },
  condition: (_, { conditions }) =>
    [...conditions.values()].flatMap(({ text, status }) =>
      status === 'open' ? [`Open condition: ${text}`] : [],
    ),
  evaluation: (_, { evaluation }) =>
    evaluation === undefined
      ? []
      : [
          `Its evaluation was handed in on ${formatDate(evaluation.submittedOn)}.`,
          `What was done: ${evaluation.answers.done}`,
        ],
  'overdue-evaluation': (_, { evaluationDueOn: due }) =>
    due === undefined ? [] : [`Its evaluation was due on ${formatDate(due)}.`],
};

function projectMatter(facts: Facts, project: ProjectFacts, { kind }: ItemFacts): readonly string[] {
  return matters[kind]?.(facts, project) ?? awardNow(project);
}

function awardNow(project: ProjectFacts): readonly string[] {
  return project.awarded ? [`Its award is ${formatPence(awardOf(project))}.`] : [];
}

function sourceMatter(facts: Facts, source: SourceFacts, { kind }: ItemFacts): readonly string[] {
  if (kind === 'virement')
    return [...source.virements.values()].flatMap((one) =>
      one.answer === 'none' ? [`Asked for: ${virementInWords(facts, one)}. ${one.reason}`] : [],
    );
  return (['capital', 'revenue'] as const).flatMap((fundingType) => {
    const pence = facts.money.pence({ account: 'uncommitted', source: source.source, fundingType });
    if (pence === 0) return [];
    return pence > 0
      ? [`It can still award ${formatPence(pence)} of ${fundingType}.`]
      : [`It lacks ${formatPence(-pence)} of ${fundingType} for what is awarded: that is uncovered.`];
  });
}

/** What an award is now, over all its sources and years. */
export function awardOf({ lines }: ProjectFacts): Pence {
  return sumPence([...lines.values()].map(({ awardedPence }) => awardedPence));
}
