import { Type } from 'typebox';
import { revisions } from '#desk/noun-stream';
import { day as asDay } from '#funding/fields';
import { obligationKinds } from '#funding/ladder';
import { policyOn, rolesHeld } from '#funding/partnership/queries';
import { partnershipStream, personStream } from '#kernel/ids';
import type { Reading } from '#reads/reading';
import { Paging } from '../paging.js';
import { one, revisionOf, wholeRows } from '../read.js';
import { day, each, list, pence, text, whole, yesOrNo } from '../shapes.js';
import type { Told } from '../shapes.js';

const tag = 'The partnership';

class PolicyAsked {
  @asDay('As on this day; left out, today.', { optional: true }) on?: string;
}

const rung = Type.Object({
  days: whole('So many days from the due date; below nil before it.'),
  tells: list(Type.String(), 'Whom it tells.'),
  every: Type.Optional(whole('Again every so many days.')),
});

const policy = Type.Object({
  version: whole('Its version.'),
  from: day('From which day on it is in force.'),
  quorum: Type.Object({
    numerator: whole('Of the voting members, so many …'),
    denominator: whole('… of so many.'),
    atLeastPeople: whole('At least so many people.'),
    atLeastAgencies: whole('From at least so many agencies.'),
  }),
  chairsActionLimitPence: pence("Up to how much the chair can decide by chair's action."),
  virementLimitPence: pence('Up to how much two finance officers can move between them.'),
  shortFormBelowPence: pence('A bid below this needs the short form alone.'),
  acceptanceDays: whole('In how many days an award lapses that nobody accepts.'),
  overdueEvaluations: text('warn or block: what one does to the next bid of its lead officer.'),
  updatesDueOnDay: whole('The day of the month by which updates are due.'),
  amberWithinPercent: Type.Optional(whole('How far a figure may miss its target and be amber.')),
  ladder: Type.Object({
    version: whole('Its version.'),
    from: day('From which day on it is in force.'),
    obligations: each(obligationKinds, list(rung, 'The reminders of it.')),
    workingHours: Type.Object({ from: text('From: 09:00.'), to: text('To: 17:00.') }),
  }),
});

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
    about: 'The partnership: its agencies, groups, plan, substitutes and closed years.',
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
          objective: Type.Optional(text('The objective that it serves.')),
          retired: yesOrNo('Whether no new bid can name it.'),
        }),
        'Its priorities.',
      ),
      objectives: list(
        Type.Object({ objective: text('The objective.'), name: text('Its name.') }),
        'The objectives of its plan.',
      ),
      substitutes: list(
        Type.Object({
          group: text('The group.'),
          member: text('The member.'),
          substitute: text('Who may sit in their place.'),
        }),
        'Who may sit in whose place.',
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
      priorities: state.priorities,
      objectives: state.objectives,
      substitutes: state.substitutes.filter(({ ended }) => !ended),
      closedYears: state.closedYears.map(({ year }) => year),
    }),
  }),
  one({
    operation: 'getPolicy',
    path: '/policy',
    tag,
    about: 'What the partnership has adopted for itself: quorum, limits, reminders. As in force on a day.',
    query: PolicyAsked,
    shape: policy,
    read: async ({ place, state }, _, { on }) => policyOn(state, on ?? place.today()),
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
