import { ask } from '#kernel/asking';
import type { Circumstances, Plan } from '#kernel/asking';
import { personStream } from '#kernel/ids';
import type { Named } from '#funding/command-types';
import { person } from '#funding/person/person';
import type { PersonCommand } from '#funding/person/person.commands';
import type { PlanDeps } from './planning.js';

type Asked<Name extends PersonCommand['type']> = Named<PersonCommand, Name>;

/** Enters or corrects a person: their record, to which nothing comes that is not sealed (rule 25). */
export function sealPerson(command: Asked<'RegisterPerson' | 'CorrectPerson'>, deps: PlanDeps): Plan {
  return async (fold) => {
    const { type, person: id, name, email, by, partnership, on, today } = command;
    const within: Circumstances = { by, partnership, on, today };
    const stream = personStream(partnership, id);
    const { status } = await fold(stream, person);
    const details = email === undefined ? { name } : { name, email };
    // There is no key for someone who was forgotten, and nothing more is recorded of them.
    const sealed =
      status === 'forgotten' ? { sealed: '', fingerprint: '' } : await deps.seal(stream, details);
    return [ask(stream, person, { ...within, type, person: id, ...sealed })];
  };
}
