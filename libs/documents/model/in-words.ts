import type { Cell, Column, Moment } from '#documents/model/document';
import { printable } from '#documents/model/text-safety';
import { formatDate, londonDateOf } from '#kernel/local-date';
import type { Instant } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';

const timeInLondon = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });

/** What a cell says on a page. */
export function cellInWords(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return printable(cell.text);
    case 'pence':
      return formatPence(cell.pence);
    case 'number':
      return cell.said === undefined ? plainNumber(cell.number) : printable(cell.said);
    case 'date':
      return formatDate(cell.date);
    case 'absent':
      return printable(cell.why);
    default:
      throw new TypeError(`No words for the cell ${JSON.stringify(cell satisfies never)}.`);
  }
}

/**
 * What stands at the head of a column, set for people: a pound sign stays with the word before it, and is not
 * left alone on a line. A file for programs has it as it is.
 */
export function headingInWords({ heading }: Pick<Column, 'heading'>): string {
  return heading.replace(/ £$/u, '\u00a0£');
}

/** A reason longer than this is read as a sentence. */
const longestBesideFigures = 20;

/**
 * Whether a cell stands on the right of its column, as figures do. Why there is no figure may take a
 * sentence: that is read from the left, and wrapped.
 */
export function standsRight(cell: Cell | undefined, column: Pick<Column, 'figures'>): boolean {
  if (column.figures !== true) return false;
  return cell?.kind !== 'absent' || cell.why.length <= longestBesideFigures;
}

/** Made once: to make it takes a thousand times as long as to use it. */
const thousandsParted = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A number with its thousands parted: `1,215`, `14.21`. */
function plainNumber(number: number): string {
  return thousandsParted.format(number);
}

/** When a document speaks, for people. */
export function momentInWords({ asAt, knownAt }: Moment): string {
  return `As at ${formatDate(asAt)}, as known on ${instantInWords(knownAt)}.`;
}

/** A moment by the clocks of London: `13 April 2012, 11:00`. */
export function instantInWords(instant: Instant): string {
  return `${formatDate(londonDateOf(instant))}, ${timeInLondon.format(new Date(instant))}`;
}

/** What an event is called: `ProjectFunded` is "Project funded". */
export function happenedInWords(type: string): string {
  return type.replaceAll(/(?!^)[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}
