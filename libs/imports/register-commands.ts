import type { RegisterCells } from '#imports/register-cells';
import { titleAndDescription } from '#imports/title-and-description';
import type { Named } from '#funding/command-types';
import type { FundingSourceCommand } from '#funding/funding-source/funding-source.commands';
import type { ProjectCommand } from '#funding/project/project.commands';
import type { Circumstances } from '#kernel/asking';
import type { FinancialYear } from '#kernel/financial-year';
import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';

/** What the register does not say of its projects, said for all of them by whoever imports it. */
export interface RegisterOptions {
  readonly year: FinancialYear;
  /** The funding source that every row is charged to, and the funding type. */
  readonly source: string;
  readonly fundingType: 'capital' | 'revenue';
  /** The decision that was made before Tallystick: its day, and where it is written down. */
  readonly decidedOn: LocalDate;
  readonly reference: string;
  readonly leadOfficer: string;
  readonly leadAgency: string;
  /** The day on which expenditure is entered as paid, where the file has a column of it. */
  readonly paidOn: LocalDate;
  readonly startsOn?: LocalDate;
  readonly finishesOn?: LocalDate;
  /**
   * Rows that are reserves and not projects: each a row's number, or a part of the text in its first column.
   */
  readonly reserves?: readonly string[];
}

type ContentOf<Command> = Command extends unknown ? Omit<Command, keyof Circumstances | 'type'> : never;
type TakeOnProject = ContentOf<Named<ProjectCommand, 'TakeOnProject'>>;
type RecordExpenditure = ContentOf<Named<ProjectCommand, 'RecordExpenditure'>>;
type HoldReserve = ContentOf<Named<FundingSourceCommand, 'HoldReserve'>>;

/** A command to send, without its identity and its giver: what it is, on which day, and its own fields. */
export type RegisterCommand =
  | { readonly command: 'TakeOnProject'; readonly on: LocalDate; readonly content: TakeOnProject }
  | { readonly command: 'RecordExpenditure'; readonly content: RecordExpenditure }
  | { readonly command: 'HoldReserve'; readonly on: LocalDate; readonly content: HoldReserve };

/** A row as far as it has been read. */
export interface ReadRow {
  readonly id: string;
  readonly heading: string;
  readonly cells: RegisterCells;
  readonly priorities: readonly string[];
  readonly thematicGroup: string | undefined;
  readonly costPence: Pence;
  readonly spentPence: Pence | undefined;
}

/**
 * A project as it was agreed, taken on with its award (rule 1), and what was spent on it where the file says
 * so.
 */
export function projectCommands(row: ReadRow, options: RegisterOptions): readonly RegisterCommand[] {
  const { id, costPence, spentPence } = row;
  const { decidedOn, reference, source, fundingType } = options;
  const allocations = costPence === 0 ? [] : [{ source, fundingType, amountPence: costPence }];
  const content = {
    project: id,
    bid: bidOf(row, options),
    takenOn: { decidedOn, reference },
    award: { awardPence: costPence, allocations },
  };
  const takeOn = { command: 'TakeOnProject', on: decidedOn, content } as const;
  return spentPence === undefined || spentPence === 0
    ? [takeOn]
    : [takeOn, expenditureOf(id, spentPence, options)];
}

/** Money that was set aside with no project, before Tallystick. */
export function reserveCommands(row: ReadRow, options: RegisterOptions): readonly RegisterCommand[] {
  const { source, fundingType, decidedOn, reference } = options;
  const whole = row.heading.replaceAll(/\s+/g, ' ');
  const purpose = whole.length <= 200 ? whole : titleAndDescription(whole).title;
  const takenOn = { decidedOn, reference };
  const content = { source, reserve: row.id, fundingType, amountPence: row.costPence, purpose, takenOn };
  return [{ command: 'HoldReserve', on: decidedOn, content }];
}

function bidOf(row: ReadRow, options: RegisterOptions): TakeOnProject['bid'] {
  const { year, fundingType, leadOfficer, leadAgency, startsOn, finishesOn } = options;
  const { title, description } = titleAndDescription(row.heading);
  const amountPence = row.costPence;
  return withoutUndefined({
    title,
    description: joined([description, row.cells.text('description')]),
    priorities: [...row.priorities],
    leadOfficer,
    leadAgency,
    thematicGroup: row.thematicGroup,
    startsOn,
    finishesOn,
    costs: amountPence === 0 ? [] : [{ year, fundingType, amountPence }],
    partnerInput: row.cells.text('partner-input'),
    expectedOutputs: outputsOf(row.cells),
    riskOfNotDoing: row.cells.text('risk'),
    challenges: row.cells.text('challenges'),
  });
}

function outputsOf(cells: RegisterCells): { text: string }[] | undefined {
  const texts = [cells.text('outputs-in-words'), cells.text('outputs-in-numbers')];
  const outputs = texts.flatMap((text) => (text === undefined ? [] : [{ text }]));
  return outputs.length === 0 ? undefined : outputs;
}

/** The register gives a sum and no invoice: the payment says so, and is one for the year. */
function expenditureOf(project: string, spentPence: Pence, options: RegisterOptions): RegisterCommand {
  const { year, source, fundingType, paidOn, reference } = options;
  const content = {
    project,
    payment: `register-${year}`,
    payee: 'Not stated in the register',
    reference,
    paidOn,
    netPence: spentPence,
    irrecoverableVatPence: 0,
    purpose: `Expenditure of ${year}, as the register gives it`,
    category: 'unspecified',
    charges: [{ source, fundingType, amountPence: spentPence }],
  };
  return { command: 'RecordExpenditure', content };
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  const given = texts.filter((text) => text !== undefined);
  return given.length === 0 ? undefined : given.join('\n');
}

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** What is not known is left out of a command, never sent as empty. */
function withoutUndefined<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Fields>;
}
