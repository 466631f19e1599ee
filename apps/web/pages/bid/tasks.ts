import type { BidTask } from './bid-task.js';
import { costsTask } from './costs.task.js';
import { datesTask, peopleTask, risksTask, whatTask } from './plain.tasks.js';
import { outputsTask } from './outputs.task.js';
import { partnersTask } from './partners.task.js';
import { sharedTask } from './shared.task.js';

/** The parts of a bid, in the order in which people think of them. */
export const tasks: readonly BidTask[] = [
  whatTask,
  peopleTask,
  datesTask,
  costsTask,
  outputsTask,
  partnersTask,
  sharedTask,
  risksTask,
];
