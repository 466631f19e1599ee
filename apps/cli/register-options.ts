import { rolesHeld } from '#funding/partnership/queries';
import type { Founded } from '#funding/partnership/state';
import type { Role } from '#funding/partnership/partnership.events';
import type { RegisterItem } from '#imports/register';
import type { RegisterOptions } from '#imports/register-commands';
import type { GiverOf } from '#imports/sending-rows';
import type { Actor } from '#kernel/asking';
import { isFinancialYear, lastDayOf } from '#kernel/financial-year';
import { isLocalDate, minDate } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';
import { WrongUse } from './wrong-use.js';

/** What the command line says of an import; the words of each option are in its help. */
export interface ImportRegisterOptions {
  readonly partnership?: string;
  readonly year: string;
  readonly source: string;
  readonly fundingType: string;
  readonly decidedOn: string;
  readonly reference: string;
  readonly leadOfficer: string;
  readonly leadAgency: string;
  readonly startsOn?: string;
  readonly finishesOn?: string;
  readonly paidOn?: string;
  readonly reserve?: readonly string[];
  readonly by?: string;
  readonly financeBy?: string;
  readonly dryRun?: boolean;
  readonly acceptValid?: boolean;
  readonly json?: boolean;
}

/**
 * What the register does not say of its projects. @throws WrongUse for what is no year, day or funding type
 */
export function registerOptions(options: ImportRegisterOptions, today: LocalDate): RegisterOptions {
  const { year, source, fundingType, reference, leadOfficer, leadAgency, reserve = [] } = options;
  if (!isFinancialYear(year)) return wrong('--year is a financial year such as 2011-12', year);
  if (fundingType !== 'capital' && fundingType !== 'revenue') {
    return wrong('--funding-type is capital or revenue', fundingType);
  }
  const { startsOn, finishesOn } = options;
  return {
    year,
    source,
    fundingType,
    reference,
    leadOfficer,
    leadAgency,
    reserves: reserve,
    decidedOn: dayIn('decided-on', options.decidedOn),
    paidOn: options.paidOn === undefined ? minDate(lastDayOf(year), today) : dayIn('paid-on', options.paidOn),
    ...(startsOn === undefined ? {} : { startsOn: dayIn('starts-on', startsOn) }),
    ...(finishesOn === undefined ? {} : { finishesOn: dayIn('finishes-on', finishesOn) }),
  };
}

/**
 * Who enters what the register says: a finance officer only where it says what was spent.
 *
 * @throws WrongUse when it is not said, and not the only one who could
 */
export function giversOf(
  state: Founded,
  { by, financeBy }: ImportRegisterOptions,
  items: readonly RegisterItem[],
): GiverOf {
  const support = giver(state, 'support-officer', by, '--by');
  const paid = items.some(({ commands }) => commands.some(({ command }) => command === 'RecordExpenditure'));
  const finance = paid ? giver(state, 'finance-officer', financeBy, '--finance-by') : support;
  return (command) => (command === 'RecordExpenditure' ? finance : support);
}

function giver(state: Founded, role: Role, named: string | undefined, option: string): Actor {
  if (named !== undefined) return { person: named, role };
  const holders = new Set(rolesHeld(state).flatMap((held) => (held.role === role ? [held.person] : [])));
  const [only] = holders;
  if (only !== undefined && holders.size === 1) return { person: only, role };
  const who = holders.size === 0 ? 'Nobody is' : `${holders.size} people are`;
  throw new WrongUse(`${who} ${role.replace('-', ' ')} here: say with ${option} who enters this.`);
}

function dayIn(option: string, text: string): LocalDate {
  return isLocalDate(text) ? text : wrong(`--${option} is a day such as 2011-04-12`, text);
}

function wrong(rule: string, given: string): never {
  throw new WrongUse(`${rule}, not ${given}.`);
}
