import type { Bid } from '#funding/project/project.events';
import type { Visit } from '../../access/visit.js';
import type { OpenTask, Task } from '../../drafts/task.js';

/** A part of a bid that is filled in by itself. */
export type BidTask = Task<Bid, Visit>;

/** The same as it is filled in on one page. */
export type OpenBidTask = OpenTask<Bid>;
