import type { RegisterOrder, RegisterQuestion } from '#reads/register';

type Asked = Readonly<Record<string, unknown>>;

/** What of the register an address asks for. */
export function questionOf(query: Asked): RegisterQuestion {
  return {
    words: typeof query['words'] === 'string' ? query['words'].trim().slice(0, 100) : '',
    status: listOf(query['status']),
    priority: listOf(query['priority']),
    officer: listOf(query['officer']),
    agency: listOf(query['agency']),
  };
}

/** The columns by which the register is sorted, and whether the greatest stands first where nobody says. */
export const sortings = { title: false, status: false, award: true, spent: true } as const;

type Sorting = keyof typeof sortings;

/** By what an address asks the register to be sorted. */
export function orderOf({ sort, order }: Asked): RegisterOrder {
  const by = Object.keys(sortings).find((one): one is Sorting => one === sort) ?? 'title';
  const known: Readonly<Record<string, boolean>> = { ascending: false, descending: true };
  return { by, greatestFirst: known[String(order)] ?? sortings[by] };
}

function listOf(value: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string' && one !== '') as string[];
}
