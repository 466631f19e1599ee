import { words } from '#documents/model/document';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';
import type { TablesOf } from '../../answering/export.js';
import { agencyOf } from './group-at.js';
import type { GroupAt } from './group-at.js';

interface Seat {
  readonly name: string;
  readonly role: string;
  readonly agency: string;
  readonly votes: boolean;
}

/** Who sits in it, with the office of each, and whether they vote: a quorum counts agencies. */
export async function seatsOf(at: GroupAt): Promise<readonly Seat[]> {
  const { state, names } = at.visit.reading;
  const voting = new Set(at.members.map(({ person }) => person));
  const held = rolesHeld(state).filter(({ group }) => group === at.group.group);
  return Promise.all(
    held.map(async ({ person, role, agency }) => ({
      name: await names.of(person),
      role: roleInWords(role),
      agency: agency === undefined ? '' : agencyOf(at, agency),
      votes: voting.has(person),
    })),
  );
}

interface NamedSubstitute {
  readonly name: string;
  readonly agency: string;
  /** In whose place they may sit. */
  readonly member: string;
  readonly endHref: string | undefined;
}

export async function substitutesOf(at: GroupAt): Promise<readonly NamedSubstitute[]> {
  const { visit, group, substitutes } = at;
  const { names } = visit.reading;
  return Promise.all(
    substitutes.map(async (naming) => ({
      name: await names.of(naming.substitute),
      agency: agencyOf(at, naming.agency),
      member: await names.of(naming.member),
      endHref: visit.may('EndSubstitute')
        ? visit.at(`/groups/${group.group}/end-substitute/${naming.substitute}`)
        : undefined,
    })),
  );
}

/** What the page of a group shows, each table by the name by which its file is asked for. */
export const groupTables: TablesOf<GroupAt> = {
  members: async (at) => ({
    name: `members-${at.group.group}`,
    title: `Who sits in ${at.group.name}`,
    columns: ['Name', 'As', 'Agency', 'Votes'],
    rows: (await seatsOf(at)).map(({ name, role, agency, votes }) => [
      words(name),
      words(role),
      words(agency),
      words(votes ? 'yes' : 'no'),
    ]),
  }),
  substitutes: async (at) => ({
    name: `substitutes-${at.group.group}`,
    title: `Substitutes of ${at.group.name}`,
    columns: ['Substitute', 'Agency', 'Sits for'],
    rows: (await substitutesOf(at)).map(({ name, agency, member }) => [
      words(name),
      words(agency),
      words(member),
    ]),
  }),
};
