import type { ProjectRow } from '#reads/project-rows';

/** What the register is narrowed to. Nothing chosen of a kind means all of it. */
export interface Filter {
  readonly words: string;
  readonly status: readonly string[];
  readonly priority: readonly string[];
  readonly officer: readonly string[];
}

/** The filter that an address asks for. */
export function filterOf(query: Readonly<Record<string, unknown>>): Filter {
  return {
    words: typeof query['words'] === 'string' ? query['words'].trim().slice(0, 100) : '',
    status: listOf(query['status']),
    priority: listOf(query['priority']),
    officer: listOf(query['officer']),
  };
}

/** Whether a project is among what was asked for. */
export function isShown(row: ProjectRow, filter: Filter, officers: ReadonlyMap<string, string>): boolean {
  const { leadOfficer, leadAgency, title, project } = row;
  const officer = officers.get(leadOfficer ?? '') ?? '';
  return (
    isAmong(filter.status, [row.status]) &&
    isAmong(filter.priority, row.priorities) &&
    isAmong(filter.officer, [leadOfficer ?? '']) &&
    says(filter.words, [title, project, officer, leadAgency ?? ''].join(' '))
  );
}

function isAmong(chosen: readonly string[], values: readonly string[]): boolean {
  return chosen.length === 0 || values.some((value) => chosen.includes(value));
}

/** Each word somewhere, in whatever order. */
function says(words: string, text: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

function listOf(value: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string' && one !== '') as string[];
}
