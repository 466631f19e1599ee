import type { Facts } from '#documents/facts/facts';
import { projectsIn, sourcesOf } from '#documents/facts/in-year';
import { outsideOf } from '#documents/facts/left-out';
import { agencyOf, projectNamed } from '#documents/facts/project-words';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { heldIn, leftToAward, whatCanBeAwarded } from '#documents/awardable';
import type { Held } from '#documents/awardable';
import { nothing, summed } from '#documents/facts/money';
import { changeInShort, sourceComparison } from '#documents/source-comparison';
import { targetParts } from '#documents/targets';
import { certaintyOf, commentOf, confirmedOf, isAwaited } from '#documents/source-standing';
import { absent, amount, heading, money, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Part } from '#documents/model/document';
import { oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { yearBefore, yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { sumPence } from '#kernel/pence';

/**
 * The funding section of a partnership plan: where the money comes from and how sure it is, how it differs
 * from last year, what is committed before bidding opens, and what the tasking group can still award, with
 * every item that lies between the total and that figure; then the targets.
 *
 * Its parts are those of the Basildon District plan of 2010, sections 6 and 7.
 */
export function partnershipPlan(facts: Facts, year: FinancialYear): Document {
  const shown = yearInWords(year);
  const sources = sourcesOf(facts, year);
  const certain = sources.filter((source) => !isAwaited(facts, source));
  return {
    name: 'partnership-plan',
    title: `Partnership plan: funding ${shown}`,
    partnership: facts.partnership.name,
    moment: facts.moment,
    paper: 'sideways',
    mainTable: 'sources',
    parts: [
      ...inShort(facts, certain, year),
      heading('Funding and partner contributions'),
      fundingTable(facts, certain, shown),
      {
        kind: 'chart',
        title: `Confirmed funding ${shown}, by source`,
        bars: certain.map((source) => ({
          label: quoted(source.name),
          pence: confirmedOf(facts, source).total.pence,
        })),
      },
      awaitedTable(facts, year),
      heading('Change on last year'),
      ...sourceComparison(facts, yearBefore(year), year),
      heading('Annual commitments'),
      commitmentTable(facts, year),
      heading('What the tasking group can still award'),
      ...whatCanBeAwarded(facts, year),
      outsideTable(facts, year),
      heading('Other awards'),
      awardTable(facts, year),
      heading('Targets'),
      ...targetParts(facts, year),
    ],
  };
}

type Sources = ReturnType<typeof sourcesOf>;

/** What is confirmed, how that differs from last year, and what is left of it to be awarded. */
function inShort(facts: Facts, sources: Sources, year: FinancialYear): readonly Part[] {
  const confirmed = sources.map((source) => confirmedOf(facts, source));
  const of = (which: 'capital' | 'revenue' | 'total'): Cell =>
    amount(summed(confirmed.map((one) => one[which])));
  const change = changeInShort(facts, yearBefore(year), year);
  const held = facts.money.figure({ account: ['committed', 'spent'], year });
  const reserved = facts.money.figure({ account: 'reserved', year });
  const left = leftToAward(facts, year);
  const parted = told`${of('total')} is confirmed for ${yearInWords(year)}: ${of('capital')} of capital and ${of('revenue')} of revenue.`;
  const taken = told`${amount(held)} is committed or spent and ${amount(reserved)} is held in reserve`;
  const rest = told`${amount(left.capital)} of capital and ${amount(left.revenue)} of revenue can still be awarded`;
  return [paragraph(oneAfterAnother([parted, change ?? ''])), paragraph(told`${taken}; ${rest}.`)];
}

function fundingTable(facts: Facts, sources: Sources, shown: string): Part {
  const columns = [
    'Source',
    'Provider',
    'Capital £',
    'Revenue £',
    'Total £',
    'Certainty',
    'Comment',
    'Reference',
  ];
  const confirmed = sources.map((source) => confirmedOf(facts, source));
  const rows = sources.map((source, at) => [
    words(quoted(source.name)),
    words(quoted(source.provider)),
    ...(['capital', 'revenue', 'total'] as const).map((which) => amount(confirmed[at]?.[which] ?? nothing)),
    words(certaintyOf(facts, source)),
    words(commentOf(source)),
    words(source.source),
  ]);
  const sum = (which: 'capital' | 'revenue' | 'total'): Cell =>
    money(sumPence(confirmed.map((one) => one[which].pence)));
  const totals = [[words('Total confirmed'), words(''), sum('capital'), sum('revenue'), sum('total')]];
  return table('sources', `Confirmed funding ${shown}`, columns, rows, {
    totals,
    whenEmpty: 'No source is confirmed.',
  });
}

/** What is still to be confirmed stands apart, and in no total; what is not even known is said so. */
function awaitedTable(facts: Facts, year: FinancialYear): Part {
  const awaited = sourcesOf(facts, year).filter((source) => {
    return (
      isAwaited(facts, source) || facts.money.pence({ account: 'expected', source: source.source }) !== 0
    );
  });
  const expected = (source: string, of: { readonly fundingType?: FundingType }): Cell => {
    const { pence, behind } = facts.money.figure({ account: 'expected', source, ...of });
    return behind.length === 0 ? absent('not known') : money(pence, behind);
  };
  const rows = awaited.map((one) => [
    words(quoted(one.name)),
    expected(one.source, { fundingType: 'capital' }),
    expected(one.source, { fundingType: 'revenue' }),
    expected(one.source, {}),
    words(certaintyOf(facts, one)),
    words(commentOf(one)),
  ]);
  const columns = ['Source', 'Capital £', 'Revenue £', 'Total £', 'Certainty', 'Comment'];
  return table('awaited', 'To be confirmed, and in no total', columns, rows);
}

function commitmentTable(facts: Facts, year: FinancialYear): Part {
  const annual = projectsIn(facts, year).filter(({ bid }) => bid.annualCommitment === true);
  // One that still waits for its funding is a commitment without money.
  const waiting = annual.map(({ project }): Held => ({ project, capital: nothing, revenue: nothing }));
  const held = [...waiting, ...heldIn(facts, year).annual];
  return heldTable(facts, [...new Map(held.map((one) => [one.project, one])).values()], {
    id: 'commitments',
    caption: 'Posts and services funded before bidding opens',
    last: 'Comment',
    said: ({ project }) => commitmentComment(facts.projects.get(project)),
  });
}

/** Every other award by title, since all of them lie between what is confirmed and what can be awarded. */
function awardTable(facts: Facts, year: FinancialYear): Part {
  const title = ({ project }: Held): string => projectNamed(facts, project);
  const others = heldIn(facts, year).others.toSorted((a, b) => title(a).localeCompare(title(b), 'en-GB'));
  return heldTable(facts, others, {
    id: 'other-awards',
    caption: 'Other awards, committed and spent',
    last: 'Reference',
    said: ({ project }) => project,
  });
}

interface HeldTable {
  readonly id: string;
  readonly caption: string;
  /** The heading of the last column, and what it says of a project. */
  readonly last: string;
  readonly said: (held: Held) => string;
}

function heldTable(facts: Facts, held: readonly Held[], { id, caption, last, said }: HeldTable): Part {
  const rows = held.map((one) => [
    words(projectNamed(facts, one.project)),
    words(agencyOf(facts, facts.projects.get(one.project)?.bid.leadAgency)),
    amount(one.revenue),
    amount(one.capital),
    words(said(one)),
  ]);
  const sum = (type: FundingType): Cell => money(sumPence(held.map((one) => one[type].pence)));
  const columns = ['Project', 'Lead agency', 'Revenue £', 'Capital £', last];
  return table(id, caption, columns, rows, {
    totals: [[words('Total'), words(''), sum('revenue'), sum('capital')]],
  });
}

function commitmentComment({ bid = {} }: Partial<ProjectFacts> = {}): string {
  const approximate = bid.costs?.some((cost) => cost.approximate === true) === true;
  return [
    ...(approximate ? ['An approximate figure.'] : []),
    ...(bid.description === undefined ? [] : [bid.description]),
  ].join(' ');
}

function outsideTable(facts: Facts, year: FinancialYear): Part {
  const rows = outsideOf(facts, year).map(({ what, where, pence, behind, why }) => [
    words(what),
    words(where),
    pence === 0 ? absent('not valued') : money(pence, behind),
    words(why),
  ]);
  return table('outside', 'Not in these figures, and why', ['What', 'Where', 'Amount £', 'Why'], rows, {
    whenEmpty: 'Nothing is left out.',
  });
}
