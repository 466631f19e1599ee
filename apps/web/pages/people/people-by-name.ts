import { peopleKnown, rolesHeld, substitutionsNow } from '#funding/partnership/queries';
import type { RoleHeld } from '#funding/partnership/state';
import { person as personDecider } from '#funding/person/person';
import { roleInWords } from '#funding/role-names';
import { personStream } from '#kernel/ids';
import type { Reading } from '#reads/reading';

/** Somebody of a partnership, as a list shows them. */
interface KnownPerson {
  readonly person: string;
  readonly name: string;
  /** The roles that they hold now. */
  readonly held: readonly RoleHeld[];
  /** Whether they may sit in a member's place. */
  readonly isSubstitute: boolean;
}

/** Everyone who has or had a role, or may sit in a member's place, by their names. */
export async function peopleByName({ state, names }: Reading): Promise<readonly KnownPerson[]> {
  const named = await names.byId(peopleKnown(state));
  const held = Map.groupBy(rolesHeld(state), ({ person }) => person);
  const substitutes = new Set(substitutionsNow(state).map(({ substitute }) => substitute));
  const all = [...named].map(([person, name]) => ({
    person,
    name,
    held: held.get(person) ?? [],
    isSubstitute: substitutes.has(person),
  }));
  return all.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.person.localeCompare(b.person));
}

/** What they are, each role once: `chair, lead officer`. */
export function rolesInWords({ held }: KnownPerson): string {
  return [...new Set(held.map(({ role }) => roleInWords(role)))].join(', ');
}

/** Whether they are switched off, and so cannot come in. */
export async function isOff({ place, partnership }: Reading, { person }: KnownPerson): Promise<boolean> {
  const { status } = await place.state(personStream(partnership, person), personDecider);
  return status === 'off';
}
