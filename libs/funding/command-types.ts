import type { Circumstances } from '#kernel/asking';
import type { Class } from './fields.js';

/** Command classes by the name of the command. */
export type CommandClasses = Readonly<Record<string, Class>>;

/** The union of the commands of such a table, each with its name and what surrounds it. */
export type CommandOf<Classes extends CommandClasses> = {
  [Name in keyof Classes & string]: Readonly<InstanceType<Classes[Name]>> & {
    readonly type: Name;
  } & Circumstances;
}[keyof Classes & string];

/** One command of such a union, by name. */
export type Named<Command extends { type: string }, Name extends Command['type']> = Extract<
  Command,
  { type: Name }
>;
