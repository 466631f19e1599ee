import type { Facts } from '#documents/facts/facts';
import { allCountedBy, costIn, reservesIn } from '#documents/facts/in-year';
import { summed, together } from '#documents/facts/money';
import type { ProjectFacts } from '#documents/facts/project-facts';
import { amount, count, money, note, table, words } from '#documents/model/document';
import type { Cell, Figure, Part } from '#documents/model/document';
import type { FinancialYear } from '#kernel/financial-year';

/** What a priority gets of a year's awards. */
interface PriorityShare {
  readonly name: string;
  /** Every project that serves it. */
  readonly serving: readonly ProjectFacts[];
  /** Those that name it first: each project is among these of one priority, and so counts once. */
  readonly counted: readonly ProjectFacts[];
}

/** The priorities that projects serve, in the order in which they were adopted. */
function sharesOf({ partnership }: Facts, projects: readonly ProjectFacts[]): readonly PriorityShare[] {
  const { priorities } = partnership;
  const ids = new Set([...priorities.keys(), ...projects.flatMap(({ bid }) => bid.priorities ?? [])]);
  const named = [...ids].map((id): PriorityShare => {
    const serving = projects.filter(({ bid }) => bid.priorities?.includes(id));
    const counted = projects.filter(({ bid }) => bid.priorities?.[0] === id);
    return { name: priorities.get(id)?.name ?? id, serving, counted };
  });
  // Money can have moved for a project on a day before the one on which its bid was taken on.
  const without = projects.filter(({ bid }) => bid.priorities === undefined);
  const unknown = { name: 'Not known yet', serving: without, counted: without };
  return [...named, unknown].filter(({ serving }) => serving.length > 0);
}

const columns = [
  'Priority',
  'Projects that serve it #',
  'Their cost £',
  'Counted once #',
  'Cost, counted once £',
];

/** The awards of a year by priority, as a chart and a table whose total counts each project once. */
export function totalsByPriority(
  facts: Facts,
  projects: readonly ProjectFacts[],
  year: FinancialYear,
): readonly Part[] {
  const shares = sharesOf(facts, projects);
  const sum = (which: readonly ProjectFacts[]): Figure =>
    summed(which.map((one) => costIn(facts, one, year)));
  const rows = shares.map(({ name, serving, counted }) => [
    words(name),
    count(serving.length, allCountedBy(facts, serving, year)),
    amount(sum(serving)),
    count(counted.length, allCountedBy(facts, counted, year)),
    amount(sum(counted)),
  ]);
  const held = reservesIn(facts, year);
  const reserves = summed(held);
  const behind = together([allCountedBy(facts, projects, year), reserves.behind]);
  const lines = count(projects.length + held.length, behind);
  const total: Cell[] = [
    words('Total'),
    words(''),
    words(''),
    lines,
    money(sum(projects).pence + reserves.pence),
  ];
  const bars = shares.flatMap(({ name, counted }) => {
    return counted.length === 0 ? [] : [{ label: name, pence: sum(counted).pence }];
  });
  return [
    { kind: 'chart', title: 'Cost by priority, each project counted once', bars },
    table('by-priority', 'Cost by priority', columns, [...rows, ...reserveRows(held.length, reserves)], {
      totals: [total],
    }),
    note(
      'A project may serve several priorities. Its whole cost stands under each that it serves; in the total it is counted once, under the first that its bid names.',
    ),
  ];
}

function reserveRows(many: number, reserves: Figure): readonly Cell[][] {
  if (many === 0) return [];
  const held = count(many, reserves.behind);
  return [[words('Held in reserve'), held, amount(reserves), held, amount(reserves)]];
}
