import type { CommandName } from '#funding/roles';
import { commandNames } from '#desk/command-registry';
import { day, id, line, oneOf, part, wholeNumber } from '#funding/fields';
import type { Actor } from '#kernel/asking';

class GivenBy {
  @id('The person.') person!: string;
  @id('The role in which they give it.') role!: string;
}

/** What stands around every command, beside the fields of its own. */
export class Surroundings {
  @oneOf(commandNames, 'What is to be done.') command!: CommandName;
  @id('The identity of this command, made by whoever sends it: sent again it is answered the same.')
  id!: string;
  @id('The partnership.') partnership!: string;
  @part(() => GivenBy, 'Who gives it.') actor!: GivenBy;
  @day('The day on which it is true in the world; left out, the day that it names itself, or else today.', {
    optional: true,
  })
  on?: string;
  @line('What time it is, as an instant in UTC such as 2011-04-12T09:00:00.000Z. In an example alone.', {
    optional: true,
    max: 24,
  })
  at?: string;
  @line('The screen or the file that it comes by.', { optional: true }) via?: string;
  @wholeNumber('The revision at which what it is about was read: refused where that has changed since.', {
    optional: true,
  })
  ifRevision?: number;
}

/** A command whose shape is right, and of which nothing else is known yet. */
export interface GivenCommand {
  readonly name: CommandName;
  readonly id: string;
  readonly partnership: string;
  readonly actor: Actor;
  readonly on?: string;
  readonly at?: string;
  readonly via: string;
  /** The revision at which the noun that it is about has to be, where its giver says one. */
  readonly ifRevision?: number;
  /** The command's own fields. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** A field that is wrong, by its path (`award.allocations[0].amountPence`), and a sentence for a person. */
export interface WrongField {
  readonly field: string;
  readonly text: string;
}
