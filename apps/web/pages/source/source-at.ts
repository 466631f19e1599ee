import type { Source } from '#funding/funding-source/state';
import type { FundingType } from '#funding/funding-source/funding-source.events';
import { yearInWords } from '#kernel/financial-year';
import { isId } from '#kernel/ids';
import { sourceNow } from '#reads/uncovered';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';
import type { Act, NotNow } from '../../acts/act.js';

/** A source at which something is to be done, as it stands now. */
export interface SourceAt {
  readonly visit: Visit;
  readonly source: Source;
  /** What at the source it is done to: a swap, a reserve, an entry. */
  readonly of: string;
}

/** An act at a source; undefined where there is nothing that it could be done to. */
export type SourceAct = (at: SourceAt) => Acting | Promise<Acting>;

type Acting = Act | NotNow | undefined;

/** The source of an address; undefined when the partnership has none of that id. */
export async function openedSource(visit: Visit, source: string): Promise<Source | undefined> {
  if (!isId(source)) return undefined;
  const { state } = await sourceNow(visit.reading.place, visit.partnership, source);
  return state.status === 'none' ? undefined : state;
}

/** What stands around every act at a source. */
export function around({ visit, source }: SourceAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: `${source.name}, ${yearInWords(source.year)}`,
    trail: [
      { text: 'Sources', href: visit.at('/sources') },
      { text: source.name, href: visit.at(`/sources/${source.source}`) },
    ],
  };
}

/** Back to the source, with what was done said at its top. */
export function backTo({ visit, source }: SourceAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/sources/${source.source}`), notice);
}

/**
 * The identity of an entry, from the letter that it rests on: the same letter entered twice is known for the
 * same entry, by whomever it is entered.
 */
export function entryFrom(reference: string, kind: string, fundingType?: FundingType): string {
  const letter = reference
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const parts = [letter === '' ? 'letter' : letter, kind, fundingType?.slice(0, 3)];
  return parts.filter((part) => part !== undefined).join('-');
}

/** A day of effect goes with a command only where one was given: else it is today. */
export function onDay(day: string | undefined): { readonly on?: string } {
  return day === undefined ? {} : { on: day };
}
