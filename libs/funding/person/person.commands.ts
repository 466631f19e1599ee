import type { CommandOf } from '#funding/command-types';
import { id, line, text } from '#funding/fields';

class PersonDetails {
  @id('The person.') person!: string;
  @line('Their name. It is sealed with their own key and stands nowhere else.') name!: string;
  @line('Their e-mail address, sealed likewise.', { optional: true }) email?: string;
}

/** Enter a person. */
class RegisterPerson extends PersonDetails {}

/** Correct a person's name or address. */
class CorrectPerson extends PersonDetails {}

class PersonAndReason {
  @id('The person.') person!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Switch a person off: they can give no command. */
class SwitchOffPerson extends PersonAndReason {}

/** Switch a person on again. */
class SwitchOnPerson extends PersonAndReason {}

/** Forget a person: their key is destroyed, so that nobody can read their name or address again. */
class ForgetPerson extends PersonAndReason {}

export const personCommands = {
  RegisterPerson,
  CorrectPerson,
  SwitchOffPerson,
  SwitchOnPerson,
  ForgetPerson,
} as const;
export type PersonCommand = CommandOf<typeof personCommands>;
