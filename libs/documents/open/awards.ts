import type { Facts } from '#documents/facts/facts';
import { summed, together } from '#documents/facts/money';
import type { Payment, ProjectFacts } from '#documents/facts/project-facts';
import { count } from '#documents/model/document';
import type { Behind, Counted, Figure } from '#documents/model/document';
import type { CheckedTexts } from '#documents/open/checked-texts';
import type { AgencyDescription, PublisherTerms } from '#funding/publication/publication.events';
import { firstDayOf, lastDayOf } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** An award that stands, with what it comes to by now. */
export interface Award {
  readonly project: ProjectFacts;
  readonly awardedOn: LocalDate;
  readonly awardedPence: Pence;
  readonly paidPence: Pence;
  /** The events behind the decision, the award, and what was paid. */
  readonly decidedBehind: Behind;
  readonly awardBehind: Behind;
  readonly paidBehind: Behind;
}

/** The awards that were decided in a year and stand, whichever years their money is of, by their days. */
export function awardsOf(facts: Facts, year: FinancialYear): readonly Award[] {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  return [...facts.projects.values()]
    .flatMap((project) => awardOf(facts, project))
    .filter(({ awardedOn }) => awardedOn >= first && awardedOn <= last)
    .toSorted((a, b) => inOrder(a.awardedOn, b.awardedOn) || inOrder(a.project.project, b.project.project));
}

/** The event by which something was paid, and that by which it was reversed. */
function behindPayment({ position, reversal }: Payment): Behind {
  return reversal === undefined ? [position] : [position, reversal.position];
}

/** What they come to. */
export function awarded(awards: readonly Award[]): Figure {
  return summed(awards.map(({ awardedPence: pence, awardBehind: behind }) => ({ pence, behind })));
}

/** How many they are, with the decisions by which they are. */
export function countOf(awards: readonly Award[]): Counted {
  return count(awards.length, together(awards.map(({ decidedBehind }) => decidedBehind)));
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function awardOf({ awards }: Facts, project: ProjectFacts): readonly Award[] {
  const decided = project.decisions.find(({ what }) => what === 'approved' || what === 'taken on');
  if (!project.awarded || decided === undefined) return [];
  const lines = [...project.lines.values()];
  const awardedPence = sumPence(lines.map((line) => line.awardedPence));
  const paidPence = sumPence(lines.map((line) => line.spentPence));
  const awardBehind = together(awards.ofAllYears(project.project).map(({ behind }) => behind));
  const paidBehind = together([...project.payments.values()].map(behindPayment));
  const decidedBehind = [decided.position];
  return [
    { project, awardedOn: decided.on, awardedPence, paidPence, decidedBehind, awardBehind, paidBehind },
  ];
}

/**
 * Why an award is no grant to anybody outside the public sector; undefined where it is one. Grants are what
 * goes to others, as in the Local Government Transparency Code 2015 (paragraphs 42 and 43): money that moves
 * between public bodies, or stays in one, is spending.
 */
export function whyNoGrant({ publication }: Facts, { project }: Award): string | undefined {
  const { leadAgency } = project.bid;
  // Without one nobody received it, and that is said as such.
  if (leadAgency === undefined) return undefined;
  const kind = publication.agencies.get(leadAgency)?.kind;
  if (kind === undefined) return 'Nobody has said what kind of body its lead agency is.';
  return kind === 'public' ? movesBetweenPublicBodies : undefined;
}

const movesBetweenPublicBodies =
  'Its lead agency is a public body: money that moves between public bodies is no grant, and stands in the spending.';

/** Whether a project has a grant that is published, of whichever year. */
export function isPublishedGrant(facts: Facts, project: string): boolean {
  const known = facts.projects.get(project);
  if (known === undefined || facts.publication.heldBack.has(project)) return false;
  return awardOf(facts, known).some((award) => whyNoGrant(facts, award) === undefined);
}

/** The body that an award went to. */
export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyDescription['kind'] | undefined;
  readonly charityNumber?: string;
  readonly companyNumber?: string;
}

/** An award as anybody may read it. */
export interface OpenAward extends Award {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly recipient: Recipient;
}

/** An award of which nothing else than its amount may be published; the list says why. */
export type Checked = OpenAward | undefined;

/** Looks at an award part by part. */
export function checkedAward(
  facts: Facts,
  publisher: PublisherTerms,
  award: Award,
  texts: CheckedTexts,
): Checked {
  const { project, bid } = award.project;
  const reason = facts.publication.heldBack.get(project);
  if (reason !== undefined) return held(texts, project, `It is held back: ${reason}`);
  if (texts.passed(project, 'all of it', project.replaceAll('-', ' ')) === undefined) return undefined;
  const recipient = recipientOf(facts, publisher, award.project, texts);
  if (recipient === undefined) return undefined;
  return {
    ...award,
    id: `${publisher.prefix}-${project}`,
    title: texts.passed(project, 'title', bid.title) ?? `Project ${project}`,
    description: descriptionOf(award, texts),
    recipient,
  };
}

function held(texts: CheckedTexts, of: string, why: string): undefined {
  texts.hold(of, 'all of it', why);
  return undefined;
}

function recipientOf(
  { partnership, publication }: Facts,
  { prefix }: PublisherTerms,
  { project, bid: { leadAgency } }: ProjectFacts,
  texts: CheckedTexts,
): Recipient | undefined {
  if (leadAgency === undefined) return held(texts, project, 'It has no lead agency, so nobody received it.');
  const name = texts.passed(
    project,
    'all of it: its lead agency',
    partnership.agencies.get(leadAgency) ?? leadAgency,
  );
  if (name === undefined) return undefined;
  const { identifier, kind } = publication.agencies.get(leadAgency) ?? {};
  return { id: identifier ?? `${prefix}-${leadAgency}`, name, kind, ...numbersIn(identifier) };
}

function numbersIn(identifier = ''): Pick<Recipient, 'charityNumber' | 'companyNumber'> {
  const number = identifier.split('-').slice(2).join('-');
  if (/^GB-(?:CHC|SC|NIC)-/u.test(identifier)) return { charityNumber: number };
  return identifier.startsWith('GB-COH-') ? { companyNumber: number } : {};
}

/**
 * What it is for, in the bid's own words or by what was expected of it; with whom else; and of a project
 * without cost that it has none, and what was given in kind.
 */
function descriptionOf(award: Award, texts: CheckedTexts): string {
  const { project, bid } = award.project;
  const said = texts.passed(project, 'description', bid.description ?? expectedOf(bid) ?? bid.title);
  const others = (bid.jointWith ?? []).map(({ partnership }) => partnership);
  const jointly = others.length === 0 ? undefined : `A joint project, with ${others.join(' and ')}.`;
  return [
    said ?? 'The description is held back, since it may name a person.',
    texts.passed(project, 'with whom it is joint', jointly),
    awardIsNil(award),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
}

function expectedOf({ expectedOutputs = [] }: ProjectFacts['bid']): string | undefined {
  if (expectedOutputs.length === 0) return undefined;
  const said = expectedOutputs.map(({ text, quantity, measure }) => {
    const many = [quantity?.toLocaleString('en-GB'), measure].filter((part) => part !== undefined);
    return quantity === undefined ? text : `${text} (${many.join(' ')})`;
  });
  return `Expected of it: ${said.join('; ')}`;
}

function awardIsNil({ project, awardedPence }: Award): string | undefined {
  if (awardedPence !== 0) return undefined;
  const valued = sumPence(project.inKind.map(({ valuePence }) => valuePence ?? 0));
  const input = valued === 0 ? '' : ` Partners gave in kind what is valued at ${formatPence(valued)}.`;
  return `No money was awarded: the project costs the partnership nothing.${input}`;
}
