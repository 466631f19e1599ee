import type { Facts } from '#documents/facts/facts';
import { allCountedBy, costIn, projectsIn, reservesIn, sourcesOf } from '#documents/facts/in-year';
import { nothing, summed, together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { behindOf, withEvents } from '#documents/followed';
import { amount, count, heading, note, paragraph, table, words } from '#documents/model/document';
import type {
  Behind,
  Cell,
  Counted,
  Document,
  Figure,
  Moment,
  Part,
  Sentence,
} from '#documents/model/document';
import { many, oneAfterAnother, told } from '#documents/model/sentence';
import { quoted } from '#documents/model/text-safety';
import { confirmedOf } from '#documents/source-standing';
import { yearInWords } from '#kernel/financial-year';
import type { FinancialYear } from '#kernel/financial-year';
import { parseStream } from '#kernel/ids';

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
    partnerships.map(({ publication }) => publication.counties.get(county)?.name).find(Boolean) ?? county;
  const shown = yearInWords(year);
  const known = partnerships.map((facts) => joiningOf(facts, county));
  const made: Document = {
    name: 'county-view',
    title: `County view: totals of ${shown}`,
    partnership: quoted(name),
    moment,
    paper: 'upright',
    mainTable: 'by-partnership',
    parts: [
      paragraph(inShort(known, year)),
      heading('By partnership'),
      partnershipTable(known, year),
      note('What is to be confirmed is in no other figure: it can only be allocated subject to funding.'),
      heading('By priority'),
      priorityTable(known, year),
      note(
        'A project counts once, under the first priority that its bid names. Priorities of the same name are added up, whichever partnership adopted them.',
      ),
      heading('By source'),
      sourceTable(known, year),
    ],
  };
  return withEvents(made, { events: eventsOf(partnerships) });
}

/** A partnership in the view, with the event by which it joined. */
interface Joining {
  readonly facts: Facts;
  readonly behind: Behind;
}

function joiningOf(facts: Facts, county: string): Joining {
  const joined = facts.publication.counties.get(county);
  return { facts, behind: joined === undefined ? [] : [joined.position] };
}

/** What those that joined have together, and what has become of it. */
function inShort(known: readonly Joining[], year: FinancialYear): Sentence {
  const joined = count(known.length, together(known.map(({ behind }) => behind)));
  const all = added(known.map(({ facts }) => ofAllSources(facts, year)));
  const [confirmed = nothing, , reserved = nothing, committed = nothing, spent = nothing] = all;
  const projects = allOf(known.map(({ facts }) => projectsOf(facts, projectsIn(facts, year), year)));
  const here = told`${many(joined, 'partnership has', 'partnerships have')} joined, with ${many(projects, 'project')}.`;
  const taken = told`${amount(committed)} is committed, ${amount(spent)} spent and ${amount(reserved)} held in reserve`;
  return oneAfterAnother([here, told`${amount(confirmed)} is confirmed for ${yearInWords(year)}: ${taken}.`]);
}

/** What happened, and to what kind of record of which partnership: which project it was is not told. */
function eventsOf(partnerships: readonly Facts[]): Pick<Facts['events'], 'get'> {
  return {
    get(position) {
      const facts = partnerships.find(({ events }) => events.has(position));
      const event = facts?.events.get(position);
      if (facts === undefined || event === undefined) return undefined;
      const { noun } = parseStream(event.stream);
      return { ...event, stream: `${noun} of ${quoted(facts.partnership.name)}` };
    },
  };
}

const figures = ['Confirmed £', 'To be confirmed £', 'Reserved £', 'Committed £', 'Spent £'];
type Sums = readonly Figure[];

function partnershipTable(known: readonly Joining[], year: FinancialYear): Part {
  const sums = known.map(({ facts }) => ofAllSources(facts, year));
  const projects = known.map(({ facts }) => projectsOf(facts, projectsIn(facts, year), year));
  const rows = known.map(({ facts }, at) => [
    words(quoted(facts.partnership.name)),
    allOf(projects.slice(at, at + 1)),
    ...cells(sums[at]),
  ]);
  const total = [words('Total'), allOf(projects), ...cells(added(sums))];
  return table('by-partnership', 'Totals by partnership', ['Partnership', 'Projects #', ...figures], rows, {
    totals: [total],
  });
}

function projectsOf(facts: Facts, projects: readonly ProjectFacts[], year: FinancialYear): Counted {
  return count(projects.length, allCountedBy(facts, projects, year));
}

/** All that are counted there, together. */
function allOf(counts: readonly Counted[]): Counted {
  const number = counts.reduce((sum, one) => sum + one.number, 0);
  return count(number, together(counts.map(behindOf)));
}

function sumsOf(facts: Facts, sources: readonly string[]): Sums {
  const of = (account: 'expected' | 'reserved' | 'committed' | 'spent'): Figure =>
    summed(sources.map((source) => facts.money.figure({ account, source })));
  const confirmed = summed(sources.map((source) => confirmedOf(facts, { source }).total));
  return [confirmed, of('expected'), of('reserved'), of('committed'), of('spent')];
}

function ofAllSources(facts: Facts, year: FinancialYear): Sums {
  return sumsOf(
    facts,
    sourcesOf(facts, year).map(({ source }) => source),
  );
}

function added(all: readonly Sums[]): Sums {
  return figures.map((_, at) => summed(all.map((sums) => sums[at] ?? nothing)));
}

function cells(sums: Sums = []): readonly Cell[] {
  return sums.map(amount);
}

interface Share {
  readonly joining: Joining;
  readonly projects: Counted;
  readonly given: Figure;
}

/** Awards by the names of priorities, and what is held in reserve: together all that was awarded or held. */
function priorityTable(known: readonly Joining[], year: FinancialYear): Part {
  const shares = new Map<string, Share[]>();
  for (const joining of known) for (const [name, share] of sharesOf(joining, year)) add(shares, name, share);
  const rows = [...shares].map(([name, of]) => rowOf(name, of));
  const all = [...shares.values()].flat();
  const total = [
    words('Total'),
    words(''),
    allOf(all.map(({ projects }) => projects)),
    amount(summed(all.map(({ given }) => given))),
  ];
  return table('by-priority', 'Totals by priority', priorityColumns, rows, { totals: [total] });
}

const priorityColumns = ['Priority', 'Partnerships #', 'Projects #', 'Awarded or held £'];

function sharesOf(joining: Joining, year: FinancialYear): ReadonlyMap<string, Share> {
  const { facts } = joining;
  const { partnership } = facts;
  const named = (project: ProjectFacts): string => {
    const first = project.bid.priorities?.[0] ?? '';
    return quoted(partnership.priorities.get(first)?.name ?? first);
  };
  const byName = Map.groupBy(projectsIn(facts, year), named);
  const shares = [...byName].map(([name, projects]): [string, Share] => {
    const given = summed(projects.map((project) => costIn(facts, project, year)));
    return [name, { joining, projects: projectsOf(facts, projects, year), given }];
  });
  const held = summed(reservesIn(facts, year));
  const reserve = { joining, projects: count(0, []), given: held };
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
    partnershipsIn(shares),
    allOf(shares.map(({ projects }) => projects)),
    amount(summed(shares.map(({ given }) => given))),
  ];
}

function partnershipsIn(those: readonly { readonly joining: Joining }[]): Counted {
  const joined = [...new Set(those.map(({ joining }) => joining))];
  return count(joined.length, together(joined.map(({ behind }) => behind)));
}

/** The same money by who provides it. */
function sourceTable(known: readonly Joining[], year: FinancialYear): Part {
  const sources = known.flatMap((joining) =>
    sourcesOf(joining.facts, year).map(({ source, provider, openedBehind }) => ({
      joining,
      provider: quoted(provider),
      counted: count(1, openedBehind),
      sums: sumsOf(joining.facts, [source]),
    })),
  );
  const rows = [...Map.groupBy(sources, ({ provider }) => provider)].map(([provider, of]) => [
    words(provider),
    partnershipsIn(of),
    allOf(of.map(({ counted }) => counted)),
    ...cells(added(of.map(({ sums }) => sums))),
  ]);
  const total = cells(added(sources.map(({ sums }) => sums)));
  const columns = ['Provider', 'Partnerships #', 'Sources #', ...figures];
  return table('by-source', 'Totals by source', columns, rows, {
    totals: [[words('Total'), words(''), allOf(sources.map(({ counted }) => counted)), ...total]],
  });
}
