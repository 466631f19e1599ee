import { awardCommands } from './award.commands.js';
import { bidCommands } from './bid.commands.js';
import type { CommandOf } from '#funding/command-types';
import { deliveryCommands, spendingCommands } from './delivery.commands.js';
import { evaluationCommands } from './evaluation.commands.js';

/** Every command to a project, from its bid to what became of it. */
export const projectCommands = {
  ...bidCommands,
  ...awardCommands,
  ...deliveryCommands,
  ...spendingCommands,
  ...evaluationCommands,
} as const;
export type ProjectCommand = CommandOf<typeof projectCommands>;
