import { peopleKnown } from '#funding/partnership/queries';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askEmail, askLine, maybe, unseen } from '../../acts/questions.js';
import type { Offered, Question } from '../../acts/questions.js';
import { newPersonId } from '../../commands/new-person-id.js';
import { around, backTo } from './group-at.js';
import type { GroupAt } from './group-at.js';

/** An act at a group; undefined where there is nothing that it could be done to. */
export type GroupAct = (at: GroupAt) => Act | undefined | Promise<Act | undefined>;

const whenTheySit =
  'A substitute sits and votes when that member is not there, and then counts for the quorum. It holds from the next meeting that opens.';

/** Someone who is here already may sit, and vote, when a member cannot come. */
export const nameSubstitute: GroupAct = async (at) => {
  const { visit, group, members } = at;
  const voting = new Set(members.map(({ person }) => person));
  const others = peopleKnown(visit.reading.state).filter((person) => !voting.has(person));
  if (members.length === 0 || others.length === 0) return undefined;
  const { member, agency } = await askSeat(at);
  return act({
    ...around(at),
    title: 'Name a substitute',
    intro: [whenTheySit],
    questions: {
      member,
      substitute: askChoice(
        { label: 'Who may sit in their place?', what: 'the substitute' },
        await named(at, others),
      ),
      agency,
    },
    button: 'Name the substitute',
    command: (answers) => ({ name: 'NameSubstitute', content: { group: group.group, ...answers } }),
    done: backTo(at, 'The substitute is named.'),
  });
};

/** Someone who has no other part here is entered to sit in a member's place, and holds no role. */
export const enterSubstitute: GroupAct = async (at) => {
  const { group, members } = at;
  if (members.length === 0) return undefined;
  return act({
    ...around(at),
    title: 'Enter a substitute',
    intro: ['For someone who has no other part in the partnership.', whenTheySit],
    questions: {
      person: unseen('the person'),
      name: askLine({ label: 'Name', what: 'their name' }),
      email: maybe(askEmail({ label: 'E-mail address', what: 'their e-mail address' })),
      ...(await askSeat(at)),
    },
    filledIn: { person: newPersonId() },
    button: 'Enter the substitute',
    command: ({ person, name, email, member, agency }) => [
      { name: 'RegisterPerson', content: { person, name, ...(email === undefined ? {} : { email }) } },
      { name: 'NameSubstitute', content: { group: group.group, member, substitute: person, agency } },
    ],
    done: backTo(at, 'The substitute is entered.'),
  });
};

async function askSeat(at: GroupAt): Promise<{
  readonly member: Question<string>;
  readonly agency: Question<string>;
}> {
  const voting = at.members.map(({ person }) => person);
  const { agencies } = at.visit.reading.state;
  return {
    member: askChoice({ label: 'For which member?', what: 'the member' }, await named(at, voting)),
    agency: askChoice(
      { label: 'From which agency?', what: 'the agency of the substitute' },
      agencies.map(({ agency, name }) => ({ value: agency, text: name })),
    ),
  };
}

/** A naming that holds no longer: of the substitute whom the address names. */
export const endSubstitute: GroupAct = async (at) => {
  const namings = at.substitutes.filter(({ substitute }) => substitute === at.of);
  const [first] = namings;
  if (first === undefined) return undefined;
  const { names } = at.visit.reading;
  const members = await named(
    at,
    namings.map(({ member }) => member),
  );
  return act({
    ...around(at),
    title: 'End a substitute',
    intro: ['Meetings that were opened before stay as they are.'],
    known: [['Substitute', await names.of(first.substitute)]],
    questions: {
      member: askChoice({ label: 'For which member do they sit no longer?', what: 'the member' }, members),
    },
    ...(namings.length === 1 ? { filledIn: { member: first.member } } : {}),
    button: 'End the substitution',
    command: ({ member }) => {
      const { substitute, agency, group } = namings.find((one) => one.member === member) ?? first;
      return { name: 'EndSubstitute', content: { member, substitute, agency, group } };
    },
    done: backTo(at, 'They are no substitute for this member any more.'),
  });
};

async function named({ visit }: GroupAt, people: readonly string[]): Promise<readonly Offered[]> {
  const { names } = visit.reading;
  const offered = await Promise.all(people.map(async (value) => ({ value, text: await names.of(value) })));
  return offered.toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'));
}
