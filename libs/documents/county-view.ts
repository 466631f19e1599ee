import type { Facts } from '#documents/facts/facts';
import { costIn, projectsIn, reservesIn, sourcesOf } from '#documents/facts/in-year';
import { nothing, summed } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { amount, count, heading, note, paragraph, table, words } from '#documents/model/document';
import type { Cell, Document, Figure, Moment, Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import { confirmedOf } from '#documents/source-standing';
import type { FinancialYear } from '#kernel/financial-year';

/** A county, with what is known of the partnerships that are shown in its view. */
export interface County {
  readonly county: string;
  /** Of each partnership that has joined it by the moment, and of no other. */
  readonly partnerships: readonly Facts[];
  readonly moment: Moment;
}

/** Those of these partnerships that had joined a county by their moment. */
export function joinedTo(county: string, partnerships: readonly Facts[]): readonly Facts[] {
  return partnerships.filter(({ publication }) => publication.counties.has(county));
}

/**
 * A county's view of a year: the totals of the partnerships that joined it, by partnership, by priority and
 * by source. No project and no person is named in it.
 */
export function countyView({ county, partnerships, moment }: County, year: FinancialYear): Document {
  const name =
    partnerships.map(({ publication }) => publication.counties.get(county)).find(Boolean) ?? county;
  const shown = year.replace('-', '/');
  const many = partnerships.length;
  return {
    name: 'county-view',
    title: `County view: totals of ${shown}`,
    partnership: quoted(name),
    moment,
    paper: 'upright',
    mainTable: 'by-partnership',
    parts: [
      paragraph(many === 1 ? 'One partnership has joined.' : `${many} partnerships have joined.`),
      heading('By partnership'),
      partnershipTable(partnerships, year),
      note('What is to be confirmed is in no other figure: it can only be allocated subject to funding.'),
      heading('By priority'),
      priorityTable(partnerships, year),
      note(
        'A project counts once, under the first priority that its bid names. Priorities of the same name are added up, whichever partnership adopted them.',
      ),
      heading('By source'),
      sourceTable(partnerships, year),
    ],
  };
}

const figures = ['Confirmed £', 'To be confirmed £', 'Reserved £', 'Committed £', 'Spent £'];
type Sums = readonly Figure[];

function partnershipTable(partnerships: readonly Facts[], year: FinancialYear): Part {
  const sums = partnerships.map((facts) =>
    sumsOf(
      facts,
      sourcesOf(facts, year).map(({ source }) => source),
    ),
  );
  const rows = partnerships.map((facts, at) => [
    words(quoted(facts.partnership.name)),
    count(projectsIn(facts, year).length),
    ...cells(sums[at]),
  ]);
  const projects = partnerships.map((facts) => projectsIn(facts, year).length);
  const total = [words('Total'), count(projects.reduce((a, b) => a + b, 0)), ...cells(added(sums))];
  return table('by-partnership', 'Totals by partnership', ['Partnership', 'Projects #', ...figures], rows, {
    totals: [total],
  });
}

function sumsOf(facts: Facts, sources: readonly string[]): Sums {
  const of = (account: 'expected' | 'reserved' | 'committed' | 'spent'): Figure =>
    summed(sources.map((source) => facts.money.figure({ account, source })));
  const confirmed = summed(sources.map((source) => confirmedOf(facts, { source }).total));
  return [confirmed, of('expected'), of('reserved'), of('committed'), of('spent')];
}

function added(all: readonly Sums[]): Sums {
  return figures.map((_, at) => summed(all.map((sums) => sums[at] ?? nothing)));
}

function cells(sums: Sums = []): readonly Cell[] {
  return sums.map(amount);
}

interface Share {
  readonly partnership: string;
  readonly projects: number;
  readonly given: Figure;
}

/** Awards by the names of priorities, and what is held in reserve: together all that was awarded or held. */
function priorityTable(partnerships: readonly Facts[], year: FinancialYear): Part {
  const shares = new Map<string, Share[]>();
  for (const facts of partnerships)
    for (const [name, share] of sharesOf(facts, year)) add(shares, name, share);
  const rows = [...shares].map(([name, of]) => rowOf(name, of));
  const all = [...shares.values()].flat();
  const total = [
    words('Total'),
    words(''),
    count(all.reduce((sum, { projects }) => sum + projects, 0)),
    amount(summed(all.map(({ given }) => given))),
  ];
  return table('by-priority', 'Totals by priority', priorityColumns, rows, { totals: [total] });
}

const priorityColumns = ['Priority', 'Partnerships #', 'Projects #', 'Awarded or held £'];

function sharesOf(facts: Facts, year: FinancialYear): ReadonlyMap<string, Share> {
  const { partnership } = facts;
  const named = (project: ProjectFacts): string => {
    const first = project.bid.priorities?.[0] ?? '';
    return quoted(partnership.priorities.get(first)?.name ?? first);
  };
  const byName = Map.groupBy(projectsIn(facts, year), named);
  const shares = [...byName].map(([name, projects]): [string, Share] => {
    const given = summed(projects.map((project) => costIn(facts, project, year)));
    return [name, { partnership: partnership.partnership, projects: projects.length, given }];
  });
  const held = summed(reservesIn(facts, year));
  const reserve = { partnership: partnership.partnership, projects: 0, given: held };
  return new Map([...shares, ...(held.pence === 0 ? [] : [['Held in reserve', reserve] as const])]);
}

function add(to: Map<string, Share[]>, name: string, share: Share): void {
  const known = to.get(name);
  if (known === undefined) to.set(name, [share]);
  else known.push(share);
}

function rowOf(name: string, shares: readonly Share[]): readonly Cell[] {
  return [
    words(name),
    count(shares.length),
    count(shares.reduce((sum, { projects }) => sum + projects, 0)),
    amount(summed(shares.map(({ given }) => given))),
  ];
}

/** The same money by who provides it. */
function sourceTable(partnerships: readonly Facts[], year: FinancialYear): Part {
  const sources = partnerships.flatMap((facts) =>
    sourcesOf(facts, year).map(({ source, provider }) => ({
      provider: quoted(provider),
      partnership: facts.partnership.partnership,
      sums: sumsOf(facts, [source]),
    })),
  );
  const rows = [...Map.groupBy(sources, ({ provider }) => provider)].map(([provider, of]) => [
    words(provider),
    count(new Set(of.map(({ partnership }) => partnership)).size),
    count(of.length),
    ...cells(added(of.map(({ sums }) => sums))),
  ]);
  const total = cells(added(sources.map(({ sums }) => sums)));
  const columns = ['Provider', 'Partnerships #', 'Sources #', ...figures];
  return table('by-source', 'Totals by source', columns, rows, {
    totals: [[words('Total'), words(''), count(sources.length), ...total]],
  });
}
