import type { Facts } from '#documents/facts/facts';
import type { ItemFacts } from '#documents/facts/meeting-facts';
import type { Decided, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import { together } from '#documents/facts/money';
import { projectNamed } from '#documents/facts/project-words';
import type { AskedVirement, SourceFacts } from '#documents/facts/source-facts';
import { sourceNamed } from '#documents/source-words';
import { amount, money } from '#documents/model/document';
import type { Behind, Figure, Sentence } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import type { DecidedMoney } from '#funding/project/decided-money';
import { decisionIdOf } from '#funding/project/project.asks';
import { costOf } from '#funding/project/queries';
import { formatDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

type Said = Sentence | string;

/**
 * What the decision on an item did, in sentences: the amounts that it gave, took or moved, and from where.
 * It is what was decided then, whatever became of it since.
 */
export function decidedInWords(facts: Facts, meeting: string, item: ItemFacts): readonly Said[] {
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
): readonly Said[] {
  const here = project.decisions.filter((one) => one.meeting === meeting && one.item === item);
  const waived = decision?.outcome === 'waived' ? project.conditions.get(decision.subject ?? '') : undefined;
  return [
    ...chairsAction(facts, project, decision?.subject),
    ...(decision?.outcome === 'approved-in-part' ? [askedInWords(project)] : []),
    ...here.flatMap((one) => decisionInWords(facts, one)),
    ...here.flatMap(({ what, money: decided, position }) => {
      const said = overspends.get(what);
      const sum = money(sumOf(decided), [position]);
      return said === undefined ? [] : [told`${sum} that was paid beyond the award ${said}.`];
    }),
    ...(waived === undefined ? [] : [`The condition that is waived: ${waived.text}`]),
  ];
}

/** What a bid asks for, where it gets less. */
function askedInWords({ bid, bidBehind }: ProjectFacts): Sentence {
  return told`Asked for: ${money(costOf({ costs: bid.costs ?? [] }), bidBehind)}.`;
}

/** What becomes of what was paid beyond an award, by the decision on it. */
const overspends: ReadonlyMap<Decided, string> = new Map([
  ['overspend accepted', 'is accepted and added to the award'],
  ['overspend to be recovered', 'is to be recovered'],
]);

/** What a decision did with money, in all. */
export function sumOf(decided: readonly DecidedMoney[]): Pence {
  return sumPence(decided.map(({ amountPence }) => amountPence));
}

/** What a chair's action awarded that a meeting is to ratify. */
function chairsAction(
  facts: Facts,
  { decisions }: ProjectFacts,
  action: string | undefined,
): readonly Said[] {
  const taken = decisions.find(
    ({ decision, byChair }) => byChair && action !== undefined && decision === decisionIdOf({ action }),
  );
  if (taken === undefined) return [];
  return [told`The chair's action of ${formatDate(taken.on)}: ${awardedInWords(facts, taken)}.`];
}

/** What a decision on a bid or an award did, beyond its outcome. */
export function decisionInWords(facts: Facts, decision: ProjectDecision): readonly Said[] {
  const { what, awardPence, money: lines, until, paidPence, release, position } = decision;
  if (until !== undefined) return [`It is to come back on ${formatDate(until)}.`];
  const back = release === undefined ? [] : givenBackInWords(facts, release);
  if (paidPence === 0) return ['Nothing had been paid.', ...back];
  if (paidPence !== undefined)
    return [told`${money(paidPence, [position])} had been paid; what had not is withdrawn.`, ...back];
  if (awardPence === undefined) return [];
  if (what !== 'varied') return [told`Award: ${awardedInWords(facts, decision)}.`];
  return [
    told`The award is now ${money(awardPence, [position])}: ${linesInWords(facts, lines, [position])}.`,
  ];
}

/** An award with where it comes from: `£4,000.00, from Home Office grant 2011/12, revenue`. */
function awardedInWords(facts: Facts, decision: ProjectDecision): Sentence {
  const { awardPence = 0, money: lines, position } = decision;
  const [first, ...others] = lines;
  const awarded = money(awardPence, [position]);
  if (first === undefined) return told`${awarded}: the project costs the partnership nothing`;
  return others.length === 0
    ? told`${awarded}, from ${placeOf(facts, first)}`
    : told`${awarded}: ${linesInWords(facts, lines, [position])}`;
}

function linesInWords(facts: Facts, lines: readonly DecidedMoney[], behind: Behind): Sentence {
  const each = lines.map((line) => {
    const way = line.does === 'awarded' ? '' : ` ${line.does}`;
    return told`${money(line.amountPence, behind)}${way} from ${placeOf(facts, line)}`;
  });
  return oneAfterAnother(each, '; ');
}

function placeOf(facts: Facts, { source, fundingType, subjectToFunding }: DecidedMoney): string {
  const waits = subjectToFunding === true ? ', subject to funding' : '';
  return `${sourceNamed(facts, source)}, ${fundingType}${waits}`;
}

/** What the sources got back of an award that was ended, as each tells it. */
function givenBackInWords(facts: Facts, release: string): readonly Said[] {
  const each = [...facts.sources.values()]
    .flatMap(({ givenBack }) => givenBack)
    .filter((one) => one.release === release)
    .flatMap(({ money: lines, position }) =>
      lines.map((line) => told`${money(line.amountPence, [position])} to ${placeOf(facts, line)}`),
    );
  return each.length === 0 ? [] : [told`Given back: ${oneAfterAnother(each, '; ')}.`];
}

/** What a virement that was authorised moved, or a reserve that was held is for. */
function ofSource(facts: Facts, source: SourceFacts, meeting: string, { item }: ItemFacts): readonly Said[] {
  const here = decisionIdOf({ meeting, item });
  const virements = [...source.virements.values()].filter(({ decision }) => decision === here);
  const reserves = [...source.reserves.values()].filter(({ held }) => held?.decision === here);
  return [
    ...virements.map((one) => told`Moved: ${virementInWords(facts, one)}.`),
    ...reserves.map(({ purpose, fundingType, held, behind }) => {
      const sum = told`${money(held?.money.amountPence ?? 0, behind)} of ${fundingType}`;
      return told`Held in reserve: ${sum} of ${sourceNamed(facts, source.source)}, for ${quoted(purpose)}.`;
    }),
  ];
}

/** What a virement moves, from where to where. */
export function virementInWords(facts: Facts, { money: moved, behind }: AskedVirement): Sentence {
  const { amountPence, fundingType } = moved;
  const ends = `from ${virementEnd(facts, moved, 'from')} to ${virementEnd(facts, moved, 'to')}`;
  return told`${money(amountPence, behind)} of ${fundingType}, ${ends}`;
}

/**
 * Where a virement comes from or goes to: a project with its source, or what a source has for no project.
 *
 * @param said the source that was named before, which is not said again
 */
export function virementEnd(facts: Facts, moved: DecidedMoney, which: 'from' | 'to', said?: string): string {
  const { source, project, to = source, toProject } = moved;
  const [at, of] = which === 'from' ? [source, project] : [to, toProject];
  if (of === undefined) return sourceNamed(facts, at);
  return at === said ? projectNamed(facts, of) : `${projectNamed(facts, of)} (${sourceNamed(facts, at)})`;
}

/** What an item that is no bid is about, for whoever reads its papers before the meeting. */
export function matterInWords(facts: Facts, item: ItemFacts): readonly Said[] {
  const project = item.project === undefined ? undefined : facts.projects.get(item.project);
  const source = item.source === undefined ? undefined : facts.sources.get(item.source);
  return [
    ...(project === undefined ? [] : projectMatter(facts, project, item)),
    ...(source === undefined ? [] : sourceMatter(facts, source, item)),
  ];
}

type Matters = (facts: Facts, project: ProjectFacts) => readonly Said[];

const matters: Partial<Readonly<Record<ItemFacts['kind'], Matters>>> = {
  ratification: (facts, { decisions }) =>
    decisions.flatMap((one) => {
      if (!one.byChair) return [];
      const awarded = awardedInWords(facts, one);
      return [told`The chair's action of ${formatDate(one.on)}: ${awarded}.`, `Reasons: ${one.reasons}`];
    }),
  overspend(facts, project) {
    const over = sumPence([...project.lines.values()].map(({ overspendPence }) => overspendPence));
    const ruled = project.decisions.filter(({ what }) => overspends.has(what));
    const events = [...project.payments.values(), ...ruled];
    const behind = together(events.map(({ position }) => [position]));
    // What was ruled on by a day on which it was not paid yet is below nil, and nothing is beyond the award.
    const beyond = over > 0 ? [told`${money(over, behind)} was paid beyond it.`] : [];
    return [...awardNow(facts, project), ...beyond];
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

function projectMatter(facts: Facts, project: ProjectFacts, { kind }: ItemFacts): readonly Said[] {
  return matters[kind]?.(facts, project) ?? awardNow(facts, project);
}

function awardNow(facts: Facts, project: ProjectFacts): readonly Said[] {
  return project.awarded ? [told`Its award is ${amount(awardNowOf(facts, project))}.`] : [];
}

function sourceMatter(facts: Facts, source: SourceFacts, { kind }: ItemFacts): readonly Said[] {
  if (kind === 'virement')
    return [...source.virements.values()].flatMap((one) =>
      one.answer === 'none' ? [told`Asked for: ${virementInWords(facts, one)}. ${one.reason}`] : [],
    );
  return (['capital', 'revenue'] as const).flatMap((fundingType) => {
    const asked = { account: 'uncommitted', source: source.source, fundingType } as const;
    const { pence, behind } = facts.money.figure(asked);
    if (pence === 0) return [];
    return pence > 0
      ? [told`It can still award ${money(pence, behind)} of ${fundingType}.`]
      : [told`It lacks ${money(-pence, behind)} of ${fundingType} for what is awarded: that is uncovered.`];
  });
}

/** What an award is now, over all its sources and years. */
export function awardOf({ lines }: ProjectFacts): Pence {
  return sumPence([...lines.values()].map(({ awardedPence }) => awardedPence));
}

/** The same with the events by which it is so. */
export function awardNowOf({ awards }: Facts, project: ProjectFacts): Figure {
  const behind = together(awards.ofAllYears(project.project).map((one) => one.behind));
  return { pence: awardOf(project), behind };
}
