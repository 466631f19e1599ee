import { roles } from '#funding/partnership/partnership.events';
import { roleInWords } from '#funding/role-names';
import { act } from '../../acts/act.js';
import { askChoice, askEmail, askLine, askWhy, maybe } from '../../acts/questions.js';
import { around, backTo, roleAtLength, roleInAddress } from './person-at.js';
import type { PersonAct } from './person-at.js';

/** A role, with the group and the agency where it needs them. */
export const giveRole: PersonAct = (at) => {
  const { groups, agencies } = at.visit.reading.state;
  const roleItems = roles.map((role) => ({ value: role, text: roleInWords(role) }));
  const groupItems = groups.map(({ group, name }) => ({ value: group, text: name }));
  const agencyItems = agencies.map(({ agency, name }) => ({ value: agency, text: name }));
  return act({
    ...around(at),
    title: 'Give a role',
    questions: {
      role: askChoice({ label: 'What do they do?', what: 'what they do' }, roleItems),
      group: maybe(
        askChoice(
          { label: 'In which group?', what: 'the group', hint: 'For chairs, deputies and members' },
          groupItems,
        ),
      ),
      agency: maybe(
        askChoice(
          { label: 'From which agency?', what: 'the agency', hint: 'Needed for a voting member' },
          agencyItems,
        ),
      ),
    },
    button: 'Give this role',
    command: ({ role, group, agency }) => ({
      name: 'GiveRole',
      content: {
        person: at.person,
        role,
        ...(group === undefined ? {} : { group }),
        ...(agency === undefined ? {} : { agency }),
      },
    }),
    done: backTo(at, 'The role is given.'),
  });
};

/** A role that they hold, named by the address. */
export const endRole: PersonAct = (at) => {
  const held = at.held.find((role) => roleInAddress(role) === at.of);
  if (held === undefined) return undefined;
  const { role, group } = held;
  return act({
    ...around(at),
    title: 'End a role',
    intro: ['What they did in it stays on the record as theirs.'],
    known: [['Role', roleAtLength(at.visit.reading, held)]],
    questions: { reason: askWhy },
    button: 'End this role',
    warning: () =>
      at.held.length === 1
        ? 'It is the last role that they hold, so they are signed out at once.'
        : undefined,
    command: ({ reason }) => ({
      name: 'EndRole',
      content: { person: at.person, role, ...(group === undefined ? {} : { group }), reason },
    }),
    done: backTo(at, 'The role is ended.'),
  });
};

/** Whoever has left, or may do nothing for a time. */
export const switchOff: PersonAct = (at) =>
  at.status === 'on'
    ? act({
        ...around(at),
        title: 'Switch someone off',
        intro: ['They can sign in no more and change nothing, and no message goes to them.'],
        questions: { reason: askWhy },
        button: 'Switch this person off',
        warning: () => 'They are signed out at once. Their roles stay, for when they are switched on again.',
        command: ({ reason }) => ({ name: 'SwitchOffPerson', content: { person: at.person, reason } }),
        done: backTo(at, 'They are switched off, and signed out.'),
      })
    : undefined;

export const switchOn: PersonAct = (at) =>
  at.status === 'off'
    ? act({
        ...around(at),
        title: 'Switch someone on again',
        questions: { reason: askWhy },
        button: 'Switch this person on',
        command: ({ reason }) => ({ name: 'SwitchOnPerson', content: { person: at.person, reason } }),
        done: backTo(at, 'They are switched on again.'),
      })
    : undefined;

/** A name or an address that is wrong, or has changed. */
export const correct: PersonAct = async (at) => {
  if (at.status === 'forgotten' || at.status === 'none') return undefined;
  const address = await at.visit.reading.names.addressOf(at.person);
  return act({
    ...around(at),
    title: 'Correct a name or an address',
    questions: {
      name: askLine({ label: 'Name', what: 'their name' }),
      email: maybe(
        askEmail({
          label: 'E-mail address',
          what: 'their e-mail address',
          hint: 'Reminders and links go there',
        }),
      ),
    },
    replaces: { name: at.name, email: address ?? '' },
    button: 'Correct the name or address',
    command: ({ name, email }) => ({
      name: 'CorrectPerson',
      content: { person: at.person, name, ...(email === undefined ? {} : { email }) },
    }),
    done: backTo(at, 'It is corrected.'),
  });
};

/** The key of their name is destroyed, and with it every way to sign in. */
export const forget: PersonAct = (at) =>
  at.status === 'on' || at.status === 'off'
    ? act({
        ...around(at),
        title: 'Forget someone',
        intro: [
          'The key with which their name and address are sealed is destroyed. What they did stays on the record, by a number that says nothing of them.',
          'End their roles first, so that whoever reads the register sees who holds them now.',
        ],
        questions: { reason: askWhy },
        button: 'Forget this person for good',
        warning: () => 'Nobody can bring their name back, from this record or from a backup.',
        command: ({ reason }) => ({ name: 'ForgetPerson', content: { person: at.person, reason } }),
        done: backTo(at, 'They are forgotten.'),
      })
    : undefined;
