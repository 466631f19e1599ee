import type { ApiRead } from '../read.js';
import { documentReads } from './documents.reads.js';
import { evaluationReads } from './evaluations.reads.js';
import { eventReads } from './events.reads.js';
import { measureReads } from './measures.reads.js';
import { meetingReads } from './meetings.reads.js';
import { moneyReads } from './money.reads.js';
import { obligationReads } from './obligations.reads.js';
import { outwardReads } from './outward.reads.js';
import { partnershipReads } from './partnership.reads.js';
import { projectReads } from './projects.reads.js';
import { workReads } from './work.reads.js';
import { yearReads } from './years.reads.js';

/** Every read of the API, in the order in which they are explained. */
export const reads: readonly ApiRead[] = [
  ...partnershipReads,
  ...workReads,
  ...projectReads,
  ...moneyReads,
  ...meetingReads,
  ...obligationReads,
  ...evaluationReads,
  ...measureReads,
  ...yearReads,
  ...outwardReads,
  ...documentReads,
  ...eventReads,
];
