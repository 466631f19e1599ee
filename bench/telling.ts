import type { FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import type { MeetingEvent } from '#funding/meeting/meeting.events';
import type { PartnershipEvent } from '#funding/partnership/partnership.events';
import type { ProjectEvent } from '#funding/project/project.events';
import type { PublicationEvent } from '#funding/publication/publication.events';

/** An event of a story, and who told it. */
export interface Told {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly person: string;
  readonly role: string;
}

type Happening = ProjectEvent | FundingSourceEvent | MeetingEvent | PartnershipEvent | PublicationEvent;
type DataOf<Type> = Extract<Happening, { readonly type: Type }>['data'];
/** Tells an event of a story: its stream, what happened, and by whom. */
export type Tell = <Type extends Happening['type']>(
  stream: string,
  type: Type,
  data: DataOf<Type>,
  by?: string,
) => void;

/** A day of a month that is counted from April 2011. */
export function dayOf(month: number, day: number): string {
  const since = 3 + month;
  const [monthText, dayText] = [(since % 12) + 1, day].map((part) => String(part).padStart(2, '0'));
  return `${2011 + Math.floor(since / 12)}-${monthText}-${dayText}`;
}

/** The financial year of such a month. */
export function yearOf(month: number): string {
  const start = 2011 + Math.floor(month / 12);
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}
