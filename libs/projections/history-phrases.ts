import { formatDate } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';
import type { StreamNoun } from '#kernel/ids';
import type { DataOf, EventsOfNouns } from '#projections/projection';

/** What each event of a noun says beyond its name. A type that is missing does not compile. */
export type WordsOf<Noun extends StreamNoun> = {
  readonly [Type in EventsOfNouns[Noun]['type']]: (data: DataOf<EventsOfNouns[Noun], Type>) => string;
};

/** What is said of something, part by part; what is empty or not known is left out. */
export function said(...parts: readonly (string | undefined)[]): string {
  let all = '';
  for (const part of parts) {
    if (part !== undefined && part !== '') all = all === '' ? part : `${all}; ${part}`;
  }
  return all;
}

/** A part with its label, where it is known. */
export function labelled(label: string, text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : `${label} ${text}`;
}

/** A person, for whoever shows it to put the name there. */
export function personSaid(person: string): string {
  return `person:${person}`;
}

export function daySaid(day: string | undefined): string | undefined {
  return day === undefined ? undefined : formatDate(day);
}

/** A sum at a source: `£500.00 at home-office, revenue`. */
export function chargeSaid(charge: {
  readonly source: string;
  readonly fundingType: string;
  readonly amountPence: number;
}): string {
  return `${formatPence(charge.amountPence)} at ${charge.source}, ${charge.fundingType}`;
}

/** The identity of a decision: `chair's action 3`, `meeting april, item bus`. */
export function decisionSaid(decision: string | undefined): string | undefined {
  if (decision === undefined) return undefined;
  if (decision === 'taken-on') return 'taken on';
  const [meeting = '', item = ''] = decision.split('/');
  return meeting === 'action' ? `chair's action ${item}` : `meeting ${meeting}, item ${item}`;
}

/** A word of the code as people read it. */
export function codeSaid(code: string): string {
  return code.replaceAll('-', ' ');
}
