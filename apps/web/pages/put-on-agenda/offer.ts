import type { ItemKind } from '#funding/meeting/meeting.events';
import type { Sitting, Waiting } from '#funding/meeting/state';
import type { Visit } from '../../access/visit.js';

/** Something that a meeting could take up, as the partnership stands. */
export interface Offer {
  readonly kind: ItemKind;
  readonly project?: string;
  readonly source?: string;
  /** The item in a line on the agenda; of a bid, its own title serves. */
  readonly title?: string;
  /** How it is offered, and what there is to know of it. */
  readonly text: string;
  readonly hint?: string;
}

/** The meeting to which something is offered: whose it is, and on which day. */
export type OfferedTo = Pick<Waiting | Sitting, 'called' | 'heldOn'>;

/** What of one kind a meeting could take up. */
export interface Offering {
  readonly heading: string;
  readonly kind: ItemKind;
  find(visit: Visit, meeting: OfferedTo): Promise<readonly Offer[]>;
}
