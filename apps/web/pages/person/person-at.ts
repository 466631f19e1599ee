import { peopleKnown, rolesHeld, substitutionsNow } from '#funding/partnership/queries';
import type { SubstituteTerms } from '#funding/partnership/partnership.events';
import type { RoleHeld } from '#funding/partnership/state';
import { person as personDecider } from '#funding/person/person';
import type { PersonState } from '#funding/person/person';
import { roleInWords } from '#funding/role-names';
import { isId, personStream } from '#kernel/ids';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';
import type { Act } from '../../acts/act.js';

/** Somebody of the partnership to whom something is to be done, as they stand now. */
export interface PersonAt {
  readonly visit: Visit;
  readonly person: string;
  /** What they are called, to be shown and kept nowhere. */
  readonly name: string;
  readonly status: PersonState['status'];
  /** The roles that they hold now. */
  readonly held: readonly RoleHeld[];
  /** In whose place they may sit. */
  readonly sitsFor: readonly SubstituteTerms[];
  /** Which role, where one is meant. */
  readonly of: string;
}

/** An act for a person; undefined where they are not such that it could be done. */
export type PersonAct = (at: PersonAt) => Act | undefined | Promise<Act | undefined>;

/** Who holds a role here, has held one, or may sit in a member's place; undefined for anyone else. */
export async function personAt(visit: Visit, person: string, of = ''): Promise<PersonAt | undefined> {
  const { state, names, place, partnership } = visit.reading;
  if (!isId(person) || !peopleKnown(state).includes(person)) return undefined;
  const { status } = await place.state(personStream(partnership, person), personDecider);
  const held = rolesHeld(state).filter((role) => role.person === person);
  const sitsFor = substitutionsNow(state).filter(({ substitute }) => substitute === person);
  return { visit, person, name: await names.of(person), status, held, sitsFor, of };
}

/** A role as an address names it: `chair--tasking`. */
export function roleInAddress({ role, group }: RoleHeld): string {
  return group === undefined ? role : `${role}--${group}`;
}

/** A role with its group and agency, in words: `Chair of the Tasking Group, Council`. */
export function roleAtLength({ state }: Visit['reading'], { role, group, agency }: RoleHeld): string {
  const groupName = state.groups.find((known) => known.group === group)?.name;
  const agencyName = state.agencies.find((known) => known.agency === agency)?.name;
  const words = roleInWords(role).replace(/^./, (letter) => letter.toUpperCase());
  return [words, groupName, agencyName].filter((part) => part !== undefined).join(', ');
}

/** What stands around every act for a person. */
export function around({ visit, person, name }: PersonAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: name,
    trail: [
      { text: 'People', href: visit.at('/people') },
      { text: name, href: visit.at(`/people/${person}`) },
    ],
  };
}

/** Back to the person, with what was done said at the top. */
export function backTo({ visit, person }: PersonAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/people/${person}`), notice);
}
