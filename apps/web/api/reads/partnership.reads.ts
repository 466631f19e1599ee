import { Type } from 'typebox';
import { revisions } from '#desk/noun-stream';
import { rolesHeld } from '#funding/partnership/queries';
import { partnershipStream, personStream } from '#kernel/ids';
import type { Reading } from '#reads/reading';
import { Paging } from '../paging.js';
import { one, revisionOf, wholeRows } from '../read.js';
import { list, text, yesOrNo } from '../shapes.js';
import type { Told } from '../shapes.js';

const tag = 'The partnership';

const person = Type.Object({
  person: text('The person.'),
  name: text('Their name, unsealed as it is shown; whoever was forgotten is shown by id.'),
  roles: list(
    Type.Object({
      role: text('The role.'),
      group: Type.Optional(text('The group in which they hold it.')),
      agency: Type.Optional(text('The agency that they come from.')),
    }),
    'The roles that they hold.',
  ),
});

export const partnershipReads = [
  one({
    operation: 'getPartnership',
    path: '',
    tag,
    about: 'The partnership: its agencies, groups, priorities and closed years.',
    shape: Type.Object({
      partnership: text('The partnership.'),
      name: text('What it is called.'),
      example: yesOrNo('Whether it is an example.'),
      agencies: list(Type.Object({ agency: text('The agency.'), name: text('Its name.') }), 'Its agencies.'),
      groups: list(
        Type.Object({
          group: text('The group.'),
          name: text('Its name.'),
          kind: text('tasking, thematic or strategy.'),
          priorities: list(Type.String(), 'The priorities that it looks after.'),
        }),
        'Its groups.',
      ),
      priorities: list(
        Type.Object({
          priority: text('The priority.'),
          name: text('Its name.'),
          retired: yesOrNo('Whether no new bid can name it.'),
        }),
        'Its priorities.',
      ),
      closedYears: list(Type.String(), 'The financial years that are closed.'),
    }),
    revision: async ({ place, partnership }) => place.state(partnershipStream(partnership), revisions),
    read: async ({ partnership, state }) => ({
      partnership,
      name: state.name,
      example: state.example,
      agencies: state.agencies,
      groups: state.groups,
      priorities: state.priorities.map(({ priority, name, retired }) => ({ priority, name, retired })),
      closedYears: state.closedYears.map(({ year }) => year),
    }),
  }),
  wholeRows({
    operation: 'listPeople',
    path: '/people',
    tag,
    about: 'The people who hold a role, with their names and roles.',
    query: Paging,
    row: person,
    key: ['text'],
    keyOf: (row) => [row.person],
    read: async (from) => {
      const ids = new Set(rolesHeld(from.state).map((held) => held.person));
      const people: Told<typeof person>[] = [];
      for (const id of ids) people.push(await personOf(from, id));
      return people;
    },
  }),
  one({
    operation: 'getPerson',
    path: '/people/:person',
    tag,
    about: 'A person who holds a role, or held one.',
    shape: person,
    revision: revisionOf(personStream, 'person'),
    read: async (from, { person: id = '' }) =>
      from.state.roles.some((held) => held.person === id) ? personOf(from, id) : undefined,
  }),
] as const;

async function personOf({ state, names }: Reading, id: string): Promise<Told<typeof person>> {
  const held = rolesHeld(state).filter((role) => role.person === id);
  const roles = held.map(({ role, group, agency }) => ({ role, group, agency }));
  return { person: id, name: await names.of(id), roles };
}
