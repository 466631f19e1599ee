import { priorityReader } from '#imports/priority-words';
import type { PriorityWords, ReadPriorities } from '#imports/priority-words';
import { RegisterCells } from '#imports/register-cells';
import type { RegisterProblem } from '#imports/register-cells';
import { recogniseColumns } from '#imports/register-columns';
import type { RegisterColumns } from '#imports/register-columns';
import { projectCommands, reserveCommands } from '#imports/register-commands';
import type { ReadRow, RegisterCommand, RegisterOptions } from '#imports/register-commands';
import { UnreadableRegister } from '#imports/register-file';
import type { SheetRow } from '#imports/register-file';
import { idsForTitles } from '#imports/register-ids';
import { titleAndDescription } from '#imports/title-and-description';
import { formatPence, sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** What the partnership says of itself that a register is read by. */
export interface RegisterFacts {
  /** The priorities in force. */
  readonly priorities: readonly PriorityWords[];
  /** The thematic groups, each with the priorities that it looks after. */
  readonly thematicGroups: readonly { readonly group: string; readonly priorities: readonly string[] }[];
}

/** A row that was read: a project or a reserve, and the commands that enter it. */
export interface RegisterItem {
  readonly row: number;
  readonly kind: 'project' | 'reserve';
  readonly id: string;
  readonly title: string;
  readonly priorities: readonly string[];
  readonly amountPence: Pence;
  /** What was spent, where the file says so. */
  readonly spentPence?: Pence;
  readonly commands: readonly RegisterCommand[];
}

/**
 * A register as read: what can be entered, what cannot, and what was left aside, so that nothing is lost in
 * silence.
 */
export interface RegisterReading {
  readonly items: readonly RegisterItem[];
  readonly problems: readonly RegisterProblem[];
  /** Rows that state a total and are no project. */
  readonly totals: readonly { readonly row: number; readonly amountPence: Pence }[];
  /** Headings under which nothing was read. */
  readonly unreadColumns: readonly string[];
}

/**
 * Reads a register: each row becomes a project that is taken on with its award (rule 1), or a reserve where
 * the options say so. A row with anything in it that cannot be read becomes nothing but its problems.
 *
 * Pure: the same rows, facts and options give the same reading, ids included.
 *
 * @throws UnreadableRegister when the headings are not found, nothing stands under them, or an option names
 * no row or several
 */
export function readRegister(
  rows: readonly SheetRow[],
  facts: RegisterFacts,
  options: RegisterOptions,
): RegisterReading {
  const columns = recogniseColumns(rows);
  const below = rows
    .filter(({ row }) => row > columns.headingRow)
    .map((row) => new RegisterCells(row, columns));
  if (below.length === 0)
    throw new UnreadableRegister('There are no rows under its headings, so there is nothing to enter.');
  const reserves = reservesAmong(below, options.reserves ?? []);
  const ids = idsForTitles(below.map(titleOf), options.year);
  const reading = new Reading(facts, options);
  below.forEach((cells, index) => reading.take(cells, ids[index] ?? '', reserves.has(cells.row)));
  return reading.finished(columns);
}

class Reading {
  private readonly facts: RegisterFacts;
  private readonly options: RegisterOptions;
  private readonly readPriorities: ReadPriorities;
  private readonly items: RegisterItem[] = [];
  private readonly problems: RegisterProblem[] = [];
  private readonly totals: { row: number; amountPence: Pence }[] = [];
  private readonly costs: Pence[] = [];

  constructor(facts: RegisterFacts, options: RegisterOptions) {
    this.facts = facts;
    this.options = options;
    this.readPriorities = priorityReader(facts.priorities);
  }

  take(cells: RegisterCells, id: string, isReserve: boolean): void {
    if (isTotal(cells)) this.takeTotal(cells);
    else this.takeRow(cells, id, isReserve);
    this.problems.push(...cells.problems);
  }

  finished({ unread }: RegisterColumns): RegisterReading {
    const { items, problems, totals } = this;
    return { items, problems, totals, unreadColumns: unread };
  }

  private takeRow(cells: RegisterCells, id: string, isReserve: boolean): void {
    const read = this.read(cells, id);
    if (read === undefined) return;
    const { heading, priorities, costPence, spentPence } = read;
    const commands = isReserve ? reserveCommands(read, this.options) : projectCommands(read, this.options);
    if (isReserve && costPence === 0) cells.report('cost', 'A reserve of nothing is none.');
    if (cells.problems.length > 0) return;
    this.items.push({
      row: cells.row,
      kind: isReserve ? 'reserve' : 'project',
      id,
      title: titleAndDescription(heading).title,
      priorities,
      amountPence: costPence,
      ...(spentPence === undefined ? {} : { spentPence }),
      commands,
    });
  }

  private read(cells: RegisterCells, id: string): ReadRow | undefined {
    const heading = cells.text('title');
    const priorities = this.prioritiesOf(cells);
    const costPence = this.costOf(cells);
    const spentPence = cells.sum('spent');
    if (heading === undefined) cells.reportBlank('title', 'A project needs a name.');
    if (heading === undefined || priorities === undefined || costPence === undefined) return undefined;
    const thematicGroup = this.thematicGroupFor(priorities[0] ?? '');
    return { id, heading, cells, priorities, thematicGroup, costPence, spentPence };
  }

  private prioritiesOf(cells: RegisterCells): readonly string[] | undefined {
    const text = cells.text('priorities');
    if (text === undefined) {
      cells.reportBlank('priorities', 'A project serves one priority or more.');
      return undefined;
    }
    const { priorities, unread } = this.readPriorities(text);
    if (unread !== '') {
      cells.report('priorities', `"${unread}" is none of the partnership's priorities as it writes them.`);
    } else if (priorities.length === 0) cells.report('priorities', `"${text}" names no priority.`);
    return unread === '' && priorities.length > 0 ? priorities : undefined;
  }

  private costOf(cells: RegisterCells): Pence | undefined {
    const problemsBefore = cells.problems.length;
    const costPence = cells.sum('cost');
    if (costPence !== undefined) this.costs.push(costPence);
    else if (cells.problems.length === problemsBefore) {
      cells.reportBlank('cost', 'That is not nil: write nil for a project that cost nothing.');
    }
    return costPence;
  }

  /**
   * A total that disagrees with its rows means that a row is lost or misread, and nobody should guess which.
   */
  private takeTotal(cells: RegisterCells): void {
    const amountPence = cells.sum('cost');
    if (amountPence === undefined) return;
    const sum = sumPence(this.costs);
    if (amountPence !== sum) {
      cells.report(
        'cost',
        `The total is ${formatPence(amountPence)}, and the rows above come to ${formatPence(sum)}.`,
      );
    }
    this.totals.push({ row: cells.row, amountPence });
  }

  /** The one group that looks after the first priority; where none or several do, nobody is chosen. */
  private thematicGroupFor(priority: string): string | undefined {
    const groups = this.facts.thematicGroups.filter(({ priorities }) => priorities.includes(priority));
    return groups.length === 1 ? groups[0]?.group : undefined;
  }
}

function titleOf(cells: RegisterCells): string {
  return titleAndDescription(cells.text('title') ?? '').title;
}

function isTotal(cells: RegisterCells): boolean {
  return (
    cells.text('priorities') === undefined && /^(?:grand |sub-?)?totals?\b/i.test(cells.text('title') ?? '')
  );
}

/**
 * Which rows the options name as reserves. Each name has to fit one row: a slip would turn a reserve into a
 * project.
 */
function reservesAmong(rows: readonly RegisterCells[], names: readonly string[]): ReadonlySet<number> {
  const found = names.map((name) => {
    const fitting = rows.filter((cells) => isNamed(cells, name));
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return only.row;
    const where = fitting.length === 0 ? 'no row' : `the rows ${fitting.map(({ row }) => row).join(', ')}`;
    throw new UnreadableRegister(`The reserve "${name}" fits ${where}; it has to fit one.`);
  });
  return new Set(found);
}

function isNamed(cells: RegisterCells, name: string): boolean {
  if (/^\d+$/.test(name)) return cells.row === Number(name);
  return (cells.text('title') ?? '').toLowerCase().includes(name.toLowerCase());
}
